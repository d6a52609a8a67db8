"""``kpidesk export-all`` and ``kpidesk template``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from kpidesk.cli.language import normalised
from kpidesk.cli.options import FILE, company_option, language_option
from kpidesk.cli.progress import shown_progress
from kpidesk.cli.wording import Command
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_, _, active_language
from kpidesk.store.sqlite_store import SqliteStore


def _language() -> str:
    return normalised(active_language()) or "en"


def everything_command() -> click.Command:
    """Write all records of a company to a workbook, or everything to an archive."""

    @click.command(
        "export-all",
        cls=Command,
        help=_(
            "Write all records to a workbook that can be imported again, or everything"
            " in open formats to an archive."
        ),
    )
    @company_option()
    @click.option(
        "--to",
        "target",
        type=FILE,
        required=True,
        metavar="FILE",
        help=_("Where to: .xlsx for the workbook, .zip for the archive."),
    )
    @language_option()
    def export_all(*, company: Path, target: Path) -> None:
        from kpidesk.operations.everything_workbook import write_everything
        from kpidesk.operations.export_archive import write_archive

        writers = {".xlsx": write_everything, ".zip": write_archive}
        write = writers.get(target.suffix.lower())
        if write is None:
            raise UsageError(
                N_("“{name}” must end in .xlsx or .zip."), name=target.name
            )
        with (
            shown_progress(_("Writing the records")) as progress,
            closing(SqliteStore.open(company, read_only=True)) as store,
        ):
            write(store, target, _language(), progress)
        click.echo(_("Written: {file}", file=target))

    return export_all


def template_command() -> click.Command:
    """Write a blank workbook to fill in."""

    @click.command(
        "template",
        cls=Command,
        help=_("Write a blank workbook to fill in and import."),
    )
    @click.argument("file", type=FILE, metavar="FILE.xlsx")
    @language_option()
    def template(file: Path) -> None:
        from kpidesk.operations.template_workbook import write_template

        write_template(file, _language())
        click.echo(_("Written: {file}", file=file))

    return template
