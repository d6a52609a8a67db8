"""Why this number? Everything the page of one KPI says."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.kpi import Aggregate, Unit
from kpidesk.domain.period import Period, PeriodKind
from kpidesk.domain.reading import combine
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import _
from kpidesk.operations.card_faces import card_face
from kpidesk.operations.explain import Explanation, explain_reading
from kpidesk.operations.first_screen import CardFace
from kpidesk.operations.load_dashboard import (
    DashboardQuestion,
    is_running,
    load_dashboard,
)
from kpidesk.reporting.reading_text import (
    band_texts,
    exact_text,
    formula_in_words,
    formula_with_numbers,
    interval_text,
    one_record_text,
    period_text,
    reason_text,
    remark_text,
    short_period_text,
    value_text,
)

if TYPE_CHECKING:
    from kpidesk.domain.evaluation import Reading
    from kpidesk.domain.kpi import Kpi, Measurement, Rows
    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store

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


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period of the chart: its name, values and their texts."""

    label: str
    period: str
    value: float | None
    text: str
    earlier: float | None
    earlier_text: str


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
    """

    title: str
    unit: Unit
    points: tuple[ChartPoint, ...]
    earlier_name: str
    target: tuple[float, str] | None
    columns: bool
    running: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record behind the figure: where it counts, its name, what it gives."""

    part: str
    kind: str
    record_id: int
    label: str
    value: str
    amount: float


@dataclass(frozen=True, slots=True)
class OtherDefinition:
    """The same data under another definition."""

    label: str
    value: str
    why: str
    formula: str


@dataclass(frozen=True, slots=True)
class KpiStory:
    """The page of one KPI.

    Attributes:
        face: Its card.
        period_text: The period in words.
        interval: How sure the figure is.
        remarks: What a reader must know.
        chart: The chart.
        records: Every record that counts.
        left_out: Every record that does not, with the reason as its value.
        words: The formula in words.
        numbers: The formula with numbers; empty where it cannot be written out.
        result: The result with two decimals, or why there is none.
        adds_up: The records of every quantity give the quantity.
        parts: Each quantity of the formula with its value and number of records.
        others: Other definitions.
        about: Definition and source.
    """

    face: CardFace
    period_text: str
    interval: str
    remarks: tuple[str, ...]
    chart: ChartFacts
    records: tuple[RecordRow, ...]
    left_out: tuple[RecordRow, ...]
    words: str
    numbers: str
    result: str
    adds_up: bool
    parts: tuple[tuple[str, str, str], ...]
    others: tuple[OtherDefinition, ...]
    about: tuple[str, ...]


def tell_kpi(
    store: Store, key: str, question: DashboardQuestion, formats: Formats
) -> KpiStory:
    """Compute and say everything about a KPI in a period.

    Raises:
        UsageError: There is no such KPI.
    """
    kpi = find(key)
    card = load_dashboard(store, replace(question, keys=(key,))).cards[0]
    running = is_running(question.period, question.today)
    rules = store.rules()
    as_of = question.today if running else None
    evaluator = Evaluator(store.dataset(rules), rules, question.segment, as_of)
    reading = card.reading
    face = card_face(card, formats, running=running)
    explanation = explain_reading(store, reading)
    measurement = reading.measurement
    exact = exact_text(kpi.unit, reading.value, formats)
    return KpiStory(
        face=face,
        period_text=period_text(question.period, formats),
        interval=interval_text(reading, formats),
        remarks=_remarks(reading, formats),
        chart=_chart(evaluator, kpi, question, card.target, formats),
        records=_records(kpi, explanation, formats),
        left_out=tuple(
            RecordRow("", item.kind, item.id, item.label, _(item.reason), 0.0)
            for item in explanation.left_out
        ),
        words=formula_in_words(kpi, measurement),
        numbers=formula_with_numbers(kpi, measurement, formats),
        result=exact if reading.value is not None else reason_text(measurement),
        adds_up=_adds_up(kpi, measurement),
        parts=_parts(kpi, explanation, formats),
        others=_others(evaluator, kpi, question.period, formats),
        about=(*face.about, *band_texts(kpi, reading.value, formats)),
    )


