"""Names of cells as people see them: B7."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from kpidesk.importing.reading.refusals import damaged
from kpidesk.importing.reading.values import Merge

GRID_ROWS = 1_048_576
GRID_COLUMNS = 16_384
_LETTERS = 26
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@functools.cache
def column_index(letters: str) -> int:
    """Index from 0 of the column called *letters*."""
    index = 0
    for letter in letters.upper():
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    if not 0 < index <= GRID_COLUMNS:
        raise damaged(f"column {letters}")
    return index - 1


def column_letters(index: int) -> str:
    """Name of the column at *index*, counted from 0."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, _LETTERS)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters


def cell_name(row: int, column: int) -> str:
    """Name of a cell, from indices counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def parse_address(name: str) -> tuple[int, int]:
    """Row and column, counted from 0, of the cell called *name*."""
    match = _ADDRESS.fullmatch(name)
    if match is None or not 0 < int(match[2]) <= GRID_ROWS:
        raise damaged(f"cell {name}")
    return int(match[2]) - 1, column_index(match[1])


def parse_range(name: str) -> Merge:
    """The four indices of a range such as ``B2:C7``."""
    first, _, last = name.partition(":")
    top, left = parse_address(first)
    bottom, right = parse_address(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def name_some(cells: Iterable[tuple[int, int]], limit: int = 20) -> str:
    """The names of the first cells, with an ellipsis when there are more."""
    names: list[str] = []
    for row, column in cells:
        if len(names) == limit:
            names.append("…")
            break
        names.append(cell_name(row, column))
    return ", ".join(names)
