"""A second look at an xls workbook, for what its reader does not tell.

calamine yields values, but an error as an empty cell, and neither percentages nor
hidden rows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from kpidesk.importing.reading.number_formats import BUILT_IN, Shown, shown
from kpidesk.importing.reading.refusals import Reason, Refusal, damaged
from kpidesk.importing.reading.values import CellError

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_BOF, _EOF = 0x0809, 0x000A
_FILEPASS = 0x002F
_BOUNDSHEET = 0x0085
_FORMAT, _XF = 0x041E, 0x00E0
_FORMULA, _BOOLERR, _NUMBER = 0x0006, 0x0205, 0x0203
_RK, _MULRK = 0x027E, 0x00BD
_ROW, _FILTERMODE = 0x0208, 0x009B
_SUPBOOK = 0x01AE
_BIFF8 = 0x0600
_HIDDEN = 0x20
_IS_ERROR = 1
_FORMULA_ERROR = 2
_SPECIAL = 0xFFFF
_WIDE = 1
_INTERNAL_BOOKS = (0x0401, 0x3A01)


@dataclass(slots=True)
class SheetMarks:
    """What is remarkable about the cells of one sheet, by row and column from 0."""

    errors: dict[int, dict[int, CellError]] = field(default_factory=dict)
    percents: dict[int, set[int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    filtered: bool = False

    def add_error(self, row: int, column: int, code: int) -> None:
        """Remember an error by its number."""
        error = CellError(ERRORS.get(code, "#ERROR!"))
        self.errors.setdefault(row, {})[column] = error


@dataclass(slots=True)
class WorkbookMarks:
    """The marks of all sheets, in the order in which the workbook lists them."""

    sheets: list[SheetMarks] = field(default_factory=list)
    external_links: bool = False


def scan_biff(stream: bytes) -> WorkbookMarks:
    """Look through the stream of an xls workbook.

    Raises:
        Refusal: It is protected by a password, or damaged.
    """
    try:
        return _Scan(stream).run()
    except (struct.error, IndexError) as error:
        raise damaged(str(error)) from error


class _Scan:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._formats: dict[int, Shown] = dict(BUILT_IN)
        self._styles: list[int] = []
        self._starts: list[int] = []
        self._marks = WorkbookMarks()
        self._biff8 = True

    def run(self) -> WorkbookMarks:
        """Scan the globals, then each sheet."""
        for kind, body in _records(self._stream, 0):
            self._global(kind, body)
        percent = {
            style
            for style, number in enumerate(self._styles)
            if self._formats.get(number) is Shown.PERCENT
        }
        for start in self._starts:
            self._marks.sheets.append(self._sheet(start, percent))
        return self._marks

    def _global(self, kind: int, body: bytes) -> None:
        if kind == _FILEPASS:
            raise Refusal(Reason.PASSWORD)
        if kind == _BOF:
            self._biff8 = struct.unpack_from("<H", body)[0] >= _BIFF8
        elif kind == _BOUNDSHEET:
            self._starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _XF:
            self._styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _FORMAT:
            number, code = self._format(body)
            self._formats[number] = shown(code)
        elif kind == _SUPBOOK:
            (mark,) = struct.unpack_from("<H", body, 2)
            self._marks.external_links |= mark not in _INTERNAL_BOOKS

    def _format(self, body: bytes) -> tuple[int, str]:
        number = struct.unpack_from("<H", body)[0]
        if not self._biff8:
            return number, body[3 : 3 + body[2]].decode("latin-1")
        length, wide = struct.unpack_from("<HB", body, 2)
        if wide & _WIDE:
            return number, body[5 : 5 + 2 * length].decode("utf-16-le", "replace")
        return number, body[5 : 5 + length].decode("latin-1")

    def _sheet(self, start: int, percent: set[int]) -> SheetMarks:
        marks = SheetMarks()
        for kind, body in _records(self._stream, start):
            if kind in {_FORMULA, _BOOLERR, _NUMBER, _RK}:
                row, column, style = struct.unpack_from("<3H", body)
                code = _error(kind, body)
                if code is not None:
                    marks.add_error(row, column, code)
                elif style in percent:
                    marks.percents.setdefault(row, set()).add(column)
            elif kind == _MULRK:
                _mark_percents(marks, body, percent)
            elif kind == _ROW:
                row, options = struct.unpack_from("<H10xI", body)
                if options & _HIDDEN:
                    marks.hidden_rows.add(row)
            elif kind == _FILTERMODE:
                marks.filtered = True
        return marks


def _error(kind: int, body: bytes) -> int | None:
    if kind == _BOOLERR and body[7] == _IS_ERROR:
        return body[6]
    if kind == _FORMULA and body[6] == _FORMULA_ERROR:
        special = struct.unpack_from("<H", body, 12)[0] == _SPECIAL
        return body[8] if special else None
    return None


def _mark_percents(marks: SheetMarks, body: bytes, percent: set[int]) -> None:
    row, first = struct.unpack_from("<2H", body)
    for place, at in enumerate(range(4, len(body) - 6, 6)):
        if struct.unpack_from("<H", body, at)[0] in percent:
            marks.percents.setdefault(row, set()).add(first + place)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; a chart inside it has its own, left out."""
    at = start
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        body = stream[at + 4 : at + 4 + size]
        if len(body) < size:
            raise damaged("a record is cut off")
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, body
        at += 4 + size
    raise damaged("a sheet does not end")
