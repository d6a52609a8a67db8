"""The columns of a query as numpy arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kpidesk.domain.dataset import MISSING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from kpidesk.domain.dataset import FloatArray, IntArray, Texts


class Columns:
    """The columns of one query, by name."""

    def __init__(self, connection: sqlite3.Connection, sql: str) -> None:
        cursor = connection.execute(sql)
        names = [item[0] for item in cursor.description]
        rows = cursor.fetchall()
        columns: list[Sequence[Any]] = [[] for _ in names]
        if rows:
            columns = list(zip(*rows, strict=True))
        self._values: dict[str, Sequence[Any]] = {}
        self._values.update(zip(names, columns, strict=True))

    def raw(self, name: str) -> Sequence[Any]:
        """What the database returned, ``None`` for nothing."""
        return self._values[name]

    def ints(self, name: str, absent: int = MISSING) -> IntArray:
        """Whole numbers; *absent* stands for nothing."""
        values = self._values[name]
        return np.array(
            [absent if value is None else value for value in values], dtype=np.int64
        )

    def floats(self, name: str) -> FloatArray:
        """Numbers; 0 stands for nothing."""
        values = self._values[name]
        return np.array(
            [0 if value is None else value for value in values], dtype=np.float64
        )

    def days(self, name: str, absent: int = MISSING) -> IntArray:
        """Days since 1970-01-01; *absent* stands for nothing."""
        values = self._values[name]
        texts = ["NaT" if value is None else value for value in values]
        days = np.array(texts, dtype="datetime64[D]")
        numbers = days.astype(np.int64)
        return np.where(np.isnat(days), absent, numbers)

    def codes(self, name: str) -> tuple[IntArray, Texts]:
        """Texts as codes into their sorted list; −1 where empty."""
        values = self._values[name]
        names = sorted({value for value in values if value})
        position = {value: code for code, value in enumerate(names)}
        codes = [position[value] if value else -1 for value in values]
        return np.array(codes, dtype=np.int64), tuple(names)


def positions(ids: IntArray, wanted: IntArray) -> IntArray:
    """Where each wanted id stands among the sorted ids; −1 for none."""
    if not len(ids):
        return np.full(len(wanted), -1, dtype=np.int64)
    at = np.searchsorted(ids, wanted)
    at = np.minimum(at, len(ids) - 1)
    return np.where(ids[at] == wanted, at, -1)


class Currencies:
    """Currency codes, the base currency first."""

    def __init__(self, base: str) -> None:
        self.names = [base]

    def codes(self, values: Sequence[str | None]) -> IntArray:
        """The code of each currency, new ones included; 0 = the base currency."""
        for value in dict.fromkeys(values):
            if value and value not in self.names:
                self.names.append(value)
        position = {name: code for code, name in enumerate(self.names)}
        return np.array(
            [position[value] if value else 0 for value in values], dtype=np.int64
        )
