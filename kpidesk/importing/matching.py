"""Which sheet is what, and which column is which field, with score and reason.

A header scores 1.0 when it is a known name of the field, else by how much it
resembles one (shared words, or 0.95 × the likeness of the letters); the column's data
then speak: +0.10 when nearly all values can be read as the field's type, −0.40 when
few can, +0.20 when they are known clients.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.column_values import ColumnValues, as_text
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import (
    CLIENT,
    CLIENT_OWN,
    LAYOUTS,
    ImportField,
    Layout,
    Parse,
)
from kpidesk.importing.synonyms import entity_of_sheet, header_synonyms
from kpidesk.importing.tables import Table

SURE = 0.90
ACCEPTED = 0.60
CLIENT_PREFIX = "client."
_LIKENESS = 0.8
_NEARLY_ALL, _MOST, _FEW = 0.9, 0.6, 0.5
_OWN_BONUS = 0.02
_TYPED = {
    Parse.DATE,
    Parse.INSTANT,
    Parse.NUMBER,
    Parse.MONEY,
    Parse.WHOLE,
    Parse.PERCENT,
    Parse.YES_NO,
    Parse.CHOICE,
    Parse.DURATION,
    Parse.CURRENCY,
    Parse.SCORE,
    Parse.MONTH,
}


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A column and the field it holds.

    Attributes:
        column: The column.
        field: The field; ``None`` = not imported.
        name: Name of the field in the mapping, with ``client.`` before a field of
            the client in another sheet.
        score: How sure the match is, 0…1 and a little more.
        reason: ``synonym``, ``similar``, ``profile`` or ``person``.
    """

    column: ColumnValues
    field: ImportField | None
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """A table, what it holds, and its columns' fields."""

    table: Table
    layout: Layout
    columns: tuple[ColumnMatch, ...]
    score: float
    language: str

    def column(self, name: str) -> ColumnMatch | None:
        """The column matched to a field."""
        for match in self.columns:
            if match.field is not None and match.name == name:
                return match
        return None


@cache
def _names(entity: str, field: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (synonym.text, synonym.language)
        for synonym in header_synonyms().get(entity, ())
        if synonym.field == field
    )


@cache
def header_score(entity: str, field: str, header: str) -> float:
    """How well a normalised header names a field, 0…1."""
    best = 0.0
    words = set(header.split())
    for text, _language in _names(entity, field):
        if text == header:
            return 1.0
        other = set(text.split())
        shared = len(words & other) / len(words | other) if words | other else 0.0
        best = max(best, shared if len(words & other) > 0 else 0.0)
        matcher = SequenceMatcher(None, header, text)
        if (
            matcher.real_quick_ratio() >= _LIKENESS
            and matcher.quick_ratio() >= _LIKENESS
        ):
            ratio = matcher.ratio()
            if ratio >= _LIKENESS:
                best = max(best, 0.95 * ratio)
    return best


def candidates(layout: Layout) -> list[tuple[str, str, ImportField]]:
    """Fields a column may hold: (mapping name, synonym entity, field)."""
    own = [(field.name, layout.entity, field) for field in layout.fields]
    names = {field.name for field in layout.fields}
    if layout.entity == "client" or "client" not in names:
        return own
    reference = [
        (CLIENT_PREFIX + field.name, "client", field)
        for field in CLIENT.fields
        if field.name in {"external_id", "tax_id", "name"}
    ]
    if layout.entity == "contract":
        reference += [
            (CLIENT_PREFIX + field.name, "client", field)
            for field in CLIENT_OWN
            if field.name != "tax_id"
        ]
    return own + reference


def _score(
    column: ColumnValues,
    candidate: tuple[str, str, ImportField],
    clients: ClientDirectory,
) -> float:
    name, entity, field = candidate
    header = normalised(column.header)
    score = header_score(entity, field.name, header)
    if name.startswith(CLIENT_PREFIX) and "client" not in header:
        # “Codice” or “Nome” alone names the record itself, not its client.
        if field.name in {"external_id", "name"}:
            score *= 0.6
        # A bare “E-mail” or “Città” beside a contract is the client's, at less ease.
        score -= _OWN_BONUS
    if score < ACCEPTED - 0.2:
        return 0.0
    return score + _data_speaks(column, field, clients)


