"""Lines that help to read a KPI over time: averages of it, and its nearest relative."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from kpidesk.domain.catalog import find
from kpidesk.domain.period import Period, PeriodKind, custom
from kpidesk.domain.price_steps import INDEXATION
from kpidesk.i18n.messages import N_, _
from kpidesk.reporting.reading_text import value_text

if TYPE_CHECKING:
    from kpidesk.domain.evaluation import Evaluator
    from kpidesk.domain.kpi import Kpi
    from kpidesk.i18n.formats import Formats

Values: TypeAlias = "tuple[float | None, ...]"


@dataclass(frozen=True, slots=True)
class Companion:
    """A thin line beside that of the KPI, in its unit.

    Attributes:
        name: What the line is.
        values: One for each period of the chart; ``None`` is a gap.
        texts: The values as everybody writes them.
        variant: It is the KPI itself, under another definition.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    variant: bool = False


def _average(
    months: int, evaluator: Evaluator, kpi: Kpi, spans: Sequence[Period]
) -> Values:
    """Mean of the readings of the last months, where all of them are known."""
    wanted = [spans[0].shifted(step) for step in range(1 - months, 0)] + [*spans]
    values = [reading.value for reading in evaluator.series(kpi, wanted)]
    windows = (values[at : at + months] for at in range(len(spans)))
    return tuple(_mean(window) for window in windows)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if len(known) == len(values) else None


def _rolling(
    months: int, evaluator: Evaluator, kpi: Kpi, spans: Sequence[Period]
) -> Values:
    """The KPI over the last months taken as one period."""
    wholes = [custom(span.shifted(1 - months).start, span.last_day) for span in spans]
    return tuple(reading.value for reading in evaluator.series(kpi, wholes))


def _relative(
    key: str, evaluator: Evaluator, _kpi: Kpi, spans: Sequence[Period]
) -> Values:
    """Another KPI of the same unit in the same periods."""
    return tuple(reading.value for reading in evaluator.series(find(key), spans))


def _variant(
    name: str, evaluator: Evaluator, kpi: Kpi, spans: Sequence[Period]
) -> Values:
    """The KPI itself under another definition in the same periods."""
    return tuple(reading.value for reading in evaluator.series(kpi, spans, name))


Reader: TypeAlias = "Callable[[Evaluator, Kpi, Sequence[Period]], Values]"

_YEAR_AVERAGE = N_("12-month average")
_QUARTER_AVERAGE = N_("3-month average")
_QUARTER_WHOLE = N_("3 months together")

_OF_MONTHS: dict[str, tuple[str, Reader]] = {
    "churn_rate": (_YEAR_AVERAGE, partial(_average, 12)),
    "churn_rate_eligible": (_YEAR_AVERAGE, partial(_average, 12)),
    "mrr_growth": (_QUARTER_AVERAGE, partial(_average, 3)),
    # A month with many costs and few clients says little: sums, not a mean of ratios.
    "cac": (_QUARTER_WHOLE, partial(_rolling, 3)),
    "lead_conversion": (_QUARTER_WHOLE, partial(_rolling, 3)),
}
"""Lines over several months, which only a chart of months can have."""

_RELATIVES = {
    "gross_revenue_churn": "net_revenue_churn",
    "net_revenue_churn": "gross_revenue_churn",
    "nrr": "grr",
    "grr": "nrr",
    "renewal_rate": "renewal_rate_mrr",
    "renewal_rate_mrr": "renewal_rate",
    "first_response_median": "first_response_p90",
    "first_response_mean": "first_response_median",
    "first_response_median_business": "first_response_p90_business",
    "first_response_mean_business": "first_response_median_business",
    "resolution_median": "resolution_p90",
    "resolution_mean": "resolution_median",
    "resolution_median_business": "resolution_p90_business",
    "resolution_mean_business": "resolution_median_business",
    "ttfv_mean": "ttfv_median",
    "ttfv_median": "ttfv_mean",
}
"""KPIs that are read together: what is typical beside what is worst or average."""
_WITHOUT_INDEXATION = "without_indexation"
"""The other definition that is worth a line, where there is anything it leaves out."""


def companions_of(
    evaluator: Evaluator,
    kpi: Kpi,
    spans: Sequence[Period],
    formats: Formats,
    *,
    running: bool,
) -> tuple[Companion, ...]:
    """The lines beside a KPI; none of them reaches a period that is not over."""
    found = []
    for name, read, variant in _beside(evaluator, kpi, spans):
        values = read(evaluator, kpi, spans)
        if running:
            values = (*values[:-1], None)
        if any(value is not None for value in values):
            texts = tuple(value_text(kpi.unit, value, formats) for value in values)
            found.append(Companion(_(name), values, texts, variant))
    return tuple(found)


def _beside(
    evaluator: Evaluator, kpi: Kpi, spans: Sequence[Period]
) -> list[tuple[str, Reader, bool]]:
    """Names and readers of the lines, and which are the KPI under other definitions."""
    if not spans:
        return []
    found: list[tuple[str, Reader, bool]] = []
    if kpi.key in _RELATIVES:
        relative = _RELATIVES[kpi.key]
        found.append((find(relative).short, partial(_relative, relative), False))
    elif spans[-1].kind is PeriodKind.MONTH and kpi.key in _OF_MONTHS:
        found.append((*_OF_MONTHS[kpi.key], False))
    found += [
        (variant.label, partial(_variant, variant.name), True)
        for variant in kpi.variants
        if variant.name == _WITHOUT_INDEXATION
        and _is_indexation_recorded(evaluator, spans)
    ]
    return found


def _is_indexation_recorded(evaluator: Evaluator, spans: Sequence[Period]) -> bool:
    """Some price changed because an index did, as far as anybody wrote it down."""
    changes = evaluator.window(spans[-1]).data.prices.change
    return bool((changes == INDEXATION).any())
