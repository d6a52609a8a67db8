"""``kpidesk demo``."""

from __future__ import annotations

from pathlib import Path

import click

from kpidesk.cli.options import FILE, language_option
from kpidesk.cli.progress import shown_progress
from kpidesk.cli.wording import Command
from kpidesk.i18n.messages import _, active_language


def demo_command() -> click.Command:
    """Make a believable company to try kpidesk with."""

    @click.command(
        "demo",
        cls=Command,
        help=_("Make a believable company to try kpidesk with."),
    )
    @click.argument("file", type=FILE, metavar="COMPANY.kpidesk")
    @language_option()
    def demo(file: Path) -> None:
        from kpidesk.operations.demo_company import make_demo_company

        with shown_progress(_("Making the demo company")) as progress:
            workspace = make_demo_company(file, active_language(), progress)
        click.echo(
            _(
                "{company}: {file} is ready. Open it with: kpidesk {file}",
                company=workspace.company,
                file=file,
            )
        )

    return demo
