"""What an import would do: records to add and change, rows and why not.

Nothing here touches the company file. Records not saved yet have negative ids, in
references too; committing replaces them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kpidesk.domain.records import Record, Value
from kpidesk.importing.issues import Issue, Severity
from kpidesk.importing.match import Match
from kpidesk.importing.reading.model import SheetData
from kpidesk.importing.scope import NotAddedError
from kpidesk.importing.tables import Table


class Outcome(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One data row and what becomes of it.

    Attributes:
        row: Row number as the spreadsheet shows it.
        outcome: What becomes of it.
        changes: Per changed field, the value before and after.
    """

    row: int
    outcome: Outcome
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)


@dataclass(slots=True)
class SheetPlan:
    """One table of a sheet, and what becomes of each of its rows.

    Attributes:
        file: Name of the file.
        sheet: Name of the sheet.
        match: What the table is; ``None`` when it was not recognised.
        rows: Every data row.
        ignored: Rows that are left out, by why: blank, title, total, hidden, new.
        issues: What is wrong or worth knowing.
        created_clients: Names of clients that the import creates for its rows.
        read: Rows of the table, its header apart.
        key: Name of the table within the import.
        table: The table itself; ``None`` for a sheet without one.
        decided: A person said what the table is, now or at an earlier import.
        profile: The match follows what was decided for these headers before.
        identity: Field by which its records are recognised; empty = as usual.
        source: The sheet as it was read.
        file_number: Position of the file in the import.
    """

    file: str
    sheet: str
    match: Match | None
    rows: list[PlannedRow] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)
    created_clients: list[str] = field(default_factory=list)
    read: int = 0
    key: str = ""
    table: Table | None = None
    decided: bool = False
    profile: bool = False
    identity: str = ""
    source: SheetData | None = None
    file_number: int = 0
    _counts: Counter[Outcome] = field(default_factory=Counter)

    def count(self, outcome: Outcome) -> int:
        """How many rows have an outcome."""
        if self._counts.total() != len(self.rows):
            self._counts = Counter(row.outcome for row in self.rows)
        return self._counts[outcome]


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """An import that the very same file came in with.

    Attributes:
        file: Name of the file now.
        batch: Number of the import.
        imported_at: When, as ISO text.
    """

    file: str
    batch: int
    imported_at: str


@dataclass(slots=True)
class ImportPlan:
    """Everything that an import would do.

    Attributes:
        sheets: One plan per table, in the order of files and sheets.
        adds: Per kind, new records with their temporary (negative) ids.
        changes: Per kind and id, the fields that change.
        sources: Names of the files.
        digests: SHA-256 of each file, in the same order.
        currency: Base currency of the company that the plan is for.
        imported_before: Files of the plan that were imported before, byte for byte.
        hidden_rows: How many data rows are hidden in the spreadsheets.
        hidden_sheets: Names of hidden sheets that hold something.
        refused: Kinds of record that may not be added at the moment.
    """

    sheets: list[SheetPlan] = field(default_factory=list)
    adds: dict[str, list[tuple[int, Record]]] = field(default_factory=dict)
    changes: dict[str, dict[int, Record]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    currency: str = "EUR"
    imported_before: list[EarlierImport] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_sheets: list[str] = field(default_factory=list)
    refused: frozenset[str] = frozenset()
    _last_id: int = 0
    _new: dict[tuple[str, int], Record] = field(default_factory=dict)

    def add(self, kind: str, values: Record) -> int:
        """Plan a new record; its temporary id.

        Raises:
            NotAddedError: Records of the kind are only brought up to date.
        """
        if kind in self.refused:
            raise NotAddedError
        self._last_id -= 1
        self.adds.setdefault(kind, []).append((self._last_id, values))
        self._new[kind, self._last_id] = values
        return self._last_id

    def planned(self, kind: str, identifier: int) -> Record:
        """The values of a new record, which may still be completed.

        Raises:
            KeyError: There is none with this temporary id.
        """
        return self._new[kind, identifier]

    def drop_unused(self, kind: str, reference: str) -> None:
        """Forget new records of a kind that no record to be saved refers to."""
        records = [values for items in self.adds.values() for _, values in items]
        records += [values for by in self.changes.values() for values in by.values()]
        used = {values.get(reference) for values in records}
        left = [item for item in self.adds.pop(kind, []) if item[0] in used]
        if left:
            self.adds[kind] = left

    def let_go(self) -> None:
        """Forget the new records by their ids, one by one.

        Freed at once, many take long enough to keep other threads waiting.
        """
        while self._new:
            self._new.popitem()

    def change(self, kind: str, record_id: int, values: Record) -> None:
        """Plan a change of an existing record."""
        self.changes.setdefault(kind, {}).setdefault(record_id, {}).update(values)

    @property
    def issues(self) -> list[Issue]:
        """The issues of all sheets."""
        return [issue for sheet in self.sheets for issue in sheet.issues]

    @property
    def has_errors(self) -> bool:
        """Some row is rejected."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    @property
    def is_empty(self) -> bool:
        """There is nothing to save."""
        return not self.adds and not self.changes
