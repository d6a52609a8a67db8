"""From workbooks to a plan: recognise, read, check, and say what would be saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kpidesk.importing.build_clients import build_client
from kpidesk.importing.build_contract_grid import (
    build_contract_months,
    read_contract_grid,
)
from kpidesk.importing.build_contracts import (
    build_contract,
    read_contract_sheet,
    resolve_renewals,
)
from kpidesk.importing.build_invoices import build_invoice
from kpidesk.importing.build_others import (
    build_cost,
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
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.layouts import LAYOUTS
from kpidesk.importing.match import Match, starts_as_client
from kpidesk.importing.month_grid import month_of_columns
from kpidesk.importing.paying_clients import build_paying_client
from kpidesk.importing.plan import ImportPlan, Outcome, PlannedRow, SheetPlan
from kpidesk.importing.price_history import build_price, resolve_first_prices
from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.warning_messages import warning_sentence
from kpidesk.importing.recognising import Found, recognise
from kpidesk.importing.row_kinds import is_lone_text
from kpidesk.importing.row_values import RowReader, RowValues
from kpidesk.importing.scope import Mode, NotAddedError, refused_kinds

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
    found = recognise(plan, workbooks, clients, choices)
    tell(0, 1)
    found.sort(key=_rank)
    if choices.new_company:
        choices = _adopt_currency(found, choices, _rated(found, existing))
    plan.currency = choices.currency
    context = ImportContext(plan, existing, clients, choices, SheetPlan("", "", None))
    context.rated = _rated(found, existing)
    context.lists_clients = bool(clients.clients) or any(
        item.match.layout.entity == "client" or starts_as_client(item.match)
        for item in found
    )
    context.priced = _priced(found)
    total = sum(len(item.match.table.rows) for item in found)
    done = 0
    for item in found:
        file = item.sheet.file_number
        others = [each.match for each in found if each.sheet.file_number == file]

        def tick(more: int, begun: int = done) -> None:
            tell(begun + more, total)

        for planned in _plan_rows(item, others, context, tick):
            item.sheet.rows.append(planned)
            done += 1
            if done % _PROGRESS_ROWS == 0:
                tick(len(item.sheet.rows))
        # Counted here, where nobody waits for it.
        item.sheet.count(Outcome.ADDED)
    plan.refused = frozenset()
    resolve_renewals(context)
    resolve_first_prices(context)
    if choices.mode is Mode.UPDATE:
        # Products of rows that were left out in the end.
        plan.drop_unused("product", "product_id")
    _forget_no_changes(plan, existing)
    _tell_warnings(plan, workbooks)
    tell(total, total)
    return plan


def _rank(item: Found) -> tuple[int, dt.date]:
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
    item: Found,
    others: list[Match],
    context: ImportContext,
    tick: Callable[[int], None],
) -> Iterator[PlannedRow]:
    """Plan the rows of a table one by one."""
    match, sheet, choices = item.match, item.sheet, context.choices
    context.sheet = sheet
    context.plan.refused = refused_kinds(choices.mode, match.layout.entity)
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
    # Let go of one by one: a hundred thousand at once keep other threads waiting.
    rows.reverse()
    # Beside neither day nor fee, a name amid such a list heads a group of clients.
    pays = starts_as_client(match)
    while rows:
        row = rows.pop()
        empty = row.has_errors() or pays
        if row.filled <= 1 and empty and _is_heading(match, row):
            sheet.ignored["title"] += 1
            continue
        try:
            planned = build(row, context)
        except NotAddedError:
            sheet.ignored["new"] += 1
            continue
        yield planned
        sheet.issues.extend(row.issues)


def _is_heading(match: Match, row: RowValues) -> bool:
    """A row whose only text cannot be a record by itself is a heading or a remark."""
    return is_lone_text(match.table.sheet.rows[row.number - 1])


def _adopt_currency(
    found: list[Found], choices: ImportChoices, rated: set[str]
) -> ImportChoices:
    """A company made from files that know one currency keeps its books in it.

    A currency with an exchange rate is not that one: the rate leads to another.
    """
    named = currencies_in((item.match for item in found), choices.currency) - rated
    if len(named) == 1:
        return replace(choices, currency=named.pop())
    return choices


def _rated(found: list[Found], existing: Existing) -> set[str]:
    """Currencies that have an exchange rate, in the company or in the files."""
    rated = {str(rate["currency"]) for rate in existing.of("exchange_rate")}
    for item in found:
        column = item.match.column("currency")
        if item.match.layout.entity == "exchange_rate" and column is not None:
            rated |= {as_text(value).upper() for value in column.column.filled}
    return rated


def _priced(found: list[Found]) -> frozenset[str]:
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


def _corrections(item: Found, choices: ImportChoices) -> dict[tuple[int, int], str]:
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
        build = build_paying_client if starts_as_client(match) else build_contract
        return lambda row, shared: build(row, shared, contracts)
    if entity == "ticket":
        scale = rating_scale(rows, "csat_score")
        return lambda row, shared: build_ticket(row, shared, scale)
    surveys = read_survey_sheet(match, rows)
    return lambda row, shared: build_answer(row, shared, surveys)
