"""What clients owe beyond the due date, period by period, by how late it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpis.receivables import invoice_rows, receivables_at_end
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.layers import Heap, Layer, Layers, tell_layers
from kpidesk.operations.charts.question import whole_numbers

if TYPE_CHECKING:
    from kpidesk.domain.window import Window
    from kpidesk.operations.charts.facts import SpecialFacts
    from kpidesk.operations.charts.question import ChartQuestion

_STEPS = ((1, 30), (31, 60), (61, 90), (91, None))
"""Days late, as accountants step them; both ends are included."""
_COLORS = tuple(f"sequential.{step}" for step in (2, 3, 5, 6))


def overdue_by_age(question: ChartQuestion) -> SpecialFacts:
    """The overdue receivables at the end of each period, the freshest at the bottom."""
    spans = question.spans()
    ages = [_ages(question.window_of(span)) for span in spans]
    layers = tuple(
        Layer(_name(question, low, high), color, tuple(each[at] for each in ages))
        for at, ((low, high), color) in enumerate(zip(_STEPS, _COLORS, strict=True))
    )
    totals = [sum(heap.size for heap in heaps) for heaps in ages]
    told = _(
        "{amount} overdue, {old} of it for more than {days}",
        amount=question.money(totals[-1]),
        old=question.money(ages[-1][-1].size),
        days=question.days(float(_STEPS[-1][0] - 1)),
    )
    return tell_layers(
        question,
        spans,
        Layers(
            _("Overdue receivables by age"),
            layers,
            question.money,
            question.money_ticks,
            tuple(question.money(total) if total else "" for total in totals),
            _("Total"),
            told,
        ),
    )


def _ages(window: Window) -> tuple[Heap, ...]:
    """What is as late as each step; nothing where an exchange rate is missing."""
    late = window.remember(receivables_at_end).late
    heaps = []
    for low, high in _STEPS:
        mine = (late >= low) & (late <= (late.max(initial=0) if high is None else high))
        found = invoice_rows(window, mine)
        order = np.argsort(-found.values, kind="stable")
        size = float(found.values.sum())
        heaps.append(Heap(size, "invoice", whole_numbers(found.ids[order])))
    known = all(np.isfinite(heap.size) for heap in heaps)
    return tuple(heaps) if known else (Heap(),) * len(_STEPS)


def _name(question: ChartQuestion, low: int, high: int | None) -> str:
    if high is None:
        return _("More than {n} days late", n=question.count(low - 1))
    return _(
        "{low}–{high} days late", low=question.count(low), high=question.count(high)
    )
