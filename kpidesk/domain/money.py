"""Money: integer minor units in storage, major units in readings."""

from __future__ import annotations

_MINOR_DIGITS = {"JPY": 0, "CLP": 0, "KRW": 0, "TND": 3, "KWD": 3}


def minor_digits(currency: str) -> int:
    """How many decimal digits a currency's minor unit has (2 for most)."""
    return _MINOR_DIGITS.get(currency.upper(), 2)


def minor_per_major(currency: str) -> int:
    """How many minor units make one major unit: 100 cents, 1 yen."""
    return int(10 ** minor_digits(currency))
