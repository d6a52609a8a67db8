"""A list of records in memory: searched, filtered and sorted while one types."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

import numpy as np

from kpidesk.domain.dataset import IntArray
from kpidesk.domain.records import Field, RecordKind
from kpidesk.operations.sorted_portions import sorted_in_portions
from kpidesk.store.search_text import searchable, searchable_all

T = TypeVar("T")
Cell = str | float | int | None
NOT_SET = "\x00"
"""A filter's value for empty cells."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of a company file: its revision, the last logged operation, the day."""

    revision: int
    operation: int
    day: date


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records of one kind, column by column.

    Attributes:
        kind: The kind of record.
        columns: Every field that can be shown.
        shown: Names of those that are shown at first.
        ids: Id of each row.
        cells: One list per column; money in major units, scores as they are said.
        currencies: Currency of each row's money.
        search: What each row is found by: without accents and case.
        tabs: The tab each row belongs to.
        whole: All records are here; otherwise only the latest, to be shown meanwhile.
        mark: What the file was like before it was read.
    """

    kind: RecordKind
    columns: tuple[Field, ...]
    shown: tuple[str, ...]
    ids: Sequence[int]
    cells: Sequence[Sequence[Cell]]
    currencies: Sequence[str]
    search: Sequence[str]
    tabs: Sequence[str] = ()
    whole: bool = True
    mark: Mark | None = None
    _ranks: dict[int, IntArray] = field(default_factory=dict)
    _codes: dict[int, tuple[IntArray, list[str]]] = field(default_factory=dict)
    _id_numbers: list[IntArray] = field(default_factory=list)
    _tab_counts: dict[str, int] = field(default_factory=dict)

    def column(self, name: str) -> int:
        """The position of a column."""
        for position, each in enumerate(self.columns):
            if each.name == name:
                return position
        raise KeyError(name)

    def position_of(self, record_id: int) -> int:
        """Where a record stands among all; −1 if it is not here."""
        found = np.flatnonzero(self.id_numbers() == record_id)
        return int(found[0]) if len(found) else -1

    def id_numbers(self) -> IntArray:
        """The ids as numbers of the machine, which are found faster."""
        if not self._id_numbers:
            self._id_numbers.append(np.array(self.ids, dtype=np.int64))
        return self._id_numbers[0]

    def spliced(
        self, part: RecordList, changed: Sequence[int], newest_by: str
    ) -> RecordList:
        """The same list with some records as another list has them, or without them.

        Args:
            part: The changed records that there still are, in the list's order.
            changed: Ids of those that were added, changed or removed.
            newest_by: The column, latest first, by which both are in order.
        """
        ids, days = self.ids, self.cells[self.column(newest_by)]
        kept = np.flatnonzero(~np.isin(self.id_numbers(), changed))

        def place(row: int) -> int:
            key = (part.cells[part.column(newest_by)][row] or "", part.ids[row])
            return bisect_left(
                kept,
                True,
                key=lambda at: (days[at] or "", ids[at]) < key,
            )

        places = [place(row) for row in range(len(part.ids))]

        def joined(mine: Sequence[T], others: Sequence[T]) -> Sequence[T]:
            rest = np.asarray(mine, dtype=object)[kept]
            return cast(
                "Sequence[T]",
                np.insert(rest, places, np.asarray(others, dtype=object)),
            )

        return RecordList(
            self.kind,
            self.columns,
            self.shown,
            joined(ids, part.ids),
            tuple(map(joined, self.cells, part.cells)),
            joined(self.currencies, part.currencies),
            joined(self.search, part.search),
            joined(self.tabs, part.tabs) if len(self.tabs) else (),
        )

    # -- searching and filtering ---------------------------------------------

    def rows_matching(
        self,
        query: str,
        tab: str = "",
        filters: Mapping[str, str] | None = None,
    ) -> list[int]:
        """Positions of the rows of a tab that pass every filter and hold every word."""
        rows: Sequence[int] = range(len(self.ids))
        if tab:
            rows = np.flatnonzero(np.asarray(self.tabs, dtype=object) == tab).tolist()
        for name, value in (filters or {}).items():
            codes, values = self.values_of(name)
            wanted = values.index(value) if value in values else -1
            mask = codes == wanted
            rows = np.asarray(rows)[mask[rows]].tolist() if rows else []
        search = self.search
        for word in searchable(query).split():
            rows = [row for row in rows if word in search[row]]
        return list(rows)

    def values_of(self, name: str) -> tuple[IntArray, list[str]]:
        """The different texts of a column, and which of them each row has."""
        column = self.column(name)
        if column not in self._codes:
            cells = self.cells[column]
            texts = [NOT_SET if cell is None else str(cell) for cell in cells]
            values = sorted(set(texts))
            code = {text: number for number, text in enumerate(values)}
            codes = np.array([code[text] for text in texts], dtype=np.int64)
            self._codes[column] = (codes, values)
        return self._codes[column]

    def tab_counts(self) -> dict[str, int]:
        """How many rows each tab has."""
        if not self._tab_counts:
            self._tab_counts.update(Counter(self.tabs))
        return self._tab_counts

    # -- sorting and summing -------------------------------------------------

    def sorted_by(
        self, rows: Sequence[int], column: int, *, descending: bool
    ) -> list[int]:
        """The same rows in the order of a column; empty cells come last."""
        if not rows:
            return []
        at = np.asarray(rows)
        ranks = self.rank(column)[at]
        keys = np.where(ranks < 0, np.iinfo(np.int64).max, ranks)
        if descending:
            keys = np.where(ranks < 0, np.iinfo(np.int64).max, -ranks)
        ordered: list[int] = at[np.argsort(keys, kind="stable")].tolist()
        return ordered

    def is_ranked(self, column: int) -> bool:
        """The order of a column is known already."""
        return column in self._ranks

    def rank(self, column: int) -> IntArray:
        """Where each row stands in a column; −1 for empty cells."""
        if column not in self._ranks:
            cells = self.cells[column]
            ranks = np.full(len(cells), -1, dtype=np.int64)
            known = [row for row, cell in enumerate(cells) if cell is not None]
            if known:
                at = np.array(known)
                if isinstance(cells[known[0]], str):
                    plain = searchable_all(str(cells[row]) for row in known)
                    order = sorted_in_portions(set(plain))
                    place = {text: number for number, text in enumerate(order)}
                    ranks[at] = [place[text] for text in plain]
                else:
                    values = np.array([float(cells[row] or 0) for row in known])
                    ranks[at] = np.unique(values, return_inverse=True)[1]
            self._ranks[column] = ranks
        return self._ranks[column]

    def sums(self, rows: Sequence[int], name: str) -> dict[str, float]:
        """The sum of a money column, by currency."""
        cells = self.cells[self.column(name)]
        found: dict[str, float] = {}
        for row in rows:
            amount = cells[row]
            if amount is not None:
                currency = self.currencies[row]
                found[currency] = found.get(currency, 0.0) + float(amount)
        return found
