"""Promoters, passives and detractors of the last periods, and the scores of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.kpis.answers import survey_scores
from kpidesk.domain.kpis.promoters import split
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    Bar,
    ChartTable,
    Figure,
    Mark,
    NpsPicture,
    Share,
    SharesRow,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers

if TYPE_CHECKING:
    from kpidesk.domain.evaluation import Reading
    from kpidesk.operations.charts.question import ChartQuestion

_ROWS = 6
_FEWEST_PERCENT_INSIDE = 8
_DETRACTOR, _PROMOTER = 6, 9


def nps_distribution(question: ChartQuestion) -> SpecialFacts:
    """Bars of the last six periods, and the scores of the period shown.

    What the staff says is told in numbers only: no record stands behind a bar.
    """
    readings = [
        reading
        for reading in question.evaluator.series(question.kpi, question.spans(_ROWS))
        if reading.value is not None
    ]
    what = _("{name}: answers by group", name=_(question.kpi.short))
    if not readings:
        return untold(question.titled(what))
    secret = question.kpi.key == "enps"
    shown = [_row(question, reading) for reading in readings]
    marks = [_row_marks(question, reading, secret=secret) for reading in readings]
    scores, score_marks = _scores(question, readings[-1], secret=secret)
    table = _table(question, shown, readings)
    said = f"{shown[-1].name}: {shown[-1].beside}"
    return told(
        question.titled(what, readings[0].period),
        said,
        [*marks, score_marks],
        table,
        NpsPicture(tuple(shown), tuple(scores)),
    )


def _table(
    question: ChartQuestion, shown: list[SharesRow], readings: list[Reading]
) -> ChartTable:
    groups = [heading for name in _names() for heading in (name, "%")]
    headings = (_("Period"), *groups, _(question.kpi.short), "±", _("Answers"))
    rows = tuple(
        (
            row.name,
            *(
                cell
                for count, share in zip(
                    _counts(question, reading), row.shares, strict=True
                )
                for cell in (count, share.text)
            ),
            question.value(reading.kpi.unit, reading.value),
            question.count(_half_width(reading)),
            question.count(reading.measurement.n),
        )
        for row, reading in zip(shown, readings, strict=True)
    )
    return ChartTable(headings, tuple(range(1, len(headings))), rows)


def _names() -> tuple[str, str, str]:
    return _("Detractors"), _("Passives"), _("Promoters")


_GROUPS = ("detractors", "passives", "promoters")


def _parts(reading: Reading) -> list[float]:
    return [reading.measurement.part(group).value or 0.0 for group in _GROUPS]


def _counts(question: ChartQuestion, reading: Reading) -> list[Figure]:
    return [question.count(value) for value in _parts(reading)]


def _half_width(reading: Reading) -> float | None:
    """Half the width of the 95 % interval."""
    if reading.measurement.interval is None:
        return None
    low, high = reading.measurement.interval
    return (high - low) / 2


def _value(question: ChartQuestion, reading: Reading) -> str:
    """The score with half the width of its interval: ``+38 ±21``."""
    text = question.value(reading.kpi.unit, reading.value)
    half = _half_width(reading)
    return text if half is None else f"{text} ±{question.count(half)}"


def _row(question: ChartQuestion, reading: Reading) -> SharesRow:
    values = _parts(reading)
    whole = sum(values) or 1.0
    shares = tuple(
        Share(
            name,
            value / whole * 100,
            question.share(value / whole * 100),
            f"nps.{group}",
        )
        for name, group, value in zip(_names(), _GROUPS, values, strict=True)
    )
    count = question.count(reading.measurement.n)
    return SharesRow(
        question.name(reading.period),
        shares,
        f"{_value(question, reading)}   n {count}",
        running=question.running and reading.period == question.period,
    )


def _row_marks(
    question: ChartQuestion, reading: Reading, *, secret: bool
) -> list[Mark]:
    marks = []
    values = _parts(reading)
    whole = sum(values) or 1.0
    for name, group, value in zip(_names(), _GROUPS, values, strict=True):
        rows = reading.measurement.part(group).rows
        ids = () if secret else whole_numbers(i for r in rows for i in r.ids)
        marks.append(
            Mark(
                f"{question.name(reading.period)}: {name}"
                f" {question.count(value)}"
                f" ({question.share(value / whole * 100)})",
                "" if secret else "survey_answer",
                ids,
            )
        )
    return marks


def _scores(
    question: ChartQuestion, reading: Reading, *, secret: bool
) -> tuple[list[Bar], list[Mark]]:
    """How many gave each score in the last period with answers."""
    window = question.window_of(reading.period)
    found = split(survey_scores(window, question.kpi.key))
    low, high = found.scale or (0, 10)
    bars, marks = [], []
    for score in range(low, high + 1):
        chosen = found.counted.score.round() == score
        count = question.count(int(chosen.sum()))
        group = (
            "promoters"
            if score >= _PROMOTER
            else "detractors"
            if score <= _DETRACTOR
            else "passives"
        )
        bars.append(Bar(str(score), float(chosen.sum()), count, f"nps.{group}"))
        ids = () if secret else whole_numbers(found.counted.ids[chosen])
        spoken = _(
            "{period}, score {score}: {count}",
            period=question.name(reading.period),
            score=score,
            count=count,
        )
        marks.append(Mark(spoken, "" if secret else "survey_answer", ids))
    return bars, marks
