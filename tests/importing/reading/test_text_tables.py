"""Text tables in every encoding and dialect that people have."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.values import Row

Read = Callable[..., WorkbookData]

_TEXT = "codice;città\nC-1;Forlì\nC-2;São João\n"
_ROWS = [("codice", "città"), ("C-1", "Forlì"), ("C-2", "São João")]


def _codes(book: WorkbookData) -> list[str]:
    return [warning.code for warning in book.warnings]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (_TEXT.encode(), []),
        (_TEXT.encode("utf-8-sig"), []),
        (_TEXT.encode("utf-16"), []),
        (codecs.BOM_UTF16_BE + _TEXT.encode("utf-16-be"), []),
        (_TEXT.encode("utf-16-le"), []),
        (_TEXT.encode("utf-16-be"), []),
        (_TEXT.encode("utf-32"), []),
        (_TEXT.encode("utf-32-be"), []),
        (_TEXT.encode("utf-32-le"), []),
        (_TEXT.encode("cp1252"), ["encoding_guessed"]),
    ],
)
def test_encodings_are_found(read: Read, data: bytes, codes: list[str]) -> None:
    book = read(data, "clienti.csv")

    assert book.sheets[0].rows == _ROWS
    assert _codes(book) == codes


def test_a_person_may_choose_the_encoding(read: Read) -> None:
    book = read("a;b\n1;Łódź\n".encode("cp1250"), "x.csv", encoding="cp1250")

    assert book.sheets[0].rows[1] == ("1", "Łódź")


@pytest.mark.parametrize("encoding", ["utf-8", "no-such"])
def test_a_wrong_choice_of_encoding_is_told(read: Read, encoding: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(_TEXT.encode("cp1252"), "x.csv", encoding=encoding)

    assert refused.value.reason == "encoding"


def test_lines_of_two_encodings_are_each_read_their_own_way(read: Read) -> None:
    data = "a;Forlì\n".encode() + "b;São\n".encode("cp1252")
    book = read(data, "x.csv")

    assert book.sheets[0].rows == [("a", "Forlì"), ("b", "São")]
    assert _codes(book) == ["encoding_mixed"]


def test_bytes_that_mean_nothing_are_counted(read: Read) -> None:
    book = read(b"a;b\xe9\nc;d\x81\n", "x.csv")

    assert book.sheets[0].rows == [("a", "bé"), ("c", "d\x81")]
    assert _codes(book) == ["encoding_guessed", "bytes_undefined"]


def test_text_cut_in_the_middle_of_a_character_is_told(read: Read) -> None:
    with pytest.raises(Refusal) as refused:
        read(_TEXT.encode("utf-16")[:-1], "x.csv")

    assert refused.value.reason == "encoding"


def test_a_zero_character_is_kept_and_told(read: Read) -> None:
    book = read(b"name;" + b"x" * 200 + b"\nA\0B;2\n", "x.csv")

    assert book.sheets[0].rows[1] == ("A\0B", "2")
    assert _codes(book) == ["zero_characters"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1,5;2,5\n", [("a", "b"), ("1,5", "2,5")]),
        ("1,5;2,5\n3,5;4,5\n", [("1,5", "2,5"), ("3,5", "4,5")]),
        ("a\tb\n1,5\t2,5\n3,5\t4,5\n", [("a", "b"), ("1,5", "2,5"), ("3,5", "4,5")]),
        ("a,b\n1,2\n", [("a", "b"), ("1", "2")]),
        ("a|b\nx, y|2\n", [("a", "b"), ("x, y", "2")]),
        ('a,b\n"x;y;z",2\n', [("a", "b"), ("x;y;z", "2")]),
        ("sep=;\na;b\n", [("a", "b")]),
        ('"sep=|"\r\na|b;c\r\n', [("a", "b;c")]),
        ('a;b\n"x\ny";"q""q"\n', [("a", "b"), ("x\ny", 'q"q')]),
        ("a;b\r1;2\r\n3;4\n5;6", [("a", "b"), ("1", "2"), ("3", "4"), ("5", "6")]),
        ("a;b\u2028c\n1;2\x0b\n", [("a", "b\u2028c"), ("1", "2\x0b")]),
        ("name\nRossi\nVerdi\n", [("name",), ("Rossi",), ("Verdi",)]),
        ("a;;b;;;\n;;;\n1;;2;;;\n", [("a", None, "b"), (None,) * 3, ("1", None, "2")]),
        ('a;b\n5" pipe;x\n', [("a", "b"), ('5" pipe', "x")]),
        ('a;b\n"x" y;z\n', [("a", "b"), ("x y", "z")]),
        (
            r"a;b" + "\n" + r'"say \"hi\" now";C:\x' + "\n",
            [("a", "b"), ('say "hi" now', r"C:\x")],
        ),
        (r"a;b" + "\n" + r'"C:\";"x"' + "\n", [("a", "b"), ("C:\\", "x")]),
        (
            "Title\n\na;b\n1;2\n",
            [("Title", None), (None, None), ("a", "b"), ("1", "2")],
        ),
    ],
)
def test_dialects_are_found(read: Read, text: str, rows: list[Row]) -> None:
    assert read(text.encode(), "x.csv").sheets[0].rows == rows


def test_a_person_may_choose_the_delimiter(read: Read) -> None:
    book = read(b"a;b,c\n", "x.csv", delimiter=",")

    assert book.sheets[0].rows == [("a;b", "c")]


def test_tabs_make_a_tsv(read: Read) -> None:
    assert read(b"a\tb\n1\t2\n", "x.txt").format == "tsv"


@pytest.mark.parametrize(
    "text",
    [
        'a;b\n"open;1\nx;2\ny;3\n',
        'a;b\n"open;1\n"again;2\nx;3\n',
        'a;b\nx;"1\ny;2\nz;3\n',
    ],
)
def test_an_open_quote_swallows_no_row(read: Read, text: str) -> None:
    book = read(text.encode(), "x.csv")

    assert len(book.sheets[0].rows) == text.count("\n")
    assert all(None not in row for row in book.sheets[0].rows)
    assert _codes(book) == ["unclosed_quote"]


def test_rows_of_other_lengths_are_kept_and_told(read: Read) -> None:
    book = read(b"a;b;c\n1;2;3\n1;2;3;4\n1;2\n", "x.csv")

    assert book.sheets[0].rows[2] == ("1", "2", "3", "4")
    assert book.warnings[0].code == "ragged_rows"
    assert dict(book.warnings[0].values) == {"count": 2, "columns": 3, "rows": "3, 4"}


def test_a_very_long_field_is_read(read: Read) -> None:
    long = "x" * 3_000_000
    book = read(f'a;b\n"{long}";2\n'.encode(), "x.csv")

    assert book.sheets[0].rows[1] == (long, "2")


def test_a_very_long_field_is_read_without_any_delimiter(read: Read) -> None:
    long = "x" * 300_000

    assert read(long.encode(), "x.csv").sheets[0].rows == [(long,)]


def test_thousands_of_columns_of_nothing_are_nothing(read: Read) -> None:
    book = read(("a;b" + ";" * 20_000 + "\n1;2\n").encode(), "x.csv")

    assert book.sheets[0].width == 2


def test_thousands_of_columns_of_something_are_too_much(read: Read) -> None:
    with pytest.raises(Refusal) as refused:
        read((";".join("a" * 20_000) + "\n").encode(), "x.csv")

    assert refused.value.reason == "columns"


def test_everything_is_text_and_the_sheet_has_the_name_of_the_file(read: Read) -> None:
    sheet = read(b"a;b\n1;2024-01-31\n", "Clienti 2024.csv").sheets[0]

    assert sheet.text_source
    assert sheet.name == "Clienti 2024"
    assert sheet.rows[1] == ("1", "2024-01-31")
