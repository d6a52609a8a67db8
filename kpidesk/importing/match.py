"""What a table was taken for: its columns and the fields that they hold."""

from __future__ import annotations

from dataclasses import dataclass

from kpidesk.importing.column_values import ColumnValues
from kpidesk.importing.header_likeness import header_score
from kpidesk.importing.layouts import CONTRACT, ImportField, Layout
from kpidesk.importing.tables import Table

SURE = 0.90
"""A match from this score on needs no check by a person."""
ACCEPTED = 0.60
"""A column whose best match is below stays out of the import."""


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A column and the field it holds.

    Attributes:
        column: The column.
        field: The field; ``None`` = not imported.
        name: Name of the field in the mapping, with ``client.`` before a field of
            the client in another sheet.
        score: How sure the match is, 0…1 and a little more.
        reason: ``synonym``, ``similar``, ``question``, ``values``, ``month``,
            ``export``, ``profile`` or ``person``.
    """

    column: ColumnValues
    field: ImportField | None
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """A table, what it holds, and its columns' fields.

    Attributes:
        table: The table.
        layout: Kind of its rows.
        columns: All its columns, those that are not imported too.
        score: How well it fits the kind, to compare kinds.
        language: Language of most headers: ``it``, ``pt`` or ``en``.
        export: Name of the program whose export it is, when known.
    """

    table: Table
    layout: Layout
    columns: tuple[ColumnMatch, ...]
    score: float
    language: str
    export: str = ""

    def column(self, name: str) -> ColumnMatch | None:
        """The column matched to a field."""
        for match in self.columns:
            if match.field is not None and match.name == name:
                return match
        return None


def starts_as_client(match: Match) -> bool:
    """The table lists clients and what they pay, from the day they are clients.

    Its "start" is a column like "Client since", and no column numbers contracts.
    """
    start = match.column("start_date")
    if match.layout is not CONTRACT or start is None or match.column("external_id"):
        return False
    since = header_score("client", "client_since", start.column.header)
    begun = header_score(CONTRACT.entity, "start_date", start.column.header)
    return since >= SURE > begun
