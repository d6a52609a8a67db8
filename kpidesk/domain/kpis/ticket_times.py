"""Measuring how long clients wait, for the KPIs of ``support_times``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kpidesk.domain.kpi import Aggregate, Measurement, PartSpec, Remark, Rows, Unit
from kpidesk.domain.kpis.tickets import (
    NONE_RESOLVED,
    Spans,
    Times,
    backlog_at_end,
    in_support_hours,
    left_out,
    on_calendar,
    spam_and_merged,
    ticket_rows,
    waiting_remark,
)
from kpidesk.domain.reading import (
    count_part,
    distribution,
    leaving_out,
    quotient,
    rows,
    sum_part,
    with_remarks,
)
from kpidesk.domain.window import Window
from kpidesk.i18n.messages import N_

_HOURS = PartSpec("hours", N_("hours in total"), Unit.HOURS)
_TICKETS = PartSpec("tickets", N_("tickets"), Unit.COUNT, Aggregate.COUNT)
_MEDIAN = PartSpec("median", N_("median of the hours"), Unit.HOURS, Aggregate.MEDIAN)
_P90 = PartSpec("p90", N_("90th percentile of the hours"), Unit.HOURS, Aggregate.P90)

FORMULAS = {
    Aggregate.MEAN: ("{hours} ÷ {tickets}", (_HOURS, _TICKETS)),
    Aggregate.MEDIAN: ("{median}", (_MEDIAN,)),
    Aggregate.P90: ("{p90}", (_P90,)),
}
"""Formula and parts by the way in which the hours are put together."""


@dataclass(frozen=True, slots=True)
class Event:
    """What may happen to a ticket, and what is said when it did not.

    Attributes:
        nothing: Why there is no figure.
        missing: Why a ticket without the event is left out.
        impossible: Why a ticket with the event before its opening is left out.
        waiting: Tells what still waits; ``None`` for nothing.
    """

    nothing: Remark
    missing: str
    impossible: str
    waiting: Callable[[Window, Spans], Remark | None]


def _unanswered(window: Window, spans: Spans) -> Remark | None:
    return waiting_remark(
        window,
        spans.missing,
        "unanswered",
        N_(
            "Tickets of the period without a response: {count}, on average {days}"
            " days old at its end."
        ),
    )


def _still_open(window: Window, _: Spans) -> Remark | None:
    return window.remember(_open_tickets)


def _open_tickets(window: Window) -> Remark | None:
    return waiting_remark(
        window,
        backlog_at_end(window),
        "open_tickets",
        N_(
            "Tickets still open at the end of the period: {count}, on average {days}"
            " days old."
        ),
    )


_RESOLVED_EARLY = N_("The resolution is dated before the opening")

FIRST_RESPONSE = Event(
    Remark("no_answered_tickets", N_("No ticket of the period has a response yet.")),
    N_("No response yet"),
    N_("The response is dated before the opening"),
    _unanswered,
)
RESOLUTION = Event(NONE_RESOLVED, N_("Not resolved yet"), _RESOLVED_EARLY, _still_open)
FIRST_RESOLUTION = Event(
    NONE_RESOLVED,
    N_("Reopened, and its first resolution is not recorded"),
    _RESOLVED_EARLY,
    _still_open,
)


@dataclass(frozen=True, slots=True)
class OnClock:
    """Selects tickets and measures them on one clock.

    Its equals are one key of ``Window.remember``: mean, median and percentile of the
    same tickets share the work.
    """

    select: Callable[[Window], Spans]
    business: bool

    def __call__(self, window: Window) -> Times:
        """The tickets selected, with their hours."""
        spans = window.remember(self.select)
        if self.business:
            return in_support_hours(window, spans)
        return on_calendar(window, spans)


@dataclass(frozen=True, slots=True)
class HoursOnClock:
    """The same tickets as rows; a key of ``Window.remember`` too."""

    clock: OnClock

    def __call__(self, window: Window) -> Rows:
        """The tickets selected, contributing their hours."""
        times = window.remember(self.clock)
        return ticket_rows(window, times.spans.tickets, times.hours)


@dataclass(frozen=True, slots=True)
class Wait:
    """Measures the hours from opening to an event, put together in one way."""

    event: Event
    select: Callable[[Window], Spans]
    aggregate: Aggregate
    business: bool = False

    def __call__(self, window: Window) -> Measurement:
        """The reading in one period."""
        clock = OnClock(self.select, self.business)
        times, hours = window.remember(clock), window.remember(HoursOnClock(clock))
        spans = times.spans
        complete = leaving_out(
            _summary(hours, self.aggregate, self.event.nothing),
            left_out(window, spans.missing, self.event.missing),
            left_out(window, spans.impossible, self.event.impossible),
            window.remember(spam_and_merged),
        )
        idle = _outside_hours(times) if self.business else None
        return with_remarks(complete, self.event.waiting(window, spans), idle)


def _summary(hours: Rows, aggregate: Aggregate, reason: Remark) -> Measurement:
    """The hours put together; a mean shows its sum and number, as 004 writes it."""
    if aggregate is not Aggregate.MEAN:
        return distribution(aggregate.value, hours, aggregate, reason)
    total = sum_part("hours", hours)
    number = count_part("tickets", rows(hours.kind, hours.ids))
    return quotient(
        total.value or 0.0,
        number.value or 0.0,
        scale=1,
        parts=(total, number),
        n=len(hours.ids),
        reason=reason,
    )


def _outside_hours(times: Times) -> Remark | None:
    """Tickets asked and answered while the desk was closed: 0, and said so."""
    zeros = int(np.count_nonzero(times.hours == 0))
    if not zeros:
        return None
    return Remark(
        "zero_hours",
        N_("Tickets that took no support hours at all, counted as 0: {count}."),
        {"count": zeros},
    )
