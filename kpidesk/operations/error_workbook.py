"""The rejected rows of an import as a workbook to correct and import again.

Exactly those rows, in their own columns and order; the cells concerned are yellow with
a note, and a last column says what is wrong. Sheet names and headers are kept, so the
corrected workbook is recognised as its origin was.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.i18n.messages import _
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.plan import ImportPlan, Outcome, SheetPlan
from kpidesk.importing.reading.values import CellError, MissingFormulaValue, Value
from kpidesk.reporting.file_writing import replace_file
from kpidesk.reporting.workbook_cells import put

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_YELLOW = "FFF2D1"


def write_error_workbook(plan: ImportPlan, target: Path) -> None:
    """Write the rejected rows of a plan.

    Raises:
        ExportError: The file cannot be written.
    """
    replace_file(target, lambda path: _write(plan, path))


def _write(plan: ImportPlan, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    for sheet in plan.sheets:
        if sheet.match is not None and sheet.count(Outcome.REJECTED):
            _write_sheet(book.create_sheet(sheet.sheet[:31]), sheet)
    if first is not None and len(book.worksheets) > 1:
        book.remove(first)
    book.save(path)


def _write_sheet(target: Worksheet, sheet: SheetPlan) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    table = sheet.table
    if table is None:
        return
    columns = table.columns
    for position, column in enumerate(columns, start=1):
        put(target, 1, position, column.header).font = Font(bold=True)
    problem = len(columns) + 1
    put(target, 1, problem, _("Problem found")).font = Font(bold=True)
    issues: dict[int, list[Issue]] = defaultdict(list)
    for issue in sheet.issues:
        if issue.severity is Severity.ERROR and issue.row:
            issues[issue.row].append(issue)
    rejected = [row.row for row in sheet.rows if row.outcome is Outcome.REJECTED]
    for line, number in enumerate(rejected, start=2):
        cells = table.sheet.rows[number - 1]
        wrong = {issue.column: issue for issue in issues[number]}
        for position, column in enumerate(columns, start=1):
            cell = _put_value(target, line, position, cells[column.index])
            found = wrong.get(column.header)
            if found is not None:
                cell.fill = PatternFill("solid", fgColor=_YELLOW)
                cell.comment = Comment(found.message, "kpidesk")
        said = " ".join(issue.message for issue in issues[number])
        put(target, line, problem, said)


def _put_value(target: Worksheet, row: int, column: int, value: Value) -> Any:
    if isinstance(value, str):
        return put(target, row, column, value)
    cell: Any = target.cell(row=row, column=column)
    if isinstance(value, CellError):
        cell.value = value.text
        cell.data_type = "s"
    elif not isinstance(value, MissingFormulaValue):
        cell.value = value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        cell.number_format = "dd/mm/yyyy"
    return cell
