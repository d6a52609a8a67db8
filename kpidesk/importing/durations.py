"""Spans of time as people and programs write them."""

from __future__ import annotations

import re
from decimal import Decimal

_DAY, _HOUR, _MINUTE = 86_400, 3600, 60
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_GAP = r"[\s,]*(?:and|e)?\s*"
_SPOKEN = re.compile(
    rf"(?:{_NUMBER}\s*(?:d|g|gg|giorni|giorno|dias?|days?)\b)?{_GAP}"
    rf"(?:{_NUMBER}\s*(?:h|hrs?|ore|ora|horas?|hours?)(?![a-z]))?{_GAP}"
    rf"(?:{_NUMBER}\s*(?:m|min|mins|minuti|minuto|minutos?|minutes?|['’′])(?![a-z]))?{_GAP}"
    rf"(?:{_NUMBER}\s*(?:s|sec|secs|secondi|segundos?|seconds?)\b)?"
)
_HOUR_AND_MINUTES = re.compile(r"()(\d+)\s*h\s*(\d{1,2})()")
"""``1h30``, whose minutes go without a unit."""
_CLOCK = re.compile(
    r"(?:(?P<d>\d+)\s*(?:\.|d|g|gg|giorni|giorno|dias?|days?,?)\s*)?"
    r"(?P<h>\d+):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
)
"""``26:30``, ``1:05:00``, ``2 days 03:04:05``, ``1.02:03:04``."""
_ISO = re.compile(
    r"p(?:(\d+(?:\.\d+)?)d)?(?:t(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?"
    r"(?:(\d+(?:\.\d+)?)s)?)?"
)
"""ISO 8601: ``PT2H30M``."""
_SECONDS = (_DAY, _HOUR, _MINUTE, 1)


def duration_in(text: str) -> int | None:
    """The seconds that a text names with its units; ``None`` for a bare number."""
    plain = text.strip().casefold()
    clock = _CLOCK.fullmatch(plain)
    if clock is not None:
        parts = (clock["d"], clock["h"], clock["m"], clock["s"])
        return _seconds(parts)
    for pattern in (_ISO, _SPOKEN, _HOUR_AND_MINUTES):
        spoken = pattern.fullmatch(plain)
        if spoken is not None and any(spoken.groups()):
            return _seconds(spoken.groups())
    return None


def _seconds(parts: tuple[str | None, ...]) -> int:
    total = Decimal(0)
    for part, seconds in zip(parts, _SECONDS, strict=True):
        if part:
            total += Decimal(part.replace(",", ".")) * seconds
    return round(total)
