"""Live formulas: each KPI computed in the workbook from the rows behind it.

The sheet of rows holds what every record contributes; the sheet of calculations puts
them together as the definition says and compares the result with the card. Whoever
changes a row there sees what follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpidesk.domain.formula import names, render
from kpidesk.domain.kpi import Aggregate, Unit
from kpidesk.i18n.messages import _
from kpidesk.reporting.workbook_cells import heads, number_format, put, set_widths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kpidesk.domain.kpi import Kpi
    from kpidesk.reporting.formulas import Formulas

MOST_ROWS = 5000
"""Of a quantity with more rows than this the sum is written, not the rows."""
_FUNCTIONS = {
    Aggregate.COUNT: "=ROWS({range})",
    Aggregate.SUM: "=SUM({range})",
    Aggregate.MEAN: "=AVERAGE({range})",
    Aggregate.MEDIAN: "=MEDIAN({range})",
    Aggregate.P90: "=PERCENTILE({range},0.9)",
}
_SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-", ";": ","})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A part of a formula with the rows that give it: names and contributions."""

    key: str
    label: str
    unit: Unit
    aggregate: Aggregate
    value: float
    rows: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Calculation:
    """A KPI with a value and all the quantities of its formula."""

    kpi: Kpi
    value: float
    quantities: tuple[Quantity, ...]


def write_calculations(
    book: Workbook,
    calculations: Sequence[Calculation],
    currency: str,
    formulas: Formulas,
) -> dict[str, str]:
    """Add the two sheets; where each KPI's result stands, as formulas refer to it."""
    sheet: Worksheet = book.create_sheet(_("Calculation"))
    rows: Worksheet = book.create_sheet(_("Rows"))
    heads(
        sheet,
        1,
        (
            "kpi",
            _("Indicator"),
            _("Quantity"),
            _("Calculated here"),
            _("On the card"),
            _("Difference"),
        ),
    )
    heads(rows, 1, ("kpi", _("Quantity"), _("Record"), _("Value")))
    writer = _Writer(sheet, rows, currency, formulas, _sharing(calculations))
    title = sheet.title.replace("'", "''")
    results = {}
    for calculation in calculations:
        writer.write(calculation)
        results[calculation.kpi.key] = f"'{title}'!D{writer.at - 1}"
    sheet.auto_filter.ref = sheet.dimensions
    rows.auto_filter.ref = rows.dimensions
    set_widths(sheet, (28, 44, 40, 18, 18, 14))
    set_widths(rows, (28, 40, 50, 16))
    return results


Rows = tuple[tuple[str, float], ...]


def _sharing(calculations: Sequence[Calculation]) -> dict[Rows, list[str]]:
    """The KPIs that stand on the same rows: these are written once for all."""
    sharing: dict[Rows, list[str]] = {}
    for calculation in calculations:
        for quantity in calculation.quantities:
            keys = sharing.setdefault(quantity.rows, [])
            if calculation.kpi.key not in keys:
                keys.append(calculation.kpi.key)
    return sharing


@dataclass(slots=True)
class _Writer:
    sheet: Worksheet
    rows: Worksheet
    currency: str
    formulas: Formulas
    sharing: dict[Rows, list[str]]
    at: int = 2
    row: int = 2
    spans: dict[Rows, str] = field(default_factory=dict)

    def write(self, calculation: Calculation) -> None:
        """A line per quantity, and the result of the formula over them."""
        kpi, places = calculation.kpi, {}
        for quantity in calculation.quantities:
            places[quantity.key] = f"D{self.at}"
            self._quantity(kpi, quantity)
        formula = render(kpi.formula, places).translate(_SIGNS)
        shown = number_format(kpi.unit, self.currency, calculation.value)
        self._line(kpi, _("Result"), shown, calculation.value, f"={formula}")
        card = put(self.sheet, self.at - 1, 5, calculation.value)
        card.number_format = shown
        last = self.at - 1
        difference = f"=ROUND(D{last}-E{last},6)"
        self.formulas.put(self.sheet, last, 6, difference, 0.0, "General")

    def _quantity(self, kpi: Kpi, quantity: Quantity) -> None:
        function = _FUNCTIONS.get(quantity.aggregate)
        shown = number_format(quantity.unit, self.currency, quantity.value)
        if function is None or not quantity.rows or len(quantity.rows) > MOST_ROWS:
            self._line(kpi, quantity.label, shown, quantity.value)
            return
        if quantity.rows not in self.spans:
            self.spans[quantity.rows] = self._write_rows(quantity)
        formula = function.format(range=self.spans[quantity.rows])
        self._line(kpi, quantity.label, shown, quantity.value, formula)

    def _write_rows(self, quantity: Quantity) -> str:
        """Write what each record contributes; where it stands."""
        first, keys = self.row, ", ".join(self.sharing[quantity.rows])
        for name, value in quantity.rows:
            cells = (keys, quantity.label, name, value)
            for column, content in enumerate(cells, start=1):
                put(self.rows, self.row, column, content)
            self.row += 1
        title = self.rows.title.replace("'", "''")
        return f"'{title}'!D{first}:D{self.row - 1}"

    def _line(
        self, kpi: Kpi, label: str, shown: str, value: float, formula: str = ""
    ) -> None:
        """A quantity or a result; *shown* is its format."""
        put(self.sheet, self.at, 1, kpi.key)
        put(self.sheet, self.at, 2, _(kpi.name))
        put(self.sheet, self.at, 3, label)
        if formula:
            self.formulas.put(self.sheet, self.at, 4, formula, value, shown)
        else:
            put(self.sheet, self.at, 4, value).number_format = shown
        self.at += 1


def can_be_written(kpi: Kpi, keys: Sequence[str]) -> bool:
    """Whether a spreadsheet can compute the formula from these quantities."""
    return set(names(kpi.formula)) <= set(keys)
