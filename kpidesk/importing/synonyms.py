"""What headers and values are called, in every language: the synonym tables."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from kpidesk import paths
from kpidesk.importing.header_text import normalised


@dataclass(frozen=True, slots=True)
class HeaderSynonym:
    """One name that a field goes by in a language (``pt`` = both Portuguese)."""

    entity: str
    field: str
    language: str
    text: str


@cache
def header_synonyms() -> dict[str, tuple[HeaderSynonym, ...]]:
    """Fields by the normalised name that people give them, per entity."""
    found: dict[str, dict[HeaderSynonym, None]] = defaultdict(dict)
    path = paths.resources() / "synonyms" / "headers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            synonym = HeaderSynonym(
                row["entity"], row["field"], row["lang"], normalised(row["synonym"])
            )
            found[row["entity"]][synonym] = None
    return {entity: tuple(synonyms) for entity, synonyms in found.items()}


@cache
def value_synonyms(enum: str) -> dict[str, str]:
    """Values of an enumeration by the normalised text that people write."""
    found: dict[str, str] = {}
    path = paths.resources() / "synonyms" / "values.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["enum"] == enum:
                key = normalised(row["synonym"]) or row["synonym"].strip().casefold()
                found.setdefault(key, row["value"])
    return found


@lru_cache(maxsize=8192)
def value_of(enum: str, text: str) -> str | None:
    """The value that *text* stands for, if it is known."""
    known = value_synonyms(enum)
    plain = normalised(text)
    return known.get(plain) or known.get(text.strip().casefold())


@cache
def sheet_names() -> tuple[tuple[str, str], ...]:
    """Normalised words of sheet names with the entity they hint at, longest first."""
    path = paths.resources() / "synonyms" / "sheets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (normalised(row["synonym"]), row["entity"]) for row in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def entity_of_sheet(name: str) -> str | None:
    """The entity that a sheet's name hints at."""
    words = f" {normalised(name)} "
    for text, entity in sheet_names():
        if f" {text} " in words:
            return entity
    return None


def is_empty_marker(text: str) -> bool:
    """The cell says that there is nothing: ``n.d.``, ``-``, ``s/ info``."""
    known = _marked.get(text)
    if known is None:
        # Numbers, dates and codes end in a figure, which no marker does.
        if text[-1:].isdigit() or len(text) > _longest_empty_marker():
            return False
        known = _marks_emptiness(text)
        if len(_marked) < _REMEMBERED:
            _marked[text] = known
    return known


_REMEMBERED = 8192
_marked: dict[str, bool] = {}
"""Which short texts say that there is nothing: columns repeat the same few."""


def _marks_emptiness(text: str) -> bool:
    bare = text.strip()
    known = value_synonyms("empty")
    return not bare or bare.casefold() in known or normalised(bare) in known


@cache
def _longest_empty_marker() -> int:
    # Accents and punctuation may make a marker longer than its normalised form.
    return max(len(text) for text in value_synonyms("empty")) + 4
