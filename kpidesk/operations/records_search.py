"""A list of records in memory: searched, filtered and sorted while one types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kpidesk.domain.dataset import IntArray
from kpidesk.domain.records import Field, RecordKind
from kpidesk.operations.sorted_portions import sorted_in_portions
from kpidesk.store.search_text import searchable, searchable_all

Cell = str | float | int | None
NOT_SET = "\x00"
"""A filter's value for empty cells."""


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
    _ranks: dict[int, IntArray] = field(default_factory=dict)
    _codes: dict[int, tuple[IntArray, list[str]]] = field(default_factory=dict)
    _positions: dict[int, int] = field(default_factory=dict)
    _tab_counts: dict[str, int] = field(default_factory=dict)

    def column(self, name: str) -> int:
        """The position of a column."""
        for position, each in enumerate(self.columns):
            if each.name == name:
                return position
        raise KeyError(name)

    def position_of(self, record_id: int) -> int:
        """Where a record stands among all; −1 if it is not here."""
        if not self._positions:
            self._positions.update((each, at) for at, each in enumerate(self.ids))
        return self._positions.get(record_id, -1)

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
