"""From workbooks to a plan: recognise, read, check, and say what would be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kpidesk.importing.build_clients import build_client
from kpidesk.importing.build_contracts import build_contract, read_contract_sheet
from kpidesk.importing.build_others import (
    build_cost,
    build_invoice,
    build_lead,
    build_milestone,
    build_person,
    build_rate,
    build_usage,
)
from kpidesk.importing.build_surveys import build_answer, read_survey_sheet
from kpidesk.importing.build_tickets import build_ticket, rating_scale
from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.column_formats import decide_formats, file_formats
from kpidesk.importing.context import ImportChoices, ImportContext, known_client
from kpidesk.importing.existing import Existing
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.layouts import LAYOUTS
from kpidesk.importing.matching import Match, match_table
from kpidesk.importing.plan import ImportPlan, PlannedRow, SheetPlan
from kpidesk.importing.reading.model import SheetData, WorkbookData
from kpidesk.importing.reading.warning_messages import warning_sentence
from kpidesk.importing.row_values import RowReader, RowValues
from kpidesk.importing.table_choice import fingerprint, match_as_chosen, table_key
from kpidesk.importing.tables import Table, find_tables

_ORDER = {layout.entity: rank for rank, layout in enumerate(LAYOUTS)}
_PROGRESS_ROWS = 500
_TOLD_OTHERWISE = {"hidden_rows"}
"""Warnings of the reader that the plan tells better, about data rows only."""
Builder = Callable[[RowValues, ImportContext], PlannedRow]
_SIMPLE: dict[str, Builder] = {
    "client": build_client,
    "lead": build_lead,
    "cost": build_cost,
    "employee": build_person,
    "usage": build_usage,
    "milestone": build_milestone,
    "exchange_rate": build_rate,
    "invoice": build_invoice,
}
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Found:
    """A recognised table and the plan of its sheet."""

    match: Match
    sheet: SheetPlan
    file: int


def plan_import(
    workbooks: Sequence[tuple[str, WorkbookData]],
    existing: Existing,
    choices: ImportChoices,
    progress: Progress | None = None,
) -> ImportPlan:
    """Plan the import of every table that can be recognised, clients first.

    Args:
        workbooks: File names and what was read from them.
        existing: Records of the company file.
        choices: What a person decided.
        progress: Told how many rows are done, of how many.
    """
    plan = ImportPlan()
    plan.sources = [name for name, _ in workbooks]
    plan.digests = [workbook.sha256 for _, workbook in workbooks]
    clients = ClientDirectory.of(known_client(item) for item in existing.of("client"))
    found = _recognise(plan, workbooks, clients, choices)
    found.sort(key=lambda item: _ORDER[item.match.layout.entity])
    total = sum(len(item.match.table.rows) for item in found)
    done = 0
    context = ImportContext(plan, existing, clients, choices, SheetPlan("", "", None))
    for item in found:
        others = [other.match for other in found if other.file == item.file]
        context.sheet = item.sheet
        context.match_names = frozenset(
            column.name for column in item.match.columns if column.field is not None
        )
        formats, issues = decide_formats(
            item.match, file_formats(others), choices.formats
        )
        item.sheet.issues.extend(issues)
        reader = RowReader.of(item.match, formats, _corrections(item, choices))
        rows = [reader.read(at) for at in range(len(item.match.table.rows))]
        build = _builder(item.match, rows, context)
        for row in rows:
            item.sheet.rows.append(build(row, context))
            item.sheet.issues.extend(row.issues)
            done += 1
            if progress is not None and done % _PROGRESS_ROWS == 0:
                progress(done, total)
    _tell_warnings(plan, workbooks)
    if progress is not None:
        progress(total, total)
    return plan


def _tell_warnings(
    plan: ImportPlan, workbooks: Sequence[tuple[str, WorkbookData]]
) -> None:
    """What the reader noticed, under the sheet concerned or the file's first one."""
    for name, workbook in workbooks:
        sheets = [sheet for sheet in plan.sheets if sheet.file == name]
        for warning in workbook.warnings:
            mine = [sheet for sheet in sheets if sheet.sheet == warning.sheet] or sheets
            if mine and warning.code not in _TOLD_OTHERWISE:
                mine[0].issues.append(
                    Issue(
                        Severity.WARNING,
                        "reader_warning",
                        mine[0].sheet,
                        values={"text": warning_sentence(warning)},
                    )
                )


