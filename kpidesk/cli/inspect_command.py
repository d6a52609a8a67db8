"""``kpidesk inspect``: what the reader sees in a file, before any mapping."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kpidesk.cli.options import FILE, language_option
from kpidesk.cli.wording import Command
from kpidesk.i18n.messages import _
from kpidesk.importing.reading.inspection import as_json, inspect_workbook

UNUSABLE = 2


def inspect_command() -> click.Command:
    """Show what the reader sees in a spreadsheet."""

    @click.command(
        "inspect",
        cls=Command,
        help=_("Show what kpidesk sees in a spreadsheet, before any mapping."),
    )
    @click.argument("file", type=FILE)
    @click.option("--json", "as_data", is_flag=True, help=_("Print JSON."))
    @language_option()
    def inspect(*, file: Path, as_data: bool) -> int:
        report = inspect_workbook(file)
        content = as_json(report)
        if as_data:
            click.echo(json.dumps(content, ensure_ascii=False))
            return UNUSABLE if report.error else 0
        if report.error is not None:
            raise report.error
        for sheet in content["sheets"]:
            hidden = " (" + _("hidden") + ")" if sheet["hidden"] else ""
            rows = _("{rows} rows", rows=sheet["rows"])
            click.echo(f"{sheet['name']}{hidden}: {rows}")
            for row in sheet["head"]:
                click.echo("  " + " | ".join(row))
        for warning in content["warnings"]:
            click.echo(f"! {warning}")
        return 0

    return inspect
