"""Time measured in support hours: windows, lunch breaks, holidays, clock changes.

Instants are wall-clock seconds in the house's time zone. They are turned into true
(UTC) seconds first, so a night on which the clock changes lasts what it lasts.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from kpidesk.domain.dataset import (
    SECONDS_PER_DAY,
    FloatArray,
    IntArray,
    day_number,
    day_of,
)
from kpidesk.domain.rules import SupportHours

_SECONDS_PER_MINUTE = 60
_MARGIN_DAYS = 366


def closed_days(hours: SupportHours, years: range) -> frozenset[int]:
    """Day numbers of the holidays and other closures of the given years."""
    closed = {
        day_number(date.fromisoformat(text)) for text in hours.extra_closures if text
    }
    if hours.country:
        # `holidays` takes 0.1 s to import and is needed for support hours only.
        import holidays

        calendar = holidays.country_holidays(
            hours.country, subdiv=hours.subdivision or None, years=years
        )
        closed.update(day_number(day) for day in calendar)
    return frozenset(closed)


class SupportClock:
    """Counts the support time between two instants.

    Args:
        hours: The desk's windows, time zone and holidays.
    """

    def __init__(self, hours: SupportHours) -> None:
        self._hours = hours
        self._zone = ZoneInfo(hours.time_zone)
        self._first = 0
        self._last = -1
        self._starts: IntArray = np.zeros(0, dtype=np.int64)
        self._ends: IntArray = np.zeros(0, dtype=np.int64)
        self._before: IntArray = np.zeros(1, dtype=np.int64)

    def hours_between(self, start: IntArray, end: IntArray) -> FloatArray:
        """Support hours from each *start* to each *end*, never negative."""
        if not len(start):
            return np.zeros(0)
        self._prepare(int(start.min()), int(end.max()))
        elapsed = self._worked_until(self._true(end)) - self._worked_until(
            self._true(start)
        )
        hours: FloatArray = np.maximum(elapsed, 0) / 3600
        return hours

    def _prepare(self, earliest: int, latest: int) -> None:
        first = earliest // SECONDS_PER_DAY
        last = latest // SECONDS_PER_DAY + 1
        if self._first <= first and last <= self._last:
            return
        # A year more than asked for: the neighbouring months need no new table.
        first, last = first - _MARGIN_DAYS, last + _MARGIN_DAYS
        self._first = min(first, self._first if self._last >= 0 else first)
        self._last = max(last, self._last)
        self.__dict__.pop("_changes", None)
        starts, ends = self._windows()
        self._starts, self._ends = starts, ends
        self._before = np.concatenate(([0], np.cumsum(ends - starts)))

    def _windows(self) -> tuple[IntArray, IntArray]:
        years = range(day_of(self._first).year, day_of(self._last).year + 1)
        closed = closed_days(self._hours, years)
        spans = [
            (day * SECONDS_PER_DAY, window)
            for day in range(self._first, self._last + 1)
            if day not in closed
            for window in self._hours.windows[day_of(day).weekday()]
        ]
        midnight = np.array([span[0] for span in spans], dtype=np.int64)
        minutes = np.array([span[1] for span in spans], dtype=np.int64).reshape(-1, 2)
        seconds = minutes * _SECONDS_PER_MINUTE
        starts = self._true(midnight + seconds[:, 0])
        return starts, np.maximum(starts, self._true(midnight + seconds[:, 1]))

    def _worked_until(self, instants: IntArray) -> IntArray:
        """Support seconds from the first window up to each true instant."""
        if not len(self._starts):
            return np.zeros(len(instants), dtype=np.int64)
        index = np.searchsorted(self._starts, instants, side="right")
        inside = np.maximum(index - 1, 0)
        running = np.minimum(instants, self._ends[inside]) - self._starts[inside]
        return np.where(index > 0, self._before[inside] + running, 0)

    def _true(self, wall: IntArray) -> IntArray:
        """UTC seconds of wall-clock seconds."""
        changes, offsets = self._changes
        return wall - offsets[np.searchsorted(changes, wall, side="right")]

    @cached_property
    def _changes(self) -> tuple[IntArray, IntArray]:
        """Wall-clock instants at which the offset from UTC changes, and the offsets.

        An hour that the clock skips or repeats is read with the offset before it.
        """
        changes: list[int] = []
        offsets = [self._offset(self._first * SECONDS_PER_DAY)]
        for day in range(self._first, self._last + 2):
            low, high = day * SECONDS_PER_DAY, (day + 1) * SECONDS_PER_DAY
            if self._offset(high) == offsets[-1]:
                continue
            while high - low > 1:
                middle = (low + high) // 2
                if self._offset(middle) == offsets[-1]:
                    low = middle
                else:
                    high = middle
            changes.append(high)
            offsets.append(self._offset(high))
        return np.array(changes, dtype=np.int64), np.array(offsets, dtype=np.int64)

    def _offset(self, wall: int) -> int:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=wall)
        offset = moment.replace(tzinfo=self._zone).utcoffset()
        return int(offset.total_seconds()) if offset else 0
