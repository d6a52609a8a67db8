"""Taking some rows of columns out and putting others in, without touching the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

S = TypeVar("S", bound=np.generic)
_TAKEN_OUT = -1


class Splice:
    """The same change for every column of a table.

    Args:
        removed: Positions of the rows that go.
        places: For each new row, in order, the position of the old row before which
            it goes; a new one never stands before a row that goes.

    Attributes:
        removed: Positions of the rows that go, among the old ones.
        added: Positions of the new rows, among those that are there afterwards.
    """

    def __init__(self, removed: Sequence[int], places: Sequence[int]) -> None:
        self.removed = list(removed)
        self.added: list[int] = []
        self._steps = sorted(
            [(at, _TAKEN_OUT) for at in removed]
            + [(at, row) for row, at in enumerate(places)]
        )
        gone = 0
        for at, row in self._steps:
            if row == _TAKEN_OUT:
                gone += 1
            else:
                self.added.append(at - gone + row)

    def of(self, old: NDArray[S], new: NDArray[S]) -> NDArray[S]:
        """A column of the old rows and the new ones; both are of the same type."""
        pieces: list[NDArray[S]] = []
        begin = 0
        for at, row in self._steps:
            pieces.append(old[begin:at])
            begin = at
            if row == _TAKEN_OUT:
                begin += 1
            else:
                pieces.append(new[row : row + 1])
        pieces.append(old[begin:])
        return np.concatenate(pieces)