def _data_speaks(
    column: ColumnValues, field: ImportField, clients: ClientDirectory
) -> float:
    share = column.share(field.parse, field.enum)
    if share is None:
        return 0.0
    adjusted = 0.0
    if field.parse in _TYPED:
        adjusted += 0.10 if share >= _NEARLY_ALL else (-0.40 if share < _FEW else 0.0)
    elif share < _FEW:
        adjusted -= 0.40
    if field.parse is Parse.CLIENT and clients.clients:
        sample = column.filled[:100]
        known = sum(1 for value in sample if clients.find(as_text(value)))
        if sample and known / len(sample) >= _MOST:
            adjusted += 0.20
    return adjusted


def match_columns(
    table: Table,
    layout: Layout,
    clients: ClientDirectory,
) -> tuple[ColumnMatch, ...]:
    """Give each column the field that fits best; each field to one column."""
    fields = candidates(layout)
    scored = [
        (_score(column, candidate, clients), -position, column, candidate)
        for position, column in enumerate(table.columns)
        for candidate in fields
    ]
    order = {candidate[0]: rank for rank, candidate in enumerate(fields)}
    scored = [item for item in scored if item[0] >= ACCEPTED]
    scored.sort(key=lambda item: (-item[0], order[item[3][0]], -item[1]))
    taken: dict[int, ColumnMatch] = {}
    used: set[str] = set()
    for score, _rank, column, (name, entity, field) in scored:
        if column.index in taken or name in used:
            continue
        exact = header_score(entity, field.name, normalised(column.header)) == 1.0
        reason = "synonym" if exact else "similar"
        taken[column.index] = ColumnMatch(column, field, name, score, reason)
        used.add(name)
    return tuple(
        taken.get(column.index, ColumnMatch(column, None, "", 0.0, ""))
        for column in table.columns
    )


def _is_complete(layout: Layout, names: set[str]) -> bool:
    referred = (
        names | {"client"}
        if any(name.startswith(CLIENT_PREFIX) for name in names)
        else names
    )
    return all(any(name in referred for name in group) for group in layout.either)


def match_table(
    table: Table, clients: ClientDirectory, entity: str | None = None
) -> Match | None:
    """Decide what a table holds; ``None`` when nothing fits.

    Args:
        table: The table.
        clients: Known clients, whose names tell a client column.
        entity: What a person says it is; otherwise all kinds are tried.
    """
    hinted = entity_of_sheet(table.sheet.name)
    best: Match | None = None
    for layout in LAYOUTS:
        if entity is not None and layout.entity != entity:
            continue
        columns = match_columns(table, layout, clients)
        names = {column.name for column in columns if column.field is not None}
        if entity is None and not _is_complete(layout, names):
            continue
        own = sum(
            min(column.score, 1.1) for column in columns if column.field is not None
        )
        missed = sum(1 for column in columns if column.field is None)
        score = own - 0.4 * missed + (1.5 if layout.entity == hinted else 0.0)
        if best is None or score > best.score:
            best = Match(table, layout, columns, score, _language(columns, layout))
    return best


def _language(columns: tuple[ColumnMatch, ...], layout: Layout) -> str:
    """The language most headers are written in: ``it``, ``pt`` or ``en``."""
    votes = {"it": 0, "pt": 0, "en": 0}
    for match in columns:
        if match.field is None:
            continue
        entity = layout.entity
        if match.name.startswith(CLIENT_PREFIX):
            entity = "client"
        header = normalised(match.column.header)
        spoken = {
            language[:2]
            for text, language in _names(entity, match.field.name)
            if text == header
        }
        # A word that several languages share says nothing.
        if len(spoken) == 1:
            votes[spoken.pop()] += 1
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] else "en"
