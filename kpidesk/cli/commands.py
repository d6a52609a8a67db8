"""The list of commands."""

from __future__ import annotations

from pathlib import Path

import click

from kpidesk import __version__
from kpidesk.cli.chart_command import chart_command
from kpidesk.cli.company_commands import demo_command
from kpidesk.cli.everything_command import everything_command, template_command
from kpidesk.cli.export_command import export_command
from kpidesk.cli.import_commands import import_command, undo_command
from kpidesk.cli.inspect_command import inspect_command
from kpidesk.cli.kpi_commands import explain_command, kpis_command
from kpidesk.cli.options import FILE, language_option
from kpidesk.cli.wording import Command, Group
from kpidesk.i18n.messages import _


def program() -> click.Group:
    """The program with all its commands, in the language of the moment."""

    @click.group(
        cls=Group,
        invoke_without_command=True,
        help=_(
            "KPIs of a small software house, from its clients, contracts and tickets."
            " Without a command, opens the window."
        ),
    )
    @language_option()
    @click.version_option(
        __version__, message="kpidesk %(version)s", help=_("Version.")
    )
    @click.pass_context
    def kpidesk(context: click.Context) -> int:
        if context.invoked_subcommand is None:
            return _open_window(None)
        return 0

    for command in (
        chart_command(),
        demo_command(),
        everything_command(),
        explain_command(),
        export_command(),
        import_command(),
        inspect_command(),
        kpis_command(),
        template_command(),
        undo_command(),
        _open_command(),
    ):
        kpidesk.add_command(command)
    return kpidesk


def _open_command() -> click.Command:
    @click.command(
        "open", cls=Command, hidden=True, help=_("Open a company in the window.")
    )
    @click.argument("file", type=FILE)
    @language_option()
    def open_file(file: Path) -> int:
        return _open_window(file)

    return open_file


def _open_window(file: Path | None) -> int:
    # Qt is needed here only: the other commands work on a machine without it.
    from kpidesk.ui.app import run

    return run(file, click.get_current_context().obj)
