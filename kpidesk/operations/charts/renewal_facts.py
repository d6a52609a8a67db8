"""Contracts that came to their end, and what became of them, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpis.renewals import find_renewals
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
    from kpidesk.domain.dataset import IntArray
    from kpidesk.domain.period import Period
    from kpidesk.operations.charts.question import ChartQuestion

_COLORS = ("nps.promoters", "nps.detractors", "nps.passives")


def renewals_by_period(question: ChartQuestion) -> SpecialFacts:
    """Renewed, lost and undecided contracts, with the share renewed on top."""
    spans = question.spans()
    what = _("Renewals")
    due = [_ends(question, span) for span in spans]
    if not any(len(ids) for found in due for ids in found):
        return untold(question.titled(what, spans[0]))
    labels = (_("Renewed"), _("Not renewed"), _("Undecided"))
    names = question.names(spans)
    series = tuple(
        Series(label, color, tuple(float(len(found[at])) for found in due))
        for at, (label, color) in enumerate(zip(labels, _COLORS, strict=True))
        # The undecided have a place only where there are any.
    )
    totals = [sum(len(ids) for ids in found) for found in due]
    rates = [
        question.share(len(found[0]) / total * 100) if total else ""
        for found, total in zip(due, totals, strict=True)
    ]
    marks = [
        [
            Mark(
                f"{name}: {label} {question.count(len(found[at]))}"
                f" / {question.count(total)}",
                "contract",
                whole_numbers(found[at]),
            )
            for name, found, total in zip(names, due, totals, strict=True)
        ]
        for at, label in enumerate(labels)
    ]
    table = ChartTable(
        (_("Period"), _("Due"), *labels, _("Renewal rate")),
        (1, 2, 3, 4, 5),
        tuple(
            (
                name,
                question.count(total),
                *(question.count(len(ids)) for ids in found),
                rate or question.share(None),
            )
            for name, total, found, rate in zip(names, totals, due, rates, strict=True)
        ),
    )
    picture = ColumnsPicture(
        names,
        series,
        question.count_ticks(max(totals)),
        tops=tuple(rates),
        running=question.running,
    )
    renewed, whole = sum(len(found[0]) for found in due), sum(totals)
    said = _(
        "{renewed} of {due} renewed ({share})",
        renewed=question.count(renewed),
        due=question.count(whole),
        share=question.share(renewed / whole * 100),
    )
    return told(question.titled(what, spans[0]), said, marks, table, picture)


def _ends(question: ChartQuestion, span: Period) -> tuple[IntArray, ...]:
    """Ids of the contracts renewed, lost and undecided."""
    window = question.window_of(span)
    found = find_renewals(window, window.rules.renewal_grace_days)
    ids = window.data.contracts.id[found.due]
    lost = ~(found.renewed | found.pending)
    return tuple(ids[np.asarray(m)] for m in (found.renewed, lost, found.pending))
