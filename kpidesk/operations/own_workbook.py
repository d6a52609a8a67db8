"""Workbooks that the importer knows again: sheets, headers and a hidden key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kpidesk.i18n.messages import language as language_of
from kpidesk.importing.layouts import ImportField, Layout, Parse
from kpidesk.importing.own_sheets import MARKER, headers, sheet_title

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


class Percentage(float):
    """A share that a cell shows as a percentage."""

    __slots__ = ()


Cell: TypeAlias = (
    str | int | float | dt.date | dt.datetime | dt.timedelta | Percentage | None
)
NO_VALUE: Cell = None
_WIDTH = 20
FORMATS = {
    Parse.DATE: "dd/mm/yyyy",
    Parse.MONTH: "mm/yyyy",
    Parse.DAY_OR_MONTH: "dd/mm/yyyy",
    Parse.INSTANT: "dd/mm/yyyy hh:mm",
    Parse.MONEY: "#,##0.00",
    Parse.DURATION: "[h]:mm",
}
_SECONDS = "dd/mm/yyyy hh:mm:ss"


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet of one kind of record.

    Attributes:
        kind: The kind.
        fields: Its columns, left to right.
        rows: Values by field name.
    """

    kind: Layout
    fields: Sequence[ImportField]
    rows: Sequence[Mapping[str, Cell]]


def write_own_workbook(path: Path, sheets: Sequence[OwnSheet], language: str) -> None:
    """Write sheets of records with the key that tells what their columns hold."""
    from openpyxl import Workbook

    with language_of(language):
        # A book of a hundred thousand rows is written row by row.
        book = Workbook(write_only=True)
        marks: list[tuple[str, str, str, str]] = []
        for sheet in sheets:
            marks += _write_sheet(book, sheet, language)
        add_marker(book, marks)
        book.save(path)


def _write_sheet(
    book: Workbook, sheet: OwnSheet, language: str
) -> list[tuple[str, str, str, str]]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    title = sheet_title(sheet.kind, language)
    target: Any = book.create_sheet(title)
    target.freeze_panes = "A2"
    for position in range(1, len(sheet.fields) + 1):
        target.column_dimensions[get_column_letter(position)].width = _WIDTH
    heads = headers(sheet.kind, sheet.fields, language)
    cells = []
    for head in heads:
        cell: Any = WriteOnlyCell(target, head)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EBEEF2")
        cells.append(cell)
    target.append(cells)
    for row in sheet.rows:
        target.append(
            [_cell(target, row.get(field.name), field.parse) for field in sheet.fields]
        )
    return [
        (title, sheet.kind.entity, head, field.name)
        for head, field in zip(heads, sheet.fields, strict=True)
    ]


def _cell(target: Worksheet, value: Cell, parse: Parse) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None:
        return None
    cell: Any = WriteOnlyCell(target)
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
        return cell
    cell.value = float(value) if isinstance(value, Percentage) else value
    if isinstance(value, Percentage):
        cell.number_format = "0.00%"
    elif parse is Parse.INSTANT and isinstance(value, dt.datetime) and value.second:
        cell.number_format = _SECONDS
    elif parse in FORMATS:
        cell.number_format = FORMATS[parse]
    return cell


def clean(text: str) -> str:
    """The text without the control characters that a workbook cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def add_marker(book: Workbook, marks: Sequence[tuple[str, str, str, str]]) -> None:
    """Add the hidden sheet that tells what each column holds."""
    sheet: Any = book.create_sheet(MARKER)
    sheet.sheet_state = "hidden"
    sheet.append(["sheet", "entity", "header", "field"])
    for mark in marks:
        sheet.append(list(mark))
