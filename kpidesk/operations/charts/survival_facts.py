"""How soon new clients get something out of the product, those who wait included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import OPEN_ENDED
from kpidesk.domain.kpi import Unit
from kpidesk.domain.kpis.onboarding import first_values
from kpidesk.domain.spread import Reached, day_of_share, reached_by_day
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    Figure,
    Mark,
    Marker,
    SpecialFacts,
    SurvivalPicture,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers
from kpidesk.reporting.axis import round_ticks

if TYPE_CHECKING:
    from kpidesk.operations.charts.question import ChartQuestion

_BEYOND = 1.3
_MEDIAN, _P90 = 50.0, 90.0
_QUARTERS = (0.0, 25.0, 50.0, 75.0, 100.0)


def time_to_first_value(question: ChartQuestion) -> SpecialFacts:
    """Of the clients who started in the last twelve months, who is there by when."""
    window = question.window.trailing_year
    found = first_values(window)
    started = window.holds_day(found.start)
    there = (found.reached != OPEN_ENDED) & (found.reached < window.end)
    started &= ~(there & (found.reached < found.start))
    title = question.titled(_("Share with first value, by day"))
    if not started.any():
        return untold(title)
    until = np.where(there, found.reached, window.end)
    days = (until - found.start)[started].astype(np.float64)
    ids = window.data.clients.id[started]
    reached = there[started]
    steps = reached_by_day(ids, days, reached)
    if not steps:
        return untold(title)
    table_rows, marks = _rows(question, steps)
    # Beyond the last step there is only a flat line, however long some wait.
    end = min(max(float(days.max()), 1.0), max(steps[-1].days * _BEYOND, 1.0))
    still = days[~reached]
    picture = SurvivalPicture(
        tuple(step.days for step in steps),
        tuple(step.share for step in steps),
        tuple((day, question.formats.number(day, 0)) for day in round_ticks(0, end)),
        tuple((percent, question.share(percent)) for percent in _QUARTERS),
        end,
        _markers(question, steps),
        tuple(float(day) for day in np.sort(still[still <= end])),
    )
    said = _(
        "Of {started} clients who started in twelve months {reached} have their first"
        " value, {waiting} still wait",
        started=question.count(len(ids)),
        reached=question.count(int(reached.sum())),
        waiting=question.count(int((~reached).sum())),
    )
    headings = (_("By day"), _("Waiting until then"), _("Reached it"), _("Share"))
    table = ChartTable(headings, (0, 1, 2, 3), table_rows)
    return told(title, said, [marks], table, picture)


def _rows(
    question: ChartQuestion, steps: tuple[Reached, ...]
) -> tuple[tuple[tuple[str, ...], ...], list[Mark]]:
    formats = question.formats
    rows = tuple(
        (
            Figure(formats.number(step.days, 0), step.days),
            question.count(step.waiting),
            question.count(len(step.ids)),
            question.share(step.share),
        )
        for step in steps
    )
    marks = [
        Mark(
            _(
                "By {days}: {share} have their first value",
                days=question.days(step.days),
                share=question.share(step.share),
            ),
            "client",
            whole_numbers(step.ids),
        )
        for step in steps
    ]
    return rows, marks


def _markers(question: ChartQuestion, steps: tuple[Reached, ...]) -> tuple[Marker, ...]:
    """Days by which half and nine tenths are there, and the target."""
    markers = []
    for percent, name in ((_MEDIAN, _("Median")), (_P90, _("90th percentile"))):
        day = day_of_share(steps, percent)
        if day is not None:
            text = f"{name} {question.days(day)}"
            markers.append(Marker(day, text, "text"))
    if question.target is not None and question.kpi.unit is Unit.DAYS:
        target = question.value(Unit.DAYS, question.target)
        text = _("Target {value}", value=target)
        markers.append(Marker(question.target, text, "line.target"))
    return tuple(sorted(markers, key=lambda marker: marker.place))
