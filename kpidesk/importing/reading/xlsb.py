"""Reads xlsb workbooks, the binary twins of xlsx."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from kpidesk.importing.reading.addresses import GRID_COLUMNS, GRID_ROWS
from kpidesk.importing.reading.biff import ERRORS
from kpidesk.importing.reading.model import Limits
from kpidesk.importing.reading.number_formats import (
    BUILT_IN,
    FromNumber,
    Shown,
    from_number,
    shown,
)
from kpidesk.importing.reading.output import Output, SheetWriter
from kpidesk.importing.reading.package import Package
from kpidesk.importing.reading.refusals import damaged
from kpidesk.importing.reading.values import CellError, Merge, Value, number
from kpidesk.importing.reading.xlsx import warn_about_package
from kpidesk.importing.reading.xlsx_workbook import Relation, relations

_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED = range(8)
_FORMULA_STRING, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR = range(8, 12)
_SHARED_ITEM = 19
_FORMAT = 44
_STYLE = 47
_WORKBOOK_PROPERTIES = 153
_SHEET = 156
_FILTER_COLUMN = 163
_MERGE = 176
_STYLES, _END_STYLES = 617, 618
_END_SHEET = 130
_MORE = 0x80
_LOW = 0x7F
_SIZE_SHIFTS = (0, 7, 14, 21)
_HIDDEN = 0x10
_DATE1904 = 0x1
_STYLE_MASK = 0xFFFFFF


def read_xlsb(package: Package, path: str, output: Output, limits: Limits) -> None:
    """Read every sheet of the workbook at *path* in the package.

    Raises:
        Refusal: It is damaged, unsafe or too big.
    """
    warn_about_package(package, output)
    try:
        _read(package, path, output, limits)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise damaged(str(error)) from error
    package.check_others()


def _read(package: Package, path: str, output: Output, limits: Limits) -> None:
    parts = relations(package, path)
    date1904, sheets = _read_workbook(package.read(path))
    strings = _read_strings(package, parts)
    styles = _read_styles(package, parts, date1904=date1904)
    if not sheets:
        raise damaged("a workbook without sheets")
    for index, (name, hidden, relation_id) in enumerate(sheets):
        relation = parts.get(relation_id)
        if relation is None or relation.external:
            raise damaged(f"sheet {name} has no part")
        if relation.kind != "worksheet":
            output.warn("sheet_without_cells", name)
            continue
        writer = SheetWriter(output, name, limits, hidden=hidden)
        _Sheet(writer, strings, styles).read(package.read(relation.target))
        output.progress(index + 1, len(sheets))


def _read_workbook(data: bytes) -> tuple[bool, list[tuple[str, bool, str]]]:
    """Whether dates count from 1904, and name, hidden and relation of each sheet."""
    date1904 = False
    sheets: list[tuple[str, bool, str]] = []
    for kind, body in _records(data):
        if kind == _WORKBOOK_PROPERTIES:
            date1904 = bool(body[0] & _DATE1904)
        elif kind == _SHEET:
            (state,) = struct.unpack_from("<I", body)
            relation, after = _wide_string(body, 8)
            name, _ = _wide_string(body, after)
            sheets.append((name, state != 0, relation))
    return date1904, sheets


def _part(package: Package, parts: dict[str, Relation], kind: str) -> bytes:
    for relation in parts.values():
        if relation.kind == kind and relation.target in package:
            return package.read(relation.target)
    return b""


def _read_strings(package: Package, parts: dict[str, Relation]) -> list[str | None]:
    return [
        _wide_string(body, 1)[0] or None
        for kind, body in _records(_part(package, parts, "sharedStrings"))
        if kind == _SHARED_ITEM
    ]


def _read_styles(
    package: Package, parts: dict[str, Relation], *, date1904: bool
) -> list[FromNumber]:
    formats: dict[int, Shown] = dict(BUILT_IN)
    styles: list[FromNumber] = []
    inside = False
    for kind, body in _records(_part(package, parts, "styles")):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = shown(_wide_string(body, 2)[0])
        elif kind in {_STYLES, _END_STYLES}:
            inside = kind == _STYLES
        elif kind == _STYLE and inside:
            presented = formats.get(struct.unpack_from("<H", body, 2)[0], Shown.NUMBER)
            styles.append(from_number(presented, date1904=date1904))
    return styles


class _Sheet:
    """The records of one sheet."""

    def __init__(
        self,
        writer: SheetWriter,
        strings: list[str | None],
        styles: list[FromNumber],
    ) -> None:
        self._writer = writer
        self._strings = strings
        self._styles = styles
        self._row = -1
        self._values: list[Value] = []
        self._hidden: list[int] = []
        self._merges: list[Merge] = []
        self._filtered = False
        self._ended = False

    def read(self, data: bytes) -> None:
        """Read all rows."""
        for kind, body in _records(data):
            if kind == _ROW:
                self._start_row(body)
            elif _ROW < kind <= _FORMULA_ERROR:
                self._add_cell(kind, body)
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack_from("<4I", body)
                self._merges.append((top, left, bottom, right))
            elif kind == _FILTER_COLUMN:
                self._filtered = True
            elif kind == _END_SHEET:
                self._ended = True
        if not self._ended:
            raise damaged("a sheet does not end")
        self._flush()
        self._writer.close(self._hidden, self._merges, filtered=self._filtered)

    def _start_row(self, body: bytes) -> None:
        self._flush()
        (row,) = struct.unpack_from("<I", body)
        if not self._row < row < GRID_ROWS:
            raise damaged(f"row {row}")
        self._row = row
        if body[11] & _HIDDEN:
            self._hidden.append(row)

    def _flush(self) -> None:
        if self._values:
            self._writer.write(self._row, self._values)
            self._values = []

    def _add_cell(self, kind: int, body: bytes) -> None:
        column, style = struct.unpack_from("<2I", body)
        if not len(self._values) <= column < GRID_COLUMNS or self._row < 0:
            raise damaged(f"column {column}")
        value = self._value(kind, style & _STYLE_MASK, body)
        if value is None:
            return
        self._values.extend([None] * (column - len(self._values)))
        self._values.append(value)
        if isinstance(value, CellError):
            self._writer.note_error(self._row, column)

    def _value(self, kind: int, style: int, body: bytes) -> Value:
        if kind == _BLANK:
            return None
        if kind in {_ERROR, _FORMULA_ERROR}:
            return CellError(ERRORS.get(body[8], "#ERROR!"))
        if kind in {_BOOL, _FORMULA_BOOL}:
            return body[8] != 0
        if kind == _SHARED:
            index: int
            (index,) = struct.unpack_from("<I", body, 8)
            return self._strings[index]
        if kind in {_STRING, _FORMULA_STRING}:
            return _wide_string(body, 8)[0] or None
        value: float
        (value,) = (_rk(body),) if kind == _RK else struct.unpack_from("<d", body, 8)
        convert: FromNumber = (
            self._styles[style] if style < len(self._styles) else number
        )
        return convert(value)


def _rk(body: bytes) -> float:
    """A number packed into thirty bits, of which two say how."""
    (packed,) = struct.unpack_from("<i", body, 8)
    value: float
    if packed & 2:
        value = float(packed >> 2)
    else:
        high = packed & 0xFFFFFFFC
        (value,) = struct.unpack("<d", struct.pack("<II", 0, high))
    return value / 100 if packed & 1 else value


def _wide_string(body: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    if end > len(body):
        raise damaged("a text is cut off")
    return body[at + 4 : end].decode("utf-16-le", "surrogatepass"), end


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & _MORE:
            kind = (kind & _LOW) | (data[at] & _LOW) << 7
            at += 1
        size = 0
        for shift in _SIZE_SHIFTS:
            part = data[at]
            at += 1
            size |= (part & _LOW) << shift
            if not part & _MORE:
                break
        if at + size > len(data):
            raise damaged("a record is cut off")
        yield kind, data[at : at + size]
        at += size