def _remarks(reading: Reading, formats: Formats) -> tuple[str, ...]:
    """What a reader must know of the figure, and what one record weighs."""
    told = [remark_text(remark) for remark in reading.measurement.remarks]
    weight = one_record_text(reading, formats)
    return tuple([weight, *told] if weight else told)


def _chart(
    evaluator: Evaluator,
    kpi: Kpi,
    question: DashboardQuestion,
    target: float | None,
    formats: Formats,
) -> ChartFacts:
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
        _point(reading, before, formats)
        for reading, before in zip(readings, earlier, strict=True)
    )
    ends = (points[0].label, points[-1].label) if points else ("", "")
    title = f"{_(kpi.short)} — {ends[0]} → {ends[1]}"
    told = None if target is None else (target, value_text(kpi.unit, target, formats))
    return ChartFacts(
        title=title,
        unit=kpi.unit,
        points=points,
        earlier_name=name,
        target=told,
        columns=kpi.key in _COLUMNS or (kpi.unit is Unit.COUNT and not kpi.stock),
        running=is_running(question.period, question.today),
        spoken=_spoken(kpi, points, formats),
    )


def _point(reading: Reading, before: Reading | None, formats: Formats) -> ChartPoint:
    unit = reading.kpi.unit
    return ChartPoint(
        label=short_period_text(reading.period, formats),
        period=reading.period.code,
        value=reading.value,
        text=value_text(unit, reading.value, formats),
        earlier=before.value if before else None,
        earlier_text=value_text(unit, before.value, formats) if before else "",
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


def _label(kpi: Kpi, key: str) -> str:
    try:
        return _(kpi.spec(key).label)
    except KeyError:
        return key


def _unit(kpi: Kpi, key: str) -> Unit:
    try:
        return kpi.spec(key).unit
    except KeyError:
        return Unit.COUNT


def _adds_up(kpi: Kpi, measurement: Measurement) -> bool:
    """Whether the records of each quantity give its value, where it has records."""
    checked = [
        part for part in measurement.parts if part.rows and part.value is not None
    ]
    return bool(checked) and all(
        _is_sum(kpi, part.key, part.value or 0.0, part.rows) for part in checked
    )


def _is_sum(kpi: Kpi, key: str, value: float, rows: tuple[Rows, ...]) -> bool:
    try:
        aggregate = kpi.spec(key).aggregate
    except KeyError:
        aggregate = Aggregate.COUNT
    values = np.concatenate([item.values for item in rows])
    given = combine(aggregate, values)
    return given is None or math.isclose(given, value, rel_tol=1e-9, abs_tol=1e-6)


def _records(
    kpi: Kpi, explanation: Explanation, formats: Formats
) -> tuple[RecordRow, ...]:
    return tuple(
        RecordRow(
            _label(kpi, part.key),
            row.kind,
            row.id,
            row.label,
            exact_text(_unit(kpi, part.key), row.value, formats),
            row.value,
        )
        for part in explanation.parts
        for row in part.rows
    )


def _parts(
    kpi: Kpi, explanation: Explanation, formats: Formats
) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (
            _label(kpi, part.key),
            exact_text(_unit(kpi, part.key), part.value, formats),
            formats.count(len(part.rows)) if part.rows else "",
        )
        for part in explanation.parts
    )


def _others(
    evaluator: Evaluator, kpi: Kpi, period: Period, formats: Formats
) -> tuple[OtherDefinition, ...]:
    others = []
    for variant in kpi.variants:
        try:
            reading = evaluator.read(kpi, period, variant.name)
        except UsageError:
            continue
        told = exact_text(kpi.unit, reading.value, formats)
        if reading.value is None:
            told = reason_text(reading.measurement)
        formula = formula_in_words(kpi, reading.measurement)
        others.append(OtherDefinition(_(variant.label), told, _(variant.why), formula))
    return tuple(others)
