"""How long things took: columns of human lengths with median, p90 and target."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import Unit
from kpidesk.domain.kpis.health_scores import health_scores
from kpidesk.domain.kpis.ticket_times import OnClock
from kpidesk.domain.kpis.tickets import (
    answered_of_opened,
    first_resolved_in,
    resolved_of_resolved,
    ticket_rows,
)
from kpidesk.domain.spread import in_bins
from kpidesk.i18n.conventions import NBSP
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    HistogramPicture,
    Mark,
    Marker,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers
from kpidesk.reporting.axis import round_ticks

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray, IntArray
    from kpidesk.domain.spread import Bin
    from kpidesk.operations.charts.question import ChartQuestion

_HOURS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 24.0, 48.0)
_LONG_HOURS = (1.0, 4.0, 8.0, 24.0, 48.0, 96.0, 168.0, 336.0)
_DAYS = (7.0, 14.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0)
_POINTS = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)
_COLUMNS = 9
_MEDIAN, _P90 = 50, 90


@dataclass(frozen=True, slots=True)
class _Lengths:
    """What is counted: records with a length each, and those that have none yet."""

    what: str
    kind: str
    ids: IntArray
    values: FloatArray
    unit: Unit
    bounds: tuple[float, ...]
    missing: IntArray
    missing_name: str = ""


def response_times(question: ChartQuestion) -> SpecialFacts:
    """First responses of the tickets opened in the period; unanswered ones apart."""
    return _histogram(question, _tickets(question, answers=True))


def resolution_times(question: ChartQuestion) -> SpecialFacts:
    """Times to resolution of the tickets resolved in the period."""
    return _histogram(question, _tickets(question, answers=False))


def sales_cycles(question: ChartQuestion) -> SpecialFacts:
    """Days from creation of the leads won in the period."""
    rows = (
        question.evaluator.read(question.kpi, question.period).measurement.parts[0].rows
    )
    none = np.zeros(0, dtype=np.int64)
    ids = rows[0].ids if rows else none
    values = rows[0].values if rows else np.zeros(0)
    what = _("How long sales took")
    return _histogram(
        question, _Lengths(what, "lead", ids, values, Unit.DAYS, _DAYS, none)
    )


def mrr_of_clients(question: ChartQuestion) -> SpecialFacts:
    """How large clients are: active ones by their MRR at the end of the period."""
    window = question.window
    active = window.closing.active
    mrr = window.closing.mrr[active] / window.scope.per_major
    none = np.zeros(0, dtype=np.int64)
    what = _("How large clients are")
    if not len(mrr) or not np.isfinite(mrr).all():
        return untold(question.titled(what))
    # A few very large clients share the last column.
    usual = float(np.percentile(mrr, _P90))
    bounds = tuple(tick for tick in round_ticks(0, usual, _COLUMNS) if tick > 0)
    ids = window.data.clients.id[active]
    lengths = _Lengths(what, "client", ids, mrr, Unit.MONEY, bounds or (usual,), none)
    return _histogram(question, lengths)


def health_of_clients(question: ChartQuestion) -> SpecialFacts:
    """Clients by health score, in steps of ten points."""
    found = health_scores(question.window)
    known = np.isfinite(found.score) & question.window.closing.active
    ids = question.window.data.clients.id[known]
    none = np.zeros(0, dtype=np.int64)
    lengths = _Lengths(
        _("How healthy clients are"),
        "client",
        ids,
        found.score[known],
        Unit.COUNT,
        _POINTS,
        none,
    )
    return _histogram(question, lengths)


def _tickets(question: ChartQuestion, *, answers: bool) -> _Lengths:
    window = question.window
    business = question.kpi.key.endswith("_business")
    select = answered_of_opened if answers else resolved_of_resolved
    if question.kpi.key == "resolution_first":
        select = first_resolved_in
    times = window.remember(OnClock(select, business))
    counted = ticket_rows(window, times.spans.tickets, times.hours)
    waiting = times.spans.missing if answers else times.spans.missing[:0]
    return _Lengths(
        _("How long the first response took")
        if answers
        else _("How long resolution took"),
        "ticket",
        counted.ids,
        counted.values,
        Unit.HOURS,
        _HOURS if answers else _LONG_HOURS,
        window.data.tickets.id[waiting],
        _("No response yet") if answers else "",
    )


def _histogram(question: ChartQuestion, lengths: _Lengths) -> SpecialFacts:
    if not len(lengths.ids) and not len(lengths.missing):
        return untold(question.titled(lengths.what))
    bins = in_bins(lengths.ids, lengths.values, lengths.bounds)
    apart = bool(lengths.missing_name)
    names = [_range(question, item, lengths.unit) for item in bins]
    members = [item.ids for item in bins]
    if apart:
        names.append(lengths.missing_name)
        members.append(lengths.missing)
    counts = [len(ids) for ids in members]
    known = max(len(lengths.ids), 1)
    shares = [count / known * 100 for count in counts[: len(bins)]]
    reached = list(accumulate(shares))
    rows = [
        (
            name,
            question.count(count),
            question.share(shares[at]) if at < len(bins) else "",
            question.share(reached[at]) if at < len(bins) else "",
        )
        for at, (name, count) in enumerate(zip(names, counts, strict=True))
    ]
    marks = [
        Mark(
            f"{name}: {question.count(count)}"
            + (f" ({question.share(shares[at])})" if at < len(bins) else ""),
            lengths.kind,
            whole_numbers(ids),
        )
        for at, (name, count, ids) in enumerate(
            zip(names, counts, members, strict=True)
        )
    ]
    headings = (_("Range"), _("Records"), _("Share"), _("Cumulative"))
    tops = tuple(question.count(count) if count else "" for count in counts)
    picture = HistogramPicture(
        tuple(names),
        tuple(counts),
        tops,
        question.count_ticks(max(counts)),
        _markers(question, lengths),
        apart,
    )
    said = _said(question, lengths, reached)
    table = ChartTable(headings, (1, 2, 3), tuple(rows))
    return told(question.titled(lengths.what), said, [marks], table, picture)


def _said(question: ChartQuestion, lengths: _Lengths, reached: list[float]) -> str:
    if not len(lengths.ids):
        return _("No response yet")
    middle = next((at for at, share in enumerate(reached) if share >= _MEDIAN), 0)
    middle = min(middle, len(lengths.bounds) - 1)
    return _(
        "{share} within {time}",
        share=question.share(reached[middle]),
        time=question.value(lengths.unit, lengths.bounds[middle]),
    )


def _range(question: ChartQuestion, item: Bin, unit: Unit) -> str:
    if item.low is None:
        return f"≤ {question.value(unit, item.high)}"
    if item.high is None:
        return f"> {question.value(unit, item.low)}"
    low, high = question.value(unit, item.low), question.value(unit, item.high)
    number, _space, noun = low.partition(NBSP)
    same = high.endswith(noun) and high.count(NBSP) == 1
    return f"{number if same else low} – {high}"


def _markers(question: ChartQuestion, lengths: _Lengths) -> tuple[Marker, ...]:
    markers = []
    if len(lengths.values):
        for percent, name in ((_MEDIAN, _("Median")), (_P90, _("90th percentile"))):
            value = float(np.percentile(lengths.values, percent))
            text = f"{name} {question.value(lengths.unit, value)}"
            markers.append(Marker(_place(value, lengths.bounds), text, "text"))
    if question.target is not None and question.kpi.unit is lengths.unit:
        target = question.value(lengths.unit, question.target)
        text = _("Target {value}", value=target)
        place = _place(question.target, lengths.bounds)
        markers.append(Marker(place, text, "line.target"))
    # The leftmost is drawn highest, so that no text lies across another's line.
    return tuple(sorted(markers, key=lambda marker: marker.place))


def _place(value: float, bounds: tuple[float, ...]) -> float:
    """Where a value stands among columns of equal width, counted in columns."""
    lows = (0.0, *bounds)
    for at, high in enumerate(bounds):
        if value <= high:
            return at + (value - lows[at]) / (high - lows[at])
    return len(bounds) + 0.5
