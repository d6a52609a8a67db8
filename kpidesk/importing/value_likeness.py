"""Values of a list written a little differently: another gender, more words around."""

from __future__ import annotations

import re
from functools import cache

from kpidesk.importing.header_text import normalised
from kpidesk.importing.synonyms import value_of, value_synonyms

_NOT = frozenset(["not", "non", "no", "nao", "never", "sem", "senza", "mai", "nunca"])
_ENDING = re.compile(r"(?:[aeo]s?|i)$")
_FEWEST_LETTERS, _MOST_WORDS = 4, 6


def known_value(enum: str, text: str) -> str | None:
    """The value that a text stands for, letter by letter or nearly so."""
    return value_of(enum, text) or value_like(enum, text)


@cache
def value_like(enum: str, text: str) -> str | None:
    """The value whose words a text holds: ``ativa``, ``Closed - Converted``.

    The longest phrase counts. A "not" before it says that it is something else.
    """
    words = normalised(text).split()
    if len(words) > _MOST_WORDS:
        return None
    stems, known = [_stem(word) for word in words], _phrases(enum)
    for length in range(len(stems), 0, -1):
        for start in range(len(stems) - length + 1):
            value = known.get(tuple(stems[start : start + length]))
            if value is not None:
                return None if _NOT.intersection(words[:start]) else value
    return None


@cache
def _phrases(enum: str) -> dict[tuple[str, ...], str]:
    """The phrases of a list by their stems; short single words tell too little."""
    found: dict[tuple[str, ...], str] = {}
    for text, value in value_synonyms(enum).items():
        stems = tuple(_stem(word) for word in normalised(text).split())
        if stems and (len(stems) > 1 or len(stems[0]) >= _FEWEST_LETTERS):
            found.setdefault(stems, value)
    return found


def _stem(word: str) -> str:
    """A word without the ending that tells gender and number."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _FEWEST_LETTERS else word
