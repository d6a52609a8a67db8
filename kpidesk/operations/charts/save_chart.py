"""The numbers of a chart as a file: a workbook with the chart in it, or CSV."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import Figure
from kpidesk.reporting.chart_csv import chart_as_csv
from kpidesk.reporting.file_writing import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.kpi import Unit
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.charts.facts import ChartTable

_BOM = "utf-8-sig"
"""Excel reads a CSV file as UTF-8 only when it starts with a byte order mark."""
_MOST_SERIES = 6
_FIRST_ROW = 4
_WIDEST = 40


class NumbersAs(StrEnum):
    """The form of the file."""

    WORKBOOK = "xlsx"
    CSV = "csv"
    INTERNATIONAL_CSV = "csv-international"


def save_numbers(
    path: Path,
    form: NumbersAs,
    story: tuple[str, str, ChartTable],
    formats: Formats,
) -> None:
    """Write the numbers of a chart.

    Args:
        path: Where to.
        form: The local CSV has the separators that a double click opens right in the
            person's Excel; the international one has commas and decimal points.
        story: Title, whose data and when, and the table.
        formats: How the person writes numbers.

    Raises:
        ExportError: It cannot be written there; what was there is left whole.
    """
    title, foot, table = story

    def write(target: Path) -> None:
        if form is NumbersAs.WORKBOOK:
            _write_workbook(target, title, foot, table, formats.currency)
            return
        local = form is NumbersAs.CSV
        chosen = formats if local else replace(formats, language="en", region=None)
        text = chart_as_csv(table.headings, table.rows, chosen)
        encoding = _BOM if local else "utf-8"
        target.write_text(text, encoding=encoding, newline="")

    replace_file(path, write)


def _write_workbook(
    target: Path, title: str, foot: str, table: ChartTable, currency: str
) -> None:
    # openpyxl takes 0.3 s to import and is needed only here.
    from openpyxl import Workbook
    from openpyxl.styles import Font

    from kpidesk.reporting.workbook_cells import (
        heads,
        number_format,
        put,
        set_widths,
        sheet_title,
    )

    book = Workbook()
    sheet: Any = book.active
    sheet.title = sheet_title(_("Chart"))
    put(sheet, 1, 1, title).font = Font(bold=True, size=13)
    put(sheet, 2, 1, foot)
    heads(sheet, _FIRST_ROW, table.headings)
    for at, row in enumerate(table.rows, start=_FIRST_ROW + 1):
        for column, text in enumerate(row, start=1):
            if isinstance(text, Figure):
                cell = put(sheet, at, column, text.value)
                value = text.value or 0.0
                cell.number_format = number_format(text.unit, currency, value)
            else:
                put(sheet, at, column, text)
    columns = list(zip(table.headings, *table.rows, strict=True))
    set_widths(sheet, [min(max(map(len, column)) + 3, _WIDEST) for column in columns])
    _draw(sheet, title, table)
    book.save(target)


def _draw(sheet: Any, title: str, table: ChartTable) -> None:
    """The chart itself, of the columns that can share an axis with the first one."""
    from openpyxl.chart import BarChart, LineChart, Reference
    from openpyxl.utils import get_column_letter

    last = _FIRST_ROW + len(table.rows)
    alike = [at + 1 for at in table.numbers if _unit(table, at)]
    alike = [at for at in alike if _unit(table, at - 1) == _unit(table, alike[0] - 1)]
    if not alike or len(alike) > _MOST_SERIES:
        return
    over_time = table.headings[0] == _("Period")
    chart: Any = LineChart() if over_time else BarChart()
    chart.title = title
    chart.height, chart.width = 9, 18
    for column in alike:
        values = Reference(sheet, min_col=column, min_row=_FIRST_ROW, max_row=last)
        chart.add_data(values, titles_from_data=True)
    names = Reference(sheet, min_col=1, min_row=_FIRST_ROW + 1, max_row=last)
    chart.set_categories(names)
    # Without it, newer programs show a chart without axes.
    chart.x_axis.delete = chart.y_axis.delete = False
    if len(alike) == 1:
        chart.legend = None
    place = get_column_letter(len(table.headings) + 2)
    sheet.add_chart(chart, f"{place}{_FIRST_ROW}")


def _unit(table: ChartTable, column: int) -> Unit | None:
    """The unit of the first known figure of a column; ``None`` if there is none."""
    cells = (row[column] for row in table.rows)
    return next(
        (
            cell.unit
            for cell in cells
            if isinstance(cell, Figure) and cell.value is not None
        ),
        None,
    )
