"""Dates and instants as people write them, and the order a column uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import isfinite

from kpidesk.importing.header_text import unaccented


class DateOrder(StrEnum):
    """In which order day, month and year are written."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


_NUMERIC = re.compile(
    r"(?P<a>\d{1,4})[/.\-\s](?P<b>\d{1,2})[/.\-\s](?P<c>\d{1,4})"
    r"(?:[tT\s,]+(?P<time>.+))?"
)
_COMPACT = re.compile(r"(?P<a>\d{4})(?P<b>\d{2})(?P<c>\d{2})")
_TIME = re.compile(
    r"(?:(?:alle|ore|as|at)\s+)?(?P<h>\d{1,2})[:.h](?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2}))?"
)
_NAMED_DMY = re.compile(
    r"(?:[a-z]{2,},?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|o|º)?\s*(?:de\s+|[-/.\s])?\s*"
    r"(?P<month>[a-z]{3,})\.?\s*(?:de\s+|,\s*|[-/.\s])?\s*(?P<year>\d{4}|\d{2})"
    r"(?:[tT\s,]+(?P<time>.+))?"
)
_NAMED_MDY = re.compile(
    r"(?P<month>[a-z]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?P<year>\d{4}|\d{2})(?:[tT\s,]+(?P<time>.+))?"
)
_MONTH_YEAR = re.compile(
    r"(?P<month>[a-z]{3,})\.?\s*(?:de\s+|[-/.\s])?\s*(?P<year>\d{4}|\d{2})"
)
_NUMERIC_MONTH = re.compile(
    r"(?:(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<y2>\d{4}|\d{2}))"
)
_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "gennaio gen ene january jan janeiro",
        "febbraio feb february fevereiro fev",
        "marzo mar march marco",
        "aprile apr april abril abr",
        "maggio mag may maio mai",
        "giugno giu june jun junho",
        "luglio lug july jul julho",
        "agosto ago august aug",
        "settembre set sett september sep sept setembro",
        "ottobre ott october oct outubro out",
        "novembre nov november novembro",
        "dicembre dic december dec dezembro dez",
    ),
    start=1,
):
    for _name in _names.split():
        _MONTHS[_name] = _number

_NOON = 12
_CENTURY = 100
_PIVOT = 70
EARLIEST, LATEST = date(1950, 1, 1), date(2150, 1, 1)
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(18_264, 91_313)


def _full_year(text: str) -> int:
    year = int(text)
    if year >= _CENTURY:
        return year
    return 2000 + year if year < _PIVOT else 1900 + year


def _time_of(text: str | None) -> time | None:
    """The time of day; midnight when none is written, ``None`` when unreadable."""
    if text is None or not text.strip():
        return time()
    match = _TIME.fullmatch(text.strip().casefold())
    if match is None:
        return None
    hour, minute = int(match["h"]), int(match["m"])
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"].startswith("p") else 0)
    try:
        return time(hour, minute, int(match["s"] or 0))
    except ValueError:
        return None


def proves_order(text: str) -> DateOrder | None:
    """The order that a date by itself can only have, if it shows."""
    match = _NUMERIC.fullmatch(text.strip())
    if match is None:
        return None
    first, second = match["a"], match["b"]
    if len(first) > 2:  # noqa: PLR2004 - a year
        return DateOrder.YMD
    if int(first) > _NOON >= int(second):
        return DateOrder.DMY
    if int(second) > _NOON >= int(first):
        return DateOrder.MDY
    return None


def is_ambiguous_date(text: str) -> bool:
    """Day and month could be swapped and would give another date."""
    match = _NUMERIC.fullmatch(text.strip())
    if match is None or len(match["a"]) > 2:  # noqa: PLR2004 - a year
        return False
    first, second = int(match["a"]), int(match["b"])
    return first != second and 0 < first <= _NOON and 0 < second <= _NOON


def decide_order(texts: Iterable[str]) -> DateOrder | None:
    """The order that the column's dates prove, by majority; ``None`` if none does."""
    votes = dict.fromkeys((DateOrder.DMY, DateOrder.MDY), 0)
    for text in texts:
        order = proves_order(text)
        if order in votes:
            votes[order] += 1
    if votes[DateOrder.DMY] == votes[DateOrder.MDY]:
        return None
    return max(votes, key=lambda order: votes[order])


def parse_instant(text: str, order: DateOrder | None) -> datetime | None:
    """The date and time a text stands for; midnight when no time is written.

    ``None`` when it is no date, is impossible (31/02) or cannot be decided.
    """
    plain = unaccented(text).strip()
    numeric = _NUMERIC.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if numeric is not None:
        return _from_numbers(numeric, order)
    named = _NAMED_DMY.fullmatch(plain) or _NAMED_MDY.fullmatch(plain)
    if named is None or named["month"] not in _MONTHS:
        return None
    return _moment(
        _full_year(named["year"]),
        _MONTHS[named["month"]],
        int(named["day"]),
        named["time"],
    )


def _from_numbers(match: re.Match[str], order: DateOrder | None) -> datetime | None:
    first, second, third = match["a"], match["b"], match["c"]
    written = match.groupdict().get("time")
    if len(first) == 4:  # noqa: PLR2004 - a year
        return _moment(int(first), int(second), int(third), written)
    if order is DateOrder.YMD:
        return _moment(_full_year(first), int(second), int(third), written)
    if order is None and is_ambiguous_date(f"{first}/{second}/{third}"):
        return None
    own = proves_order(f"{first}/{second}/{third}")
    if order is not None and own is not None and own is not order:
        return None
    if (own or order or DateOrder.DMY) is DateOrder.MDY:
        first, second = second, first
    return _moment(_full_year(third), int(second), int(first), written)


def _moment(year: int, month: int, day: int, written: str | None) -> datetime | None:
    moment = _time_of(written)
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    if moment is None or not EARLIEST <= when < LATEST:
        return None
    return datetime.combine(when, moment)


def from_serial(number: float) -> datetime | None:
    """The date of an Excel serial number between 1950 and 2150."""
    if not isfinite(number) or int(number) not in _SERIALS:
        return None
    seconds = round((number - int(number)) * 86_400)
    start = datetime.combine(_EXCEL_EPOCH, time())
    return start + timedelta(days=int(number), seconds=seconds)


def parse_month(text: str) -> date | None:
    """The first day of a month written ``2024-03``, ``03/2024`` or ``marzo 2024``."""
    plain = unaccented(text).strip()
    match = _NUMERIC_MONTH.fullmatch(plain)
    if match is not None:
        year, month = match["y1"] or match["y2"], match["m1"] or match["m2"]
        moment = _moment(_full_year(year), int(month), 1, None)
        return moment.date() if moment else None
    named = _MONTH_YEAR.fullmatch(plain)
    if named is None or named["month"] not in _MONTHS:
        return None
    found = date(_full_year(named["year"]), _MONTHS[named["month"]], 1)
    return found if EARLIEST <= found < LATEST else None


def month_number(text: str) -> int | None:
    """The month of a bare name: ``gen`` or ``Gennaio`` is 1."""
    return _MONTHS.get(unaccented(text).strip().rstrip("."))
