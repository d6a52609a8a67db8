"""Binary workbooks, built record by record."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Callable, Mapping

import pytest
from python_calamine import load_workbook

from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.values import CellError, Percent

Read = Callable[..., WorkbookData]
Package = Callable[[Mapping[str, str | bytes]], bytes]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    return (
        head
        + (bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7]))
        + body
    )


def _text(text: str) -> bytes:
    data = text.encode("utf-16-le", "surrogatepass")
    return struct.pack("<I", len(data) // 2) + data


def _row(index: int, *, hidden: bool = False) -> bytes:
    flags = 0x10 if hidden else 0
    return _record(0, struct.pack("<IIHBBBI", index, 0, 300, 0, flags, 0, 0))


def _cell(kind: int, column: int, body: bytes, style: int = 0) -> bytes:
    return _record(kind, struct.pack("<II", column, style) + body)


def _sheet(rows: bytes) -> bytes:
    dimension = _record(148, struct.pack("<4I", 0, 9, 0, 9))
    merge = (
        _record(177, struct.pack("<I", 1))
        + _record(176, struct.pack("<4I", 0, 1, 2, 3))
        + _record(178)
    )
    return (
        _record(129)
        + dimension
        + _record(145)
        + rows
        + _record(146)
        + merge
        + _record(130)
    )


def _parts(rows: bytes) -> dict[str, str | bytes]:
    sheet = struct.pack("<II", 1, 1) + _text("r1") + _text("Foglio")
    styles = (
        _record(278)
        + _record(615, struct.pack("<I", 1))
        + _record(44, struct.pack("<H", 164) + _text("dd/mm/yyyy"))
        + _record(616)
        + _record(617, struct.pack("<I", 3))
        + b"".join(
            _record(47, struct.pack("<HH12x", 0, number)) for number in (0, 164, 10)
        )
        + _record(618)
        + _record(279)
    )
    strings = (
        _record(159, struct.pack("<II", 1, 1))
        + _record(19, b"\0" + _text("Città 🙂"))
        + _record(160)
    )
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in (
            ("r1", "worksheet", "worksheets/sheet1.bin"),
            ("r2", "styles", "styles.bin"),
            ("r3", "sharedStrings", "sharedStrings.bin"),
        )
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
            "</Relationships>"
        ),
        "xl/_rels/workbook.bin.rels": (
            f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
        ),
        "xl/workbook.bin": _record(131)
        + _record(153, struct.pack("<III", 0, 0, 0))
        + _record(143)
        + _record(156, sheet)
        + _record(144)
        + _record(132),
        "xl/styles.bin": styles,
        "xl/sharedStrings.bin": strings,
        "xl/worksheets/sheet1.bin": _sheet(rows),
    }


_ROWS = (
    _row(1)
    + _cell(7, 1, struct.pack("<I", 0))
    + _cell(5, 2, struct.pack("<d", 42.0))
    + _cell(5, 3, struct.pack("<d", 45351.0), 1)
    + _cell(2, 4, struct.pack("<i", 1250 << 2 | 3), 2)
    + _cell(2, 5, struct.pack("<i", -7 << 2 | 2))
    + _cell(4, 6, b"\1")
    + _cell(3, 7, b"\x2a")
    + _cell(6, 8, _text("here"))
    + _cell(1, 9, b"")
    + _row(2, hidden=True)
    + _cell(5, 1, struct.pack("<d", 1.5))
)


def test_each_kind_of_cell_has_its_value(read: Read, package: Package) -> None:
    book = read(package(_parts(_ROWS)), "x.xlsb")
    sheet = book.sheets[0]

    assert (book.format, sheet.name, sheet.hidden) == ("xlsb", "Foglio", True)
    assert sheet.rows[1] == (
        None,
        "Città 🙂",
        42,
        dt.date(2024, 2, 29),
        Percent(12.5),
        -7,
        True,
        CellError("#N/A"),
        "here",
    )
    assert sheet.rows[2][:2] == (None, 1.5)
    assert sheet.hidden_rows == {2}
    assert sheet.merges == ((0, 2, 1, 3),)
    assert [warning.code for warning in book.warnings] == ["hidden_rows", "error_cells"]


def test_calamine_sees_the_same(read: Read, package: Package) -> None:
    data = package(_parts(_ROWS))
    (theirs,) = (
        load_workbook(io.BytesIO(data))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)[1:2]
    )
    ours = read(data, "x.xlsb").sheets[0].rows[1]

    assert theirs[1:4] == ["Città 🙂", 42.0, dt.date(2024, 2, 29)]
    assert list(ours[1:7]) == theirs[1:7]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (_row(1_048_575) + _cell(5, 16_383, struct.pack("<d", 1)), "columns"),
        (_row(0) + _cell(5, 16_384, struct.pack("<d", 1)), "damaged"),
        (_row(1_048_576) + _cell(5, 0, struct.pack("<d", 1)), "damaged"),
        (_row(5) + _row(4), "damaged"),
        (_row(0) + _cell(5, 3, b"\0" * 8) + _cell(5, 3, b"\0" * 8), "damaged"),
        (_row(0) + _cell(7, 0, struct.pack("<I", 9)), "damaged"),
        (_row(0) + _cell(6, 0, struct.pack("<I", 0xFFFFFFFF)), "damaged"),
        (_row(0) + b"\x05\xff\xff\xff\xff", "damaged"),
        (_row(0) + _cell(5, 0, b""), "damaged"),
    ],
)
def test_records_that_lie_refuse_the_file(
    read: Read, package: Package, rows: bytes, reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read(package(_parts(rows)), "x.xlsb")

    assert refused.value.reason == reason
