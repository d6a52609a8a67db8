"""How often each score of a scale was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Unit
from kpidesk.domain.kpis.answers import (
    client_scores,
    most_used_scale,
    survey_scores,
)
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    ColumnsPicture,
    Mark,
    Series,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers

if TYPE_CHECKING:
    from kpidesk.operations.charts.question import ChartQuestion

_MEANS = {
    "csat": "csat_mean",
    "csat_mean": "csat_mean",
    "ces_mean": "ces_mean",
    "ces_top": "ces_mean",
}
"""Whose records the answers of each KPI are, on the scale that was used most."""


def score_distribution(question: ChartQuestion) -> SpecialFacts:
    """A column per score, surveys and ratings of tickets one above the other."""
    what = _("{name}: answers by score", name=_(question.kpi.short))
    mean = question.evaluator.read(find(mean_of(question.kpi.key)), question.period)
    if mean.value is None:
        return untold(question.titled(what))
    groups = [rows for rows in mean.measurement.part("scores").rows if len(rows.ids)]
    low, high = scale_of(question)
    scores = range(low, high + 1)
    labels = {"survey_answer": _("Surveys"), "ticket": _("Ticket ratings")}
    names = tuple(question.count(score) for score in scores)
    series = tuple(
        Series(
            labels[rows.kind],
            f"series.{place}",
            tuple(float((rows.values.round() == score).sum()) for score in scores),
        )
        for place, rows in enumerate(groups)
    )
    totals = [sum(item.values[at] for item in series) for at in range(len(names))]
    whole = sum(totals)
    shares = [question.share(total / whole * 100) for total in totals]
    marks = [
        [
            Mark(
                f"{score}: {item.name} {question.count(item.values[at])}",
                rows.kind,
                whole_numbers(rows.ids[rows.values.round() == score]),
            )
            for at, score in enumerate(scores)
        ]
        for item, rows in zip(series, groups, strict=True)
    ]
    table = ChartTable(
        (_("Score"), *(item.name for item in series), _("Share")),
        tuple(range(len(series) + 2)),
        tuple(
            (name, *(question.count(item.values[at]) for item in series), shares[at])
            for at, name in enumerate(names)
        ),
    )
    picture = ColumnsPicture(
        names, series, question.count_ticks(max(totals)), tops=tuple(shares)
    )
    said = _(
        "Mean {mean} of {count} answers",
        mean=question.value(Unit.SCORE, mean.value),
        count=question.count(whole),
    )
    return told(question.titled(what), said, marks, table, picture)


def mean_of(key: str) -> str:
    """The KPI whose rows are the answers that a KPI of satisfaction counts."""
    return _MEANS[key]


def scale_of(question: ChartQuestion) -> tuple[int, int]:
    """Lowest and highest score of the scale that was used most."""
    window = question.window
    if mean_of(question.kpi.key) == "csat_mean":
        return most_used_scale(*window.remember(client_scores)) or (1, 5)
    return most_used_scale(survey_scores(window, "ces")) or (1, 7)
