"""Tickets that wait, period by period, by how long they have waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.kpis.tickets import ages, backlog_at_end
from kpidesk.domain.spread import in_bins
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    ColumnsPicture,
    Mark,
    Series,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers

if TYPE_CHECKING:
    from kpidesk.domain.period import Period
    from kpidesk.domain.spread import Bin
    from kpidesk.operations.charts.question import ChartQuestion

_BOUNDS = (1.0, 3.0, 7.0, 30.0)
"""Days; a week and a month are what people think in."""
_COLORS = tuple(f"sequential.{step}" for step in (2, 3, 4, 5, 6))


def backlog_by_age(question: ChartQuestion) -> SpecialFacts:
    """The backlog at the end of each period, the freshest tickets at the bottom."""
    spans = question.spans()
    what = _("Backlog by age")
    waiting = [_bins(question, span) for span in spans]
    totals = [sum(len(item.ids) for item in bins) for bins in waiting]
    if not any(totals):
        return untold(question.titled(what, spans[0]))
    labels = tuple(_range(question, item) for item in waiting[0])
    names = question.names(spans)
    series = tuple(
        Series(label, color, tuple(float(len(bins[at].ids)) for bins in waiting))
        for at, (label, color) in enumerate(zip(labels, _COLORS, strict=True))
    )
    marks = [
        [
            Mark(
                f"{name}: {label} {question.count(len(bins[at].ids))}"
                f" / {question.count(total)}",
                "ticket",
                whole_numbers(bins[at].ids),
            )
            for name, bins, total in zip(names, waiting, totals, strict=True)
        ]
        for at, label in enumerate(labels)
    ]
    table = ChartTable(
        (_("Period"), *labels, _("Total")),
        tuple(range(1, len(labels) + 2)),
        tuple(
            (
                name,
                *(question.count(len(item.ids)) for item in bins),
                question.count(total),
            )
            for name, bins, total in zip(names, waiting, totals, strict=True)
        ),
    )
    picture = ColumnsPicture(
        names,
        series,
        question.count_ticks(max(totals)),
        tops=tuple(question.count(total) if total else "" for total in totals),
        running=question.running,
    )
    said = _(
        "{count} open, {old} of them for longer than {days}",
        count=question.count(totals[-1]),
        old=question.count(len(waiting[-1][-1].ids)),
        days=question.days(_BOUNDS[-1]),
    )
    return told(question.titled(what, spans[0]), said, marks, table, picture)


def _bins(question: ChartQuestion, span: Period) -> tuple[Bin, ...]:
    window = question.window_of(span)
    tickets = backlog_at_end(window)
    ids = window.data.tickets.id[tickets]
    return in_bins(ids, ages(window, tickets), _BOUNDS)


def _range(question: ChartQuestion, item: Bin) -> str:
    formats = question.formats
    if item.low is None:
        return f"≤ {question.days(item.high)}"
    if item.high is None:
        return f"> {question.days(item.low)}"
    return f"{formats.number(item.low)} – {question.days(item.high)}"
