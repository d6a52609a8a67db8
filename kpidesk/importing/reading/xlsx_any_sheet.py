"""Sheets in any form that XML and the standard allow: slower than the plain way."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kpidesk.importing.reading.addresses import GRID_ROWS, parse_address, parse_range
from kpidesk.importing.reading.output import SheetWriter
from kpidesk.importing.reading.refusals import damaged
from kpidesk.importing.reading.values import MISSING, CellError, Merge, Value
from kpidesk.importing.reading.xlsx_cells import CellReader
from kpidesk.importing.reading.xlsx_text import TextRuns
from kpidesk.importing.reading.xlsx_workbook import true
from kpidesk.importing.reading.xml_events import Attributes, local, parse


class AnySheet:
    """Reads one sheet, in which rows and cells may come in any order."""

    def __init__(self, cells: CellReader, writer: SheetWriter) -> None:
        self._cells = cells
        self._writer = writer
        self._rows: dict[int, dict[int, Value]] = {}
        self._hidden: set[int] = set()
        self._merges: list[Merge] = []
        self._filtered = False
        self._row = -1
        self._column = -1
        self._in_cell = False
        self._kind = self._style = ""
        self._formula = False
        self._value: list[str] | None = None
        self._in_value = False
        self._inline = TextRuns()
        self._ends: dict[str, Callable[[], None]] = {
            "v": self._end_value,
            "c": self._end_cell,
        }
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "v": self._start_value,
            "c": self._start_cell,
            "f": self._start_formula,
            "row": self._start_row,
            "mergeCell": self._start_merge,
            "filterColumn": self._start_filter,
        }
        self._root = True

    def read(self, pieces: Iterable[bytes], report: Callable[[int], None]) -> None:
        """Read the whole sheet, telling *report* the size of each piece.

        Raises:
            Refusal: It is damaged, unsafe or too big.
        """
        parse(
            _reported(pieces, report),
            start=self._start,
            end=self._end,
            text=self._text,
        )
        for index in sorted(self._rows):
            self._writer.write(index, self._listed(index, self._rows[index]))
        self._writer.close(self._hidden, self._merges, filtered=self._filtered)

    def _start(self, element: str, attributes: Attributes) -> None:
        name = local(element)
        if self._root:
            if name != "worksheet":
                raise damaged(f"a sheet that begins with {name}")
            self._root = False
        start = self._starts.get(name)
        if start is not None:
            start(attributes)
        elif self._in_cell:
            self._inline.start(name)

    def _end(self, element: str) -> None:
        name = local(element)
        end = self._ends.get(name)
        if end is not None:
            end()
        elif self._in_cell:
            self._inline.end(name)

    def _text(self, text: str) -> None:
        if self._in_value and self._value is not None:
            self._value.append(text)
        elif self._in_cell:
            self._inline.add(text)

    def _start_row(self, attributes: Attributes) -> None:
        self._writer.expect(len(self._rows))
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else _row_index(number)
        self._column = -1
        if true(attributes.get("hidden")):
            self._hidden.add(self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        name = attributes.get("r")
        if name is None:
            self._column += 1
        else:
            self._row, self._column = parse_address(name)
        self._kind = attributes.get("t", "")
        self._style = attributes.get("s", "")
        self._formula = False
        self._value = None
        self._inline.clear()
        self._in_cell = True

    def _start_formula(self, _attributes: Attributes) -> None:
        self._formula = True

    def _start_value(self, _attributes: Attributes) -> None:
        self._value = []
        self._in_value = True

    def _end_value(self) -> None:
        self._in_value = False

    def _end_cell(self) -> None:
        self._in_cell = False
        text = None if self._value is None else "".join(self._value)
        value: Value = None if text else self._inline.text()
        if value is None:
            value = self._cells.value(
                self._kind, self._style, text, formula=self._formula
            )
        if value is not None:
            self._rows.setdefault(self._row, {})[self._column] = value

    def _start_merge(self, attributes: Attributes) -> None:
        self._merges.append(parse_range(attributes.get("ref", "")))

    def _start_filter(self, _attributes: Attributes) -> None:
        self._filtered = True

    def _listed(self, index: int, cells: dict[int, Value]) -> list[Value]:
        values: list[Value] = [None] * (max(cells) + 1)
        for column, value in sorted(cells.items()):
            values[column] = value
            if value is MISSING:
                self._writer.note_missing(index, column)
            elif isinstance(value, CellError):
                self._writer.note_error(index, column)
        return values


def _row_index(number: str) -> int:
    if not (number.isascii() and number.isdigit() and 0 < int(number) <= GRID_ROWS):
        raise damaged(f"row {number}")
    return int(number) - 1


def _reported(
    pieces: Iterable[bytes], report: Callable[[int], None]
) -> Iterable[bytes]:
    for piece in pieces:
        yield piece
        report(len(piece))
