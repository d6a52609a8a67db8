"""The second look at xls workbooks, on streams built record by record."""

from __future__ import annotations

import struct

import pytest

from kpidesk.importing.reading.biff import scan_biff
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.values import CellError

_EOF = struct.pack("<HH", 0x000A, 0)


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bof(version: int = 0x0600) -> bytes:
    return _record(0x0809, struct.pack("<HH", version, 5))


def _workbook(settings: bytes, sheet: bytes, version: int = 0x0600) -> bytes:
    """A workbook of one sheet whose third style is the custom format 164."""
    styles = b"".join(
        _record(0x00E0, struct.pack("<HH", 0, number)) for number in (0, 10, 164)
    )
    start = len(_bof(version) + settings + styles + _record(0x0085, bytes(8)) + _EOF)
    entry = _record(0x0085, struct.pack("<IHH", start, 0, 0))
    head = _bof(version) + settings + styles + entry + _EOF
    return head + _bof(version) + sheet + _EOF


def _format(code: str, *, wide: bool) -> bytes:
    text = code.encode("utf-16-le" if wide else "latin-1")
    return _record(0x041E, struct.pack("<HHB", 164, len(code), wide) + text)


_CELLS = (
    _record(0x0203, struct.pack("<HHHd", 0, 0, 1, 0.5))
    + _record(0x027E, struct.pack("<HHHI", 0, 1, 2, 0))
    + _record(0x00BD, struct.pack("<HHHIHIHIH", 1, 3, 0, 0, 1, 0, 2, 0, 5))
    + _record(0x0205, struct.pack("<HHHBB", 2, 0, 0, 0x2A, 1))
    + _record(0x0205, struct.pack("<HHHBB", 2, 1, 0, 1, 0))
    + _record(0x0006, struct.pack("<HHHB1xB3xHHI", 3, 2, 0, 2, 0x07, 0xFFFF, 0, 0))
    + _record(0x0006, struct.pack("<HHHdHI", 3, 3, 1, 0.25, 0, 0))
    + _record(0x0208, struct.pack("<HHHHHHI", 7, 0, 1, 0, 0, 0, 0x20))
    + _record(0x009B)
)


@pytest.mark.parametrize("wide", [False, True])
def test_marks_are_found(wide: bool) -> None:
    marks = scan_biff(_workbook(_format("0.0%", wide=wide), _CELLS)).sheets[0]

    assert marks.percents == {0: {0, 1}, 1: {4, 5}, 3: {3}}
    assert marks.errors == {2: {0: CellError("#N/A")}, 3: {2: CellError("#DIV/0!")}}
    assert marks.hidden_rows == {7}
    assert marks.filtered


def test_excel_5_writes_its_formats_in_bytes() -> None:
    code = _record(0x041E, struct.pack("<HB", 164, 2) + b"0%")
    marks = scan_biff(_workbook(code, _CELLS, version=0x0500)).sheets[0]

    assert marks.percents[0] == {0, 1}


def test_a_chart_inside_a_sheet_is_passed_over() -> None:
    chart = _bof() + _record(0x0205, struct.pack("<HHHBB", 9, 9, 0, 0x2A, 1)) + _EOF
    marks = scan_biff(_workbook(b"", chart + _CELLS)).sheets[0]

    assert 9 not in marks.errors
    assert 2 in marks.errors


@pytest.mark.parametrize(("mark", "external"), [(0x0401, False), (0x0012, True)])
def test_links_to_other_workbooks_are_seen(mark: int, external: bool) -> None:
    book = _record(0x01AE, struct.pack("<HH", 1, mark))

    assert scan_biff(_workbook(book, b"")).external_links is external


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        (_bof() + _record(0x002F, bytes(6)) + _EOF, "password"),
        (_bof(), "damaged"),
        (_bof() + b"\x85\0\xff\xff", "damaged"),
        (_bof() + _record(0x0085, b"") + _EOF, "damaged"),
    ],
)
def test_streams_that_cannot_be_read(stream: bytes, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        scan_biff(stream)

    assert refused.value.reason == reason
