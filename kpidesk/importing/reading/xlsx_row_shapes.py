"""Rows of one shape: the same kinds of cells in the same columns, as tables have.

A row like the one before it is read by one pattern for the whole row instead of one
for each cell, which halves the time. A row of another shape does not match, and is
read cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from kpidesk.importing.reading.addresses import column_index
from kpidesk.importing.reading.values import Value
from kpidesk.importing.reading.xlsx_cells import CellReader
from kpidesk.importing.reading.xlsx_text import unescape

# Column letters, row digits, style, type, formula, value, inline text.
Cell: TypeAlias = tuple[str, str, str, str, str, str, str]
ShapeKey: TypeAlias = tuple[tuple[str, str, str, str], ...]

_SHARED, _NUMBER, _INLINE, _EMPTY = "shared", "number", "inline", "empty"
_CONTENT = {
    _SHARED: "><v>([0-9]+)</v></c>",
    _NUMBER: "><v>([^<&]+)</v></c>",
    _INLINE: '><is><t(?: xml:space="preserve")?>([^<&]+)</t></is></c>',
    _EMPTY: " ?/>",
}
_KEPT = 4
# Patterns this long are slow to make and rarely used again.
_LONGEST = 256


class RowShape:
    """Reads rows that are like a sample."""

    def __init__(self, key: ShapeKey, cells: CellReader) -> None:
        self.key = key
        self._pattern = re.compile(_pattern(key))
        filled = [cell for cell in key if cell[3] != _EMPTY]
        self._converters = [
            _converter(style, content, cells) for _, style, _, content in filled
        ]
        columns = [column_index(letters) for letters, *_ in filled]
        self._columns = columns if columns != list(range(len(columns))) else None

    def values(self, text: str, start: int, number: str) -> list[Value] | None:
        """The values of the row *number*, or None when it has another shape.

        *text* is the row's XML, in which cells begin at *start*.
        """
        match = self._pattern.match(text, start)
        if match is None or match[1] != number:
            return None
        try:
            values = [
                convert(content)
                for convert, content in zip(
                    self._converters, match.groups()[1:], strict=True
                )
            ]
        except IndexError:
            return None
        return values if self._columns is None else self._spread(values)

    def _spread(self, values: list[Value]) -> list[Value]:
        columns = self._columns or []
        row: list[Value] = [None] * (columns[-1] + 1 if columns else 0)
        for column, value in zip(columns, values, strict=True):
            row[column] = value
        return row


class RowShapes:
    """The shapes that were met lately, the last one first."""

    def __init__(self, cells: CellReader) -> None:
        self._cells = cells
        self._shapes: list[RowShape] = []
        self._last_key: ShapeKey | None = None

    def values(self, text: str, start: int, number: str) -> list[Value] | None:
        """The values of a row that has a known shape, else None."""
        for place, shape in enumerate(self._shapes):
            values = shape.values(text, start, number)
            if values is not None:
                if place:
                    self._shapes.insert(0, self._shapes.pop(place))
                return values
        return None

    def learn(self, found: Sequence[Cell]) -> None:
        """Remember the shape of these cells, if it comes twice running."""
        key = _key(found)
        if key is not None and key == self._last_key:
            self._shapes.insert(0, RowShape(key, self._cells))
            del self._shapes[_KEPT:]
        self._last_key = key


def _key(found: Sequence[Cell]) -> ShapeKey | None:
    """What rows of one shape have in common; None when a cell is too special."""
    if len(found) > _LONGEST:
        return None
    key = []
    for letters, _, style, kind, formula, text, inline in found:
        content = _content(kind, text, inline)
        if content is None or formula:
            return None
        key.append((letters, style, kind, content))
    return tuple(key)


def _content(kind: str, text: str, inline: str) -> str | None:
    if kind == "s" and text:
        return _SHARED
    if kind in {"", "n"} and text:
        return _NUMBER
    if kind == "inlineStr" and inline:
        return _INLINE
    return None if text or inline else _EMPTY


def _pattern(key: ShapeKey) -> str:
    pieces: list[str] = []
    for letters, style, kind, content in key:
        row = r"\1" if pieces else "([0-9]+)"
        named = f' s="{style}"' if style else ""
        typed = f' t="{kind}"' if kind else ""
        pieces.append(f'<c r="{letters}{row}"{named}{typed}{_CONTENT[content]}')
    return "".join(pieces) + r"</row>\s*\Z"


def _converter(style: str, content: str, cells: CellReader) -> Callable[[str], Value]:
    if content == _NUMBER:
        return cells.converters[style]
    if content == _INLINE:
        return unescape
    strings = cells.strings
    return lambda text: strings[int(text)]
