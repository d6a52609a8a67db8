"""What a person decided about a table: what it is, and what its columns hold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.header_text import normalised
from kpidesk.importing.match import ColumnMatch, Match
from kpidesk.importing.matching import candidates
from kpidesk.importing.table_kinds import match_table
from kpidesk.importing.tables import Table

LEFT_OUT = ""
"""The field of a column, or the kind of a table, that is not imported."""


@dataclass(frozen=True, slots=True)
class TableChoice:
    """Kind of a table and fields of its columns, as far as a person said.

    Attributes:
        entity: Kind of the table; ``None`` = let it be recognised, empty = leave out.
        columns: Field by normalised header; empty = leave the column out.
        identity: Field by which its records are recognised; empty = as usual.
    """

    entity: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    identity: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The choice as JSON."""
        content: dict[str, Any] = {
            "entity": self.entity,
            "columns": dict(self.columns),
        }
        return content | ({"identity": self.identity} if self.identity else {})

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> TableChoice:
        """A choice read from JSON."""
        return cls(
            content.get("entity"),
            dict(content.get("columns", {})),
            str(content.get("identity", "")),
        )


def fingerprint(headers: Sequence[str]) -> str:
    """What tables with the same headers have in common, whatever their order."""
    words = "\n".join(sorted(normalised(header) for header in headers))
    return hashlib.sha256(words.encode()).hexdigest()


def sheet_key(file: int, sheet: str) -> str:
    """The name of a sheet within one import."""
    return f"{file}:{sheet}"


def table_key(file: int, table: Table) -> str:
    """The name of a table within one import."""
    first = table.columns[0].index if table.columns else 0
    return f"{sheet_key(file, table.sheet.name)}:{table.header_row + 1}:{first}"


def match_as_chosen(
    table: Table, clients: ClientDirectory, choice: TableChoice, reason: str
) -> Match | None:
    """Recognise a table, then put a person's decisions in the place of guesses.

    A field that a person gives to one column is taken from any other.
    """
    if choice.entity == LEFT_OUT:
        return None
    match = match_table(table, clients, choice.entity)
    if match is None:
        return None
    known = {name: field for name, _entity, field in candidates(match.layout)}
    given = {
        column.column.index: choice.columns[normalised(column.column.header)]
        for column in match.columns
        if normalised(column.column.header) in choice.columns
    }
    taken = set(given.values())
    columns = []
    for column in match.columns:
        name = given.get(column.column.index)
        if name is None:
            stolen = column.field is not None and column.name in taken
            columns.append(_left_out(column) if stolen else column)
        elif name in known:
            columns.append(ColumnMatch(column.column, known[name], name, 1.0, reason))
        else:
            columns.append(_left_out(column))
    return replace(match, columns=tuple(columns))


def _left_out(column: ColumnMatch) -> ColumnMatch:
    return ColumnMatch(column.column, None, "", 0.0, "person")
