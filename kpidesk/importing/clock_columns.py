"""A day in one column and the time of day in the next: together they are a moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kpidesk.importing.column_values import ColumnValues, is_blank
from kpidesk.importing.header_text import normalised, spaced
from kpidesk.importing.layouts import Parse
from kpidesk.importing.reading.values import Value
from kpidesk.importing.tables import Table

_CLOCK_WORDS = frozenset(["ora", "orario", "hora", "horario", "time", "clock"])
_EDGE_WORDS = (
    "inizio fine start end inicio fim abertura apertura chiusura fecho fechamento "
    "chiamata chamada arrivo chegada di de da do dell della of at the"
)
_EDGES = frozenset(_EDGE_WORDS.split())
"""Words beside "time" that say which moment it is, and never a span of time."""
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?")
_LAST_HOUR, _LAST_MINUTE = 23, 59
_MOST = 0.9


def join_clocks(table: Table) -> Table:
    """The same table with each time of day joined to the day at its left."""
    columns: list[ColumnValues] = []
    clocks: list[tuple[str, str]] = []
    for column in table.columns:
        day = columns[-1] if columns else None
        if day is not None and _is_clock_of(column, day):
            columns[-1] = ColumnValues(
                day.index,
                day.header,
                [_moment(*pair) for pair in zip(day.cells, column.cells, strict=True)],
            )
            clocks.append((column.header, day.header))
        else:
            columns.append(column)
    if not clocks:
        return table
    return replace(table, columns=tuple(columns), clocks=tuple(clocks))


def _is_clock_of(column: ColumnValues, day: ColumnValues) -> bool:
    words = set(normalised(spaced(column.header)).split())
    others = words - _CLOCK_WORDS - set(normalised(spaced(day.header)).split())
    if words.isdisjoint(_CLOCK_WORDS) or not others <= _EDGES:
        return False
    return _mostly(column.filled, _is_clock) and _holds_days(day)


def _holds_days(column: ColumnValues) -> bool:
    share = column.share(Parse.DATE)
    return share is not None and share >= _MOST and _mostly(column.filled, _is_day)


def _mostly(values: Sequence[Value], fits: Callable[[Value], bool]) -> bool:
    fitting = sum(1 for value in values if fits(value))
    return bool(values) and fitting >= _MOST * len(values)


def _is_day(value: Value) -> bool:
    """No time of day is written with it yet."""
    if isinstance(value, dt.datetime):
        return value.time() == dt.time()
    return isinstance(value, dt.date) or (isinstance(value, str) and ":" not in value)


def _is_clock(value: Value) -> bool:
    return _clock_of(value) is not None


def _clock_of(value: Value) -> dt.time | None:
    if isinstance(value, dt.time):
        return value
    if isinstance(value, dt.timedelta) and dt.timedelta() <= value < dt.timedelta(1):
        return (dt.datetime.min + value).time()
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if hour > _LAST_HOUR or max(minute, second) > _LAST_MINUTE:
        return None
    return dt.time(hour, minute, second)


def _moment(day: Value, clock: Value) -> Value:
    """The day with its time; what cannot be joined stays the day alone."""
    time = _clock_of(clock)
    if time is None or is_blank(day):
        return day
    if isinstance(day, str):
        return f"{day.strip()} {time:%H:%M:%S}"
    if isinstance(day, dt.date):
        return dt.datetime.combine(day, time)
    return day
