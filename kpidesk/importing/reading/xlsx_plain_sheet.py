"""Sheets as Excel and the usual libraries write them, read by patterns.

This is the fast way, about as fast as a compiled reader. It recognises any deviation
and gives up; then ``xlsx_any_sheet`` reads the sheet by the rules of XML. expat checks
every byte here too, so that the patterns see well-formed XML only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kpidesk.importing.reading.addresses import GRID_ROWS, column_index, parse_range
from kpidesk.importing.reading.output import SheetWriter
from kpidesk.importing.reading.values import MISSING, CellError, Value
from kpidesk.importing.reading.xlsx_cells import CellReader
from kpidesk.importing.reading.xlsx_row_shapes import Cell, RowShapes
from kpidesk.importing.reading.xlsx_text import plain_xml, unescape, unescape_xml
from kpidesk.importing.reading.xml_events import checking_parser, feed

_ROW = re.compile(r'r="([1-9]\d{0,6})"([^<>]*)>')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})(\d+)"(?: s="(\d+)")?(?: t="(\w+)")? ?'
    r"(?:/>|>"
    r"(<f(?:[ ][^<>]*)?(?:/>|>[^<]*</f>))?"
    r"(?:<v ?/>|<v>([^<]*)</v>"
    r'|<is><t(?: xml:space="preserve")?(?: ?/>|>([^<]*)</t>)</is>)?'
    r"</c>)"
)
_HIDDEN = re.compile(r' hidden="(?:(1|true)|0|false)"')
_MERGE = re.compile(r'<mergeCell ref="([A-Z0-9:]+)"')
_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)worksheet\b([^<>]*)>")
_NAMESPACE = re.compile(rb"""\bxmlns(?::[\w.-]+)?\s*=\s*["']([^"']*)["']""")
_HEAD_SIZE = 4_000
_NOT_PLAIN = ("<!", "<?", "</sheetData>")


class NotPlain(Exception):  # noqa: N818 - a turn in the road, not a fault
    """The sheet is written in another way, which may be just as right."""


class PlainSheet:
    """Reads one sheet row by row into a writer."""

    def __init__(self, cells: CellReader, writer: SheetWriter) -> None:
        self._cells = cells
        self._writer = writer
        self._shapes = RowShapes(cells)
        self._prefix = ""
        self._last_row = 0
        self._hidden: list[int] = []

    def read(self, pieces: Iterable[bytes], report: Callable[[int], None]) -> None:
        """Read the whole sheet, telling *report* the size of each piece.

        Raises:
            NotPlain: Somewhere the patterns do not fit.
            Refusal: It is damaged, unsafe or too big.
        """
        parser = checking_parser()
        buffer = bytearray()
        head = True
        for piece in pieces:
            feed(parser, piece)
            row_start = f"<{self._prefix}row ".encode()
            searched = max(len(buffer) - len(row_start), 0)
            buffer += piece
            if head and len(buffer) > _HEAD_SIZE:
                self._prefix = _check_head(buffer)
                head = False
            cut = buffer.rfind(row_start, searched)
            if not head and cut > 0:
                self._rows(buffer[:cut])
                del buffer[:cut]
            report(len(piece))
        feed(parser, b"", last=True)
        if head:
            self._prefix = _check_head(buffer)
        self._end(buffer)

    def _end(self, buffer: bytearray) -> None:
        rows, _, tail = buffer.partition(f"</{self._prefix}sheetData>".encode())
        self._rows(rows)
        rest = _decode(tail, self._prefix)
        if "<row " in rest or "<![CDATA[" in rest:
            raise NotPlain
        merges = [parse_range(name) for name in _MERGE.findall(rest)]
        if len(merges) != rest.count("<mergeCell") - rest.count("<mergeCells"):
            raise NotPlain
        self._writer.close(self._hidden, merges, filtered="<filterColumn" in rest)

    def _rows(self, data: bytearray) -> None:
        text = _decode(data, self._prefix)
        start = 2 if self._last_row == 0 else 0
        if any(text.find(mark, start) >= 0 for mark in _NOT_PLAIN):
            raise NotPlain
        head, *rows = text.split("<row ")
        if "<row" in head or "<c " in head or "<c>" in head:
            raise NotPlain
        if text.find("xmlns", len(head)) >= 0:
            raise NotPlain
        for row in rows:
            self._row(row)

    def _row(self, text: str) -> None:
        match = _ROW.match(text)
        if match is None:
            raise NotPlain
        number, attributes = match.groups()
        index = int(number)
        if not self._last_row < index <= GRID_ROWS:
            raise NotPlain
        self._last_row = index
        if "hidden" in attributes and self._says_hidden(attributes):
            self._hidden.append(index - 1)
        values = self._shapes.values(text, match.end(), number)
        if values is None:
            values = self._by_cell(number, text)
        self._writer.write(index - 1, values)

    def _by_cell(self, number: str, text: str) -> list[Value]:
        found: list[Cell] = _CELL.findall(text)
        if len(found) != text.count("<c") or "<row" in text:
            raise NotPlain
        values = self._values(number, found, text)
        if found:
            self._shapes.learn(found)
        return values

    def _says_hidden(self, attributes: str) -> bool:
        match = _HIDDEN.search(attributes)
        if match is None:
            raise NotPlain
        return bool(match[1])

    def _values(self, number: str, found: list[Cell], row: str) -> list[Value]:
        converters = self._cells.converters
        values: list[Value] = []
        for letters, digits, style, kind, formula, text, inline in found:
            if digits != number:
                raise NotPlain
            column = column_index(letters)
            if column != len(values):
                if column < len(values):
                    raise NotPlain
                values.extend([None] * (column - len(values)))
            value: Value
            if kind == "s" and text:
                value = self._cells.shared(text)
            elif text and (not kind or kind == "n"):
                value = converters[style](text)
                if value.__class__ is str and "&" in text:
                    raise NotPlain
            elif inline:
                value = unescape(unescape_xml(inline))
            elif text or formula:
                value = self._rare(kind, style, formula, text, row)
                self._note(value, number, column)
            else:
                value = None
            values.append(value)
        return values

    def _rare(self, kind: str, style: str, formula: str, text: str, row: str) -> Value:
        if not text and kind == "str" and "</f></c>" in row:
            # Whether this text formula yields "" or nothing is not in the pattern.
            raise NotPlain
        return self._cells.value(kind, style, unescape_xml(text), formula=bool(formula))

    def _note(self, value: Value, number: str, column: int) -> None:
        if value is MISSING:
            self._writer.note_missing(int(number) - 1, column)
        elif isinstance(value, CellError):
            self._writer.note_error(int(number) - 1, column)


def _check_head(data: bytearray) -> str:
    """The prefix of every name, such as ``x:`` in files of the Open XML SDK."""
    match = _ROOT.search(data[:_HEAD_SIZE])
    if match is None or not plain_xml(data):
        raise NotPlain
    namespaces = _NAMESPACE.findall(match[2])
    if len(namespaces) != len(set(namespaces)):
        # One thing could have two names.
        raise NotPlain
    return match[1].decode("ascii")


def _decode(data: bytearray, prefix: str) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error
    if prefix:
        text = text.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
    # XML says that every end of line is a line feed.
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
