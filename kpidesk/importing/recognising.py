"""Which tables the files hold, what each is, and what is left out of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.clock_columns import join_clocks
from kpidesk.importing.context import ImportChoices
from kpidesk.importing.header_text import normalised
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.known_exports import known_export
from kpidesk.importing.match import Match, starts_as_client
from kpidesk.importing.name_columns import join_names
from kpidesk.importing.own_sheets import MARKER, OWN_NAME, marked_tables
from kpidesk.importing.paying_clients import settle_paying_clients
from kpidesk.importing.plan import ImportPlan, SheetPlan
from kpidesk.importing.reading.model import SheetData, WorkbookData
from kpidesk.importing.scope import Hidden
from kpidesk.importing.table_choice import (
    TableChoice,
    fingerprint,
    match_as_chosen,
    sheet_key,
    table_key,
)
from kpidesk.importing.table_kinds import match_table
from kpidesk.importing.tables import (
    Table,
    find_tables,
    side_by_side,
    without_hidden_rows,
)


@dataclass(slots=True)
class Found:
    """A recognised table and the plan of its sheet."""

    match: Match
    sheet: SheetPlan


def recognise(
    plan: ImportPlan,
    workbooks: Sequence[tuple[str, WorkbookData]],
    clients: ClientDirectory,
    choices: ImportChoices,
) -> list[Found]:
    """The tables of the files that can be imported; the plan tells of the others."""
    parts: list[SheetPlan] = []
    for number, (name, workbook) in enumerate(workbooks):
        marked = marked_tables(workbook)
        for sheet in workbook.sheets:
            if sheet.name == MARKER:
                continue
            file = (name, number)
            tables = _tables(plan, number, sheet, choices)
            if not tables:
                parts += _left_out(file, sheet, "title")
            planned = [
                part
                for table in tables
                for part in _matched(
                    file, table, clients, choices, marked.get(sheet.name)
                )
            ]
            if sheet.hidden and any(part.match is not None for part in planned):
                plan.hidden_sheets.append(sheet.name)
                if choices.hidden is Hidden.SKIP:
                    parts += _left_out(file, sheet, "hidden")
                    continue
            parts += planned
    settle_paying_clients(parts, clients)
    found: list[Found] = []
    for part in parts:
        _take(plan, part, found)
    return found


def _tables(
    plan: ImportPlan, file: int, sheet: SheetData, choices: ImportChoices
) -> list[Table]:
    """The tables of a sheet, under the header that a person named if any."""
    said = choices.headers.get(sheet_key(file, sheet.name))
    if said is None:
        said = choices.headers.get(sheet.name)
    tables = find_tables(sheet, None if said is None else said - 1)
    for table in tables:
        plan.hidden_rows += len(set(table.rows) & sheet.hidden_rows)
    if choices.hidden is Hidden.SKIP:
        return [without_hidden_rows(table) for table in tables]
    return tables


def _take(plan: ImportPlan, sheet_plan: SheetPlan, found: list[Found]) -> None:
    plan.sheets.append(sheet_plan)
    table = sheet_plan.table
    if table is None:
        return
    _count_ignored(sheet_plan, table)
    if sheet_plan.match is None:
        _not_imported(sheet_plan, len(table.rows))
    else:
        found.append(Found(sheet_plan.match, sheet_plan))
        _report_unmatched(sheet_plan, sheet_plan.match)


def _matched(
    file: tuple[str, int],
    table: Table,
    clients: ClientDirectory,
    choices: ImportChoices,
    marked: TableChoice | None,
) -> list[SheetPlan]:
    """What a table is, or each of the tables side by side that it really is."""
    # Before clocks are joined to their days, which leaves gaps between columns.
    blocks = side_by_side(table)
    whole = _match(file, _joined(table), clients, choices, marked)
    if len(blocks) == 1 or marked or whole.key in choices.tables:
        return [whole]
    parts = [_match(file, _joined(block), clients, choices, None) for block in blocks]
    together = sum(part.match.score for part in parts if part.match is not None)
    alone = whole.match.score if whole.match else 0.0
    all_known = all(part.match is not None for part in parts)
    return parts if all_known and together > alone else [whole]


def _joined(table: Table) -> Table:
    """The table with what is one value, and written in two columns, in one."""
    return join_names(join_clocks(table))


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
    sheet.source, sheet.file_number = table.sheet, number
    chosen = said or known
    sheet.decided = chosen is not None
    sheet.identity = chosen.identity if chosen is not None else ""
    if not sheet.identity and match is not None:
        sheet.identity = choices.identities.get(match.layout.entity, "")
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


def _left_out(file: tuple[str, int], sheet: SheetData, why: str) -> list[SheetPlan]:
    """Account for a sheet of which nothing is imported, unless it is empty."""
    filled = sum(1 for row in sheet.rows if any(cell is not None for cell in row))
    if not filled:
        return []
    name, number = file
    sheet_plan = SheetPlan(name, sheet.name, None, source=sheet, file_number=number)
    sheet_plan.read = filled
    sheet_plan.ignored[why] = filled
    if why != "hidden":
        _not_imported(sheet_plan, 0)
    return [sheet_plan]


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
        ("hidden", table.hidden),
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
    for code, kept, joined in (
        ("clock_joined", "day", match.table.clocks),
        ("surname_joined", "other", match.table.surnames),
    ):
        sheet_plan.issues += [
            Issue(
                Severity.INFO,
                code,
                sheet_plan.sheet,
                column=column,
                values={kept: other},
            )
            for column, other in joined
        ]
    if starts_as_client(match):
        sheet_plan.issues.append(
            Issue(Severity.INFO, "clients_pay", sheet_plan.sheet, column=_since(match))
        )
    if match.table.sheet.hidden:
        sheet_plan.issues.append(
            Issue(Severity.WARNING, "hidden_sheet", sheet_plan.sheet)
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


def _since(match: Match) -> str:
    start = match.column("start_date")
    return "" if start is None else start.column.header
