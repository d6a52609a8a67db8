"""The chart of a KPI over its periods, with the notes pinned to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.kpi import Unit
from kpidesk.domain.period import PeriodKind
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.companions import Companion, companions_of
from kpidesk.operations.charts.facts import ChartTable, Figure
from kpidesk.operations.load_dashboard import is_running
from kpidesk.operations.notes import notes_in
from kpidesk.reporting.reading_text import short_period_text, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.evaluation import Evaluator, Reading
    from kpidesk.domain.kpi import Kpi
    from kpidesk.domain.records import Record
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.load_dashboard import DashboardQuestion

_POINTS = {
    PeriodKind.WEEK: 26,
    PeriodKind.MONTH: 25,
    PeriodKind.TTM: 25,
    PeriodKind.QUARTER: 13,
    PeriodKind.YEAR: 6,
    PeriodKind.CUSTOM: 13,
}
_COLUMNS = {
    "mrr_growth",
    "mrr_new",
    "mrr_expansion",
    "mrr_contraction",
    "mrr_churned",
    "mrr_reactivation",
    "mrr_net_new",
}
"""Flows of money that are columns from zero; counts are columns too."""


_REFERENCES: dict[str, tuple[float, ...]] = {
    **dict.fromkeys(("nrr", "grr", "retention_rate"), (100.0,)),
    **dict.fromkeys(("quick_ratio",), (1.0,)),
    "ltv_cac": (1.0, 3.0),
}


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period of the chart: its name, values, their texts and its notes."""

    label: str
    period: str
    value: float | None
    text: str
    earlier: float | None
    earlier_text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """What the chart draws.

    Attributes:
        title: What and from when to when.
        unit: Unit of the values.
        points: The periods in order.
        earlier_name: What the dashed line is.
        target: The target with its text.
        columns: Drawn as columns from zero instead of a line.
        running: The last period is not over.
        spoken: A sentence for screen readers.
        references: Values that mean something to everybody, with their texts: what
            was kept is 100 %, what was gained and lost are equal.
        companions: Thin lines beside it: an average, or its nearest relative.
    """

    title: str
    unit: Unit
    points: tuple[ChartPoint, ...]
    earlier_name: str
    target: tuple[float, str] | None
    columns: bool
    running: bool
    spoken: str
    references: tuple[tuple[float, str], ...] = ()
    companions: tuple[Companion, ...] = ()

    def lines(self) -> tuple[Companion, ...]:
        """Everything that can be read at a period: the KPI, then what is beside it."""
        points = self.points
        name = self.title.partition(" — ")[0]
        own = Companion(
            name, tuple(p.value for p in points), tuple(p.text for p in points)
        )
        if not self.earlier_name:
            return (own, *self.companions)
        earlier = Companion(
            self.earlier_name,
            tuple(p.earlier for p in points),
            tuple(p.earlier_text for p in points),
        )
        return (own, *self.companions, earlier)


@dataclass(frozen=True, slots=True)
class OverTime:
    """What is asked: a KPI up to a period, its target, and the notes about it."""

    kpi: Kpi
    question: DashboardQuestion
    target: float | None
    notes: Sequence[Record] = ()


def chart_over_time(
    evaluator: Evaluator, asked: OverTime, formats: Formats
) -> ChartFacts:
    """The readings of a year or two, with those of the year before beside them."""
    kpi, question, target = asked.kpi, asked.question, asked.target
    count = _POINTS[question.period.kind]
    spans = [question.period.shifted(step) for step in range(1 - count, 1)]
    readings = evaluator.series(kpi, spans)
    first = next((i for i, r in enumerate(readings) if r.value is not None), 0)
    # What lies before the first figure is not a gap.
    spans, readings = spans[first:], readings[first:]
    earlier: list[Reading | None] = [None] * len(spans)
    name = ""
    if question.compare_with == "year_before":
        name = _("Same period last year")
        earlier = [evaluator.read(kpi, span.year_before()) for span in spans]
    points = tuple(
        _point(reading, before, notes_in(asked.notes, reading.period), formats)
        for reading, before in zip(readings, earlier, strict=True)
    )
    ends = (points[0].label, points[-1].label) if points else ("", "")
    title = f"{_(kpi.short)} — {ends[0]} → {ends[1]}"
    told = None if target is None else (target, value_text(kpi.unit, target, formats))
    running = is_running(question.period, question.today)
    return ChartFacts(
        title=title,
        unit=kpi.unit,
        points=points,
        earlier_name=name,
        target=told,
        columns=kpi.key in _COLUMNS or (kpi.unit is Unit.COUNT and not kpi.stock),
        running=running,
        spoken=_spoken(kpi, points, formats),
        references=tuple(
            (value, value_text(kpi.unit, value, formats))
            for value in _REFERENCES.get(kpi.key, ())
        ),
        companions=companions_of(evaluator, kpi, spans, formats, running=running),
    )


def _point(
    reading: Reading, before: Reading | None, note: str, formats: Formats
) -> ChartPoint:
    unit = reading.kpi.unit
    return ChartPoint(
        label=short_period_text(reading.period, formats),
        period=reading.period.code,
        value=reading.value,
        text=value_text(unit, reading.value, formats),
        earlier=before.value if before else None,
        earlier_text=value_text(unit, before.value, formats) if before else "",
        note=note,
    )


def _spoken(kpi: Kpi, points: tuple[ChartPoint, ...], formats: Formats) -> str:
    known = [point for point in points if point.value is not None]
    if not known:
        return _("No data for this selection")
    lowest = min(known, key=lambda point: point.value or 0.0)
    highest = max(known, key=lambda point: point.value or 0.0)
    return _(
        "Chart: {title}. {n} points from {from} to {to}. Lowest {min}, highest {max},"
        " latest {last}. Use the arrow keys to read the values.",
        **{
            "title": _(kpi.short),
            "n": formats.count(len(points)),
            "from": points[0].label,
            "to": points[-1].label,
            "min": lowest.text,
            "max": highest.text,
            "last": points[-1].text,
        },
    )


def point_text(facts: ChartFacts, place: int, line: int = 0) -> str:
    """A period in words: ``mar 25: 2,3%``, then what else stands there, and its note.

    *line* is read first; a line beside the KPI's own is named.
    """
    point, lines = facts.points[place], facts.lines()
    order = [line, *(at for at in range(len(lines)) if at != line)]
    told = []
    for at in order:
        text = lines[at].texts[place]
        if text:
            told.append(f"{lines[at].name}: {text}" if at or line else text)
    told += [point.note] if point.note else []
    return f"{point.label}: {' · '.join(told)}"


def table_over_time(facts: ChartFacts) -> ChartTable:
    """The points as a table, with what is beside them and notes if there are any."""
    noted = any(point.note for point in facts.points)
    beside = facts.lines()[1:]
    headings = [_("Period"), _("Value"), *(line.name for line in beside)]
    headings += [_("Notes")] if noted else []
    rows = []
    for at, point in enumerate(facts.points):
        cells = [point.label, Figure(point.text, point.value, facts.unit)]
        cells += [
            Figure(line.texts[at], line.values[at], facts.unit) for line in beside
        ]
        cells += [point.note] if noted else []
        rows.append(tuple(cells))
    return ChartTable(tuple(headings), tuple(range(1, len(beside) + 2)), tuple(rows))
