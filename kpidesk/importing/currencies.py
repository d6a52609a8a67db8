"""Which currency the amounts of a file are in."""

from __future__ import annotations

from collections.abc import Iterable

from kpidesk.importing.column_values import as_text
from kpidesk.importing.layouts import Parse
from kpidesk.importing.match import Match
from kpidesk.importing.numbers import DOLLAR_SIGN, currency_in
from kpidesk.importing.synonyms import value_of

_DOLLARS = {"USD", "BRL"}
"""Currencies whose sign may be written as a bare ``$``."""


def currency_of_sign(said: str, own: str) -> str:
    """The currency of an amount; a bare ``$`` is the company's own where it can be."""
    if said != DOLLAR_SIGN:
        return said
    return own if own in _DOLLARS else "USD"


def currencies_in(matches: Iterable[Match], own: str) -> set[str]:
    """Every currency that headers, amounts and currency columns name."""
    found: set[str] = set()
    for match in matches:
        for column in match.columns:
            parse = column.field.parse if column.field else None
            if parse is Parse.MONEY:
                texts = {column.column.header, *column.column.texts}
                found |= {currency_of_sign(currency_in(text), own) for text in texts}
            elif parse is Parse.CURRENCY and match.layout.entity != "exchange_rate":
                said = {as_text(value) for value in column.column.filled}
                found |= {value_of("currency", text) or "" for text in said}
    return found - {""}
