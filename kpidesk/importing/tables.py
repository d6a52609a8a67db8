"""Where the tables of a sheet are: headers, data, and rows that are neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from kpidesk.importing.column_values import ColumnValues, as_text, is_blank
from kpidesk.importing.header_rows import (
    Header,
    find_header,
    header_by_shape,
    hits,
    is_header,
    texts_of,
)
from kpidesk.importing.header_text import normalised
from kpidesk.importing.month_columns import (
    MonthHeader,
    find_month_header,
    month_header_at,
)
from kpidesk.importing.reading.model import SheetData
from kpidesk.importing.reading.values import Row, Value
from kpidesk.importing.row_kinds import (
    first_cell,
    is_example,
    is_lone_text,
    is_note,
    is_total_row,
    may_sum_up,
    sums_up,
    usual_fill,
)

_FEWEST_HITS = 2
_MOSTLY = 0.6
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows under it.

    Attributes:
        sheet: The sheet it lies in.
        header_row: Index of the (last) header row in the sheet's rows.
        columns: Columns with a header, left to right; columns that hold something
            under an empty header are called by their letter, as ``[D]``.
        rows: Indices of the data rows.
        titles: Indices of rows above or between that are text for people.
        blanks: Indices of rows without any value.
        totals: Indices of total rows.
        hidden: Indices of data rows that are left out because they are hidden.
        months: First days of the months that columns stand for, by column index;
            ``None`` for a month whose year is not known.
        clocks: Headers of columns that only told the time of day, each with that of
            the column of days that it was joined to.
        surnames: Headers of columns of surnames, each with that of the column of
            first names that it was joined to.
    """

    sheet: SheetData
    header_row: int
    columns: tuple[ColumnValues, ...]
    rows: tuple[int, ...]
    titles: tuple[int, ...]
    blanks: tuple[int, ...]
    totals: tuple[int, ...]
    months: tuple[tuple[int, dt.date | None], ...] = ()
    hidden: tuple[int, ...] = ()
    clocks: tuple[tuple[str, str], ...] = ()
    surnames: tuple[tuple[str, str], ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Texts of the headers."""
        return tuple(column.header for column in self.columns)


@dataclass(frozen=True, slots=True)
class _Span:
    """The rows from *begin* to *end* and the columns between *left* and *right*."""

    begin: int
    end: int
    left: int
    right: int

    def cells(self, sheet: SheetData, row: int) -> Row:
        return sheet.rows[row][self.left : self.right]


def find_tables(sheet: SheetData, header_row: int | None = None) -> list[Table]:
    """Every table of a sheet, top to bottom.

    Args:
        sheet: The sheet.
        header_row: Index of the row that a person says names the columns; all rows
            below are one table then.
    """
    if header_row is not None:
        return _table_under(sheet, header_row)
    months = find_month_header(sheet)
    found = find_header(sheet, 0)
    if months is not None and (found is None or _names_less(found, months)):
        return [_month_table(sheet, months)]
    found = found or header_by_shape(sheet)
    tables: list[Table] = []
    begin = 0
    while found is not None:
        end, following = _end_of_table(sheet, found)
        span = _Span(begin, end, 0, sheet.width)
        tables.append(_table(sheet, span, found))
        begin = end
        found = following
    return tables


def _table_under(sheet: SheetData, row: int) -> list[Table]:
    if row >= len(sheet.rows):
        return []
    months = month_header_at(sheet, row)
    if months is not None:
        return [_month_table(sheet, months)]
    texts = [" ".join(as_text(cell).split()) for cell in sheet.rows[row]]
    if not any(texts):
        return []
    span = _Span(0, len(sheet.rows), 0, sheet.width)
    return [_table(sheet, span, Header(row, row, texts))]


def without_hidden_rows(table: Table) -> Table:
    """The table without the rows that are hidden in the spreadsheet."""
    hidden = tuple(row for row in table.rows if row in table.sheet.hidden_rows)
    return replace(_without(table, hidden), hidden=hidden) if hidden else table


def _names_less(found: Header, months: MonthHeader) -> bool:
    """The row of months says more about the sheet than the row of known names."""
    return found.row == months.row or hits(found.texts) < len(months.months)


def _month_table(sheet: SheetData, months: MonthHeader) -> Table:
    header = Header(months.row, months.row, months.texts)
    span = _Span(0, len(sheet.rows), 0, sheet.width)
    table = _table(sheet, span, header)
    named = dict(months.months)
    empty = [
        row
        for row in table.rows
        if all(is_blank(sheet.rows[row][column]) for column in named)
    ]
    # Rows that fill no month are headings of groups.
    kept = _without(table, empty)
    return replace(kept, titles=(*table.titles, *empty), months=months.months)


def _without(table: Table, left_out: Iterable[int]) -> Table:
    """The table without some of its rows."""
    without = set(left_out)
    kept = [at for at, row in enumerate(table.rows) if row not in without]
    return replace(
        table,
        columns=tuple(
            ColumnValues(column.index, column.header, [column.cells[at] for at in kept])
            for column in table.columns
        ),
        rows=tuple(table.rows[at] for at in kept),
    )


def side_by_side(table: Table) -> list[Table]:
    """The tables into which empty columns part a table; itself alone if none do."""
    blocks: list[tuple[int, int]] = []
    for column in table.columns:
        if blocks and column.index == blocks[-1][1]:
            blocks[-1] = (blocks[-1][0], column.index + 1)
        else:
            blocks.append((column.index, column.index + 1))
    wide = [block for block in blocks if block[1] - block[0] >= _FEWEST_COLUMNS]
    if len(wide) < 2 or len(wide) != len(blocks) or table.months:  # noqa: PLR2004 - beside another
        return [table]
    every = (
        *(*table.rows, *table.hidden),
        *(*table.titles, *table.blanks, *table.totals),
    )
    begin, end = min((*every, table.header_row)), max((*every, table.header_row)) + 1
    texts = [""] * table.sheet.width
    for column in table.columns:
        texts[column.index] = column.header
    header = Header(table.header_row, table.header_row, texts)
    blocks_apart = [
        _table(table.sheet, _Span(begin, end, left, right), header)
        for left, right in wide
    ]
    if table.hidden:
        return [without_hidden_rows(block) for block in blocks_apart]
    return blocks_apart


def _end_of_table(sheet: SheetData, header: Header) -> tuple[int, Header | None]:
    """Where the table ends, and the header of the next one if another follows."""
    own = {normalised(text) for text in header.texts if text}
    for row in range(header.row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        if not isinstance(first_cell(cells), str) or not is_header(cells):
            continue
        texts = texts_of(cells)
        words = {normalised(text) for text in texts if text}
        if len(words & own) >= _MOSTLY * len(own):
            continue
        return row, Header(row, row, texts)
    return len(sheet.rows), None


def _table(sheet: SheetData, span: _Span, header: Header) -> Table:
    first, texts = header.first, header.texts
    rows: list[int] = []
    above = range(span.begin, first)
    titles = [row for row in above if _any(span.cells(sheet, row))]
    blanks = [row for row in above if not _any(span.cells(sheet, row))]
    if first != header.row:
        titles.append(first)
    totals: list[int] = []
    plain = [normalised(text) for text in texts[span.left : span.right]]
    body = range(header.row + 1, span.end)
    usual = usual_fill([span.cells(sheet, row) for row in body])
    width = sum(1 for text in plain if text)
    merged = _merged_titles(sheet, span)
    for row in body:
        cells = span.cells(sheet, row)
        first_value = first_cell(cells)
        if first_value is None:
            blanks.append(row)
        elif not isinstance(first_value, str):
            # Titles, notes and totals begin with a word.
            rows.append(row)
        elif row in merged or _is_for_people(cells, width, plain):
            titles.append(row)
        elif is_total_row(cells, usual):
            totals.append(row)
        else:
            rows.append(row)
    _move_totals(sheet, span, rows, totals, usual)
    _move_last_total(sheet, span, rows, totals, usual)
    notes = _trailing_notes(sheet, span, rows, width)
    titles += notes
    rows = rows[: len(rows) - len(notes)]
    return Table(
        sheet=sheet,
        header_row=header.row,
        columns=_columns(sheet, span, texts, rows),
        rows=tuple(rows),
        titles=tuple(titles),
        blanks=tuple(blanks),
        totals=tuple(totals),
    )


def _is_for_people(cells: Row, width: int, header: list[str]) -> bool:
    """The row is an example, a remark, or the header once more."""
    return is_example(cells) or is_note(cells, width) or _repeats(cells, header)


def _columns(
    sheet: SheetData, span: _Span, texts: list[str], rows: list[int]
) -> tuple[ColumnValues, ...]:
    below = _filled_down(sheet, rows)
    columns = []
    for index in range(span.left, span.right):
        cells = [below.get((row, index), sheet.rows[row][index]) for row in rows]
        header = texts[index]
        if not header:
            if all(is_blank(cell) for cell in cells):
                continue
            header = f"[{get_column_letter(index + 1)}]"
        columns.append(ColumnValues(index, header, cells))
    return tuple(columns)


def is_unnamed(column: ColumnValues) -> bool:
    """The column has no header of its own."""
    return column.header == f"[{get_column_letter(column.index + 1)}]"


def _filled_down(sheet: SheetData, rows: list[int]) -> dict[tuple[int, int], Value]:
    """Texts of cells that are merged over several rows of the data, for each row.

    Figures are not repeated: a merged amount belongs to all rows together.
    """
    wanted = set(rows)
    found: dict[tuple[int, int], Value] = {}
    for top, left, bottom, right in sheet.merges:
        if left != right or bottom == top or top not in wanted:
            continue
        value = sheet.rows[top][left] if left < len(sheet.rows[top]) else None
        if isinstance(value, str):
            found.update({(row, left): value for row in range(top + 1, bottom + 1)})
    return found


def _merged_titles(sheet: SheetData, span: _Span) -> set[int]:
    """Rows that are one cell merged over most of the columns: headings of groups."""
    width = span.right - span.left
    return {
        top
        for top, left, bottom, right in sheet.merges
        if top == bottom
        and right - left + 1 >= _MOSTLY * width
        and top < len(sheet.rows)
        and is_lone_text(span.cells(sheet, top))
    }


def _move_totals(
    sheet: SheetData, span: _Span, rows: list[int], totals: list[int], usual: float
) -> None:
    """A row without a label that adds up those since the last total is one too."""
    doubtful = [row for row in rows if may_sum_up(span.cells(sheet, row), usual)]
    for row in doubtful:
        begin = max((total for total in totals if total < row), default=-1)
        above = [span.cells(sheet, one) for one in rows if begin < one < row]
        if sums_up(span.cells(sheet, row), above, usual):
            totals.append(row)
            rows.remove(row)


def _move_last_total(
    sheet: SheetData, span: _Span, rows: list[int], totals: list[int], usual: float
) -> None:
    """A last row without a label that adds up the rows above is a total too."""
    if len(rows) < 2:  # noqa: PLR2004 - something to add up
        return
    above = [span.cells(sheet, row) for row in rows[:-1]]
    if sums_up(span.cells(sheet, rows[-1]), above, usual):
        totals.append(rows.pop())


def _any(row: Row) -> bool:
    return first_cell(row) is not None


def _repeats(row: Row, header: list[str]) -> bool:
    """The row is the header again, as at the top of each printed page."""
    # Most rows hold a date or a number under some header.
    if any(
        name and cell is not None and not isinstance(cell, str)
        for cell, name in zip(row, header, strict=False)
    ):
        return False
    first = first_cell(row)
    if not isinstance(first, str) or normalised(first) not in header:
        return False
    return [normalised(text) for text in texts_of(row)] == header


def _trailing_notes(
    sheet: SheetData, span: _Span, rows: list[int], columns: int
) -> list[int]:
    """Single texts after the data and an empty row, in a table of several columns."""
    notes: list[int] = []
    if columns <= _FEWEST_HITS:
        return notes
    for row in reversed(rows):
        if not is_lone_text(span.cells(sheet, row)):
            break
        notes.append(row)
    while notes and not _apart(sheet, span, notes[-1]):
        notes.pop()
    # A sheet of nothing but single texts is a list, not a list of notes.
    return [] if len(notes) == len(rows) else list(reversed(notes))


def _apart(sheet: SheetData, span: _Span, row: int) -> bool:
    return row > 0 and not _any(span.cells(sheet, row - 1))


def row_text(row: Iterable[Value]) -> str:
    """A row as one text, for lists of what was ignored."""
    return " ".join(as_text(value) for value in row if not is_blank(value))
