"""Billing periods as people write them: names, numbers of months, whole phrases."""

from __future__ import annotations

import re
from functools import lru_cache

from kpidesk.domain.billing import INTERVAL_MONTHS
from kpidesk.importing.header_text import normalised
from kpidesk.importing.synonyms import value_of

OTHER = "months"
"""How a period of any other number of months begins: ``months:36``."""

_NAMED = {months: name for name, months in INTERVAL_MONTHS.items() if months[1] == 1}
_STEMS = (
    ("one_off", r"\b(?:una tantum|one off|one time|unico|unica|avulso|pontual)\b"),
    (
        "months:6/13",
        r"\b(?:fortnight\w*|bi ?week\w*|every other week|quindicinal\w*|quinzena\w*)\b",
    ),
    ("weekly", r"\b(?:settiman\w*|seman\w*|week\w*)\b"),
    ("bimonthly", r"\b(?:bim|bimest\w*|bimens\w*)\b"),
    ("four_monthly", r"\bquadrim\w*\b"),
    ("quarterly", r"\b(?:trim|trimest\w*|quarter\w*)\b"),
    ("semiannual", r"\b(?:sem|semest\w*|semi ?ann?u\w*|half year\w*)\b"),
    ("biennial", r"\b(?:bienn\w*|bienal\w*)\b"),
    ("months:36", r"\b(?:trienn\w*|trienal\w*)\b"),
    ("annual", r"\b(?:ann|annu\w*|anual\w*|anuidade\w*|yearly|year|anno|ano|yr)\b"),
    ("monthly", r"\b(?:mens\w*|month\w*|mese|mes|mth|mo)\b"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _STEMS)
_COUNTED = re.compile(
    r"\b(\d{1,3})\s*(?:(mes[ie]s?|mes|months?|m)|(ann[oi]|anos?|years?|y)|"
    r"(settiman\w*|seman\w*|week\w*))\b"
)
_NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "un uno una um uma one",
            "due dois duas two",
            "tre tres three",
            "quattro quatro four",
            "cinque cinco five",
            "sei seis six",
        ),
        start=1,
    )
    for word in words.split()
}
_SPELLED = re.compile(rf"\b({'|'.join(_NUMBER_WORDS)})\b")
_ISO = re.compile(r"P(\d{1,3})([MY])", re.IGNORECASE)
"""ISO 8601: ``P1M``, ``P1Y``."""
_FRACTION = re.compile(r"(\d{1,5})/(\d{1,4})\s*(?:mes[ei]s?|months?)", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}")
_YEAR, _WEEKS = 12, (3, 13)


@lru_cache(maxsize=2048)
def billing_period(text: str) -> str | None:
    """The interval of a cell: a key of ``INTERVAL_MONTHS``, or ``months:36``."""
    known = value_of("billing_period", text)
    if known:
        return known
    fraction = _FRACTION.fullmatch(text.strip())
    if fraction:
        return f"{OTHER}:{fraction[1]}/{fraction[2]}"
    iso = _ISO.fullmatch(text.strip())
    if iso:
        return _of_months(int(iso[1]) * (_YEAR if iso[2] in "yY" else 1))
    plain = normalised(text)
    spelled = _SPELLED.sub(lambda word: str(_NUMBER_WORDS[word[1]]), plain)
    counted = _COUNTED.search(spelled)
    if counted:
        number = int(counted[1])
        if counted[4]:
            num, den = _WEEKS
            return "weekly" if number == 1 else f"{OTHER}:{number * num}/{den}"
        return _of_months(number * (_YEAR if counted[3] else 1))
    if _BARE.fullmatch(plain):
        return _of_months(int(plain))
    return stem_in(plain)


def _of_months(months: int) -> str | None:
    if months <= 0:
        return None
    return _NAMED.get((months, 1), f"{OTHER}:{months}")


def stem_in(plain: str) -> str | None:
    """The interval that a normalised phrase mentions, the more telling word first."""
    for name, pattern in _PATTERNS:
        if pattern.search(plain):
            return name
    return None


def months_of(period: str) -> tuple[str, tuple[int, int]]:
    """The stored interval of a period and its months as a fraction."""
    if period.startswith(OTHER):
        months, _slash, parts = period.partition(":")[2].partition("/")
        return OTHER, (int(months), int(parts or 1))
    return period, INTERVAL_MONTHS[period]
