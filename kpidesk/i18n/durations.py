"""Durations as text: hours in two units, and days and months with their nouns.

``Durations`` is a part of ``kpidesk.i18n.formats.Formats``; code elsewhere asks for
that one.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import SupportsFloat

from kpidesk.i18n.conventions import NBSP
from kpidesk.i18n.figures import Figures, exact, rounded_to, sign_of

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Durations(Figures):
    """Writes durations; the fields are described in ``Formats``."""

    def hours(self, x: SupportsFloat | None, *, hours_per_day: float = 24.0) -> str:
        """Write a duration in two units: ``48 min``, ``1 h 48 min``, ``3 g 4 h``.

        Args:
            x: The duration in hours.
            hours_per_day: The length of a day; support hours make shorter days.
        """
        value = exact(x)
        if value is None:
            return self.undefined()
        sign = sign_of(value, signed=False)
        if not value:
            return self._part(0, self._words.minute)
        if abs(value) * _MINUTES < 1:
            return f"<{NBSP}{self._part(1, self._words.minute)}"
        minutes = int(rounded_to(abs(value) * _MINUTES, 0))
        if minutes < hours_per_day * _MINUTES:
            whole, rest = divmod(minutes, _MINUTES)
            units = (self._words.hour, self._words.minute)
        else:
            whole, rest = _days_and_hours(float(abs(value)), hours_per_day)
            units = (self._words.short_day, self._words.hour)
        pairs = zip((whole, rest), units, strict=True)
        return sign + " ".join(self._part(n, unit) for n, unit in pairs if n)

    def clock(self, x: SupportsFloat | None) -> str:
        """Write a duration of hours as hours and minutes: ``76:05``."""
        value = exact(x)
        if value is None:
            return self.undefined()
        whole, rest = divmod(int(rounded_to(abs(value) * _MINUTES, 0)), _MINUTES)
        return (
            f"{sign_of(value, signed=False)}{self._digits(Decimal(whole), 0)}:{rest:02}"
        )

    def days(self, x: SupportsFloat | None) -> str:
        """Write a number of days with its noun: ``9 giorni``, ``1 dia``."""
        return self._counted(x, self._words.day)

    def months(self, x: SupportsFloat | None) -> str:
        """Write a number of months with its noun: ``7,5 mesi``."""
        return self._counted(x, self._words.month)

    def _counted(self, x: SupportsFloat | None, noun: tuple[str, str]) -> str:
        value = exact(x)
        if value is None:
            return self.undefined()
        rounded = rounded_to(value, 1)
        whole = rounded == int(rounded)
        text = self._figure(rounded, 0 if whole else 1, signed=False)
        return f"{text}{NBSP}{noun[0] if abs(rounded) == 1 else noun[1]}"

    def _part(self, n: int, unit: str) -> str:
        return f"{self._digits(Decimal(n), 0)}{NBSP}{unit}"


def _days_and_hours(hours: float, hours_per_day: float) -> tuple[int, int]:
    """Split a duration into whole days and hours, carrying what rounds to a day."""
    days = int(hours // hours_per_day)
    rest = round(hours - days * hours_per_day)
    return (days + 1, 0) if rest >= hours_per_day else (days, rest)
