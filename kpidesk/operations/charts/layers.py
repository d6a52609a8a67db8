"""Charts made of layers: what the periods hold, one colour above the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    ColumnsPicture,
    Mark,
    Series,
    SpecialFacts,
)
from kpidesk.operations.charts.question import largest_first, told, untold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kpidesk.domain.kpi import Part
    from kpidesk.domain.period import Period
    from kpidesk.operations.charts.facts import Figure, Ticks
    from kpidesk.operations.charts.question import ChartQuestion


@dataclass(frozen=True, slots=True)
class Heap:
    """What one colour holds in one period: its size, and the records behind it."""

    size: float = 0.0
    kind: str = ""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """One colour through the periods; sizes below zero hang from the axis."""

    name: str
    color: str
    heaps: tuple[Heap, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing of the kind happened in any period."""
        return not any(heap.size for heap in self.heaps)


@dataclass(frozen=True, slots=True)
class Layers:
    """What a chart of layers says.

    Attributes:
        what: Its name, without the time.
        layers: The colours, from the axis outwards.
        write: How a size is written.
        ticks: The ticks from a lowest to a highest size.
        tops: What stands above the columns; empty for nothing.
        tops_name: Heading of that in the table.
        said: A sentence under the title.
    """

    what: str
    layers: tuple[Layer, ...]
    write: Callable[[float], Figure]
    ticks: Callable[[float, float], Ticks]
    tops: tuple[str, ...] = ()
    tops_name: str = ""
    said: str = ""


def heap_of(part: Part | None, sign: int = 1) -> Heap:
    """What a part of a reading amounts to, with its records, the largest first."""
    if part is None:
        return Heap()
    kind, ids = largest_first(part.rows)
    return Heap(sign * (part.value or 0.0), kind, ids)


def layer_of(
    question: ChartQuestion,
    spans: Sequence[Period],
    source: tuple[str, str],
    color: str,
    name: str = "",
    *,
    sign: int = 1,
) -> Layer:
    """A part of a KPI's formula through the periods, under its own name.

    *source* is the key of the KPI and that of the part.
    """
    key, part = source
    kpi = find(key)
    heaps = []
    for reading in question.evaluator.series(kpi, spans):
        parts = {item.key: item for item in reading.measurement.parts}
        heaps.append(heap_of(parts.get(part), sign))
    label = name or _(kpi.spec(part).label)
    return Layer(label[:1].upper() + label[1:], color, tuple(heaps))


def tell_layers(
    question: ChartQuestion, spans: Sequence[Period], story: Layers
) -> SpecialFacts:
    """The chart, its marks by layer and period, and its table."""
    first = next(
        (at for at in range(len(spans)) if any(x.heaps[at].size for x in story.layers)),
        None,
    )
    if first is None:
        return untold(question.titled(story.what))
    names = question.names(spans[first:])
    shown = [
        Layer(layer.name, layer.color, layer.heaps[first:])
        for layer in story.layers
        if not layer.is_empty
    ]
    picture = picture_of(question, names, shown, story)
    tops = story.tops[first:]
    headings = [_("Period"), *(layer.name for layer in shown)]
    headings += [story.tops_name] if tops else []
    rows = tuple(
        (
            name,
            *(story.write(layer.heaps[at].size) for layer in shown),
            *tops[at : at + 1],
        )
        for at, name in enumerate(names)
    )
    table = ChartTable(tuple(headings), tuple(range(1, len(headings))), rows)
    title = question.titled(story.what, spans[first])
    return told(title, story.said, marks_of(names, shown, story), table, picture)


def picture_of(
    question: ChartQuestion,
    names: tuple[str, ...],
    layers: Sequence[Layer],
    story: Layers,
) -> ColumnsPicture:
    """The columns of some layers."""
    series = tuple(
        Series(layer.name, layer.color, tuple(heap.size for heap in layer.heaps))
        for layer in layers
    )
    columns = list(zip(*(item.values for item in series), strict=True))
    high = max((sum(max(v, 0) for v in column) for column in columns), default=0.0)
    low = min((sum(min(v, 0) for v in column) for column in columns), default=0.0)
    return ColumnsPicture(
        names,
        series,
        story.ticks(low, high),
        tops=story.tops[-len(names) :] if story.tops else (),
        running=question.running,
    )


def marks_of(
    names: Sequence[str], layers: Sequence[Layer], story: Layers
) -> list[list[Mark]]:
    """One mark for each heap, in rows by layer."""
    return [
        [
            Mark(
                f"{name}: {layer.name} {story.write(heap.size)}"
                + (f" · {story.tops[at - len(names)]}" if story.tops else ""),
                heap.kind if heap.ids else "",
                heap.ids,
            )
            for at, (name, heap) in enumerate(zip(names, layer.heaps, strict=True))
        ]
        for layer in layers
    ]
