"""Numbers as people write them, and which decimal mark a column uses.

The column decides, not the cell: ``1.234`` is 1234 or 1.234 depending on the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from kpidesk.importing.priced_text import split_period


class DecimalMark(StrEnum):
    """The sign before the decimals."""

    COMMA = "comma"
    POINT = "point"


_SIGN = {DecimalMark.COMMA: ",", DecimalMark.POINT: "."}
_OTHER = {DecimalMark.COMMA: DecimalMark.POINT, DecimalMark.POINT: DecimalMark.COMMA}
_CURRENCY = re.compile(r"(?i)r\$|us\$|€|\$|£|\b(?:eur|euro|brl|usd|gbp)\b")
DOLLAR_SIGN = "$"
"""A dollar sign alone: dollars, or reais as some in Brazil write them."""
_CURRENCY_CODES = (
    (re.compile(r"(?i)r\$|\b(?:brl|rea(?:l|is))\b"), "BRL"),
    (re.compile(r"(?i)us\$|\busd\b"), "USD"),
    (re.compile(r"\$"), DOLLAR_SIGN),
    (re.compile(r"(?i)€|\b(?:eur|euros?)\b"), "EUR"),
    (re.compile(r"(?i)£|\bgbp\b"), "GBP"),
)
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]")
_FIGURE = re.compile(r"\d[\d.,]*|[.,]\d+")
# Looked at first, because most texts are no numbers and this costs little.
_MAY_BE_NUMBER = re.compile(
    r"(?i)\s*(?:[-+−–(]\s*)?(?:r\$|us\$|eur|brl|usd|gbp|[€$£.,\d])"
)
_GROUP = 3
_NUMBER_ENDS = frozenset("0123456789")
"""Where a text ends so and is no number, it names no period either: dates do."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number's text without currency, spaces, sign and percent."""

    digits: str
    negative: bool
    percent: bool


def token_of(text: str) -> Token | None:
    """Take a text apart; ``None`` when it is no number.

    An amount may name its period: ``49 €/mese``.
    """
    if not _MAY_BE_NUMBER.match(text):
        return None
    token = _bare_token(text)
    if token is None and text[-1:] not in _NUMBER_ENDS:
        amount, _interval = split_period(text)
        token = _bare_token(amount)
    return token


def _bare_token(text: str) -> Token | None:
    bare = _SPACES.sub("", _CURRENCY.sub("", text.strip()))
    percent = bare.endswith("%")
    bare = bare.removesuffix("%")
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1], True
    for minus in "-−–":
        if bare.startswith(minus) or bare.endswith(minus):
            bare, negative = bare.strip(minus), True
    bare = bare.removeprefix("+")
    return Token(bare, negative, percent) if _FIGURE.fullmatch(bare) else None


def currency_in(text: str) -> str:
    """The currency that a text names: its code, a bare ``$``, or empty."""
    for pattern, code in _CURRENCY_CODES:
        if pattern.search(text):
            return code
    return ""


def proves(digits: str) -> DecimalMark | None:
    """The decimal mark that a number by itself can only have, if it shows."""
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        last = max(digits.rfind(","), digits.rfind("."))
        return DecimalMark.COMMA if digits[last] == "," else DecimalMark.POINT
    if commas > 1:
        return DecimalMark.POINT
    if points > 1:
        return DecimalMark.COMMA
    if not commas and not points:
        return None
    mark = DecimalMark.COMMA if commas else DecimalMark.POINT
    whole, _, decimals = digits.partition(_SIGN[mark])
    grouped = len(decimals) == _GROUP and 0 < len(whole) <= _GROUP and whole[0] != "0"
    return None if grouped else mark


def is_ambiguous(digits: str) -> bool:
    """The number reads differently with either mark: ``1.234``."""
    return ("," in digits or "." in digits) and proves(digits) is None


def decide_mark(texts: Iterable[str]) -> DecimalMark | None:
    """The mark that the column's numbers prove, by majority; ``None`` if none does."""
    votes = {DecimalMark.COMMA: 0, DecimalMark.POINT: 0}
    for text in texts:
        token = token_of(text)
        mark = proves(token.digits) if token else None
        if mark:
            votes[mark] += 1
    if votes[DecimalMark.COMMA] == votes[DecimalMark.POINT]:
        return None
    return max(votes, key=lambda mark: votes[mark])


def parse_number(text: str, mark: DecimalMark | None) -> Decimal | None:
    """The number a text stands for; ``None`` when it is none or cannot be decided.

    A number that shows its own mark is read by it; others by the column's.
    """
    token = token_of(text)
    if token is None:
        return None
    own = proves(token.digits)
    used = own or mark
    if used is None:
        if is_ambiguous(token.digits):
            return None
        used = DecimalMark.POINT
    plain = token.digits.replace(_SIGN[_OTHER[used]], "")
    if not _well_grouped(token.digits, used):
        return None
    try:
        value = Decimal(plain.replace(_SIGN[used], "."))
    except InvalidOperation:
        return None
    return -value if token.negative else value


def _well_grouped(digits: str, mark: DecimalMark) -> bool:
    """Group marks stand before every three digits; 1.23.456 is a typing error."""
    whole, _, decimals = digits.partition(_SIGN[mark])
    group = _SIGN[_OTHER[mark]]
    if group in decimals:
        return False
    first, *rest = whole.split(group)
    return all(len(part) == _GROUP for part in rest) and (
        not rest or 0 < len(first) <= _GROUP
    )
