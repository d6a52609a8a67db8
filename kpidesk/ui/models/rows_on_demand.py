"""Rows that are put into words when they are looked at, not all before the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

T = TypeVar("T")
Row = tuple[str, ...]


class RowsOnDemand(Sequence[Row]):
    """One row of texts per record; a row once written is kept.

    Args:
        records: What the rows are about.
        write: Puts a record into words.
    """

    def __init__(self, records: Sequence[T], write: Callable[[T], Row]) -> None:
        self._count = len(records)
        self._write: Callable[[int], Row] = lambda at: write(records[at])
        self._written: dict[int, Row] = {}

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """A row, or some."""
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        if at not in self._written:
            self._written[at] = self._write(at)
        return self._written[at]
