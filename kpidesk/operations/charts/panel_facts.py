"""Charts of several panels over one axis of time: what moves together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Unit
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    ColumnsPicture,
    Figure,
    Mark,
    PanelsPicture,
    SpecialFacts,
)
from kpidesk.operations.charts.layers import (
    Heap,
    Layers,
    heap_of,
    layer_of,
    marks_of,
    picture_of,
)
from kpidesk.operations.charts.question import told, untold
from kpidesk.reporting.axis import round_ticks
from kpidesk.reporting.reading_text import value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.evaluation import Reading
    from kpidesk.operations.charts.facts import Ticks
    from kpidesk.operations.charts.question import ChartQuestion

_LTV_INPUTS = ("ltv", "arpa", "churn_rate")


def clients_over_time(question: ChartQuestion) -> SpecialFacts:
    """How many clients there were, and below it who came and who left."""
    spans = question.spans()
    what = _("Clients over time")
    readings = question.evaluator.series(find("clients"), spans)
    first = next((at for at, item in enumerate(readings) if item.value), None)
    if first is None:
        return untold(question.titled(what))
    spans, readings = spans[first:], readings[first:]
    names = question.names(spans)
    layers = (
        layer_of(question, spans, ("clients_new", "new"), "movements.new", _("New")),
        layer_of(
            question,
            spans,
            ("clients_reactivated", "reactivated"),
            "movements.reactivation",
            _("Returned"),
        ),
        layer_of(
            question,
            spans,
            ("clients_lost", "lost"),
            "movements.churned",
            _("Lost"),
            sign=-1,
        ),
    )
    shown = [layer for layer in layers if not layer.is_empty]
    story = Layers(what, layers, question.count, question.count_ticks_between)
    title = _(find("clients").short)
    moved = _("Who came and who left")
    total = tuple(reading.value for reading in readings)
    marks = [_line_marks(question, readings), *marks_of(names, shown, story)]
    table = ChartTable(
        (_("Period"), title, *(layer.name for layer in shown)),
        tuple(range(1, len(shown) + 2)),
        tuple(
            (
                name,
                question.count(total[at]),
                *(question.count(layer.heaps[at].size) for layer in shown),
            )
            for at, name in enumerate(names)
        ),
    )
    upper = _line(question, names, readings)
    panels = [upper, picture_of(question, names, shown, story)] if shown else [upper]
    return told(
        question.titled(what, spans[0]),
        "",
        marks,
        table,
        PanelsPicture((title, moved)[: len(panels)], tuple(panels)),
    )


def inputs_of_ltv(question: ChartQuestion) -> SpecialFacts:
    """Lifetime value, and the two figures that move it from month to month."""
    spans = question.spans()
    what = _("What the lifetime value is made of")
    rows = [question.evaluator.series(find(key), spans) for key in _LTV_INPUTS]
    known = [at for at in range(len(spans)) if rows[0][at].value is not None]
    if not known:
        return untold(question.titled(what))
    spans, rows = spans[known[0] :], [row[known[0] :] for row in rows]
    names = question.names(spans)
    titles = tuple(_(find(key).short) for key in _LTV_INPUTS)
    table = ChartTable(
        (_("Period"), *titles),
        tuple(range(1, len(titles) + 1)),
        tuple(
            (name, *(_figure(question, row[at]) for row in rows))
            for at, name in enumerate(names)
        ),
    )
    return told(
        question.titled(what, spans[0]),
        "",
        [_line_marks(question, row) for row in rows],
        table,
        PanelsPicture(titles, tuple(_line(question, names, row) for row in rows)),
    )


def _figure(question: ChartQuestion, reading: Reading) -> Figure:
    return question.value(reading.kpi.unit, reading.value)


def _line_marks(question: ChartQuestion, readings: Sequence[Reading]) -> list[Mark]:
    """A mark per period; what stands behind it are the rows of its first part."""
    marks = []
    for reading in readings:
        parts = reading.measurement.parts
        heap = heap_of(parts[0]) if parts else Heap()
        told_as = f"{question.name(reading.period)}: {_(reading.kpi.short)}"
        marks.append(
            Mark(
                f"{told_as} {_figure(question, reading)}",
                heap.kind if heap.ids else "",
                heap.ids,
            )
        )
    return marks


def _line(
    question: ChartQuestion, names: tuple[str, ...], readings: Sequence[Reading]
) -> ColumnsPicture:
    """A panel that holds a line from zero."""
    values = tuple(reading.value for reading in readings)
    high = max((value for value in values if value is not None), default=1.0)
    return ColumnsPicture(
        names,
        (),
        _ticks(question, readings[0].kpi.unit, high),
        tops=(),
        line=values,
        running=question.running,
    )


def _ticks(question: ChartQuestion, unit: Unit, high: float) -> Ticks:
    if unit is Unit.MONEY:
        return question.money_ticks(0.0, high)
    if unit is Unit.COUNT:
        return question.count_ticks(high)
    return tuple(
        (value, value_text(unit, value, question.formats))
        for value in round_ticks(0.0, high)
    )
