"""``kpidesk import`` and ``kpidesk undo-import``."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from kpidesk.cli.header_row import header_rows
from kpidesk.cli.import_output import plan_as_dict, plan_as_text, undo_as_text
from kpidesk.cli.options import FILE, company_option, language_option
from kpidesk.cli.progress import shown_progress
from kpidesk.cli.wording import Command
from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _, active_language
from kpidesk.importing.column_formats import FormatChoices
from kpidesk.importing.dates import DateOrder
from kpidesk.importing.numbers import DecimalMark
from kpidesk.importing.plan import ImportPlan
from kpidesk.importing.reading.model import Limits
from kpidesk.importing.scope import BY_NUMBER, BY_START, Hidden, Mode
from kpidesk.operations.import_workbook import (
    ImportResult,
    ImportScope,
    commit_import,
    prepare_import,
    read_files,
    undo_import,
)
from kpidesk.operations.open_workspace import lock_workspace, rules_for
from kpidesk.store.file_lock import current_user
from kpidesk.store.sqlite_store import SqliteStore

_CLIENTS_BY = {"code": BY_NUMBER, "tax-id": "tax_id", "name": "name"}
_CONTRACTS_BY = {"number": BY_NUMBER, "start": BY_START}
REFUSED = 1
UNUSABLE = 2


def import_command() -> click.Command:
    """Import spreadsheets into a company file."""

    @click.command(
        "import", cls=Command, help=_("Import spreadsheets into a company file.")
    )
    @click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE…")
    @company_option("--into")
    @click.option(
        "--dry-run", is_flag=True, help=_("Say what would happen; save nothing.")
    )
    @click.option(
        "--strict", is_flag=True, help=_("Save nothing if any row is rejected.")
    )
    @click.option(
        "--create-clients", is_flag=True, help=_("Create clients that rows name.")
    )
    @click.option(
        "--date-order",
        type=click.Choice([order.value for order in DateOrder]),
        help=_("Order of dates that can be read in two ways."),
    )
    @click.option(
        "--decimal",
        type=click.Choice([mark.value for mark in DecimalMark]),
        help=_("Decimal mark of numbers that can be read in two ways."),
    )
    @click.option(
        "--mode",
        type=click.Choice([mode.value for mode in Mode]),
        default=Mode.BOTH.value,
        help=_("Only add new records, only update existing ones, or both."),
    )
    @click.option(
        "--hidden",
        type=click.Choice([hidden.value for hidden in Hidden]),
        default=Hidden.INCLUDE.value,
        help=_("Import hidden rows and sheets too, or skip them."),
    )
    @click.option(
        "--header-row",
        "headers",
        multiple=True,
        metavar="SHEET=ROW",
        help=_("Row that names the columns of a sheet; may be given again."),
    )
    @click.option(
        "--clients-by",
        type=click.Choice(list(_CLIENTS_BY)),
        help=_("What existing clients are recognised by."),
    )
    @click.option(
        "--contracts-by",
        type=click.Choice(list(_CONTRACTS_BY)),
        help=_("What existing contracts are recognised by."),
    )
    @click.option("--json", "as_data", is_flag=True, help=_("Print JSON."))
    @language_option()
    def import_files(
        *,
        files: tuple[Path, ...],
        company: Path,
        dry_run: bool,
        strict: bool,
        create_clients: bool,
        date_order: str | None,
        decimal: str | None,
        mode: str,
        hidden: str,
        headers: tuple[str, ...],
        clients_by: str | None,
        contracts_by: str | None,
        as_data: bool,
    ) -> int:
        identities = {
            "client": _CLIENTS_BY.get(clients_by or "", ""),
            "contract": _CONTRACTS_BY.get(contracts_by or "", ""),
        }
        formats = FormatChoices(
            DecimalMark(decimal) if decimal else None,
            DateOrder(date_order) if date_order else None,
        )
        try:
            scope = ImportScope(
                Mode(mode), Hidden(hidden), header_rows(headers), identities
            )
            plan, result = _run(
                files,
                company,
                formats,
                scope,
                create_clients=create_clients,
                save=not dry_run,
                strict=strict,
            )
        except KpideskError as error:
            if not as_data:
                raise
            refusal = {"error": {"code": error.code, "message": error.sentence()}}
            click.echo(json.dumps(refusal, ensure_ascii=False))
            return UNUSABLE
        refused = strict and plan.has_errors
        if as_data:
            content = plan_as_dict(plan, result, dry_run=dry_run, refused=refused)
            click.echo(json.dumps(content, ensure_ascii=False, default=str))
        else:
            click.echo(plan_as_text(plan, result, dry_run=dry_run, refused=refused))
        return REFUSED if refused else 0

    return import_files


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: rows hold no cycles, and it takes a quarter of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _run(
    files: tuple[Path, ...],
    company: Path,
    formats: FormatChoices,
    scope: ImportScope,
    *,
    create_clients: bool,
    save: bool,
    strict: bool,
) -> tuple[ImportPlan, ImportResult | None]:
    exists = company.exists()
    rules = rules_for(active_language())
    # Opened before the sheets are read: a company file that cannot be used is told
    # at once. One that does not exist is made only when there is something to save.
    lock = lock_workspace(company) if save and exists else nullcontext()
    with _uncollected(), lock, shown_progress(_("Importing")) as progress:
        opened = SqliteStore.open(company, read_only=not save) if exists else None
        with closing(opened) if opened is not None else nullcontext():
            workbooks = read_files(files, Limits().for_command_line(), progress)
            plan = prepare_import(
                opened,
                workbooks,
                currency=rules.currency,
                create_clients=create_clients,
                formats=formats,
                scope=scope,
                progress=progress,
            )
            if not save or (strict and plan.has_errors):
                return plan, None
            if opened is not None:
                return plan, commit_import(opened, plan, current_user(), progress)
        rules = replace(rules, currency=plan.currency)
        with closing(SqliteStore.create(company, rules, company.stem)) as made:
            return plan, commit_import(made, plan, current_user(), progress)


def undo_command() -> click.Command:
    """Take an import back."""

    @click.command(
        "undo-import",
        cls=Command,
        help=_("Take an import back; what was edited since is kept."),
    )
    @click.argument("batch", type=int)
    @company_option()
    @click.option("--json", "as_data", is_flag=True, help=_("Print JSON."))
    @language_option()
    def undo(*, batch: int, company: Path, as_data: bool) -> None:
        with closing(SqliteStore.open(company)) as store, lock_workspace(company):
            report = undo_import(store, batch, current_user())
        if as_data:
            content = {
                "batch": batch,
                "removed": dict(report.removed),
                "restored": dict(report.restored),
                "kept": [{"kind": kind, "id": item} for kind, item in report.kept],
            }
            click.echo(json.dumps(content, ensure_ascii=False))
        else:
            click.echo(undo_as_text(report))

    return undo
