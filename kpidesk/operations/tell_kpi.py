"""Why this number? Everything the page of one KPI says."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.kpi import Aggregate, Unit
from kpidesk.domain.period import Period
from kpidesk.domain.reading import combine
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import _
from kpidesk.operations.card_faces import card_face
from kpidesk.operations.charts.over_time import (
    ChartFacts,
    OverTime,
    chart_over_time,
)
from kpidesk.operations.explain import Explanation, explain_reading
from kpidesk.operations.first_screen import CardFace
from kpidesk.operations.load_dashboard import (
    DashboardQuestion,
    is_running,
    load_dashboard,
)
from kpidesk.operations.notes import notes_about
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
)

if TYPE_CHECKING:
    from kpidesk.domain.evaluation import Reading
    from kpidesk.domain.kpi import Kpi, Measurement, Rows
    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store


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
        chart=chart_over_time(
            evaluator,
            OverTime(kpi, question, card.target, notes_about(store, key)),
            formats,
        ),
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
