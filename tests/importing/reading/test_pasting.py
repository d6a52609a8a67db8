"""Cells pasted from the clipboard."""

from __future__ import annotations

import pytest

from kpidesk.errors import ImportFileError
from kpidesk.importing.reading.values import Row
from kpidesk.importing.reading.workbook import Limits, read_pasted


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\n1,5\t2\r\n", [("a", "b"), ("1,5", "2")]),
        ('a\tb\n"two\nlines"\t"q""q"\n', [("a", "b"), ("two\nlines", 'q"q')]),
        ("a;b\n1;2\n", [("a", "b"), ("1", "2")]),
        ("one\ntwo\n", [("one",), ("two",)]),
        ("\tb\n\n1\t\n", [(None, "b"), (None, None), ("1", None)]),
    ],
)
def test_pasted_cells_are_a_sheet_of_text(text: str, rows: list[Row]) -> None:
    book = read_pasted(text, name="Appunti")

    assert book.path is None
    assert book.sheets[0].name == "Appunti"
    assert book.sheets[0].text_source
    assert book.sheets[0].rows == rows


def test_equal_cells_have_equal_hashes() -> None:
    assert read_pasted("a\tb").sha256 == read_pasted("a\tb", name="x").sha256


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(ImportFileError) as empty:
        read_pasted(" \t \n")
    with pytest.raises(ImportFileError) as big:
        read_pasted("a\n" * 5, limits=Limits(rows=4))

    assert (empty.value.code, big.value.code) == ("empty", "too_big")
