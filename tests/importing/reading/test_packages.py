"""Packages that are damaged, hostile, protected or only unusual."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

import pytest

from kpidesk.importing.reading.model import Limits, WorkbookData
from kpidesk.importing.reading.refusals import Refusal

Read = Callable[..., WorkbookData]
Build = Callable[..., bytes]
Parts = dict[str, str | bytes]

_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def _reason(read: Read, data: bytes, name: str = "book.xlsx") -> str:
    with pytest.raises(Refusal) as refused:
        read(data, name)
    return refused.value.reason


@pytest.mark.parametrize(
    "missing",
    [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
    ],
)
def test_a_missing_part_is_damage(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build, missing: str
) -> None:
    parts = xlsx_parts(_ROW)
    del parts[missing]

    assert _reason(read, package(parts)) == "damaged"


@pytest.mark.parametrize(
    "part", ["_rels/.rels", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_parts_that_nothing_needs_may_be_missing(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build, part: str
) -> None:
    parts = xlsx_parts(_ROW)
    del parts[part]
    if part == "xl/styles.xml":
        relations = str(parts["xl/_rels/workbook.xml.rels"])
        parts["xl/_rels/workbook.xml.rels"] = relations.replace("styles.xml", "x.xml")

    if part == "xl/styles.xml":
        assert _reason(read, package(parts)) == "damaged"
    else:
        assert read(package(parts)).sheets[0].rows == [(1,)]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_cut_file_is_incomplete(read: Read, xlsx: Build, share: float) -> None:
    data = xlsx(_ROW)

    assert _reason(read, data[: int(len(data) * share)]) == "incomplete"


def test_a_wrong_checksum_is_damage_wherever_it_is(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build
) -> None:
    parts = xlsx_parts(_ROW)
    parts["xl/media/picture.png"] = b"a picture that nobody reads"
    data = package(parts)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for entry in file.infolist():
            spoiled = data.replace(
                struct.pack("<I", entry.CRC), struct.pack("<I", entry.CRC ^ 1)
            )
            assert _reason(read, spoiled) == "damaged", entry.filename


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/app.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_anywhere_is_unsafe(
    read: Read,
    xlsx_parts: Callable[..., Parts],
    package: Build,
    part: str,
    encoding: str,
) -> None:
    parts = xlsx_parts(_ROW)
    hostile = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    declaration = f'<?xml version="1.0" encoding="{encoding[:6]}"?>'
    parts[part] = mark + f"{declaration}{hostile}".encode(encoding)

    assert _reason(read, package(parts)) == "doctype"


def test_laughing_entities_are_not_expanded(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build
) -> None:
    parts = xlsx_parts(_ROW)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    parts["xl/sharedStrings.xml"] = (
        f'<!DOCTYPE s [<!ENTITY l0 "ha">{laughs}]><sst><si><t>&l19;</t></si></sst>'
    )

    assert _reason(read, package(parts)) == "doctype"


def test_what_unpacks_to_nothing_but_size_is_a_bomb(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build
) -> None:
    parts = xlsx_parts(_ROW)
    parts["xl/worksheets/sheet1.xml"] = b" " * 50_000_000

    assert _reason(read, package(parts)) == "zip_bomb"


def test_a_size_that_the_directory_denies_is_damage(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build
) -> None:
    parts = xlsx_parts(_ROW)
    parts["xl/worksheets/sheet1.xml"] = b" " * 5_000_000
    data = package(parts)

    assert (
        _reason(
            read, data.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 100))
        )
        == "damaged"
    )


def test_more_than_the_limit_is_too_big(read: Read, xlsx: Build) -> None:
    with pytest.raises(Refusal) as refused:
        read(xlsx(_ROW), limits=Limits(inflated_bytes=1_000))

    assert refused.value.reason == "inflated_size"


def test_thousands_of_parts_are_a_bomb(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build
) -> None:
    parts = xlsx_parts(_ROW)
    parts.update((f"xl/x{number}", b"") for number in range(10_001))

    assert _reason(read, package(parts)) == "zip_bomb"


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/../../x", "C:\\x.dll"])
def test_names_that_leave_the_package_are_unsafe(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build, name: str
) -> None:
    parts = xlsx_parts(_ROW)
    parts[name] = b"x"

    assert _reason(read, package(parts)) == "part_names"


def test_two_parts_of_one_name_are_damage(
    read: Read, xlsx_parts: Callable[..., Parts]
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in xlsx_parts(_ROW).items():
            file.writestr(name, content)
            file.writestr(name.upper(), content)

    assert _reason(read, buffer.getvalue()) == "damaged"


def test_encrypted_parts_ask_for_no_password(read: Read, xlsx: Build) -> None:
    data = bytearray(xlsx(_ROW))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1

    assert _reason(read, bytes(data)) == "password"


def test_backslashes_and_capitals_in_names_are_forgiven(
    read: Read, xlsx_parts: Callable[..., Parts]
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in xlsx_parts(_ROW).items():
            # ZipInfo would turn the backslashes of its constructor round.
            entry = zipfile.ZipInfo(name)
            entry.filename = name.replace("/", "\\").upper()
            file.writestr(entry, content)

    assert read(buffer.getvalue()).sheets[0].rows == [(1,)]


def test_macros_and_links_are_told_and_left_alone(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build
) -> None:
    parts = xlsx_parts(_ROW)
    parts["xl/vbaProject.bin"] = b"\0"
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    book = read(package(parts), "book.xlsm")

    assert book.format == "xlsm"
    assert [warning.code for warning in book.warnings] == [
        "macros_ignored",
        "external_links_ignored",
    ]


def test_sheets_without_cells_are_left_out(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build
) -> None:
    parts = xlsx_parts(_ROW)
    for name, old, new in (
        ("xl/workbook.xml", "</sheets>", '<sheet name="Chart" r:id="c"/></sheets>'),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            '<Relationship Id="c" Type="x/chartsheet" Target="c.xml"/></Relationships>',
        ),
    ):
        parts[name] = str(parts[name]).replace(old, new)
    parts["xl/c.xml"] = "<chartsheet/>"
    book = read(package(parts))

    assert [sheet.name for sheet in book.sheets] == ["Data"]
    assert [warning.code for warning in book.warnings] == ["sheet_without_cells"]


@pytest.mark.parametrize(
    "target",
    ["/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "worksheets/sheet%31.xml"],
)
def test_targets_may_be_absolute_or_relative(
    read: Read, xlsx_parts: Callable[..., Parts], package: Build, target: str
) -> None:
    parts = xlsx_parts(_ROW)
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(
        "worksheets/sheet1.xml", target
    )

    assert read(package(parts)).sheets[0].rows == [(1,)]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(rows=2), "rows"),
        (Limits(columns=1), "columns"),
        (Limits(cells=5), "cells"),
        (Limits(file_bytes=100), "file_size"),
    ],
)
def test_limits_refuse_the_file(
    read: Read, xlsx: Build, limits: Limits, reason: str
) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>'
        for n in (1, 5, 9)
    )
    with pytest.raises(Refusal) as refused:
        read(xlsx(rows), limits=limits)

    assert refused.value.reason == reason


def test_very_deep_xml_is_read(read: Read, xlsx: Build) -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    sheet = (
        f"<worksheet><sheetData>{_ROW}</sheetData><extLst>{deep}</extLst></worksheet>"
    )

    assert read(xlsx(sheet=sheet)).sheets[0].rows == [(1,)]


def test_many_merges_are_no_work(read: Read, xlsx: Build) -> None:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 300_001))
    book = read(xlsx(_ROW, tail=f"<mergeCells>{merges}</mergeCells>"))

    assert len(book.sheets[0].merges) == 100_000
