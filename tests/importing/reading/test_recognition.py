"""What a file is, whatever it is called."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.refusals import Refusal

Read = Callable[..., WorkbookData]


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


def _database(folder: Path) -> bytes:
    path = folder / "x.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image"),
        (b"BM\x8a\0\0\0\0\0\0\0\x8a\0\0\0|\0\0\0", "image"),
        (gzip.compress(b"a;b\n1;2\n", mtime=0), "archive"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "archive"),
        (b"{\\rtf1\\ansi a}", "rtf"),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", "program"),
        (_zip("word/document.xml", "[Content_Types].xml"), "word"),
        (_zip("ppt/presentation.xml"), "powerpoint"),
        (_zip("notes.txt"), "archive"),
        (json.dumps({"a": [1, 2]}).encode(), "json"),
        (json.dumps([{"a": 1}]).encode("utf-8-sig"), "json"),
        (b'{"a": 1}\n{"a": 2}\n', "json"),
        (b"[" * 100_000, "json"),
        (b'<?xml version="1.0"?><invoice/>', "xml"),
    ],
)
def test_other_kinds_are_named(read: Read, data: bytes, kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(data, "book.xlsx")

    assert refused.value.reason == "other_kind"
    assert refused.value.values["kind"] == kind


def test_a_database_is_named(read: Read, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read(_database(tmp_path), "book.xls")

    assert refused.value.values["kind"] == "sqlite"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"\x05Maria\0\0\0" + b" " * 150, "~$book.xlsx", "lock_file"),
        (b",maria,pc,09.03.2025;", ".~lock.book.ods#", "lock_file"),
        (bytes(range(256)) * 20, "book.xlsx", "unknown_kind"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "x.xls", "unsupported"),
        (b"\x09\x04\x06\x00\0\0\x10\0", "x.xls", "unsupported"),
        (_zip("Index/Document.iwa"), "x.numbers", "unsupported"),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>',
            "x.xml",
            "doctype",
        ),
        (b"PK\x03\x04 and nothing more", "x.xlsx", "incomplete"),
    ],
)
def test_unreadable_files_say_why(
    read: Read, data: bytes, name: str, reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read(data, name)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "text",
    ["BMW;1\n", "MZ;2\n", "[unknown];3\n", "{x};4\n", "<10;5\n", "PK;6\n", "[];7\n"],
)
def test_words_that_begin_like_a_signature_are_text(read: Read, text: str) -> None:
    book = read(text.encode(), "x.csv")

    assert book.format == "csv"
    assert book.sheets[0].width == 2


def test_a_text_table_named_xls_is_told(read: Read) -> None:
    book = read(b"a;b\n1;2\n", "export.xls")

    assert [warning.code for warning in book.warnings] == ["other_format"]
