"""Sorting many texts without keeping other threads waiting.

Sorting is one call that no other thread can interrupt. Portions are sorted one by one,
then joined two by two: Python's sort only merges what is in order already. What is too
long even for that is merged text by text, where others have their turn.
"""

from __future__ import annotations

from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_AT_ONCE = 10_000
_MOST_AT_ONCE = 40_000


def sorted_in_portions(texts: Iterable[str]) -> list[str]:
    """The texts in order."""
    waiting = iter(texts)
    runs: list[list[str]] = []
    while portion := list(islice(waiting, _AT_ONCE)):
        portion.sort()
        runs.append(portion)
    while len(runs) > 1:
        pairs = [runs[at : at + 2] for at in range(0, len(runs), 2)]
        runs = [_merged(*pair) for pair in pairs]
    return runs[0] if runs else []


def _merged(first: list[str], second: list[str] | None = None) -> list[str]:
    if second is None:
        return first
    if len(first) + len(second) > _MOST_AT_ONCE:
        return list(merge(first, second))
    both = first + second
    both.sort()
    return both
