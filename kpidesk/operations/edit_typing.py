"""What people type into a field, read with good will.

Dates take ``5``, ``5/3``, ``5/3/25``, ``oggi``, ``ieri``, ``+30``; amounts take
``1.200,00``, ``1200.5``, ``1,2k``. A lone ``1.200`` is read by the region's habit.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from kpidesk.importing.dates import DateOrder, parse_instant
from kpidesk.importing.header_text import unaccented
from kpidesk.importing.numbers import DecimalMark, parse_number

_DAYS = {
    "oggi": 0,
    "hoje": 0,
    "today": 0,
    "ieri": -1,
    "ontem": -1,
    "yesterday": -1,
    "domani": 1,
    "amanha": 1,
    "tomorrow": 1,
}
_NOW = {"ora", "adesso", "agora", "now"}
_OFFSET = re.compile(r"([+-])\s*(\d{1,4})")
_AGO = re.compile(r"-\s*(\d{1,3})\s*(h|m|min)")
_PARTIAL = re.compile(r"(\d{1,2})(?:[/.\-\s](\d{1,2}))?")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})|(\d{1,2})\s*h")
_THOUSANDS = re.compile(r"(?i)^(.*\d)\s*(k|mila|mil)$")
_POINT_REGIONS = {"GB", "IE", "US"}
_MONTHS = 12


def date_order(region: str) -> DateOrder:
    """In which order a region writes days and months."""
    return DateOrder.MDY if region == "US" else DateOrder.DMY


def decimal_mark(region: str) -> DecimalMark:
    """Which sign a region writes before decimals."""
    return DecimalMark.POINT if region in _POINT_REGIONS else DecimalMark.COMMA


def typed_date(text: str, today: date, order: DateOrder) -> date | None:
    """The day a text means, or ``None``."""
    plain = unaccented(text).strip()
    if plain in _DAYS:
        return today + timedelta(days=_DAYS[plain])
    offset = _OFFSET.fullmatch(plain)
    if offset:
        days = int(offset[2])
        return today + timedelta(days=days if offset[1] == "+" else -days)
    partial = _PARTIAL.fullmatch(plain)
    if partial:
        return _completed(partial[1], partial[2], today, order)
    moment = parse_instant(plain, order) or parse_instant(plain, None)
    return moment.date() if moment else None


def _completed(
    first: str, second: str | None, today: date, order: DateOrder
) -> date | None:
    """A day of this month, or a day and month of this year."""
    day, month = int(first), int(second) if second else today.month
    if second and order is DateOrder.MDY:
        day, month = month, day
    if not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(today.year, month)[1]:
        return None
    return date(today.year, month, day)


def typed_instant(text: str, now: datetime, order: DateOrder) -> datetime | None:
    """The moment a text means: ``ieri 17:40``, ``-2h``, ``9:12``, ``5/3 14:00``."""
    plain = unaccented(text).strip()
    if plain in _NOW:
        return now
    ago = _AGO.fullmatch(plain)
    if ago:
        unit = timedelta(hours=1) if ago[2] == "h" else timedelta(minutes=1)
        return now - int(ago[1]) * unit
    whole = _clock(plain)
    if whole is not None:
        return datetime.combine(now.date(), whole)
    day, _space, clock = plain.rpartition(" ")
    if day:
        hour, when = _clock(clock), typed_date(day, now.date(), order)
        if hour is not None and when is not None:
            return datetime.combine(when, hour)
    moment = parse_instant(plain, order)
    if moment is not None:
        return moment
    when = typed_date(plain, now.date(), order)
    return datetime.combine(when, time()) if when else None


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    try:
        return time(int(match[1] or match[3]), int(match[2] or 0))
    except ValueError:
        return None


def typed_number(text: str, mark: DecimalMark) -> Decimal | None:
    """The number a text means, or ``None``."""
    thousands = _THOUSANDS.match(text.strip())
    if thousands:
        bare = parse_number(thousands[1].replace(".", ",", 1), DecimalMark.COMMA)
        return None if bare is None else bare * 1000
    return parse_number(text, mark)
