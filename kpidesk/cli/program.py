"""The program ``kpidesk``: which command is meant, and how failures are told.

Exit codes: 0 done; 1 the import was refused because of ``--strict``; 2 the command,
the spreadsheet or the company file cannot be used, and nothing was changed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from kpidesk.cli.language import asked_language, language_of
from kpidesk.cli.wording import in_our_words
from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _, use_language

UNUSABLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # In a window program without a console the streams are None.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    use_language(language_of(given))
    try:
        code = _run(given)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _run(given: list[str]) -> int:
    # The commands are made after the language is known: their help is translated.
    from kpidesk.cli.commands import program

    try:
        result = program().main(
            given,
            prog_name="kpidesk",
            standalone_mode=False,
            obj=asked_language(given),
        )
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.Abort:
        click.echo(_("Stopped. Nothing was changed."), err=True)
        return UNUSABLE
    except click.ClickException as error:
        click.echo(in_our_words(error), err=True)
        return UNUSABLE
    except KpideskError as error:
        click.echo(error.sentence(), err=True)
        return UNUSABLE
    return int(result or 0)
