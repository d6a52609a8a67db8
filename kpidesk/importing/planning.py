"""From workbooks to a plan: recognise, read, check, and say what would be saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kpidesk.importing.build_clients import build_client
from kpidesk.importing.build_contract_grid import (
    build_contract_months,
    read_contract_grid,
)
from kpidesk.importing.build_contracts import (
    build_contract,
    build_price,
    read_contract_sheet,
)
from kpidesk.importing.build_others import (
    build_cost,
    build_invoice,
    build_lead,
    build_milestone,
    build_month_costs,
    build_person,
    build_product,
    build_rate,
    build_target,
    build_usage,
)
from kpidesk.importing.build_surveys import build_answer, read_survey_sheet
from kpidesk.importing.build_tickets import build_event, build_ticket, rating_scale
from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.column_formats import decide_formats, file_formats
from kpidesk.importing.column_values import as_text
from kpidesk.importing.context import ImportChoices, ImportContext, known_client
from kpidesk.importing.contract_price import interval_in_header
from kpidesk.importing.currencies import currencies_in
from kpidesk.importing.existing import Existing
from kpidesk.importing.header_text import normalised
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.known_exports import known_export
from kpidesk.importing.layouts import LAYOUTS
from kpidesk.importing.match import Match
from kpidesk.importing.matching import match_table
from kpidesk.importing.month_grid import month_of_columns
from kpidesk.importing.own_sheets import MARKER, OWN_NAME, marked_tables
from kpidesk.importing.plan import ImportPlan, Outcome, PlannedRow, SheetPlan
from kpidesk.importing.reading.model import SheetData, WorkbookData
from kpidesk.importing.reading.warning_messages import warning_sentence
from kpidesk.importing.row_kinds import is_lone_text
from kpidesk.importing.row_values import RowReader, RowValues
from kpidesk.importing.table_choice import (
    TableChoice,
    fingerprint,
    match_as_chosen,
    table_key,
)
from kpidesk.importing.tables import Table, find_tables, side_by_side

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
    "product": build_product,
    "target": build_target,
    "ticket_event": build_event,
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
    tell = progress or _say_nothing
    tell(0, 1)
    found = _recognise(plan, workbooks, clients, choices)
    tell(0, 1)
    found.sort(key=_rank)
    if choices.new_company:
        choices = _adopt_currency(found, choices)
    plan.currency = choices.currency
    context = ImportContext(plan, existing, clients, choices, SheetPlan("", "", None))
    context.rated = _rated(found, existing)
    context.lists_clients = bool(clients.clients) or any(
        item.match.layout.entity == "client" for item in found
    )
    context.priced = _priced(found)
    total = sum(len(item.match.table.rows) for item in found)
    done = 0
    for item in found:
        others = [other.match for other in found if other.file == item.file]

        def tick(more: int, begun: int = done) -> None:
            tell(begun + more, total)

        for planned in _plan_rows(item, others, context, tick):
            item.sheet.rows.append(planned)
            done += 1
            if done % _PROGRESS_ROWS == 0:
                tick(len(item.sheet.rows))
        # Counted here, where nobody waits for it.
        item.sheet.count(Outcome.ADDED)
    _forget_no_changes(plan, existing)
    _tell_warnings(plan, workbooks)
    tell(total, total)
    return plan


def _rank(item: _Found) -> tuple[int, dt.date]:
    """Kinds in the order of their references; grids after lists, by their months."""
    months = [month for _column, month in item.match.table.months if month is not None]
    return _ORDER[item.match.layout.entity], min(months, default=dt.date.min)


def _say_nothing(_done: int, _total: int) -> None:
    """Progress for which nobody waits."""


def _forget_no_changes(plan: ImportPlan, existing: Existing) -> None:
    """Rows that contradict each other may end where the record was before."""
    for kind, changes in list(plan.changes.items()):
        for identifier, values in list(changes.items()):
            saved = existing.find(kind, "id", identifier, lambda item: item["id"]) or {}
            left = {name: new for name, new in values.items() if saved.get(name) != new}
            changes[identifier] = left
            if not left:
                del changes[identifier]
        if not changes:
            del plan.changes[kind]


def _plan_rows(
    item: _Found,
    others: list[Match],
    context: ImportContext,
    tick: Callable[[int], None],
) -> Iterator[PlannedRow]:
    """Plan the rows of a table one by one."""
    match, sheet, choices = item.match, item.sheet, context.choices
    context.sheet = sheet
    context.match_names = frozenset(
        column.name for column in match.columns if column.field is not None
    )
    formats, issues = decide_formats(match, file_formats(others), choices.formats)
    sheet.issues.extend(issues)
    reader = RowReader.of(match, formats, _corrections(item, choices))
    rows = []
    for at in range(len(match.table.rows)):
        rows.append(reader.read(at))
        if at % _PROGRESS_ROWS == 0:
            tick(0)
    build = _builder(match, rows, context)
    for row in rows:
        if row.filled <= 1 and row.has_errors() and _is_heading(match, row):
            sheet.ignored["title"] += 1
            continue
        yield build(row, context)
        sheet.issues.extend(row.issues)


def _is_heading(match: Match, row: RowValues) -> bool:
    """A row whose only text cannot be a record by itself is a heading or a remark."""
    return is_lone_text(match.table.sheet.rows[row.number - 1])


def _adopt_currency(found: list[_Found], choices: ImportChoices) -> ImportChoices:
    """A company made from files that know one currency keeps its books in it."""
    named = currencies_in((item.match for item in found), choices.currency)
    if len(named) == 1:
        return replace(choices, currency=named.pop())
    return choices


def _rated(found: list[_Found], existing: Existing) -> set[str]:
    """Currencies that have an exchange rate, in the company or in the files."""
    rated = {str(rate["currency"]) for rate in existing.of("exchange_rate")}
    for item in found:
        column = item.match.column("currency")
        if item.match.layout.entity == "exchange_rate" and column is not None:
            rated |= {as_text(value).upper() for value in column.column.filled}
    return rated


def _priced(found: list[_Found]) -> frozenset[str]:
    """Numbers of the contracts whose prices a price history of the import gives."""
    codes: set[str] = set()
    for item in found:
        column = item.match.column("contract")
        if item.match.layout.entity == "price_term" and column is not None:
            codes.update(
                as_text(value).casefold() for value in column.column.cells if value
            )
    return frozenset(codes)


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
    if match.table.months and entity == "contract":
        grid = read_contract_grid(match, rows, context)
        return lambda row, shared: build_contract_months(row, shared, grid)
    if match.table.months:
        months = month_of_columns(match)
        return lambda row, shared: build_month_costs(row, shared, months)
    if entity == "price_term":
        amount = match.column("amount")
        interval = interval_in_header(amount.column.header) if amount else ""
        return lambda row, shared: build_price(row, shared, interval)
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
        marked = marked_tables(workbook)
        for sheet in workbook.sheets:
            if sheet.name == MARKER:
                continue
            tables = find_tables(sheet)
            if not tables:
                _unrecognised(plan, name, sheet)
            for table in tables:
                for sheet_plan in _matched(
                    (name, number), table, clients, choices, marked.get(sheet.name)
                ):
                    _take(plan, sheet_plan, found, number)
    return found


def _take(
    plan: ImportPlan, sheet_plan: SheetPlan, found: list[_Found], file: int
) -> None:
    plan.sheets.append(sheet_plan)
    table = sheet_plan.table
    if table is None:
        return
    _count_ignored(sheet_plan, table)
    if sheet_plan.match is None:
        _not_imported(sheet_plan, len(table.rows))
    else:
        found.append(_Found(sheet_plan.match, sheet_plan, file))
        _report_unmatched(sheet_plan, sheet_plan.match)


def _matched(
    file: tuple[str, int],
    table: Table,
    clients: ClientDirectory,
    choices: ImportChoices,
    marked: TableChoice | None,
) -> list[SheetPlan]:
    """What a table is, or each of the tables side by side that it really is."""
    whole = _match(file, table, clients, choices, marked)
    blocks = side_by_side(table)
    if len(blocks) == 1 or marked or whole.key in choices.tables:
        return [whole]
    parts = [_match(file, block, clients, choices, None) for block in blocks]
    together = sum(part.match.score for part in parts if part.match is not None)
    alone = whole.match.score if whole.match else 0.0
    all_known = all(part.match is not None for part in parts)
    return parts if all_known and together > alone else [whole]


def _match(
    file: tuple[str, int],
    table: Table,
    clients: ClientDirectory,
    choices: ImportChoices,
    marked: TableChoice | None,
) -> SheetPlan:
    """Recognise a table: by a person's word, else a profile, else by itself."""
    name, number = file
    key = table_key(number, table)
    said = choices.tables.get(key)
    known = choices.profiles.get(fingerprint(table.headers))
    if said is not None:
        match = match_as_chosen(table, clients, said, "person")
    elif known is not None:
        match = match_as_chosen(table, clients, known, "profile")
    elif marked is not None:
        match = match_as_chosen(table, clients, marked, "export")
        match = match and replace(match, export=OWN_NAME)
    else:
        match = _recognised(table, clients)
    by_profile = said is None and known is not None
    sheet = SheetPlan(name, table.sheet.name, match, profile=by_profile)
    sheet.key, sheet.table = key, table
    return sheet


def _recognised(table: Table, clients: ClientDirectory) -> Match | None:
    """Take a table for a program's export, else for what it looks like."""
    export = known_export(table.headers)
    if export is not None:
        filled = {
            normalised(column.header) for column in table.columns if column.filled
        }
        choice = TableChoice(export.entity, export.fields_of(filled))
        match = match_as_chosen(table, clients, choice, "export")
        if match is not None:
            return replace(match, export=export.program)
    return match_table(table, clients)


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
