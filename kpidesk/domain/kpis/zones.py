"""Finding the instants of one month in a column that is sorted by something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, OPEN_ENDED

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray

_BLOCK = 2048


class Zones:
    """Knows the lowest and highest value of each block of a column.

    Tickets are sorted by opening and mostly resolved soon after it, so the ones
    resolved in a month lie in few blocks, and the others need not be read. Nothing is
    assumed: a column in any order gives the same answers, only later.

    Args:
        column: The values; ``MISSING`` ones are never between anything.
    """

    def __init__(self, column: IntArray) -> None:
        self._column = column
        self.missing = np.flatnonzero(column == MISSING)
        """Positions of the values that are missing."""
        edges = np.arange(0, len(column), _BLOCK)
        self._lowest = self._highest = np.zeros(0, dtype=np.int64)
        if len(edges):
            # MISSING is lower than any instant: it may not count as the lowest.
            known = column.copy()
            known[self.missing] = OPEN_ENDED
            self._lowest = np.minimum.reduceat(known, edges)
            self._highest = np.maximum.reduceat(column, edges)

    def between(self, low: int, high: int, stop: int) -> IntArray:
        """Positions before *stop*, in order, of values from *low* to before *high*."""
        possible = (self._highest >= low) & (self._lowest < high)
        blocks = np.flatnonzero(possible)
        positions = (blocks[:, np.newaxis] * _BLOCK + np.arange(_BLOCK)).ravel()
        positions = positions[: int(np.searchsorted(positions, stop))]
        values = self._column[positions]
        found: IntArray = positions[(values >= low) & (values < high)]
        return found
