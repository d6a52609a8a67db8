"""Client by client: when it started, and how long its first value took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import day_number, day_of
from kpidesk.domain.kpi import Unit
from kpidesk.domain.period import Period, PeriodKind, add_months
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    Dot,
    DotsPicture,
    Mark,
    SpecialFacts,
)
from kpidesk.operations.charts.first_value_waits import (
    Waits,
    landmarks,
    told_of,
    waits_of,
)
from kpidesk.operations.charts.question import told, untold
from kpidesk.reporting.axis import round_ticks

if TYPE_CHECKING:
    from kpidesk.domain.spread import Reached
    from kpidesk.operations.charts.facts import Ticks
    from kpidesk.operations.charts.question import ChartQuestion


def first_value_by_client(question: ChartQuestion) -> SpecialFacts:
    """A dot for each client who started in the last twelve months.

    Those who still wait are hollow, as high as they have waited. The median and the
    90th percentile count them too, as the chart of shares does.
    """
    waits = waits_of(question)
    title = question.titled(_("Time to first value, client by client"))
    if not len(waits.place):
        return untold(title)
    clients = question.window.data.clients
    steps = waits.steps(clients.id)
    order = np.lexsort((waits.place, waits.days, waits.start))
    rows, marks, dots = [], [], []
    for at in order.tolist():
        name = clients.name[waits.place[at]]
        start = question.formats.date(day_of(waits.start[at]))
        days = question.days(float(waits.days[at]))
        there = bool(waits.reached[at])
        state = _("First value") if there else _("Not yet")
        rows.append((name, start, state, days))
        spoken = _spoken(name, start, days, there=there)
        ids = (int(clients.id[waits.place[at]]),)
        marks.append(Mark(spoken, "client", ids, is_record=True))
        left = float(waits.start[at] - waits.first)
        dots.append(Dot(left, float(waits.days[at]), hollow=not there))
    headings = (_("Client"), _("Start"), _("Status"), _("Days"))
    table = ChartTable(headings, (3,), tuple(rows))
    picture = DotsPicture(
        tuple(dots),
        float(waits.end - waits.first),
        _months(question, waits),
        _ticks(question, waits),
        _levels(question, steps),
        (_("First value"), _("Not yet")),
    )
    return told(title, told_of(question, waits, steps), [marks], table, picture)


def _spoken(name: str, start: str, days: str, *, there: bool) -> str:
    if there:
        return _(
            "{client}: started {day}, first value after {days}",
            client=name,
            day=start,
            days=days,
        )
    return _(
        "{client}: started {day}, no first value yet after {days}",
        client=name,
        day=start,
        days=days,
    )


def _months(question: ChartQuestion, waits: Waits) -> Ticks:
    """The first days of the months of the span."""
    day = day_of(waits.first)
    month = day if day.day == 1 else add_months(day.replace(day=1), 1)
    ticks = []
    while day_number(month) < waits.end:
        after = add_months(month, 1)
        name = question.name(Period(month, after, PeriodKind.MONTH))
        ticks.append((float(day_number(month) - waits.first), name))
        month = after
    return tuple(ticks)


def _ticks(question: ChartQuestion, waits: Waits) -> Ticks:
    values = round_ticks(0, max(float(waits.days.max()), 1.0))
    return tuple((days, question.days(days)) for days in values)


def _levels(
    question: ChartQuestion, steps: tuple[Reached, ...]
) -> tuple[tuple[float, str, str], ...]:
    levels = [(day, text, "text") for day, text in landmarks(question, steps)]
    if question.target is not None and question.kpi.unit is Unit.DAYS:
        target = question.value(Unit.DAYS, question.target)
        text = _("Target {value}", value=target)
        levels.append((question.target, text, "line.target"))
    return tuple(sorted(levels))
