"""The tickets of a period, selected once for every support KPI.

Selections are positions in ``Tickets``. Everything is judged by dates: what a ticket's
current status says never decides about the past. Calendar times are differences of
what the clock on the wall said; business times are support hours truly elapsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, OPEN_ENDED, SECONDS_PER_DAY
from kpidesk.domain.kpi import Excluded, Remark, Rows
from kpidesk.domain.kpis.zones import Zones
from kpidesk.domain.reading import rows
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray, IntArray
    from kpidesk.domain.window import Window

SECONDS_PER_HOUR = 3600

NONE_RESOLVED = Remark(
    "no_resolved_tickets", N_("No ticket was resolved in the period.")
)


@dataclass(frozen=True, slots=True)
class Spans:
    """Tickets with the time from their opening to something that happened to them.

    Attributes:
        tickets: Positions of the tickets that count.
        until: Wall-clock second of what happened, for each.
        impossible: Positions of tickets where it happened before the opening.
        missing: Positions of tickets where it has not happened, or nobody knows when.
    """

    tickets: IntArray
    until: IntArray
    impossible: IntArray
    missing: IntArray


@dataclass(frozen=True, slots=True)
class Times:
    """Spans with their length in hours, on one of the two clocks."""

    spans: Spans
    hours: FloatArray


def _bounds(window: Window) -> tuple[int, int]:
    opened = window.data.tickets.opened
    first, last = np.searchsorted(opened, (window.start_instant, window.end_instant))
    return int(first), int(last)


def opened_in(window: Window) -> IntArray:
    """Tickets opened in the period."""
    return np.arange(*_bounds(window), dtype=np.int64)


def resolution(window: Window) -> IntArray:
    """Per ticket, its last resolution as known on ``as_of``; ``MISSING`` if none.

    A ticket that was resolved again after ``as_of`` still has its first resolution.
    """

    def compute() -> IntArray:
        tickets, horizon = window.data.tickets, window.horizon_instant
        if window.horizon == OPEN_ENDED:
            return tickets.resolved
        later = tickets.resolved >= horizon
        known = np.where(later, tickets.first_resolved, tickets.resolved)
        return np.where(known < horizon, known, MISSING)

    return window.scope.remember(("resolution", window.horizon), compute)


def _resolutions(window: Window) -> Zones:
    key = ("zones of resolution", window.horizon)
    return window.scope.remember(key, lambda: Zones(resolution(window)))


def _first_resolutions(window: Window) -> Zones:
    column = window.data.tickets.first_resolved
    return window.scope.remember("zones of first resolution", lambda: Zones(column))


def _known(window: Window) -> int:
    """How many tickets, in order of opening, exist on ``as_of``."""
    opened = window.data.tickets.opened
    return int(np.searchsorted(opened, window.horizon_instant))


def resolved_between(window: Window, low: int, high: int) -> IntArray:
    """Tickets last resolved from the instant *low* to before *high*."""
    return _resolutions(window).between(low, high, _known(window))


def _resolved_in(window: Window) -> IntArray:
    return resolved_between(window, window.start_instant, window.end_instant)


def resolved_in(window: Window) -> IntArray:
    """Tickets whose last resolution falls in the period."""
    return window.remember(_resolved_in)


def _backlog(window: Window) -> IntArray:
    _, last = _bounds(window)
    zones = _resolutions(window)
    late = zones.between(window.end_instant, OPEN_ENDED, last)
    never = zones.missing[: int(np.searchsorted(zones.missing, last))]
    return np.sort(np.concatenate((never, late)))


def backlog_at_end(window: Window) -> IntArray:
    """Tickets opened before the end of the period and not resolved before it."""
    return window.remember(_backlog)


def ages(window: Window, tickets: IntArray) -> FloatArray:
    """Days from the opening of each ticket to the end of the period."""
    waited = window.end_instant - window.data.tickets.opened[tickets]
    return waited / SECONDS_PER_DAY


def _spans(
    window: Window, tickets: IntArray, until: IntArray, *, known_only: bool = False
) -> Spans:
    happened = np.ones(len(tickets), dtype=np.bool_)
    if not known_only:
        happened = window.known_instant(until)
    backwards = happened & (until < window.data.tickets.opened[tickets])
    good = happened & ~backwards
    return Spans(tickets[good], until[good], tickets[backwards], tickets[~happened])


def answered_of_opened(window: Window) -> Spans:
    """Opened in the period, until the first response by ``as_of``."""
    opened = opened_in(window)
    return _spans(window, opened, window.data.tickets.first_response[opened])


def answered_in(window: Window) -> Spans:
    """First answered in the period, whenever opened."""
    responses = window.data.tickets.first_response[: _known(window)]
    answered = np.flatnonzero(window.holds_instant(responses))
    return _spans(window, answered, responses[answered], known_only=True)


def resolved_of_resolved(window: Window) -> Spans:
    """Last resolved in the period, whenever opened."""
    resolved = resolved_in(window)
    until = resolution(window)[resolved]
    return _spans(window, resolved, until, known_only=True)


def resolved_of_opened(window: Window) -> Spans:
    """Opened in the period, until the last resolution by ``as_of``."""
    opened = opened_in(window)
    return _spans(window, opened, resolution(window)[opened])


def first_resolved_in(window: Window) -> Spans:
    """First resolved in the period, whenever opened.

    A ticket with one known resolution and no known reopening was first resolved then.
    ``missing`` lists those resolved in the period that were reopened before it and
    whose first resolution is not known: not written, or written as the last one.
    """
    tickets, resolved = window.data.tickets, resolved_in(window)
    first = tickets.first_resolved
    dated = _first_resolutions(window).between(
        window.start_instant, window.end_instant, _known(window)
    )
    doubtful = (tickets.reopenings[dated] > 0) & (
        first[dated] == tickets.resolved[dated]
    )
    blank = tickets.first_resolved[resolved] == MISSING
    again = tickets.reopenings[resolved] > 0
    once = resolved[blank & ~again]
    unknown = np.concatenate((dated[doubtful], resolved[blank & again]))
    dated = dated[~doubtful]
    chosen = np.concatenate((dated, once))
    until = np.concatenate((first[dated], tickets.resolved[once]))
    found = _spans(window, chosen, until, known_only=True)
    return Spans(found.tickets, found.until, found.impossible, unknown)


def on_calendar(window: Window, spans: Spans) -> Times:
    """Hours on the wall clock from opening to what happened."""
    opened = window.data.tickets.opened[spans.tickets]
    return Times(spans, (spans.until - opened) / SECONDS_PER_HOUR)


def in_support_hours(window: Window, spans: Spans) -> Times:
    """Support hours that truly elapsed from opening to what happened."""
    opened = window.data.tickets.opened[spans.tickets]
    clock = window.scope.support_clock
    return Times(spans, clock.hours_between(opened, spans.until))


def ticket_rows(
    window: Window, tickets: IntArray, values: FloatArray | None = None
) -> Rows:
    """The tickets at these positions, contributing 1 each or the given values."""
    return rows("ticket", window.data.tickets.id[tickets], values)


def left_out(window: Window, tickets: IntArray, reason: str) -> Excluded:
    """Tickets at these positions that do not count, and why."""
    return Excluded("ticket", window.data.tickets.id[tickets], reason)


def spam_and_merged(window: Window) -> Excluded:
    """Spam and merged duplicates opened in the period."""
    spam = window.data.left_out_tickets
    inside = window.holds_instant(spam.opened)
    return Excluded("ticket", spam.id[inside], N_("Spam or merged duplicate"))


def unless_none_resolved(window: Window, reason: Remark) -> Remark:
    """The reason, or the plainer one that no ticket was resolved at all."""
    return reason if len(resolved_in(window)) else NONE_RESOLVED


def waiting_remark(
    window: Window, tickets: IntArray, code: str, message: str
) -> Remark | None:
    """How many tickets wait, and since how many days on average at the period's end.

    The message may use ``{count}`` and ``{days}``.
    """
    if not len(tickets):
        return None
    days = float(ages(window, tickets).mean())
    return Remark(code, message, {"count": len(tickets), "days": round(days, 1)})
