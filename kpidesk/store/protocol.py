"""What the layers above ask of a store, whatever engine keeps the records.

A store speaks records (plain dictionaries, see ``domain.records``) and columns (the
``Dataset``). Every write happens inside ``writing()``: one transaction, attributed to
somebody, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from kpidesk.domain.dataset import Dataset
from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One line of the change log: who did what to which record, and when.

    ``before`` and ``after`` hold the fields that changed; an added record has no
    ``before``, a removed one no ``after``.
    """

    id: int
    operation: int
    changed_at: str
    author: str
    action: str
    kind: str
    record_id: int
    version: int
    before: Record | None
    after: Record | None
    batch_id: int | None


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import, as its history shows it."""

    id: int
    imported_at: str
    author: str
    sources: tuple[str, ...]
    counts: Mapping[str, int]
    undone_at: str | None


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undoing (or repeating) an import did to its records.

    Attributes:
        removed: Records it had added and that are gone now, per kind.
        restored: Records brought back to what they were, per kind.
        kept: Records left as they are because they were edited or are in use since,
            as ``(kind, id)``.
    """

    removed: Mapping[str, int]
    restored: Mapping[str, int]
    kept: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """A month whose readings were frozen: ``2024-03``, when, by whom, JSON by KPI."""

    month: str
    closed_at: str
    author: str
    readings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImportProfile:
    """How sheets with certain headers are imported, as a person decided.

    Attributes:
        fingerprint: Stands for the headers.
        name: What people call it.
        mapping: Kind and columns, as JSON values.
        used_at: When it was used last.
    """

    fingerprint: str
    name: str
    mapping: Mapping[str, object]
    used_at: str


class Writer(Protocol):
    """The open transaction of a store."""

    @property
    def operation(self) -> int:
        """The number under which the change log knows what was done; 0 = nothing."""

    def add(self, kind: str, records: Sequence[Record]) -> list[int]:
        """Add records and return their ids, in order."""

    def change(
        self, kind: str, record_id: int, values: Record, version: int | None = None
    ) -> None:
        """Change fields of a record.

        Raises:
            WorkspaceError: The record is gone, or somebody else changed it since
                *version* (code ``changed_meanwhile``).
        """

    def remove(self, kind: str, record_ids: Iterable[int]) -> None:
        """Remove records; what refers to them must have been removed before."""

    def restore(self, kind: str, record: Record) -> None:
        """Bring back a removed record with its id, as the change log has it."""

    def set_setting(self, key: str, value: object) -> None:
        """Keep a fact of the workspace; any JSON value."""

    def forget_setting(self, key: str) -> None:
        """Fall back to the default of a fact."""

    def keep_profile(
        self, fingerprint: str, name: str, mapping: Mapping[str, object]
    ) -> None:
        """Remember how sheets with these headers are imported."""

    def forget_profile(self, fingerprint: str) -> None:
        """Let sheets with these headers be recognised anew."""

    def close_month(self, month: str, readings: Mapping[str, str]) -> None:
        """Freeze a month's readings (JSON by KPI); replaces what was frozen."""

    def close_month_again(self, closed: Record) -> None:
        """Freeze a month as it was before it was reopened, as the change log has it."""

    def reopen_month(self, month: str) -> None:
        """Forget a month's frozen readings; the change log keeps them."""

    def start_batch(self, sources: Sequence[str]) -> int:
        """Begin an import; what is added or changed from here on belongs to it."""

    def finish_batch(self, counts: Mapping[str, int]) -> None:
        """Write down what the import did."""

    def undo_batch(self, batch_id: int) -> UndoReport:
        """Take an import back, except for what was edited since."""

    def redo_batch(self, batch_id: int) -> UndoReport:
        """Take the undoing of an import back."""


class Store(Protocol):
    """An open company file, or a schema of a database server."""

    @property
    def name(self) -> str:
        """What the store is called, for messages."""

    def close(self) -> None:
        """Let go of the file."""

    def revision(self) -> int:
        """A number that grows with each write."""

    def settings(self) -> dict[str, object]:
        """Every fact of the workspace."""

    def rules(self) -> Rules:
        """The rules of the house."""

    def dataset(self, rules: Rules) -> Dataset:
        """All records as columns."""

    def records(
        self, kind: str, record_ids: Iterable[int] | None = None
    ) -> list[Record]:
        """Records with ``id`` and ``version``; all when no ids are given."""

    def records_with(
        self, kind: str, field: str, values: Iterable[int | str]
    ) -> list[Record]:
        """Records whose field has one of the values, in order of id."""

    def columns(
        self,
        kind: str,
        fields: Sequence[str],
        *,
        newest_by: str = "",
        most: int | None = None,
        ids: Sequence[int] | None = None,
    ) -> list[tuple[Any, ...]]:
        """Some fields of all records of a kind, one tuple per field.

        In order of id, or of a field, the latest first; of *most* records at most, or
        of those with some ids, which must be few.
        """

    def distinct(self, kind: str, field: str) -> list[str]:
        """The different texts of a field, the most frequent first."""

    def find(
        self, kind: str, fields: Sequence[str], word: str, limit: int
    ) -> list[Record]:
        """A few records that hold a word in one of the fields, the latest first."""

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""

    def highest_number(self, kind: str, field: str) -> int | None:
        """The highest whole number among the texts of a field.

        Texts with anything but digits do not count, nor do numbers of more than 18
        digits, which no database reckons with alike.
        """

    def latest_day(self) -> str | None:
        """The latest day (ISO text) on which something happened, if anything did."""

    def batches(self) -> list[ImportBatch]:
        """Every import, latest first."""

    def closed_months(self) -> list[ClosedMonth]:
        """Months that were closed, earliest first."""

    def profiles(self) -> list[ImportProfile]:
        """How known layouts are imported, latest used first."""

    def history(self, kind: str, record_id: int) -> list[LoggedChange]:
        """What happened to a record, oldest first."""

    def operation(self, number: int) -> list[LoggedChange]:
        """What one transaction did, oldest first."""

    def last_operation(self) -> int:
        """The number of the last transaction that the change log knows; 0 = none."""

    def operations_after(self, number: int) -> list[LoggedChange]:
        """What the transactions after one did, oldest first."""

    def writing(self, author: str) -> AbstractContextManager[Writer]:
        """One transaction: committed when the block ends, undone when it raises."""
