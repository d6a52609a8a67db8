"""Laws of support figures, and a slow, obviously correct second computation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean, median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.rules import SupportHours
from kpidesk.domain.support_hours import SupportClock
from tests.domain.company import Company, instant

START, END = datetime(2025, 3, 1), datetime(2025, 4, 1)


@dataclass(frozen=True)
class Ticket:
    """A ticket as a person would note it down."""

    opened: datetime
    answered: datetime | None
    resolved: datetime | None
    contacts: int | None


def _later(moment: datetime, minutes: int | None) -> datetime | None:
    return None if minutes is None else moment + timedelta(minutes=minutes)


waits = st.none() | st.integers(0, 60 * 24 * 90)
tickets = st.builds(
    lambda opened, answered, resolved, contacts: Ticket(
        opened, _later(opened, answered), _later(opened, resolved), contacts
    ),
    st.datetimes(datetime(2024, 12, 1), datetime(2025, 5, 1)).map(
        lambda moment: moment.replace(second=0, microsecond=0)
    ),
    waits,
    waits,
    st.none() | st.integers(0, 3),
)
desks = st.lists(tickets, max_size=30)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _company(told: list[Ticket]) -> Company:
    company = Company()
    for ticket in told:
        company.ticket(
            "Acme",
            ticket.opened.isoformat(),
            first_response=_text(ticket.answered),
            resolved=_text(ticket.resolved),
            contacts=ticket.contacts,
        )
    return company


def _hours(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 3600


def _in_march(moment: datetime | None) -> bool:
    return moment is not None and START <= moment < END


@given(desks)
def test_first_response_by_brute_force(told: list[Ticket]) -> None:
    hours = [
        _hours(one.opened, one.answered)
        for one in told
        if _in_march(one.opened) and one.answered
    ]
    company = _company(told)

    expected = (mean(hours), median(hours)) if hours else (None, None)
    assert company.value("first_response_mean", "2025-03") == pytest.approx(expected[0])
    assert company.value("first_response_median", "2025-03") == pytest.approx(
        expected[1]
    )


@given(desks)
def test_resolution_by_brute_force(told: list[Ticket]) -> None:
    hours = [
        _hours(one.opened, one.resolved)
        for one in told
        if one.resolved and _in_march(one.resolved)
    ]
    company = _company(told)

    assert company.value("tickets_resolved", "2025-03") == len(hours)
    assert company.value("resolution_mean", "2025-03") == pytest.approx(
        mean(hours) if hours else None
    )


@given(desks)
def test_fcr_by_brute_force(told: list[Ticket]) -> None:
    known = [
        one.contacts
        for one in told
        if _in_march(one.resolved) and one.contacts is not None
    ]
    expected = known.count(1) / len(known) * 100 if known else None

    assert _company(told).value("fcr", "2025-03") == pytest.approx(expected)


@given(desks)
def test_backlog_is_what_was_there_and_came_and_did_not_go(told: list[Ticket]) -> None:
    """Open at the end = open at the start + opened − resolved."""
    company = _company(told)
    before = company.value("backlog", "2025-02")
    after = company.value("backlog", "2025-03")
    opened = company.value("tickets_opened", "2025-03")
    resolved = company.value("tickets_resolved", "2025-03")

    assert before is not None
    assert after is not None
    assert opened is not None
    assert resolved is not None
    assert after == before + opened - resolved


@given(desks)
def test_months_of_a_quarter_add_up(told: list[Ticket]) -> None:
    company = _company(told)
    for key in ("tickets_opened", "tickets_resolved", "contacts_handled"):
        months = [company.value(key, f"2025-0{month}") or 0 for month in (1, 2, 3)]

        assert sum(months) == company.value(key, "2025-Q1")


@given(desks, desks)
def test_tickets_of_other_times_change_nothing(
    told: list[Ticket], more: list[Ticket]
) -> None:
    """Opened, answered and solved before March, or opened after it."""
    outside = [
        one
        for one in more
        if one.opened >= END
        or all(
            moment is not None and moment < START
            for moment in (one.opened, one.answered, one.resolved)
        )
    ]
    alone, together = _company(told), _company([*told, *outside])
    keys = (
        "tickets_opened",
        "tickets_resolved",
        "contacts_handled",
        "first_response_p90",
        "resolution_median",
        "fcr",
        "measured_effort",
        "backlog",
        "backlog_age",
    )

    for key in keys:
        assert alone.value(key, "2025-03") == pytest.approx(
            together.value(key, "2025-03")
        )


minutes = st.integers(0, 60 * 24 * 400)


@given(st.lists(minutes, min_size=3, max_size=3).map(sorted))
def test_support_time_adds_up_and_never_exceeds_true_time(cuts: list[int]) -> None:
    """From a to c is from a to b and from b to c; a desk never works overtime."""
    base = instant("2025-01-01 00:00")
    first, middle, last = (np.array([base + cut * 60]) for cut in cuts)
    clock = SupportClock(SupportHours())
    whole = clock.hours_between(first, last)[0]
    halves = clock.hours_between(first, middle) + clock.hours_between(middle, last)

    assert whole == pytest.approx(halves[0])
    # One hour more on the night on which the clock goes back.
    assert whole <= (cuts[2] - cuts[0]) / 60 + 1
