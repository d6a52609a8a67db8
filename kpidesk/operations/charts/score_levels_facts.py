"""How the answers of each period are spread over the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Unit
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import Figure
from kpidesk.operations.charts.layers import Heap, Layer, Layers, tell_layers
from kpidesk.operations.charts.question import whole_numbers
from kpidesk.operations.charts.score_facts import mean_of, scale_of

if TYPE_CHECKING:
    from kpidesk.domain.kpi import Rows
    from kpidesk.operations.charts.facts import SpecialFacts, Ticks
    from kpidesk.operations.charts.question import ChartQuestion

_DARKEST = 6
"""The last step of the ramp of colours, which starts at 0."""


def levels_over_time(question: ChartQuestion) -> SpecialFacts:
    """A column of 100 percent per period, the lowest score at the bottom."""
    spans = question.spans()
    readings = question.evaluator.series(find(mean_of(question.kpi.key)), spans)
    answers = [
        [rows for part in reading.measurement.parts[:1] for rows in part.rows]
        for reading in readings
    ]
    counts = [sum(len(rows.ids) for rows in groups) for groups in answers]
    low, high = scale_of(question)
    layers = tuple(
        Layer(
            question.count(score),
            f"sequential.{round((score - low) / max(high - low, 1) * _DARKEST)}",
            tuple(
                _heap(groups, score, count)
                for groups, count in zip(answers, counts, strict=True)
            ),
        )
        for score in range(low, high + 1)
    )
    tops = tuple(
        Figure(f"n {question.count(count)}", count, Unit.COUNT) if count else ""
        for count in counts
    )

    def percents(_low: float, _high: float) -> Ticks:
        return tuple((at, question.share(at)) for at in (0.0, 25.0, 50.0, 75.0, 100.0))

    return tell_layers(
        question,
        spans,
        Layers(
            _("{name}: answers by score", name=_(question.kpi.short)),
            layers,
            question.share,
            percents,
            tops,
            _("Answers"),
        ),
    )


def _heap(groups: list[Rows], score: int, count: int) -> Heap:
    """The share of the answers with a score, and those of the larger kind."""
    chosen = [(rows.kind, rows.ids[rows.values.round() == score]) for rows in groups]
    given = sum(len(ids) for _kind, ids in chosen)
    if not given:
        return Heap()
    kind, ids = max(chosen, key=lambda pair: len(pair[1]))
    return Heap(given / count * 100, kind, whole_numbers(ids))
