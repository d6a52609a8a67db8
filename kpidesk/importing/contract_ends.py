"""Is the end of a contract its last day, or the first day without service?

The header says it where it can ("fino al", "ultimo giorno", "first day without
service"). Where it only says "end", the dates themselves speak: ends on the last day of
a month or on the eve of an anniversary are last days; ends on the first of a month or
on an anniversary are first days without. A client's next contract tells most: it starts
on the day after the last one, or on the first day without. When nothing speaks, the
date is the first day without service, as the definitions store it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from kpidesk.domain.period import add_months
from kpidesk.importing.header_text import normalised, spaced, unaccented

_INCLUSIVE = re.compile(
    r"\b(?:fino al?|sino al?|ultimo|ultima|last day|through|until|inclus\w*|compres\w*|"
    r"ate|vigente ate|valido ate|al|to)\b"
)
_EXCLUSIVE = re.compile(
    r"\b(?:first day without|primo giorno senza|primeiro dia sem|dal|from|desde|"
    r"a partir|esclus\w*|exclus\w*)\b"
)
_MOST = 0.5
Span = tuple[str | None, dt.date, dt.date | None]
"""Client, first day and end of a contract."""
_ONE_DAY = dt.timedelta(days=1)


def says_inclusive(header: str) -> bool | None:
    """What the header says: last day of service, first day without, or nothing."""
    words = unaccented(normalised(spaced(header)))
    if _EXCLUSIVE.search(words):
        return False
    if _INCLUSIVE.search(words):
        return True
    return None


def look_inclusive(spans: Sequence[Span]) -> bool:
    """Whether the ends look like last days of service, judged with their starts."""
    ended = [(client, start, end) for client, start, end in spans if end is not None]
    starts = {(client, start) for client, start, _end in spans if client}
    following = sum((client, end + _ONE_DAY) in starts for client, _, end in ended)
    at_once = sum(
        (client, end) in starts for client, start, end in ended if end > start
    )
    if following != at_once:
        return following > at_once
    last_days = first_days = told = 0
    for _client, start, end in ended:
        told += 1
        after = end + _ONE_DAY
        if after.day == 1 or _is_anniversary(start, after):
            last_days += 1
        elif end.day == 1 or _is_anniversary(start, end):
            first_days += 1
    # A few coincidences among ends on any day of the month prove nothing.
    return last_days > first_days and last_days >= _MOST * told


def _is_anniversary(start: dt.date, day: dt.date) -> bool:
    months = (day.year - start.year) * 12 + day.month - start.month
    return months > 0 and add_months(start, months) == day
