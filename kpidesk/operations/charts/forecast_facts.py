"""The months ahead as a chart: what was, what is decided, what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.forecast import MONTHS_BEHIND, forecast
from kpidesk.domain.segment import EVERYTHING, Segment
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.charts.facts import (
    ChartTable,
    Figure,
    ForecastPicture,
    Mark,
    SpecialFacts,
)
from kpidesk.operations.charts.question import ChartQuestion, told, untold

if TYPE_CHECKING:
    from kpidesk.domain.forecast import Assumptions, Forecast, ForecastMonth
    from kpidesk.domain.period import Period
    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store

TITLES = {
    "mrr": N_("MRR of the next 12 months"),
    "clients": N_("Clients of the next 12 months"),
}
HEADINGS = (
    N_("Month"),
    N_("Recorded"),
    N_("Decided"),
    N_("Low (95%)"),
    N_("Expected"),
    N_("High (95%)"),
)


@dataclass(frozen=True, slots=True)
class ForecastFacts:
    """The charts by key (``mrr``, ``clients``), and what was assumed for them."""

    assumptions: Assumptions | None
    charts: dict[str, SpecialFacts]


def forecast_facts(
    store: Store,
    period: Period,
    formats: Formats,
    assumptions: Assumptions | None = None,
    segment: Segment = EVERYTHING,
) -> ForecastFacts:
    """Tell the twelve months after a period.

    Args:
        store: The open company file; nothing is written.
        period: The last period known.
        formats: How figures are written.
        assumptions: What to assume of each month; by default what was observed.
        segment: Part of the company.
    """
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules, segment)
    found = forecast(evaluator, period, assumptions)
    charts = {}
    for key, title in TITLES.items():
        question = ChartQuestion(
            evaluator, find(key), period, running=False, target=None, formats=formats
        )
        if found is None or not found.mrr:
            charts[key] = untold(_(title))
        else:
            charts[key] = _Chart(question, found, key).told(_(title))
    return ForecastFacts(found.assumptions if found else None, charts)


@dataclass(frozen=True, slots=True)
class _Chart:
    question: ChartQuestion
    found: Forecast
    key: str

    def _figure(self, value: float | None) -> Figure:
        question = self.question
        if self.key == "mrr":
            return question.money(value)
        return question.count(None if value is None else round(value))

    @property
    def _ahead(self) -> tuple[ForecastMonth, ...]:
        money = self.key == "mrr"
        return self.found.mrr_ahead if money else self.found.clients_ahead

    def told(self, title: str) -> SpecialFacts:
        """The chart whole."""
        question, now = self.question, self.found.period
        behind = [now.shifted(step) for step in range(-MONTHS_BEHIND, 1)]
        past = [question.evaluator.read(question.kpi, span).value for span in behind]
        names = question.names([*behind, *(month.period for month in self._ahead)])
        top = max(
            *(value or 0.0 for value in past),
            *(month.high or month.expected for month in self._ahead),
        )
        ticks = (
            question.money_ticks(0.0, top)
            if self.key == "mrr"
            else question.count_ticks(top)
        )
        picture = ForecastPicture(
            names=names,
            past=tuple(past),
            expected=tuple(month.expected for month in self._ahead),
            decided=tuple(month.decided for month in self._ahead),
            ranges=tuple(
                None
                if month.low is None or month.high is None
                else (month.low, month.high)
                for month in self._ahead
            ),
            legend=(
                _("Recorded"),
                _("Expected"),
                _("Already decided by the contracts on file"),
                _("95% range"),
            ),
            ticks=ticks,
        )
        marks = [
            Mark(f"{name}: {self._figure(value)}")
            for name, value in zip(names, past, strict=False)
        ]
        marks += [Mark(self._spoken(month)) for month in self._ahead]
        return told(title, self._said(), [marks], self._table(names, past), picture)

    def _spoken(self, month: ForecastMonth) -> str:
        name = self.question.name(month.period)
        text = _(
            "{month}: {expected} expected, {decided} already decided",
            month=name,
            expected=self._figure(month.expected),
            decided=self._figure(month.decided),
        )
        if month.low is None:
            return text
        low, high = self._figure(month.low), self._figure(month.high)
        return f"{text}; " + _("between {low} and {high} (95%)", low=low, high=high)

    def _said(self) -> str:
        last = self._ahead[-1]
        return _(
            "From {now} to {then} in {month}, if things go on as assumed.",
            now=self._figure(
                self.found.mrr if self.key == "mrr" else self.found.clients
            ),
            then=self._figure(last.expected),
            month=self.question.name(last.period),
        )

    def _table(self, names: tuple[str, ...], past: list[float | None]) -> ChartTable:
        blank = Figure("", None, self._figure(None).unit)
        rows = [
            (name, self._figure(value), blank, blank, blank, blank)
            for name, value in zip(names, past, strict=False)
        ]
        rows += [
            (
                name,
                blank,
                self._figure(month.decided),
                self._figure(month.low) if month.low is not None else blank,
                self._figure(month.expected),
                self._figure(month.high) if month.high is not None else blank,
            )
            for name, month in zip(names[len(past) :], self._ahead, strict=True)
        ]
        headings = tuple(_(heading) for heading in HEADINGS)
        return ChartTable(headings, (1, 2, 3, 4, 5), tuple(rows))
