"""Figures as text: numbers, money, percentages, scores.

``Figures`` is a part of ``kpidesk.i18n.formats.Formats``; code elsewhere asks for
that one.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import SupportsFloat

from kpidesk.i18n.conventions import (
    MINUS,
    NBSP,
    WORDS,
    Conventions,
    Words,
    conventions,
    currency_symbol,
)
from kpidesk.i18n.languages import find_language

_HUNDRED = 100
_THOUSAND = 1000
_MILLION = 1_000_000
# Below this many thousands one decimal is shown: 1,5 mila but 84 mila.
_FEW_THOUSANDS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes figures in a language, with the signs of a region.

    Fields are described in ``Formats``. Where ``decimals`` is None, a method follows
    the rule of the cards; tables that want all figures of a column alike give a
    number. ``signed`` puts + before what is more than zero.
    """

    language: str
    region: str | None = None
    currency: str = "EUR"
    on_paper: bool = False

    # Numbers

    def undefined(self) -> str:
        """Return the sign for a figure that does not exist."""
        return self._words.undefined if self.on_paper else "—"

    def number(
        self,
        x: SupportsFloat | None,
        decimals: int | None = None,
        *,
        signed: bool = False,
    ) -> str:
        """Write a grouped number: ``1.234,5``. None: up to two decimals, no zeros.

        ``signed`` puts + before what is more than zero, here and below.
        """
        value = exact(x)
        if value is None:
            return self.undefined()
        return self._figure(value, decimals, signed=signed)

    def count(self, n: SupportsFloat | None, *, signed: bool = False) -> str:
        """Write a number of things: ``1.284``."""
        return self.number(n, 0, signed=signed)

    def compact(self, x: SupportsFloat | None) -> str:
        """Write a large number for an axis: ``84 mila``, ``1,2 Mln``."""
        value = exact(x)
        if value is None:
            return self.undefined()
        digits, word = self._compacted(value, million_decimals=1)
        return f"{sign_of(value, signed=False)}{digits}{word}"

    def score(
        self, x: SupportsFloat | None, decimals: int = 0, *, signed: bool = True
    ) -> str:
        """Write an NPS-like score, which has a sign and no percent: ``+38``."""
        return self.number(x, decimals, signed=signed)

    def ratio(self, x: SupportsFloat | None, decimals: int = 1) -> str:
        """Write how many times: ``3,4×``."""
        return self._suffixed(x, decimals, "×", signed=False)

    def percent(
        self,
        x: SupportsFloat | None,
        decimals: int | None = None,
        *,
        signed: bool = False,
    ) -> str:
        """Write a percentage (16.6667 is ``16,7%``), without a space.

        None: one decimal, none from 100 up, two below 1.
        """
        value = exact(x)
        chosen = decimals
        if chosen is None and value is not None:
            chosen = _percent_decimals(value)
        return self._suffixed(value, chosen, "%", signed=signed)

    def points(
        self, x: SupportsFloat | None, decimals: int = 1, *, signed: bool = True
    ) -> str:
        """Write a difference between percentages: ``+1,5 p.p.``; zero is bare."""
        unit = f"{NBSP}{self._words.percentage_points}"
        value = exact(x)
        if value is not None and not rounded_to(value, decimals):
            return f"0{unit}"
        return self._suffixed(value, decimals, unit, signed=signed)

    # Money, in major units

    def money(
        self,
        x: SupportsFloat | None,
        decimals: int | None = None,
        *,
        currency: str | None = None,
        signed: bool = False,
    ) -> str:
        """Write an amount: ``84.250 €``, ``R$ 12,50``.

        None: no decimals from 100 up, two below.
        """
        value = exact(x)
        if value is None:
            return self.undefined()
        if decimals is None:
            decimals = 0 if abs(rounded_to(value, 2)) >= _HUNDRED or not value else 2
        value = rounded_to(value, decimals)
        digits = self._digits(value, decimals)
        return sign_of(value, signed=signed) + self._priced(digits, currency)

    def money_card(self, x: SupportsFloat | None, currency: str | None = None) -> str:
        """Write an amount for a card: as ``money``, compact from a million up."""
        value = exact(x)
        if value is None or abs(value) < _MILLION:
            return self.money(value, currency=currency)
        return self.money_compact(value, currency)

    def money_compact(
        self, x: SupportsFloat | None, currency: str | None = None
    ) -> str:
        """Write an amount for an axis: ``84 mila €``, ``R$ 1,24 mi``."""
        value = exact(x)
        if value is None or abs(value) < _THOUSAND:
            return self.money(value, currency=currency)
        digits, word = self._compacted(value, million_decimals=2)
        sign = sign_of(value, signed=False)
        return sign + self._priced(f"{digits}{word}", currency)

    def currency_symbol(self, currency: str | None = None) -> str:
        """Return the sign of a currency: ``€``, ``R$``."""
        return currency_symbol(currency or self.currency, self._region, self.language)

    def csv_number(self, x: SupportsFloat | None, decimals: int | None = None) -> str:
        """Write a number for a spreadsheet to read: no groups, plain minus.

        Undefined is empty. None for ``decimals``: as many as the number has.
        """
        value = exact(x)
        if value is None:
            return ""
        rounded = value if decimals is None else rounded_to(value, decimals)
        text = f"{rounded:f}"
        if decimals is None and "." in text:
            text = text.rstrip("0").rstrip(".")
        return ("0" if text == "-0" else text).replace(".", self._conventions.decimal)

    # How it is done

    def _figure(self, value: Decimal, decimals: int | None, *, signed: bool) -> str:
        rounded = rounded_to(value, 2 if decimals is None else decimals)
        digits = self._digits(rounded, decimals)
        return f"{sign_of(rounded, signed=signed)}{digits}"

    def _digits(self, rounded: Decimal, decimals: int | None) -> str:
        """Group the digits of a rounded number, without its sign."""
        text = f"{abs(rounded):,.{2 if decimals is None else decimals}f}"
        if decimals is None:
            text = text.rstrip("0").rstrip(".")
        used = self._conventions
        return text.translate({ord(","): used.group, ord("."): used.decimal})

    def _suffixed(
        self, x: SupportsFloat | None, decimals: int | None, unit: str, *, signed: bool
    ) -> str:
        value = exact(x)
        if value is None:
            return self.undefined()
        return f"{self._figure(value, decimals, signed=signed)}{unit}"

    def _compacted(self, value: Decimal, million_decimals: int) -> tuple[str, str]:
        """Return the digits and the word of a large number, without its sign."""
        size = abs(value)
        if size < _THOUSAND:
            return self._digits(rounded_to(size, 2), None), ""
        # Rounding first: 999,960 must become 1 million, not 1000 thousand.
        if rounded_to(size / _THOUSAND, 0) < _THOUSAND:
            power, decimals = 1, 1 if size < _FEW_THOUSANDS * _THOUSAND else 0
        elif rounded_to(size / _MILLION, million_decimals) < _THOUSAND:
            power, decimals = 2, million_decimals
        else:
            power, decimals = 3, million_decimals
        rounded = rounded_to(size / _THOUSAND**power, decimals)
        return self._digits(rounded, None), self._words.compact[power - 1]

    def _priced(self, digits: str, currency: str | None) -> str:
        symbol = self.currency_symbol(currency)
        return self._conventions.currency_pattern.format(symbol=symbol, digits=digits)

    @property
    def _region(self) -> str:
        return self.region or find_language(self.language).region

    @property
    def _words(self) -> Words:
        return WORDS[self.language]

    @property
    def _conventions(self) -> Conventions:
        return conventions(self._region, self.language)


def exact(x: SupportsFloat | None) -> Decimal | None:
    """Return a figure as people would read it, None where there is none.

    Going through the shortest text of a float keeps 2.675 from turning into 2.67.
    """
    if x is None:
        return None
    value = x if isinstance(x, Decimal) else Decimal(repr(float(x)))
    return value if value.is_finite() else None


def rounded_to(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as on invoices; never gives a negative zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def sign_of(rounded: Decimal, *, signed: bool) -> str:
    """Return the minus of a figure, or + where it is asked for and more than zero."""
    if rounded < 0:
        return MINUS
    return "+" if signed and rounded > 0 else ""


def _percent_decimals(value: Decimal) -> int:
    size = abs(value)
    if rounded_to(size, 1) >= _HUNDRED or not size:
        return 0
    return 1 if rounded_to(size, 2) >= 1 else 2
