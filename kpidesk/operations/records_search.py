"""A list of records in memory: searched, filtered and sorted while one types."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

import numpy as np

from kpidesk.domain.dataset import BoolArray, IntArray
from kpidesk.domain.records import Field, RecordKind
from kpidesk.operations.arrangement import Arrangement
from kpidesk.operations.distinct_values import (
    DistinctValues,
    distinct_numbers,
    distinct_texts,
)
from kpidesk.operations.splicing import Splice
from kpidesk.store.search_text import searchable, searchable_all

T = TypeVar("T")
Cell = str | float | int | None
NOT_SET = "\x00"
"""A filter's value for empty cells."""
TAB = ""
"""What stands for the tabs where a column is named."""


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
    _ranks: dict[int, DistinctValues] = field(default_factory=dict)
    _orders: dict[tuple[int, bool], IntArray] = field(default_factory=dict)
    _choices: dict[str, DistinctValues] = field(default_factory=dict)
    _id_numbers: list[IntArray] = field(default_factory=list)

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

    def row_of(self, record_id: int, rows: Sequence[int] | IntArray) -> int:
        """The row of a record among some, in their order; −1 if it is not there."""
        position = self.position_of(record_id)
        if position < 0:
            return -1
        found = np.flatnonzero(np.asarray(rows) == position)
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
        gone = np.isin(self.id_numbers(), changed)
        kept = np.flatnonzero(~gone)

        def place(row: int) -> int:
            key = (part.cells[part.column(newest_by)][row] or "", part.ids[row])
            at = bisect_left(
                kept,
                True,
                key=lambda at: (days[at] or "", ids[at]) < key,
            )
            return int(kept[at]) if at < len(kept) else len(ids)

        places = [place(row) for row in range(len(part.ids))]
        splice = Splice(np.flatnonzero(gone).tolist(), places)

        def joined(mine: Sequence[T], others: Sequence[T]) -> Sequence[T]:
            packed = (np.asarray(each, dtype=object) for each in (mine, others))
            return cast("Sequence[T]", splice.of(*packed))

        return RecordList(
            self.kind,
            self.columns,
            self.shown,
            joined(ids, part.ids),
            tuple(map(joined, self.cells, part.cells)),
            joined(self.currencies, part.currencies),
            joined(self.search, part.search),
            joined(self.tabs, part.tabs) if len(self.tabs) else (),
            # To work these out again would take longer than all the rest.
            _ranks={
                column: ranks.spliced(splice, part.keys(column))
                for column, ranks in self._ranks.items()
            },
            _choices={
                name: choices.spliced(splice, part.texts(name))
                for name, choices in self._choices.items()
            },
            _id_numbers=[splice.of(self.id_numbers(), part.id_numbers())],
        )

    # -- searching and filtering ---------------------------------------------

    def arranged(self, wanted: Arrangement) -> IntArray:
        """Positions of the rows that are wanted, in the order in which they are."""
        rows = self.rows_matching(wanted.query, wanted.tab, wanted.filters)
        if wanted.order is None:
            return rows
        column, descending = wanted.order
        return self.sorted_by(rows, column, descending=descending)

    def is_quick(self, wanted: Arrangement) -> bool:
        """Rows are found and put in order at once, however many there are."""
        known = wanted.order is None or wanted.order in self._orders
        return known and not wanted.query.strip()

    def rows_matching(
        self,
        query: str,
        tab: str = "",
        filters: Mapping[str, str] | None = None,
    ) -> IntArray:
        """Positions of the rows of a tab that pass every filter and hold every word."""
        passing = np.ones(len(self.ids), dtype=bool)
        wanted = {**({TAB: tab} if tab else {}), **(filters or {})}
        for name, value in wanted.items():
            passing &= self._has(name, value)
        rows = np.flatnonzero(passing)
        search = self.search
        for word in searchable(query).split():
            holds = [word in search[row] for row in rows.tolist()]
            rows = rows[np.array(holds, dtype=bool)]
        return rows

    def _has(self, name: str, value: str) -> BoolArray:
        choices = self.choices(name)
        code = choices.values.index(value) if value in choices.values else len(self.ids)
        has: BoolArray = choices.codes == code
        return has

    def texts(self, name: str) -> list[str]:
        """What each row is filtered by: the texts of a column, or the tabs."""
        if name == TAB:
            return list(self.tabs)
        cells = self.cells[self.column(name)]
        return [NOT_SET if cell is None else str(cell) for cell in cells]

    def choices(self, name: str) -> DistinctValues:
        """The different texts of a column, or of the tabs."""
        if name not in self._choices:
            self._choices[name] = distinct_texts(self.texts(name))
        return self._choices[name]

    def tab_counts(self) -> dict[str, int]:
        """How many rows each tab has; nothing for a list without tabs."""
        if not len(self.tabs):
            return {}
        tabs = self.choices(TAB)
        return dict(zip(tabs.values, tabs.counts(), strict=True))

    # -- sorting and summing -------------------------------------------------

    def sorted_by(self, rows: IntArray, column: int, *, descending: bool) -> IntArray:
        """The same rows in the order of a column; empty cells come last."""
        wanted = np.zeros(len(self.ids), dtype=bool)
        wanted[rows] = True
        order = self.order(column, descending=descending)
        return order[wanted[order]]

    def order(self, column: int, *, descending: bool) -> IntArray:
        """All rows in the order of a column."""
        key = (column, descending)
        if key not in self._orders:
            self._orders[key] = self._ranked(column).order(descending=descending)
        return self._orders[key]

    def _ranked(self, column: int) -> DistinctValues:
        if column not in self._ranks:
            keys = self.keys(column)
            texts = any(isinstance(key, str) for key in keys)
            distinct = distinct_texts if texts else distinct_numbers
            self._ranks[column] = distinct(keys)
        return self._ranks[column]

    def keys(self, column: int) -> list[Any]:
        """What the rows are sorted by: texts without accents and case, or numbers."""
        cells = self.cells[column]
        if not any(isinstance(cell, str) for cell in cells):
            return [None if cell is None else float(cell) for cell in cells]
        plain = searchable_all("" if cell is None else str(cell) for cell in cells)
        return [
            None if cell is None else text
            for cell, text in zip(cells, plain, strict=True)
        ]

    def sums(self, rows: Iterable[int], name: str) -> dict[str, float]:
        """The sum of a money column, by currency."""
        cells = self.cells[self.column(name)]
        found: dict[str, float] = {}
        for row in rows:
            amount = cells[row]
            if amount is not None:
                currency = self.currencies[row]
                found[currency] = found.get(currency, 0.0) + float(amount)
        return found


def let_go(held: list[RecordList]) -> None:
    """Free lists that nobody shows any more, a column at a time.

    At once, hundreds of thousands of cells would keep every other thread waiting.
    """
    columns = [
        column
        for each in held
        for column in (*each.cells, each.ids, each.currencies, each.search, each.tabs)
    ]
    held.clear()
    while columns:
        columns.pop()
