"""Reads the tables of a web page, which many programs export and call .xls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from kpidesk.importing.reading.addresses import GRID_COLUMNS, GRID_ROWS
from kpidesk.importing.reading.model import Limits
from kpidesk.importing.reading.output import Output, SheetWriter
from kpidesk.importing.reading.refusals import Reason, Refusal, damaged
from kpidesk.importing.reading.values import Merge, Value

_BLOCK = 1 << 18
_MAX_TABLES = 1_000
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "head"})
_LINES = frozenset({"br", "p", "div", "li"})
# A blank that does not break is what writers put into empty cells.
_BLANKS = " \u00a0"
_BLANK_RUN = re.compile(r"[ \t\r\n\f]+")


def read_html(text: str, name: str, output: Output, limits: Limits) -> None:
    """Read each table of a web page as a sheet; the first is called *name*.

    Raises:
        Refusal: It has no table, or is too big.
    """
    page = _Page()
    try:
        for at in range(0, len(text), _BLOCK):
            page.feed(text[at : at + _BLOCK])
            output.progress(at, len(text))
        page.close()
    except AssertionError as error:
        # The library's word for a marked section that it does not know.
        raise damaged(str(error)) from error
    tables = [table for table in page.tables if table.rows]
    if not tables:
        raise Refusal(Reason.NO_TABLE)
    if len(tables) > _MAX_TABLES:
        raise Refusal(Reason.WEB_PAGE)
    for number, table in enumerate(tables, 1):
        title = name if number == 1 else f"{name} ({number})"
        writer = SheetWriter(output, title, limits, text_source=True)
        for index in sorted(table.rows):
            cells = table.rows[index]
            values: list[Value] = [None] * (max(cells) + 1)
            for column, value in cells.items():
                values[column] = value
            writer.write(index, values)
        writer.close(merges=table.merges)


class _Table:
    """The cells of one table where the spans of others put them."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self.merges: list[Merge] = []
        self._row = -1
        self._column = 0
        # Column -> first row that is free again, under cells that span rows.
        self._taken: dict[int, int] = {}

    def next_row(self) -> None:
        """A row begins."""
        self._row += 1
        self._column = 0

    def add(self, text: str, columns: int, rows: int) -> None:
        """A cell ends that spans so many columns and rows."""
        if self._row < 0:
            self.next_row()
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        row, column = self._row, self._column
        if column + columns > GRID_COLUMNS or row >= GRID_ROWS:
            raise Refusal(Reason.WEB_PAGE)
        if rows > 1:
            for taken in range(column, column + columns):
                self._taken[taken] = row + rows
        if columns > 1 or rows > 1:
            self.merges.append((row, column, row + rows - 1, column + columns - 1))
        if text:
            self.rows.setdefault(row, {})[column] = text
        self._column += columns


class _Page(HTMLParser):
    """Gathers tables; one inside another is part of the text of its cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._depth = 0
        self._silent = 0
        self._spans: tuple[int, int] | None = None
        self._pieces: list[str] = []

    def handle_starttag(
        self, tag: str, attrs: Sequence[tuple[str, str | None]]
    ) -> None:
        """A tag opens."""
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif tag in _SILENT:
            self._silent += 1
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].next_row()
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
            named = dict(attrs)
            self._spans = _span(named.get("colspan")), _span(named.get("rowspan"))
        elif tag in _LINES and self._spans is not None and self._pieces:
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif self._depth == 1 and (tag in _CELLS or tag in {"tr", "table"}):
            self._end_cell()
        if tag == "table":
            self._depth = max(self._depth - 1, 0)

    def handle_data(self, data: str) -> None:
        """Text is met."""
        if self._spans is not None and not self._silent:
            # In markup an end of line is a blank like any other.
            self._pieces.append(_BLANK_RUN.sub(" ", data))

    def _end_cell(self) -> None:
        if self._spans is not None:
            lines = "".join(self._pieces).split("\n")
            text = "\n".join(filter(None, (line.strip(_BLANKS) for line in lines)))
            self.tables[-1].add(text, *self._spans)
        self._spans = None
        self._pieces = []


def _span(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdigit()):
        return 1
    return min(max(int(text), 1), GRID_COLUMNS)
