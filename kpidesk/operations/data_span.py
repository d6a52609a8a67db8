"""From when to when a company has data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpidesk.domain.period import Period, month_of

if TYPE_CHECKING:
    from kpidesk.store.protocol import Store


_DATED = ("ticket", "survey_answer", "lead", "cost")
"""Kinds whose records are written down as time goes by."""


def last_day_with_data(store: Store) -> date | None:
    """The latest day on which something happened, by what the records say.

    Ends and renewals of contracts lie ahead and do not count; starts do.
    """
    latest = store.latest_day()
    return None if latest is None else date.fromisoformat(latest)


def last_months_with_data(store: Store, count: int) -> tuple[Period, Period]:
    """The first and last of the *count* months up to the last one with data."""
    last = month_of(last_day_with_data(store) or date(2000, 1, 1))
    return last.shifted(1 - count), last


def last_complete_month(store: Store, today: date) -> Period:
    """The last month with data that is over on *today*.

    Contracts run on without anything being written down, so a company that has
    nothing else is looked at in the last month of the calendar.
    """
    complete = month_of(today).shifted(-1)
    latest = last_day_with_data(store)
    if latest is None or not any(store.count(kind) for kind in _DATED):
        return complete
    return min(month_of(latest), complete)
