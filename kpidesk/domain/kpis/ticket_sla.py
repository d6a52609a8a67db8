"""Whether tickets were answered and resolved as promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING
from kpidesk.domain.kpi import (
    Aggregate,
    Direction,
    Family,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.tickets import (
    Spans,
    in_support_hours,
    left_out,
    on_calendar,
    resolution,
    resolved_in,
    spam_and_merged,
    ticket_rows,
    unless_none_resolved,
)
from kpidesk.domain.reading import count_part, leaving_out, proportion
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray, IntArray
    from kpidesk.domain.window import Window

_NO_SLA = Remark(
    "no_sla",
    N_("Of no ticket resolved in the period is it known whether it kept the SLA."),
)
_KEPT, _BROKEN, _UNKNOWN = 1, 0, -1


def _targets(window: Window, tickets: IntArray) -> tuple[FloatArray, FloatArray]:
    """Promised hours of each ticket to response and resolution; NaN = none."""
    names = window.data.tickets.priorities
    # One more than there are priorities: −1, no priority, takes the last.
    response = np.full(len(names) + 1, np.nan)
    solution = np.full(len(names) + 1, np.nan)
    for priority, target in window.rules.sla:
        if priority in names:
            code = names.index(priority)
            if target.first_response is not None:
                response[code] = target.first_response
            if target.resolution is not None:
                solution[code] = target.resolution
    priority_of = window.data.tickets.priority[tickets]
    return response[priority_of], solution[priority_of]


def _hours(window: Window, tickets: IntArray, until: IntArray) -> FloatArray:
    """Hours from opening on the clock of the house's SLA; NaN where unknown."""
    found = np.full(len(tickets), np.nan)
    known = window.known_instant(until)
    known &= until >= window.data.tickets.opened[tickets]
    nobody = np.zeros(0, dtype=np.int64)
    spans = Spans(tickets[known], until[known], nobody, nobody)
    measure = in_support_hours if window.rules.working_hours_only else on_calendar
    found[known] = measure(window, spans).hours
    return found


def _kept(hours: FloatArray, target: FloatArray) -> IntArray:
    verdict = np.where(hours <= target, _KEPT, _BROKEN)
    return np.where(np.isnan(hours), _UNKNOWN, verdict)


def _by_targets(window: Window, tickets: IntArray) -> IntArray:
    """Kept, broken or unknown, by the promised times of each ticket's priority."""
    response, solution = _targets(window, tickets)
    if np.isnan(response).all() and np.isnan(solution).all():
        return np.full(len(tickets), _UNKNOWN)
    first = window.data.tickets.first_response[tickets]
    last = resolution(window)[tickets]
    answered = _kept(_hours(window, tickets, first), response)
    solved = _kept(_hours(window, tickets, last), solution)
    answered = np.where(np.isnan(response), _KEPT, answered)
    solved = np.where(np.isnan(solution), _KEPT, solved)
    verdict = np.minimum(answered, solved)
    verdict = np.where((answered == _BROKEN) | (solved == _BROKEN), _BROKEN, verdict)
    return np.where(np.isnan(response) & np.isnan(solution), _UNKNOWN, verdict)


@kpi(
    key="sla_compliance",
    name=N_("SLA compliance"),
    short=N_("Within SLA"),
    definition=N_(
        "Share of the tickets resolved in the period that were answered and solved"
        " within the times promised for their priority, of those where it is known."
    ),
    formula="{met} ÷ {known} × 100",
    parts=(
        PartSpec("met", N_("tickets within SLA"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("known", N_("resolved, SLA known"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.SUPPORT,
    noun="ticket",
    needs=("ticket",),
)
def sla_compliance(window: Window) -> Measurement:
    """Met ÷ known, of the tickets resolved in the period.

    An imported yes or no decides. Otherwise the house's targets for the priority do:
    every promised time must be kept, in support hours when the house counts working
    hours only, and in calendar hours when it does not. A broken promise is broken even
    if the other time is unknown.
    """
    tickets, resolved = window.data.tickets, resolved_in(window)
    flag = tickets.sla_met[resolved]
    imported = np.where(flag == 1, _KEPT, _BROKEN)
    verdict = np.where(flag == MISSING, _by_targets(window, resolved), imported)
    known = resolved[verdict != _UNKNOWN]
    reading = proportion(
        count_part("met", ticket_rows(window, resolved[verdict == _KEPT])),
        count_part("known", ticket_rows(window, known)),
        unless_none_resolved(window, _NO_SLA),
    )
    unknown = left_out(
        window, resolved[verdict == _UNKNOWN], N_("No SLA, or its times are unknown")
    )
    return leaving_out(reading, unknown, spam_and_merged(window))
