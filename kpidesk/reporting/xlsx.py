"""The summary as a workbook: numbers as numbers, with local formats and a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kpidesk.domain.kpi import Unit
from kpidesk.i18n.messages import _
from kpidesk.reporting.calculation_sheets import Calculation, write_calculations
from kpidesk.reporting.formulas import Formulas
from kpidesk.reporting.reading_text import formula_in_words
from kpidesk.reporting.source_names import source_text
from kpidesk.reporting.summary import Summary, SummaryRow
from kpidesk.reporting.workbook_cells import (
    add_sheet,
    for_paper,
    heads,
    number_format,
    put,
    set_widths,
    sheet_title,
)
from kpidesk.reporting.workbook_sheets import (
    ClientMonths,
    Coverage,
    RecordSheet,
    write_client_months,
    write_coverage,
    write_records,
    write_totals,
)

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class ClientMovement:
    """What happened to one client's MRR in the period, major units."""

    client: str
    opening: float
    new: float
    expansion: float
    reactivation: float
    contraction: float
    churned: float
    exchange: float
    closing: float


@dataclass(frozen=True, slots=True)
class WorkbookContents:
    """What the workbook holds.

    Attributes:
        summary: The summary.
        rows: Every KPI.
        movements: What happened to each client's MRR.
        calculations: KPIs that can be computed from their rows.
        months: MRR by client and month.
        records: Lists of records.
        coverage: How much is on file.
        period: Short name of the period.
        currency: Base currency.
    """

    summary: Summary
    rows: Sequence[SummaryRow]
    movements: Sequence[ClientMovement]
    calculations: Sequence[Calculation]
    months: ClientMonths
    records: Sequence[RecordSheet]
    coverage: Coverage
    period: str
    currency: str


def write_summary_workbook(path: Path, contents: WorkbookContents) -> None:
    """Write summary, all KPIs, their calculation, and the records they come from."""
    # openpyxl takes 0.3 s to import and is needed only here.
    from openpyxl import Workbook

    book = Workbook()
    summary, currency = contents.summary, contents.currency
    formulas = Formulas()
    place = _summary_sheet(book, summary, currency)
    kpis = add_sheet(book, "KPI")
    chart = write_client_months(book, contents.months, currency, formulas)
    book.worksheets[0].add_chart(chart, place)
    _movement_sheet(book, contents.movements, currency, formulas)
    for records in contents.records:
        write_records(book, records, currency)
    results = write_calculations(book, contents.calculations, currency, formulas)
    _kpi_sheet(kpis, contents, results, formulas)
    _definition_sheet(book, contents.rows)
    write_coverage(book, contents.coverage)
    book.properties.title = summary.title
    book.properties.creator = summary.company
    book.properties.language = summary.language.replace("_", "-")
    formulas.save(book, path)


def _summary_sheet(book: Workbook, summary: Summary, currency: str) -> str:
    """The page of the summary; the cell where another chart has room."""
    from openpyxl.styles import Alignment, Font

    sheet = book.active
    if sheet is None:
        raise AssertionError
    sheet.title = sheet_title(_("Summary"))
    put(sheet, 1, 1, summary.company).font = Font(bold=True, size=14)
    put(sheet, 2, 1, summary.title).font = Font(bold=True, size=12)
    put(sheet, 3, 1, summary.terms)
    text = put(sheet, 4, 1, " ".join(summary.sentences))
    text.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells("A4:F4")
    sheet.row_dimensions[4].height = 32
    heads(sheet, 6, (*summary.columns[:5], _("Note")))
    for offset, row in enumerate(summary.rows, start=7):
        put(sheet, offset, 1, row.name)
        _value(sheet, (offset, 2), row.reading.value, row, currency)
        before = row.before.value if row.before else None
        _value(sheet, (offset, 3), before, row, currency)
        put(sheet, offset, 4, row.change)
        put(sheet, offset, 5, row.target)
        put(sheet, offset, 6, row.note)
    last = 7 + len(summary.rows)
    if summary.waterfall:
        _waterfall(sheet, summary, last + 2, currency)
    put(sheet, last + 16, 1, summary.basis)
    put(sheet, last + 17, 1, summary.footer)
    set_widths(sheet, (34, 16, 16, 30, 16, 60))
    for_paper(sheet, 6)
    return f"A{last + 19}"


