"""Why the MRR of existing clients rose, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.catalog import find
from kpidesk.domain.price_changes import KINDS, expansion_by_kind
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.charts.layers import (
    Heap,
    Layer,
    Layers,
    layer_of,
    tell_layers,
)
from kpidesk.operations.charts.question import whole_numbers
from kpidesk.reporting.choice_text import choice_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.evaluation import Reading
    from kpidesk.operations.charts.facts import SpecialFacts
    from kpidesk.operations.charts.question import ChartQuestion

_COLORS = ("series.0", "series.1", "series.2", "series.3", "neutral")
"""One for each kind, in their order; what is not recorded stands back."""
NOT_RECORDED = N_("Reason not recorded")


def reasons_of_expansion(question: ChartQuestion) -> SpecialFacts:
    """The expansion of each period by the reason of the rises behind it.

    Above the columns stands what share of the MRR at the start it is. Beside it, for
    expansion revenue, what existing clients bought once.
    """
    spans = question.spans()
    rate = find("expansion_rate")
    readings = question.evaluator.series(rate, spans)
    layers = _kinds(question, readings)
    if question.kpi.key == "expansion_revenue":
        once = layer_of(question, spans, ("expansion_revenue", "one_off"), "series.4")
        layers = (*layers, once)
    return tell_layers(
        question,
        spans,
        Layers(
            _("Expansion by reason"),
            layers,
            question.money,
            question.money_ticks,
            tuple(
                ""
                if reading.value is None
                else question.value(rate.unit, reading.value)
                for reading in readings
            ),
            _(rate.short),
            _(
                "Each client's expansion is split over its price rises; more units at"
                " the same price and new contracts count as upsell. Above the"
                " columns: {name}",
                name=_(rate.name),
            ),
        ),
    )


def _kinds(question: ChartQuestion, readings: Sequence[Reading]) -> tuple[Layer, ...]:
    """One layer per reason, with the clients behind it, the largest first.

    Where the rate is unknown, for want of an exchange rate, so are its reasons.
    """
    heaps: list[list[Heap]] = [[] for _kind in KINDS]
    for reading in readings:
        window = question.window_of(reading.period)
        ids = window.data.clients.id
        known = np.zeros((len(KINDS), len(ids)))
        if reading.value is not None:
            known = expansion_by_kind(window)
        for amounts, told in zip(known, heaps, strict=True):
            order = np.argsort(-amounts, kind="stable")[: np.count_nonzero(amounts)]
            size = window.major(float(amounts.sum()))
            told.append(Heap(size, "client", whole_numbers(ids[order])))
    return tuple(
        Layer(_named(kind), color, tuple(told))
        for kind, color, told in zip(KINDS, _COLORS, heaps, strict=True)
    )


def _named(kind: str) -> str:
    if not kind:
        return _(NOT_RECORDED)
    return choice_text("price_term", "change_kind", kind)
