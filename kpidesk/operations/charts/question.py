"""What a special chart is asked for, and the words that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.kpi import Unit
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import ChartTable, Figure, SpecialFacts
from kpidesk.reporting.axis import round_ticks
from kpidesk.reporting.reading_text import (
    period_text,
    short_period_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpidesk.domain.dataset import IntArray
    from kpidesk.domain.evaluation import Evaluator
    from kpidesk.domain.kpi import Kpi, Rows
    from kpidesk.domain.period import Period
    from kpidesk.domain.window import Window
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.charts.facts import Mark, Picture, Ticks

PERIODS = 13
"""How many periods a chart over time shows: a year, and its month a year before."""


@dataclass(frozen=True, slots=True)
class ChartQuestion:
    """A KPI in a period of a company.

    Attributes:
        evaluator: Takes the readings.
        kpi: The KPI whose page it is.
        period: The period shown.
        running: The period is not over.
        target: The target in force, in the KPI's unit.
        formats: How figures are written.
    """

    evaluator: Evaluator
    kpi: Kpi
    period: Period
    running: bool
    target: float | None
    formats: Formats

    @property
    def window(self) -> Window:
        """The company in the period, through the segment where it can reach."""
        return self.window_of(self.period)

    def window_of(self, period: Period) -> Window:
        """The company in another period."""
        return self.evaluator.window(period, self.kpi.reach)

    def spans(self, count: int = PERIODS) -> list[Period]:
        """The last periods, this one last."""
        return [self.period.shifted(step) for step in range(1 - count, 1)]

    def name(self, period: Period) -> str:
        """A period as an axis names it."""
        return short_period_text(period, self.formats)

    def names(self, spans: Sequence[Period]) -> tuple[str, ...]:
        """Periods as an axis names them."""
        return tuple(self.name(span) for span in spans)

    def titled(self, what: str, since: Period | None = None) -> str:
        """The title: what, and when."""
        if since is None:
            return f"{what} — {period_text(self.period, self.formats)}"
        return f"{what} — {self.name(since)} → {self.name(self.period)}"

    def value(self, unit: Unit, value: float | None) -> Figure:
        """A value as everybody writes it."""
        return Figure(value_text(unit, value, self.formats), value, unit)

    def share(self, percent: float | None) -> Figure:
        """A share without decimals."""
        return Figure(self.formats.percent(percent, 0), percent, Unit.PERCENT)

    def count(self, number: float | None) -> Figure:
        """A number of things."""
        return Figure(self.formats.count(number), number, Unit.COUNT)

    def money(self, amount: float | None, *, signed: bool = False) -> Figure:
        """An amount in major units; nothing is a bare 0."""
        if amount is not None and signed and round(amount, 2) == 0:
            return Figure(self.formats.count(0), 0.0, Unit.MONEY)
        text = self.formats.money(amount, signed=signed)
        return Figure(text, amount, Unit.MONEY)

    def days(self, days: float | None) -> Figure:
        """A number of days with its noun."""
        return Figure(self.formats.days(days), days, Unit.DAYS)

    def count_ticks(self, highest: float, low: float = 0.0) -> Ticks:
        """Ticks of whole numbers from zero, or from below it."""
        values = round_ticks(low, max(highest, 1.0))
        whole = [value for value in values if value == round(value)]
        return tuple((value, self.formats.count(value)) for value in whole)

    def count_ticks_between(self, low: float, high: float) -> Ticks:
        """Ticks of whole numbers on both sides of zero."""
        return self.count_ticks(high, low)

    def money_ticks(self, low: float, high: float) -> Ticks:
        """Ticks of money."""
        values = round_ticks(low, high)
        texts = [self.formats.money_compact(value) for value in values]
        if len(set(texts)) < len(texts):
            texts = [self.formats.money(value) for value in values]
        return tuple(zip(values, texts, strict=True))


def whole_numbers(ids: IntArray | Iterable[int]) -> tuple[int, ...]:
    """Ids as a mark keeps them."""
    return tuple(int(identifier) for identifier in ids)


def largest_first(groups: Sequence[Rows]) -> tuple[str, tuple[int, ...]]:
    """Kind and ids of the records behind a mark, what contributes most first."""
    pairs = sorted(
        (-abs(float(value)), int(identifier))
        for rows in groups
        for identifier, value in zip(rows.ids, rows.values, strict=True)
    )
    ids = tuple(identifier for _size, identifier in pairs)
    return (groups[0].kind if groups else ""), ids


def told(
    title: str,
    said: str,
    marks: Iterable[Sequence[Mark]],
    table: ChartTable,
    picture: Picture,
) -> SpecialFacts:
    """A chart, with its sentence for screen readers."""
    spoken = _(
        "Chart: {title}. {said} Use the arrow keys to read the values.",
        title=title,
        said=said if said.endswith(".") or not said else f"{said}.",
    )
    return SpecialFacts(
        title, said, spoken, tuple(tuple(row) for row in marks), table, picture
    )


def untold(title: str) -> SpecialFacts:
    """A chart without anything to draw."""
    nothing = _("No data for this selection")
    return SpecialFacts(
        title, nothing, f"{title}. {nothing}.", (), ChartTable((), (), ()), None
    )
