"""Where the tables of a sheet are: headers, data, and rows that are neither."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kpidesk.importing.column_values import ColumnValues, as_text, is_blank
from kpidesk.importing.header_text import normalised
from kpidesk.importing.reading.model import SheetData
from kpidesk.importing.reading.values import Row, Value
from kpidesk.importing.synonyms import header_synonyms, is_total

_LOOK_AHEAD = 60
_FEWEST_HITS = 2
_ANOTHER_TABLE_HITS = 3
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows under it.

    Attributes:
        sheet: The sheet it lies in.
        header_row: Index of the (last) header row in the sheet's rows.
        columns: Columns with a header, left to right.
        rows: Indices of the data rows.
        titles: Indices of rows above or between that are text for people.
        blanks: Indices of rows without any value.
        totals: Indices of total rows.
    """

    sheet: SheetData
    header_row: int
    columns: tuple[ColumnValues, ...]
    rows: tuple[int, ...]
    titles: tuple[int, ...]
    blanks: tuple[int, ...]
    totals: tuple[int, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """Texts of the headers."""
        return tuple(column.header for column in self.columns)


@cache
def _known_headers() -> frozenset[str]:
    return frozenset(
        synonym.text for synonyms in header_synonyms().values() for synonym in synonyms
    )


def _hits(texts: list[str]) -> int:
    known = _known_headers()
    return sum(1 for text in set(texts) if text and normalised(text) in known)


def _texts(row: Row) -> list[str]:
    return [value.strip() if isinstance(value, str) else "" for value in row]


def _filled_right(sheet: SheetData, row: int) -> list[str]:
    """Texts of a row with merged headers repeated over the columns they span."""
    texts = _texts(sheet.rows[row])
    for top, left, _bottom, right in sheet.merges:
        if top == row and left < len(texts):
            for column in range(left + 1, min(right + 1, len(texts))):
                texts[column] = texts[column] or texts[left]
    return texts


def _joined(sheet: SheetData, row: int) -> list[str]:
    """A two-line header: the upper line, merged cells repeated, before the lower."""
    upper, lower = _filled_right(sheet, row), _texts(sheet.rows[row + 1])
    return [
        f"{first} {second}".strip() if first != second else first
        for first, second in zip(upper, lower, strict=True)
    ]


def _is_header(row: Row) -> bool:
    """Every filled cell is text, and mostly names that fields go by."""
    filled = [value for value in row if not is_blank(value)]
    if len(filled) < _FEWEST_HITS or not all(isinstance(v, str) for v in filled):
        return False
    hits = _hits([str(value) for value in filled])
    return hits >= _ANOTHER_TABLE_HITS and hits >= _MOSTLY * len(filled)


def _find_header(sheet: SheetData, start: int) -> tuple[int, list[str]] | None:
    """The best header from a row on: its last row's index and its texts."""
    best: tuple[float, int, list[str]] | None = None
    stop = min(len(sheet.rows), start + _LOOK_AHEAD)
    for row in range(start, stop):
        texts = _texts(sheet.rows[row])
        filled = sum(1 for text in texts if text)
        if not filled:
            continue
        hits = float(_hits(texts))
        candidate = (hits, row, texts)
        if row + 1 < stop and any(_texts(sheet.rows[row + 1])):
            joined = _joined(sheet, row)
            lower = _texts(sheet.rows[row + 1])
            typed = any(
                not isinstance(value, str) and value is not None
                for value in sheet.rows[row + 1]
            )
            both = float(_hits(joined))
            if not typed and both > max(hits, _hits(lower)):
                candidate = (both, row + 1, joined)
        if candidate[0] >= _FEWEST_HITS and (best is None or candidate[0] > best[0]):
            best = candidate
    return None if best is None else (best[1], best[2])


def _header_by_shape(sheet: SheetData) -> tuple[int, list[str]] | None:
    """A header whose names are unknown: the first full row of texts over data."""
    for row in range(min(len(sheet.rows) - 1, _LOOK_AHEAD)):
        texts = _texts(sheet.rows[row])
        filled = sum(1 for text in texts if text)
        below = sum(1 for value in sheet.rows[row + 1] if not is_blank(value))
        if filled >= _FEWEST_HITS and filled == len(set(texts) - {""}) and below > 1:
            return row, texts
    return None


def find_tables(sheet: SheetData) -> list[Table]:
    """Every table of a sheet, top to bottom."""
    found = _find_header(sheet, 0) or _header_by_shape(sheet)
    tables: list[Table] = []
    begin = 0
    while found is not None:
        header_row, texts = found
        end, following = _end_of_table(sheet, header_row, texts)
        tables.append(_table(sheet, (begin, header_row, end), texts))
        begin = end
        found = following
    return tables


def _end_of_table(
    sheet: SheetData, header_row: int, texts: list[str]
) -> tuple[int, tuple[int, list[str]] | None]:
    """Where the table ends, and the header of the next one if another follows."""
    own = {normalised(text) for text in texts if text}
    for row in range(header_row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        if not isinstance(_first(cells), str) or not _is_header(cells):
            continue
        words = {normalised(text) for text in _texts(sheet.rows[row]) if text}
        if len(words & own) >= _MOSTLY * len(own):
            continue
        return row, (row, _texts(sheet.rows[row]))
    return len(sheet.rows), None


def _table(sheet: SheetData, span: tuple[int, int, int], texts: list[str]) -> Table:
    begin, header_row, end = span
    columns = [index for index, text in enumerate(texts) if text]
    rows: list[int] = []
    titles = [row for row in range(begin, header_row) if _any(sheet.rows[row])]
    blanks = [row for row in range(begin, header_row) if not _any(sheet.rows[row])]
    totals: list[int] = []
    header = [normalised(text) for text in texts]
    for row in range(header_row + 1, end):
        cells = sheet.rows[row]
        if not _any(cells):
            blanks.append(row)
        elif _repeats(cells, header):
            titles.append(row)
        elif _is_total_row(cells):
            totals.append(row)
        else:
            rows.append(row)
    notes = _trailing_notes(sheet, rows, columns)
    titles += notes
    rows = rows[: len(rows) - len(notes)]
    return Table(
        sheet=sheet,
        header_row=header_row,
        columns=tuple(
            ColumnValues(index, texts[index], [sheet.rows[row][index] for row in rows])
            for index in columns
        ),
        rows=tuple(rows),
        titles=tuple(titles),
        blanks=tuple(blanks),
        totals=tuple(totals),
    )


def _first(row: Row) -> Value:
    """The first cell that holds anything."""
    for value in row:
        if value is not None and value != "":
            return value
    return None


def _any(row: Row) -> bool:
    return _first(row) is not None


def _repeats(row: Row, header: list[str]) -> bool:
    """The row is the header again, as at the top of each printed page."""
    first = _first(row)
    if not isinstance(first, str) or normalised(first) not in header:
        return False
    return [normalised(text) for text in _texts(row)] == header


def _is_total_row(row: Row) -> bool:
    first = _first(row)
    return isinstance(first, str) and is_total(first)


def _trailing_notes(sheet: SheetData, rows: list[int], columns: list[int]) -> list[int]:
    """Rows after the data with a single text in a table of several columns."""
    notes: list[int] = []
    if len(columns) <= _FEWEST_HITS:
        return notes
    for row in reversed(rows):
        filled = [value for value in sheet.rows[row] if not is_blank(value)]
        if len(filled) != 1 or not isinstance(filled[0], str):
            break
        notes.append(row)
    # A sheet of nothing but single texts is a list, not a list of notes.
    return [] if len(notes) == len(rows) else list(reversed(notes))


def row_text(row: Row) -> str:
    """A row as one text, for lists of what was ignored."""
    return " ".join(as_text(value) for value in row if not is_blank(value))
