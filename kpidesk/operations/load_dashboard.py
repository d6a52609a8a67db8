"""What the dashboard shows: cards, the waterfall of MRR, what to keep an eye on."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Change, Evaluator, Reading, compare
from kpidesk.domain.period import Period, PeriodKind, month_of
from kpidesk.domain.segment import EVERYTHING, Segment
from kpidesk.operations.attention import AttentionItem, find_attention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kpidesk.domain.kpi import Dimension
    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store

DEFAULT_CARDS = (
    "mrr",
    "churn_rate",
    "nrr",
    "first_response_median",
    "nps",
    "csat",
    "cac",
    "lead_conversion",
)
COUNTED = ("client", "contract", "ticket", "survey_answer", "lead", "cost")
SPARKLINE_POINTS = 13
_MOVEMENTS = (
    "mrr_new",
    "mrr_expansion",
    "mrr_reactivation",
    "mrr_contraction",
    "mrr_churned",
)


@dataclass(frozen=True, slots=True)
class Card:
    """One KPI as a card shows it.

    Attributes:
        reading: The figure.
        before: What it is compared with; ``None`` = no comparison.
        change: How it differs.
        series: The readings of the last 13 periods, this one last.
        target: The target in force, in the KPI's unit.
        target_met: Whether it is reached; ``None`` without target or value.
        unreached: Dimensions of the segment that cannot filter this KPI.
        empty_segment: There is no figure in the segment but there is one without.
    """

    reading: Reading
    before: Reading | None
    change: Change
    series: tuple[Reading, ...]
    target: float | None
    target_met: bool | None
    unreached: frozenset[Dimension] = frozenset()
    empty_segment: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """MRR from opening to closing, in major units; the steps add up to the cent.

    ``steps`` are signed amounts by the key of their KPI, ``exchange`` last.
    """

    opening: float
    steps: tuple[tuple[str, float], ...]
    closing: float


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on the dashboard.

    Attributes:
        period: The period shown.
        compared: The period it is compared with, if any.
        in_progress: The period is not over; figures stop at today.
        cards: The cards in order.
        waterfall: ``None`` where MRR cannot be told.
        attention: What to keep an eye on, most urgent first.
        counts: Records per kind.
        faults: KPIs that could not be computed, with the technical details. It is a
            bug, and it must not take the other cards along.
    """

    period: Period
    compared: Period | None
    in_progress: bool
    cards: tuple[Card, ...]
    waterfall: Waterfall | None
    attention: tuple[AttentionItem, ...]
    counts: Mapping[str, int]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DashboardQuestion:
    """What the dashboard is asked for.

    Attributes:
        period: The period to show.
        today: The day on which it is asked.
        keys: KPIs of the cards.
        compare_with: ``previous``, ``year_before`` or ``nothing``.
        segment: Part of the company.
    """

    period: Period
    today: date
    keys: Sequence[str] = DEFAULT_CARDS
    compare_with: str = "previous"
    segment: Segment = EVERYTHING


def compared_period(question: DashboardQuestion) -> Period | None:
    """The period to compare with; cut to as many days when this one is running."""
    match question.compare_with:
        case "previous":
            earlier = question.period.previous()
        case "year_before":
            earlier = question.period.year_before()
        case _:
            return None
    if not is_running(question.period, question.today):
        return earlier
    elapsed = (question.today - question.period.start).days + 1
    end = min(earlier.start + timedelta(days=elapsed), earlier.end)
    return Period(earlier.start, end, PeriodKind.CUSTOM)


def is_running(period: Period, today: date) -> bool:
    """The period has begun and is not over on *today*."""
    return period.start <= today < period.end


