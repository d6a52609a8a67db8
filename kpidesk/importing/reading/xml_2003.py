"""Reads the XML spreadsheets of Excel 2003, which many programs still call .xls."""

from __future__ import annotations

from collections.abc import Callable

from kpidesk.importing.reading.addresses import GRID_COLUMNS, GRID_ROWS
from kpidesk.importing.reading.model import Limits
from kpidesk.importing.reading.number_formats import Shown, shown
from kpidesk.importing.reading.output import Output, SheetWriter
from kpidesk.importing.reading.refusals import damaged
from kpidesk.importing.reading.values import (
    MISSING,
    CellError,
    Merge,
    Percent,
    Value,
    number_from_text,
)
from kpidesk.importing.reading.xlsx_cells import iso_moment
from kpidesk.importing.reading.xml_events import Attributes, blocks, parse

_SS = "urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "urn:schemas-microsoft-com:office:excel}"


def read_xml_2003(data: bytes, output: Output, limits: Limits) -> None:
    """Read every sheet into *output*.

    Raises:
        Refusal: It is damaged, unsafe or too big.
    """
    reader = _Reader(output, limits)
    parse(blocks(data), start=reader.start, end=reader.end, text=reader.text)


class _Reader:
    def __init__(self, output: Output, limits: Limits) -> None:
        self._output = output
        self._limits = limits
        self._percent_styles: set[str] = set()
        self._style = ""
        self._name = ""
        self._hidden = False
        self._rows: dict[int, list[Value]] = {}
        self._hidden_rows: list[int] = []
        self._merges: list[Merge] = []
        self._filtered = False
        self._row = self._column = -1
        self._cell: Attributes = {}
        self._type: str | None = None
        self._pieces: list[str] = []
        self._in_data = False
        self._in_visible = False
        self._in_comment = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            _SS + "Style": self._start_style,
            _SS + "NumberFormat": self._start_number_format,
            _SS + "Worksheet": self._start_sheet,
            _SS + "Row": self._start_row,
            _SS + "Cell": self._start_cell,
            _SS + "Data": self._start_data,
            _SS + "Comment": self._start_comment,
            _EXCEL + "Visible": self._start_visible,
            _EXCEL + "AutoFilterColumn": self._start_filter,
        }
        self._ends: dict[str, Callable[[], None]] = {
            _SS + "Worksheet": self._end_sheet,
            _SS + "Cell": self._end_cell,
            _SS + "Data": self._end_data,
            _SS + "Comment": self._end_comment,
            _EXCEL + "Visible": self._end_visible,
        }

    def start(self, element: str, attributes: Attributes) -> None:
        handler = self._starts.get(element)
        if handler is not None:
            handler(attributes)

    def end(self, element: str) -> None:
        handler = self._ends.get(element)
        if handler is not None:
            handler()

    def text(self, text: str) -> None:
        if self._in_data or self._in_visible:
            self._pieces.append(text)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(_SS + "ID", "")

    def _start_number_format(self, attributes: Attributes) -> None:
        code = attributes.get(_SS + "Format", "")
        if code == "Percent" or shown(code) is Shown.PERCENT:
            self._percent_styles.add(self._style)

    def _start_sheet(self, attributes: Attributes) -> None:
        self._name = attributes.get(_SS + "Name", "")
        self._hidden = self._filtered = False
        self._rows, self._hidden_rows, self._merges = {}, [], []
        self._row = -1

    def _start_row(self, attributes: Attributes) -> None:
        self._row = _index(attributes, self._row, GRID_ROWS)
        self._column = -1
        if attributes.get(_SS + "Hidden") == "1":
            self._hidden_rows.append(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        self._column = _index(attributes, self._column, GRID_COLUMNS)
        self._cell = attributes
        self._type = None
        self._pieces = []

    def _start_comment(self, _attributes: Attributes) -> None:
        self._in_comment = True

    def _end_comment(self) -> None:
        self._in_comment = False

    def _start_data(self, attributes: Attributes) -> None:
        if self._in_comment:
            return
        self._type = attributes.get(_SS + "Type", "String")
        self._in_data = True
        self._pieces = []

    def _end_data(self) -> None:
        self._in_data = False

    def _start_visible(self, _attributes: Attributes) -> None:
        self._in_visible = True
        self._pieces = []

    def _end_visible(self) -> None:
        self._in_visible = False
        self._hidden = "".join(self._pieces).strip() != "SheetVisible"

    def _start_filter(self, _attributes: Attributes) -> None:
        self._filtered = True

    def _end_cell(self) -> None:
        value = self._value()
        if value is not None:
            row = self._rows.setdefault(self._row, [])
            row.extend([None] * (self._column - len(row)))
            row.append(value)
        across = _span(self._cell, "MergeAcross")
        down = _span(self._cell, "MergeDown")
        if across or down:
            row_index, column = self._row, self._column
            merge = (row_index, column, row_index + down, column + across)
            self._merges.append(merge)
        self._column += across

    def _value(self) -> Value:
        text = "".join(self._pieces)
        if self._type is None:
            return MISSING if _SS + "Formula" in self._cell else None
        if self._type == "Number":
            value = number_from_text(text)
            percent = self._cell.get(_SS + "StyleID") in self._percent_styles
            if percent and not isinstance(value, str):
                return Percent(value)
            return value
        if self._type == "Boolean":
            return text.strip() == "1"
        if self._type == "Error":
            return CellError(text)
        if self._type == "DateTime":
            return iso_moment(text)
        return text or None

    def _end_sheet(self) -> None:
        writer = SheetWriter(
            self._output, self._name, self._limits, hidden=self._hidden
        )
        for index, values in self._rows.items():
            for column, value in enumerate(values):
                if value is MISSING:
                    writer.note_missing(index, column)
                elif isinstance(value, CellError):
                    writer.note_error(index, column)
            writer.write(index, values)
        writer.close(self._hidden_rows, self._merges, filtered=self._filtered)


def _index(attributes: Attributes, before: int, limit: int) -> int:
    """Index of a row or cell, which may be left out when it is the next one."""
    text = attributes.get(_SS + "Index")
    if text is None:
        return before + 1
    if not (text.isascii() and text.isdigit()) or not before < int(text) - 1 < limit:
        raise damaged(f"index {text}")
    return int(text) - 1


def _span(attributes: Attributes, name: str) -> int:
    text = attributes.get(_SS + name, "0")
    return min(int(text), GRID_COLUMNS) if text.isascii() and text.isdigit() else 0
