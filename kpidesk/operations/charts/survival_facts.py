"""How soon new clients get something out of the product, those who wait included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import Unit
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    Figure,
    Mark,
    Marker,
    SpecialFacts,
    SurvivalPicture,
)
from kpidesk.operations.charts.first_value_waits import landmarks, told_of, waits_of
from kpidesk.operations.charts.question import told, untold, whole_numbers
from kpidesk.reporting.axis import round_ticks

if TYPE_CHECKING:
    from kpidesk.domain.spread import Reached
    from kpidesk.operations.charts.question import ChartQuestion

_BEYOND = 1.3
_QUARTERS = (0.0, 25.0, 50.0, 75.0, 100.0)


def time_to_first_value(question: ChartQuestion) -> SpecialFacts:
    """Of the clients who started in the last twelve months, who is there by when."""
    waits = waits_of(question)
    title = question.titled(_("Share with first value, by day"))
    steps = waits.steps(question.window.data.clients.id)
    if not steps:
        return untold(title)
    table_rows, marks = _rows(question, steps)
    # Beyond the last step there is only a flat line, however long some wait.
    end = min(max(float(waits.days.max()), 1.0), max(steps[-1].days * _BEYOND, 1.0))
    still = waits.days[~waits.reached]
    picture = SurvivalPicture(
        tuple(step.days for step in steps),
        tuple(step.share for step in steps),
        tuple((day, question.formats.number(day, 0)) for day in round_ticks(0, end)),
        tuple((percent, question.share(percent)) for percent in _QUARTERS),
        end,
        _markers(question, steps),
        tuple(float(day) for day in np.sort(still[still <= end])),
    )
    headings = (_("By day"), _("Waiting until then"), _("Reached it"), _("Share"))
    table = ChartTable(headings, (0, 1, 2, 3), table_rows)
    return told(title, told_of(question, waits, steps), [marks], table, picture)


def _rows(
    question: ChartQuestion, steps: tuple[Reached, ...]
) -> tuple[tuple[tuple[str, ...], ...], list[Mark]]:
    formats = question.formats
    rows = tuple(
        (
            Figure(formats.number(step.days, 0), step.days, Unit.DAYS),
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
    markers = [Marker(day, text, "text") for day, text in landmarks(question, steps)]
    if question.target is not None and question.kpi.unit is Unit.DAYS:
        target = question.value(Unit.DAYS, question.target)
        text = _("Target {value}", value=target)
        markers.append(Marker(question.target, text, "line.target"))
    return tuple(sorted(markers, key=lambda marker: marker.place))
