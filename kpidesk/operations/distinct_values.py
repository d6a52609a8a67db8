"""The different values of a column: what rows are filtered and sorted by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kpidesk.domain.dataset import IntArray
from kpidesk.operations.sorted_portions import sorted_in_portions
from kpidesk.operations.splicing import Splice

_NONE = -1
_LAST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class DistinctValues:
    """The different values of a column, and which of them each row has.

    Attributes:
        codes: Per row, the position of its value among all; −1 for empty cells.
        values: The different values, texts or numbers, in order.
    """

    codes: IntArray
    values: list[Any]

    def spliced(self, splice: Splice, keys: Sequence[Any]) -> DistinctValues:
        """The same after some rows went and others came.

        Args:
            splice: Which rows.
            keys: The values of the new rows.
        """
        values = self.values.copy()
        codes = splice.of(self.codes, np.full(len(keys), _NONE, dtype=np.int64))
        for code in sorted({*self.codes[splice.removed].tolist()}, reverse=True):
            if code != _NONE and not (codes == code).any():
                del values[code]
                codes[codes > code] -= 1
        for key in {key for key in keys if key is not None}:
            at = bisect_left(values, key)
            if at == len(values) or values[at] != key:
                values.insert(at, key)
                codes[codes >= at] += 1
        new = [_NONE if key is None else bisect_left(values, key) for key in keys]
        codes[splice.added] = new
        return DistinctValues(codes, values)

    def counts(self) -> list[int]:
        """How many rows have each value."""
        known = self.codes[self.codes != _NONE]
        found: list[int] = np.bincount(known, minlength=len(self.values)).tolist()
        return found

    def order(self, *, descending: bool) -> IntArray:
        """All rows in order; equal ones as they stand, empty cells last."""
        keys = -self.codes if descending else self.codes
        return np.argsort(np.where(self.codes == _NONE, _LAST, keys), kind="stable")


def distinct_texts(texts: Sequence[str | None]) -> DistinctValues:
    """The different texts of a column."""
    values = sorted_in_portions({text for text in texts if text is not None})
    code: dict[str | None, int] = {text: at for at, text in enumerate(values)}
    code[None] = _NONE
    return DistinctValues(np.array([code[each] for each in texts], np.int64), values)


def distinct_numbers(numbers: Sequence[float | None]) -> DistinctValues:
    """The different numbers of a column."""
    codes = np.full(len(numbers), _NONE, dtype=np.int64)
    known = np.array([number is not None for number in numbers], dtype=bool)
    found = np.array([number for number in numbers if number is not None])
    values, codes[known] = np.unique(found, return_inverse=True)
    return DistinctValues(codes, values.tolist())
