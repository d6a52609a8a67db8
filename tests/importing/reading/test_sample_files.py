"""Files that LibreOffice wrote yield what was put into them."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kpidesk.importing.reading.compound import read_compound
from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.values import CellError, Percent

Read = Callable[..., WorkbookData]

_FILES = Path(__file__).parent / "files"


@pytest.fixture(params=["sample.xls", "sample.ods"])
def book(request: pytest.FixtureRequest, read: Read) -> WorkbookData:
    """The sample in each format."""
    return read((_FILES / request.param).read_bytes(), request.param)


def test_values_have_their_kind(book: WorkbookData) -> None:
    first, second = book.sheets[0].rows[3:5]

    # Whether a conversion keeps TRUE or writes 1 is the converter's decision.
    assert first == (
        None,
        "Città di Forlì",
        42,
        1.5,
        dt.date(2024, 2, 29),
        dt.datetime(2024, 2, 29, 10, 30),
        dt.time(8, 15),
        dt.timedelta(hours=36),
        Percent(0.125),
        True,
        CellError("#DIV/0!"),
        3,
    )
    assert type(first[4]) is dt.date
    assert type(first[8]) is Percent
    assert type(first[2]) is int
    assert second[1:4] == ("00123", -7, 1234567890123)
    assert second[10:] == (CellError("#N/A"), "ab")
    assert book.sheets[0].rows[5][1] == "a\nb & <c> 🙂"


def test_what_a_person_hid_or_merged_is_told(book: WorkbookData) -> None:
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Dati", False),
        ("Nascosto", True),
    ]
    assert book.sheets[0].hidden_rows == {4}
    assert book.sheets[0].merges == ((7, 1, 8, 3),)
    assert [warning.code for warning in book.warnings] == ["hidden_rows", "error_cells"]


def test_the_name_of_a_file_says_nothing(read: Read) -> None:
    data = (_FILES / "sample.xls").read_bytes()

    assert read(data, "sample.csv").format == "xls"


def test_macros_of_an_xls_are_told(read: Read) -> None:
    data = (_FILES / "sample.xls").read_bytes() + "_VBA_PROJECT".encode("utf-16-le")

    assert read(data, "x.xls").warnings[0].code == "macros_ignored"


@pytest.mark.parametrize("stream", ["EncryptedPackage", "EncryptionInfo"])
def test_a_protected_package_asks_for_a_version_without_password(stream: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_compound(_renamed("Workbook", stream))

    assert refused.value.reason == "password"


def test_a_protected_xls_is_recognised(read: Read) -> None:
    data = (_FILES / "sample.xls").read_bytes()
    # An unimportant record of the globals becomes the one that says "encrypted".
    codepage = data.index(struct.pack("<HHH", 0x42, 2, 1200))
    spoiled = data[:codepage] + struct.pack("<H", 0x2F) + data[codepage + 2 :]
    with pytest.raises(Refusal) as refused:
        read(spoiled, "x.xls")

    assert refused.value.reason == "password"


@pytest.mark.parametrize(
    ("stream", "kind"), [("WordDocument", "word"), ("Anything", "document")]
)
def test_another_compound_file_is_no_spreadsheet(stream: str, kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_compound(_renamed("Workbook", stream))

    assert refused.value.reason == "other_kind"
    assert refused.value.values["kind"] == kind


@pytest.mark.parametrize("size", [8, 100, 511, 512, 2_000, 5_000])
def test_a_cut_xls_is_damaged(read: Read, size: int) -> None:
    with pytest.raises(Refusal) as refused:
        read((_FILES / "sample.xls").read_bytes()[:size], "x.xls")

    assert refused.value.reason in {"damaged", "other_kind"}


def test_an_encrypted_ods_is_recognised(read: Read) -> None:
    data = _changed_ods(
        "META-INF/manifest.xml",
        b"</manifest:manifest>",
        b"<manifest:encryption-data/></manifest:manifest>",
    )
    with pytest.raises(Refusal) as refused:
        read(data, "x.ods")

    assert refused.value.reason == "password"


def test_an_ods_that_is_a_text_is_no_spreadsheet(read: Read) -> None:
    with pytest.raises(Refusal) as refused:
        read(_changed_ods("mimetype", b"spreadsheet", b"text"), "x.ods")

    assert refused.value.reason == "other_kind"


def test_broken_content_of_an_ods_is_damage(read: Read) -> None:
    with pytest.raises(Refusal) as refused:
        read(_changed_ods("content.xml", b"</office:body>", b""), "x.ods")

    assert refused.value.reason == "damaged"


def _changed_ods(part: str, old: bytes, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(_FILES / "sample.ods") as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(entry.filename, content)
    return buffer.getvalue()


def _renamed(old: str, new: str) -> bytes:
    """The sample with another name for one of its streams."""
    data = (_FILES / "sample.xls").read_bytes()
    at = data.index(old.encode("utf-16-le") + b"\0\0")
    name = new.encode("utf-16-le").ljust(64, b"\0") + struct.pack(
        "<H", 2 * len(new) + 2
    )
    return data[:at] + name + data[at + len(name) :]
