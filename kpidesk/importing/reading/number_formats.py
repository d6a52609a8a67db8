"""What a spreadsheet's number format says a number is: a date, a duration, a share."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable
from enum import Enum, auto
from typing import TypeAlias

from kpidesk.importing.reading.values import Percent, Value, number, number_from_text

FromNumber: TypeAlias = Callable[[float], Value]
FromText: TypeAlias = Callable[[str], Value]


class Shown(Enum):
    """How a number format presents a number."""

    NUMBER = auto()
    PERCENT = auto()
    DATE = auto()
    DATE_AND_TIME = auto()
    TIME = auto()
    DURATION = auto()


# Formats that a workbook names by number only (ECMA-376 part 1, 18.8.30). 27–36 and
# 50–58 are East Asian dates.
BUILT_IN: dict[int, Shown] = {
    **dict.fromkeys((9, 10), Shown.PERCENT),
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36), Shown.DATE),
    **dict.fromkeys((*range(50, 59),), Shown.DATE),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36)), Shown.TIME),
    **dict.fromkeys((45, 47), Shown.TIME),
    22: Shown.DATE_AND_TIME,
    46: Shown.DURATION,
}

_LITERAL = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE | re.DOTALL
)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_FRACTION_OF_SECOND = re.compile(r"(s\]?)[.,]0+", re.IGNORECASE)
_AM_PM = re.compile(r"am/pm|a/p", re.IGNORECASE)
_DIGIT = re.compile(r"[0#?]")
_RUN = re.compile(r"([dmyhse])\1*", re.IGNORECASE)

_DAY_MILLISECONDS = 86_400_000
_EPOCH_1900 = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)
# The calendar of 1900 has a 29 February that never was: serial 60, and those before
# it are one day off.
_NEVER_WAS = 60
_LAST_1900 = 2_958_466
_LAST_1904 = 2_957_004
_USUAL_FIRST = 36_526  # 2000-01-01
_USUAL_LAST = 73_051  # 2100-01-01


@functools.cache
def shown(code: str) -> Shown:
    """What the number format *code* presents."""
    if code.strip().lower() in {"general", "standard", "@", ""}:
        return Shown.NUMBER
    section = _LITERAL.sub("", code).split(";")[0]
    elapsed = bool(_ELAPSED.search(section))
    bare = _AM_PM.sub("h", _FRACTION_OF_SECOND.sub(r"\1", section))
    if _DIGIT.search(bare) or "general" in bare.lower():
        return Shown.PERCENT if "%" in bare else Shown.NUMBER
    if elapsed:
        return Shown.DURATION
    day, clock = _day_and_clock(bare)
    if day:
        return Shown.DATE_AND_TIME if clock else Shown.DATE
    if clock:
        return Shown.TIME
    return Shown.PERCENT if "%" in bare else Shown.NUMBER


def _day_and_clock(section: str) -> tuple[bool, bool]:
    """Whether a section shows a day, and whether it shows a time of day."""
    letters = [match[1].lower() for match in _RUN.finditer(section)]
    day = clock = False
    for before, letter, after in zip(
        ["", *letters], letters, [*letters[1:], ""], strict=False
    ):
        # An m next to hours or seconds means minutes, elsewhere a month.
        if letter in "hs" or (letter == "m" and (before == "h" or after == "s")):
            clock = True
        else:
            day = True
    return day, clock


def from_number(presented: Shown, *, date1904: bool = False) -> FromNumber:
    """A function that turns a stored number into the value it presents."""
    if presented is Shown.NUMBER:
        return number
    if presented is Shown.PERCENT:
        return Percent
    if presented is Shown.DURATION:
        return _duration
    moment = _moment_1904 if date1904 else _moment_1900
    return functools.partial(moment, presented)


def from_text(presented: Shown, *, date1904: bool = False) -> FromText:
    """As `from_number`, for a number written as text in the file."""
    if presented is Shown.NUMBER:
        return number_from_text
    convert = from_number(presented, date1904=date1904)

    def parse(text: str) -> Value:
        value = number_from_text(text)
        return value if isinstance(value, str) else convert(value)

    if presented is Shown.DATE_AND_TIME and not date1904:
        return functools.partial(_usual_moment, parse)
    return parse


def _usual_moment(unusual: FromText, text: str) -> Value:
    """A moment of this century in one step: tables of tickets are full of them."""
    try:
        value = float(text)
        days = int(value)
    except (ValueError, OverflowError):
        return unusual(text)
    if not _USUAL_FIRST <= days < _USUAL_LAST or "_" in text:
        return unusual(text)
    milliseconds = round((value - days) * _DAY_MILLISECONDS)
    if not 0 < milliseconds < _DAY_MILLISECONDS:
        return unusual(text)
    return _EPOCH_1900 + dt.timedelta(days, 0, 0, milliseconds)


def _duration(value: float) -> Value:
    milliseconds = round(value * _DAY_MILLISECONDS)
    try:
        return dt.timedelta(milliseconds=milliseconds)
    except OverflowError:
        return number(value)


def _moment_1900(presented: Shown, value: float) -> Value:
    if not 0 <= value < _LAST_1900 or int(value) == _NEVER_WAS:
        return number(value)
    if value < 1:
        return number(value) if presented is Shown.DATE else _clock(value)
    moment = _EPOCH_1900 + _since_epoch(value if value > _NEVER_WAS else value + 1)
    return _day_or_moment(presented, moment)


def _moment_1904(presented: Shown, value: float) -> Value:
    if not 0 <= value < _LAST_1904:
        return number(value)
    if value < 1 and presented is Shown.TIME:
        return _clock(value)
    return _day_or_moment(presented, _EPOCH_1904 + _since_epoch(value))


def _since_epoch(value: float) -> dt.timedelta:
    return dt.timedelta(milliseconds=round(value * _DAY_MILLISECONDS))


def _day_or_moment(presented: Shown, moment: dt.datetime) -> Value:
    at_midnight = not (moment.hour or moment.minute or moment.second)
    if at_midnight and not moment.microsecond and presented is not Shown.TIME:
        return moment.date()
    return moment


def _clock(value: float) -> Value:
    # 23:59:59.9996 rounds to midnight of the next day, which a time cannot say.
    milliseconds = min(round(value * _DAY_MILLISECONDS), _DAY_MILLISECONDS - 1)
    return (dt.datetime.min + dt.timedelta(milliseconds=milliseconds)).time()
