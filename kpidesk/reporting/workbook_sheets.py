"""Sheets of records beside the figures: MRR by client and month, lists, coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kpidesk.domain.kpi import Unit
from kpidesk.i18n.messages import _
from kpidesk.reporting.workbook_cells import (
    add_sheet,
    for_paper,
    heads,
    number_format,
    put,
    set_widths,
)

if TYPE_CHECKING:
    from openpyxl.chart import LineChart
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kpidesk.reporting.formulas import Formulas

Value = str | int | float | date | datetime | None
_MONTH, _DAY, _MOMENT = "mmm yyyy", "mm-dd-yy", "mm-dd-yy hh:mm"
"""Formats that each spreadsheet program shows as its own language does."""
_NARROWEST, _WIDEST, _LOOKED_AT = 10, 46, 200


@dataclass(frozen=True, slots=True)
class ClientMonths:
    """MRR of each client at the end of each month, major units of the base currency.

    Attributes:
        months: First days of the months, the earliest first.
        rows: A client's name and its amounts, one per month.
    """

    months: tuple[date, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A list of records.

    Attributes:
        title: What they are.
        headings: Names of the columns.
        rows: Texts, numbers and dates as such.
        money: Columns of amounts.
        currencies: The currency of each row's amounts.
        base_money: Columns of amounts in the base currency.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    money: frozenset[int]
    currencies: tuple[str, ...]
    base_money: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much is on file, kind by kind.

    Attributes:
        months: First days of the months.
        rows: Name, number of records in each month, number in all.
        missing: KPIs without a figure, and why.
        notes: Sentences about the whole.
    """

    months: tuple[date, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]
    missing: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def write_totals(
    sheet: Worksheet,
    columns: Sequence[Sequence[float]],
    currency: str,
    formulas: Formulas,
) -> int:
    """Sum the columns after the first, in a row below them; the number of that row."""
    from openpyxl.utils import get_column_letter

    last = max(map(len, columns), default=0) + 1
    put(sheet, last + 1, 1, _("Total"))
    money = number_format(Unit.MONEY, currency)
    for column, amounts in enumerate(columns, start=2):
        letter = get_column_letter(column)
        formula = f"=SUM({letter}2:{letter}{last})"
        formulas.put(sheet, last + 1, column, formula, sum(amounts), money)
    return last + 1


def write_client_months(
    book: Workbook, table: ClientMonths, currency: str, formulas: Formulas
) -> LineChart:
    """A row per client, a column per month, their sum, and a chart of the sums."""
    from openpyxl.chart import LineChart, Reference

    sheet = add_sheet(book, _("MRR by client and month"))
    heads(sheet, 1, (_("Client"), *("" for _month in table.months)))
    for column, month in enumerate(table.months, start=2):
        put(sheet, 1, column, month).number_format = _MONTH
    money = number_format(Unit.MONEY, currency)
    for number, (client, amounts) in enumerate(table.rows, start=2):
        put(sheet, number, 1, client)
        for column, amount in enumerate(amounts, start=2):
            if amount:
                put(sheet, number, column, amount).number_format = money
    columns = list(zip(*(amounts for _client, amounts in table.rows), strict=True))
    total = write_totals(sheet, columns, currency, formulas)
    last = len(table.months) + 1
    chart = LineChart()
    chart.title = "MRR"
    chart.legend = None
    chart.add_data(
        Reference(sheet, min_col=2, max_col=last, min_row=total), from_rows=True
    )
    chart.set_categories(Reference(sheet, min_col=2, max_col=last, min_row=1))
    chart.x_axis.number_format = _MONTH
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.height, chart.width = 8, 20
    sheet.freeze_panes = "B2"
    set_widths(sheet, (34, *(14 for _month in table.months)))
    for_paper(sheet, 1)
    return chart


def write_records(book: Workbook, records: RecordSheet, currency: str) -> None:
    """A list: numbers and dates as such, filters, headings that stay."""
    sheet = add_sheet(book, records.title)
    heads(sheet, 1, records.headings)
    base = number_format(Unit.MONEY, currency)
    for number, row in enumerate(records.rows, start=2):
        money = number_format(Unit.MONEY, records.currencies[number - 2])
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = put(sheet, number, column, value)
            if column - 1 in records.money:
                cell.number_format = money
            elif column - 1 in records.base_money:
                cell.number_format = base
            elif isinstance(value, datetime):
                cell.number_format = _MOMENT
            elif isinstance(value, date):
                cell.number_format = _DAY
    sheet.auto_filter.ref = sheet.dimensions
    set_widths(sheet, _fitting(records))
    for_paper(sheet, 1)


def _fitting(records: RecordSheet) -> list[int]:
    """Widths for the texts of the first rows."""
    widths = []
    for column, heading in enumerate(records.headings):
        texts = [str(row[column] or "") for row in records.rows[:_LOOKED_AT]]
        longest = max(map(len, [heading, *texts]))
        widths.append(min(max(longest + 2, _NARROWEST), _WIDEST))
    return widths


def write_coverage(book: Workbook, coverage: Coverage) -> None:
    """How many records each month has: what is missing shows as nothing."""
    sheet = add_sheet(book, _("What the figures rest on"))
    titles = (_("Records"), _("In all"), *("" for _month in coverage.months))
    heads(sheet, 1, titles)
    for column, month in enumerate(coverage.months, start=3):
        put(sheet, 1, column, month).number_format = _MONTH
    for number, (name, counts, total) in enumerate(coverage.rows, start=2):
        for column, value in enumerate((name, total, *counts), start=1):
            put(sheet, number, column, value)
    at = _write_missing(sheet, coverage, len(coverage.rows) + 3)
    for number, note in enumerate(coverage.notes, start=at + 1):
        put(sheet, number, 1, note)
    set_widths(sheet, (44, 12, *(11 for _month in coverage.months)))
    for_paper(sheet, 1)


def _write_missing(sheet: Worksheet, coverage: Coverage, at: int) -> int:
    """The KPIs without a figure from a row on; the row after them."""
    if not coverage.missing:
        return at
    frozen = sheet.freeze_panes
    heads(sheet, at, (_("Without a figure"), _("Reason")))
    sheet.freeze_panes = frozen
    for number, texts in enumerate(coverage.missing, start=at + 1):
        for column, text in enumerate(texts, start=1):
            put(sheet, number, column, text)
    return at + len(coverage.missing) + 1
