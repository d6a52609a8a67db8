"""Cells of workbooks: text that stays text, numbers with local formats, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kpidesk.domain.kpi import Unit

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_MONEY = {
    "EUR": '#,##0.00 "€"',
    "BRL": '"R$" #,##0.00',
    "GBP": '"£"#,##0.00',
    "USD": '"$"#,##0.00',
}
_FORMATS = {
    Unit.PERCENT: '0.00"%"',
    Unit.COUNT: "#,##0.0#",
    Unit.RATIO: '0.00"×"',
    Unit.INDEX: "0.0000",
    Unit.POINTS: "+0.0;-0.0;0.0",
    Unit.SCORE: "0.00",
    Unit.HOURS: '0.00" h"',
    Unit.DAYS: "0.0",
    Unit.MONTHS: "0.0",
}
_MONEY_UNITS = {Unit.MONEY, Unit.MONEY_PER_MONTH}


def number_format(unit: Unit, currency: str, value: float = 0.0) -> str:
    """The spreadsheet format of a value; a whole count shows no decimals."""
    if unit is Unit.COUNT and value == round(value):
        return "#,##0"
    if unit in _MONEY_UNITS:
        return _MONEY.get(currency, f'#,##0.00 "{currency}"')
    return _FORMATS[unit]


def put(sheet: Worksheet, row: int, column: int, value: object) -> Any:
    """Write a cell; text stays text, whatever it begins with."""
    if isinstance(value, str):
        value = _ILLEGAL.sub("", value)
    cell: Any = sheet.cell(row=row, column=column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def sheet_title(title: str) -> str:
    """A title without the signs that sheets may not have, 31 letters at most."""
    return _SHEET_NAME.sub(" ", title)[:31]


def add_sheet(book: Workbook, title: str) -> Worksheet:
    """A new sheet at the end."""
    sheet: Worksheet = book.create_sheet(sheet_title(title))
    return sheet


def heads(sheet: Worksheet, row: int, titles: Sequence[str]) -> None:
    """A row of headings, frozen with what is above it."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="7C8796")
    for column, title in enumerate(titles, start=1):
        cell = put(sheet, row, column, title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="EBEEF2")
        cell.border = Border(bottom=line)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.freeze_panes = f"A{row + 1}"


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Widths of the first columns, in characters."""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def for_paper(sheet: Worksheet, header_row: int) -> None:
    """Print across one page, with the headings on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"