def _value(
    sheet: Worksheet,
    place: tuple[int, int],
    value: float | None,
    row: SummaryRow,
    currency: str,
) -> None:
    if value is None:
        put(sheet, *place, _("n/a"))
        return
    cell = put(sheet, *place, float(value))
    cell.number_format = number_format(row.reading.kpi.unit, currency, value)


def _waterfall(sheet: Worksheet, summary: Summary, first: int, currency: str) -> None:
    """The movements as numbers, and a native chart of them."""
    from openpyxl.chart import BarChart, Reference

    put(sheet, first, 1, summary.waterfall_title)
    for offset, bar in enumerate(summary.waterfall, start=first + 1):
        put(sheet, offset, 1, bar.label)
        amount = put(sheet, offset, 2, float(bar.amount))
        amount.number_format = number_format(Unit.MONEY, currency)
    steps = len(summary.waterfall)
    chart = BarChart()
    chart.type = "col"
    chart.legend = None
    chart.title = summary.waterfall_title
    # The first and last bars are totals that would dwarf the movements.
    chart.add_data(
        Reference(sheet, min_col=2, min_row=first + 2, max_row=first + steps - 1)
    )
    chart.set_categories(
        Reference(sheet, min_col=1, min_row=first + 2, max_row=first + steps - 1)
    )
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.height, chart.width = 7.5, 16
    sheet.add_chart(chart, f"D{first}")


def _kpi_sheet(
    sheet: Worksheet,
    contents: WorkbookContents,
    results: Mapping[str, str],
    formulas: Formulas,
) -> None:
    """Every KPI as the card has it, and as its formula gives it from the rows.

    *results* are the cells of the results, by KPI.
    """
    currency = contents.currency
    heads(
        sheet,
        1,
        (
            "kpi",
            _("Indicator"),
            contents.period,
            _("Calculated here"),
            _("Previous"),
            _("Unit"),
            _("Records"),
            _("Note"),
        ),
    )
    for number, row in enumerate(contents.rows, start=2):
        kpi = row.reading.kpi
        put(sheet, number, 1, kpi.key)
        put(sheet, number, 2, row.name)
        _value(sheet, (number, 3), row.reading.value, row, currency)
        if kpi.key in results:
            known = row.reading.value or 0.0
            shown = number_format(kpi.unit, currency, known)
            formulas.put(sheet, number, 4, f"={results[kpi.key]}", known, shown)
        before = row.before.value if row.before else None
        _value(sheet, (number, 5), before, row, currency)
        put(sheet, number, 6, kpi.unit.value)
        put(sheet, number, 7, row.reading.measurement.n)
        put(sheet, number, 8, row.note)
    sheet.auto_filter.ref = sheet.dimensions
    set_widths(sheet, (28, 46, 16, 16, 16, 12, 10, 70))
    for_paper(sheet, 1)


def _movement_sheet(
    book: Workbook,
    movements: Sequence[ClientMovement],
    currency: str,
    formulas: Formulas,
) -> None:
    sheet = add_sheet(book, _("MRR movements"))
    heads(
        sheet,
        1,
        (
            _("Client"),
            _("MRR at start"),
            _("New"),
            _("Expansion"),
            _("Reactivation"),
            _("Contraction"),
            _("Lost (churn)"),
            _("Exchange rates"),
            _("MRR at end"),
        ),
    )
    for number, movement in enumerate(movements, start=2):
        name, *amounts = astuple(movement)
        put(sheet, number, 1, name)
        for column, amount in enumerate(amounts, start=2):
            cell = put(sheet, number, column, round(float(amount), 4))
            cell.number_format = number_format(Unit.MONEY, currency)
    if movements:
        columns = zip(*(astuple(movement)[1:] for movement in movements), strict=True)
        write_totals(sheet, list(columns), currency, formulas)
    set_widths(sheet, (34, *([16] * 8)))
    for_paper(sheet, 1)


def _definition_sheet(book: Workbook, rows: Sequence[SummaryRow]) -> None:
    from openpyxl.styles import Alignment

    sheet = add_sheet(book, _("Definitions"))
    heads(sheet, 1, (_("Indicator"), _("Definition"), _("Formula"), _("Source")))
    for number, row in enumerate(rows, start=2):
        kpi = row.reading.kpi
        texts = (
            row.name,
            _(kpi.definition),
            formula_in_words(kpi),
            source_text(kpi.source),
        )
        for column, text in enumerate(texts, start=1):
            cell = put(sheet, number, column, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    set_widths(sheet, (36, 70, 60, 40))
    for_paper(sheet, 1)