def _corrections(item: _Found, choices: ImportChoices) -> dict[tuple[int, int], str]:
    """Corrected texts of a table, by row number and column index."""
    return {
        (row, column): text
        for (key, row, column), text in choices.corrections.items()
        if key == item.sheet.key
    }


def _builder(match: Match, rows: list[RowValues], context: ImportContext) -> Builder:
    entity = match.layout.entity
    if entity in _SIMPLE:
        return _SIMPLE[entity]
    if entity == "contract":
        contracts = read_contract_sheet(match, rows, context)
        return lambda row, shared: build_contract(row, shared, contracts)
    if entity == "ticket":
        scale = rating_scale(rows, "csat_score")
        return lambda row, shared: build_ticket(row, shared, scale)
    surveys = read_survey_sheet(match, rows)
    return lambda row, shared: build_answer(row, shared, surveys)


def _recognise(
    plan: ImportPlan,
    workbooks: Sequence[tuple[str, WorkbookData]],
    clients: ClientDirectory,
    choices: ImportChoices,
) -> list[_Found]:
    found: list[_Found] = []
    for number, (name, workbook) in enumerate(workbooks):
        for sheet in workbook.sheets:
            tables = find_tables(sheet)
            if not tables:
                _unrecognised(plan, name, sheet)
            for table in tables:
                sheet_plan = _match(name, number, table, clients, choices)
                _count_ignored(sheet_plan, table)
                plan.sheets.append(sheet_plan)
                if sheet_plan.match is None:
                    _not_imported(sheet_plan, len(table.rows))
                else:
                    found.append(_Found(sheet_plan.match, sheet_plan, number))
                    _report_unmatched(sheet_plan, sheet_plan.match)
    return found


def _match(
    name: str,
    file: int,
    table: Table,
    clients: ClientDirectory,
    choices: ImportChoices,
) -> SheetPlan:
    """Recognise a table: by a person's word, else a profile, else by itself."""
    key = table_key(file, table)
    said = choices.tables.get(key)
    known = choices.profiles.get(fingerprint(table.headers))
    if said is not None:
        match = match_as_chosen(table, clients, said, "person")
    elif known is not None:
        match = match_as_chosen(table, clients, known, "profile")
    else:
        match = match_table(table, clients)
    by_profile = said is None and known is not None
    sheet = SheetPlan(name, table.sheet.name, match, profile=by_profile)
    sheet.key, sheet.table = key, table
    return sheet


def _unrecognised(plan: ImportPlan, name: str, sheet: SheetData) -> None:
    filled = sum(1 for row in sheet.rows if any(cell is not None for cell in row))
    if not filled:
        return
    sheet_plan = SheetPlan(name, sheet.name, None)
    sheet_plan.read = filled
    sheet_plan.ignored["title"] = filled
    _not_imported(sheet_plan, 0)
    plan.sheets.append(sheet_plan)


def _not_imported(sheet_plan: SheetPlan, rows: int) -> None:
    if rows:
        sheet_plan.ignored["unrecognised"] = rows
    sheet_plan.issues.append(
        Issue(Severity.WARNING, "unrecognised_sheet", sheet_plan.sheet)
    )


def _count_ignored(sheet_plan: SheetPlan, table: Table) -> None:
    for why, rows in (
        ("blank", table.blanks),
        ("title", table.titles),
        ("total", table.totals),
    ):
        if rows:
            sheet_plan.ignored[why] = len(rows)
    sheet_plan.read = len(table.rows) + sum(sheet_plan.ignored.values())


def _report_unmatched(sheet_plan: SheetPlan, match: Match) -> None:
    for column in match.columns:
        if column.field is None:
            sheet_plan.issues.append(
                Issue(
                    Severity.INFO,
                    "unmatched_column",
                    sheet_plan.sheet,
                    column=column.column.header,
                )
            )
    hidden = len(set(match.table.rows) & match.table.sheet.hidden_rows)
    if hidden:
        sheet_plan.issues.append(
            Issue(
                Severity.WARNING,
                "hidden_rows",
                sheet_plan.sheet,
                values={"count": hidden},
            )
        )