def load_dashboard(store: Store, question: DashboardQuestion) -> Dashboard:
    """Compute everything on the dashboard."""
    rules = store.rules()
    data = store.dataset(rules)
    running = is_running(question.period, question.today)
    as_of = question.today if running else None
    evaluator = Evaluator(data, rules, question.segment, as_of)
    compared = compared_period(question)
    targets = store.records("target")
    cards, faults = [], {}
    for key in question.keys:
        try:
            cards.append(_card(evaluator, key, question.period, compared, targets))
        except (ArithmeticError, LookupError, TypeError, ValueError):
            faults[key] = traceback.format_exc()
    return Dashboard(
        period=question.period,
        compared=compared,
        in_progress=running,
        cards=tuple(cards),
        faults=faults,
        waterfall=mrr_waterfall(evaluator, question.period),
        attention=find_attention(
            evaluator, question.today, cards_of(cards), open_month(store, question)
        ),
        counts={
            kind: store.count(kind)
            for kind in (
                "client",
                "contract",
                "ticket",
                "survey_answer",
                "lead",
                "cost",
            )
        },
    )


def open_month(store: Store, question: DashboardQuestion) -> Period | None:
    """The last complete month, if the house closes months and has not closed it."""
    closed = store.closed_months()
    month = month_of(question.today).previous()
    if not closed or max(each.month for each in closed) >= month.code:
        return None
    return month


def cards_of(cards: Sequence[Card]) -> tuple[tuple[Reading, float], ...]:
    """Readings that miss their target, with the target."""
    return tuple(
        (card.reading, card.target)
        for card in cards
        if card.target is not None and card.target_met is False
    )


def _card(
    evaluator: Evaluator,
    key: str,
    period: Period,
    compared: Period | None,
    targets: Sequence[Record],
) -> Card:
    kpi = find(key)
    reading = evaluator.read(kpi, period)
    before = None
    if compared is not None:
        # A state is compared with the state at the start, not with a part of a month.
        running = compared.kind is not period.kind
        earlier = period.previous() if kpi.stock and running else compared
        before = evaluator.read(kpi, earlier)
    spans = [period.shifted(step) for step in range(1 - SPARKLINE_POINTS, 1)]
    target = target_in_force(targets, key, period.start)
    segment = evaluator.segment
    nothing = reading.value is None and bool(segment.dimensions & kpi.reach)
    return Card(
        reading=reading,
        before=before,
        change=compare(reading, before),
        series=tuple(evaluator.series(kpi, spans)),
        target=target,
        target_met=_is_met(reading, target),
        unreached=segment.dimensions - kpi.reach,
        empty_segment=nothing and evaluator.value_of_whole(kpi, period) is not None,
    )


def target_in_force(targets: Sequence[Record], key: str, day: date) -> float | None:
    """The target of a KPI valid on a day, in the KPI's unit."""
    valid = [
        (str(target["valid_from"]), int(target["value_milli"] or 0) / 1000)
        for target in targets
        if target["kpi"] == key and str(target["valid_from"]) <= day.isoformat()
    ]
    return max(valid)[1] if valid else None


def _is_met(reading: Reading, target: float | None) -> bool | None:
    if target is None or reading.value is None:
        return None
    if reading.kpi.direction == "down":
        return reading.value <= target
    return reading.value >= target


def mrr_waterfall(evaluator: Evaluator, period: Period) -> Waterfall | None:
    """The movements of MRR in a period; ``None`` where it cannot be told."""
    opening = evaluator.read(find("mrr_opening"), period).value
    closing = evaluator.read(find("mrr"), period).value
    if opening is None or closing is None:
        return None
    signs = {"mrr_contraction": -1, "mrr_churned": -1}
    steps = [
        (key, signs.get(key, 1) * (evaluator.read(find(key), period).value or 0.0))
        for key in _MOVEMENTS
    ]
    window = evaluator.window(period)
    exchange = float(window.movements.exchange.sum()) / window.scope.per_major
    if abs(exchange) * window.scope.per_major >= 1:
        steps.append(("exchange", exchange))
    return Waterfall(opening, tuple(steps), closing)
