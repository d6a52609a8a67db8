"""What makes up a KPI, period by period: sent and answered, old and new revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.catalog import find
from kpidesk.domain.kpis.period_costs import ACQUISITION_PURPOSES, cost_rows
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.charts.layers import (
    Heap,
    Layer,
    Layers,
    heap_of,
    layer_of,
    tell_layers,
)
from kpidesk.operations.charts.question import whole_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.period import Period
    from kpidesk.operations.charts.facts import SpecialFacts
    from kpidesk.operations.charts.question import ChartQuestion

_PURPOSES = {"marketing": N_("Marketing"), "sales": N_("Sales")}


def _values(question: ChartQuestion, spans: Sequence[Period]) -> tuple[str, ...]:
    """The KPI itself, to stand above the columns."""
    readings = question.evaluator.series(question.kpi, spans)
    return tuple(
        "" if reading.value is None else question.value(reading.kpi.unit, reading.value)
        for reading in readings
    )


def _above(question: ChartQuestion) -> str:
    return _("Above the columns: {name}", name=_(question.kpi.name))


def answers_and_silence(question: ChartQuestion) -> SpecialFacts:
    """Surveys sent: answered below, not answered above, the share on top."""
    spans, key = question.spans(), question.kpi.key
    answered = layer_of(
        question, spans, (key, "answered"), "nps.promoters", _("Answered")
    )
    sent = layer_of(question, spans, (key, "sent"), "neutral")
    silent = Layer(
        _("Not answered"),
        "neutral",
        tuple(
            Heap(
                whole.size - part.size,
                whole.kind,
                whole_numbers(sorted(set(whole.ids) - set(part.ids))),
            )
            for whole, part in zip(sent.heaps, answered.heaps, strict=True)
        ),
    )
    return tell_layers(
        question,
        spans,
        Layers(
            _("Surveys sent"),
            (answered, silent),
            question.count,
            question.count_ticks_between,
            _values(question, spans),
            _(question.kpi.short),
            _above(question),
        ),
    )


def who_left_the_team(question: ChartQuestion) -> SpecialFacts:
    """How many people left, with the rate on top; their names stay in the settings."""
    spans = question.spans()
    left = layer_of(
        question,
        spans,
        ("employee_turnover", "leavers"),
        "movements.churned",
        _("People who left"),
    )
    nameless = tuple(Heap(heap.size) for heap in left.heaps)
    return tell_layers(
        question,
        spans,
        Layers(
            _("People who left"),
            (Layer(left.name, left.color, nameless),),
            question.count,
            question.count_ticks_between,
            _values(question, spans),
            _(question.kpi.short),
            _above(question),
        ),
    )


def kinds_of_revenue(question: ChartQuestion) -> SpecialFacts:
    """Revenue of the periods: what comes back every month, and what comes once."""
    spans = question.spans()
    return _revenue(
        question,
        spans,
        _("Recurring and one-off revenue"),
        (
            layer_of(question, spans, ("revenue", "recurring"), "series.0"),
            layer_of(question, spans, ("revenue", "one_off"), "series.1"),
        ),
    )


def repeat_and_first_revenue(question: ChartQuestion) -> SpecialFacts:
    """Revenue of clients who had bought before, and of those who buy first."""
    spans = question.spans()
    repeat = layer_of(question, spans, ("repeat_revenue", "repeat"), "series.0")
    whole = layer_of(question, spans, ("repeat_revenue", "revenue"), "series.1")
    first = Layer(
        _("From first purchases"),
        "series.1",
        tuple(
            Heap(all_.size - part.size)
            for all_, part in zip(whole.heaps, repeat.heaps, strict=True)
        ),
    )
    return _revenue(question, spans, _("Repeat and first revenue"), (repeat, first))


def _revenue(
    question: ChartQuestion,
    spans: Sequence[Period],
    what: str,
    layers: tuple[Layer, ...],
) -> SpecialFacts:
    share = question.kpi.key in {"recurring_share", "repeat_revenue"}
    return tell_layers(
        question,
        spans,
        Layers(
            what,
            layers,
            question.money,
            question.money_ticks,
            _values(question, spans) if share else (),
            _(question.kpi.short),
            _above(question) if share else "",
        ),
    )


def costs_of_acquisition(question: ChartQuestion) -> SpecialFacts:
    """Marketing and sales costs of the periods, with the CAC on top."""
    spans = question.spans()
    layers = []
    for place, purpose in enumerate(ACQUISITION_PURPOSES):
        heaps = []
        for span in spans:
            found = cost_rows(question.window_of(span), (purpose,))
            order = np.argsort(-np.abs(found.values), kind="stable")
            size = float(np.nansum(found.values))
            heaps.append(Heap(size, "cost", whole_numbers(found.ids[order])))
        layers.append(Layer(_(_PURPOSES[purpose]), f"series.{place}", tuple(heaps)))
    return tell_layers(
        question,
        spans,
        Layers(
            _("Costs of acquisition"),
            tuple(layers),
            question.money,
            question.money_ticks,
            _values(question, spans),
            _(question.kpi.short),
            _above(question),
        ),
    )


def fate_of_leads(question: ChartQuestion) -> SpecialFacts:
    """Leads by the period in which they were created: converted, or not (yet)."""
    spans = question.spans()
    readings = question.evaluator.series(find("lead_conversion"), spans)
    parts = [
        {part.key: heap_of(part) for part in reading.measurement.parts}
        for reading in readings
    ]
    won = tuple(found.get("converted", Heap()) for found in parts)
    rest = tuple(
        Heap(
            created.size - converted.size,
            created.kind,
            whole_numbers(sorted(set(created.ids) - set(converted.ids))),
        )
        for converted, created in zip(
            won, (found.get("created", Heap()) for found in parts), strict=True
        )
    )
    shares = tuple(
        "" if reading.value is None else question.share(reading.value)
        for reading in readings
    )
    return tell_layers(
        question,
        spans,
        Layers(
            _("Leads by period of creation"),
            (
                Layer(_("Converted"), "nps.promoters", won),
                Layer(_("Lost or still open"), "neutral", rest),
            ),
            question.count,
            question.count_ticks_between,
            shares,
            _(find("lead_conversion").short),
            _("A young period still has leads that may convert"),
        ),
    )
