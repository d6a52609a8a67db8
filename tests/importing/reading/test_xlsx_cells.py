"""What each kind of cell of an xlsx file yields, in the plain way and the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kpidesk.importing.reading import xlsx as xlsx_module
from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.values import MISSING, CellError, Percent, Row, Value
from kpidesk.importing.reading.xlsx_plain_sheet import NotPlain, PlainSheet

Read = Callable[..., WorkbookData]
Build = Callable[..., bytes]


@pytest.fixture(params=["plain", "any"], autouse=True)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test through both readers of sheets; they must agree."""
    if request.param == "any":

        class Never(PlainSheet):
            def read(self, *_arguments: object) -> None:
                raise NotPlain

        monkeypatch.setattr(xlsx_module, "PlainSheet", Never)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1"><v>42</v></c>', 42),
        ('<c r="A1" t="n"><v>42.0</v></c>', 42),
        ('<c r="A1"><v>-0.5</v></c>', -0.5),
        ('<c r="A1"><v>1.5E3</v></c>', 1500),
        ('<c r="A1"><v>12345678901234567890</v></c>', 12345678901234567890),
        ('<c r="A1"><v>1E400</v></c>', "1E400"),
        ('<c r="A1"><v>NaN</v></c>', "NaN"),
        ('<c r="A1"><v>1_000</v></c>', "1_000"),
        ('<c r="A1" t="s"><v>0</v></c>', "00123"),
        ('<c r="A1" t="s"><v>1</v></c>', "a & <b>"),
        ('<c r="A1" t="s"><v>2</v></c>', "#N/A"),
        ('<c r="A1" t="s"><v>3</v></c>', "line\rfeed\x0bhere_x000D_"),
        ('<c r="A1" t="inlineStr"><is><t>x &amp; y</t></is></c>', "x & y"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>', " x "),
        (
            '<c r="A1" t="inlineStr"><is><r><t>ric</t></r><r><t>h</t></r></is></c>',
            "rich",
        ),
        ('<c r="A1" t="inlineStr"><is><t>é&#233;&#x20AC;</t></is></c>', "éé€"),
        ('<c r="A1" t="str"><f>A2</f><v>x</v></c>', "x"),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
        ('<c r="A1" t="e"><f>1/0</f><v>#N/A</v></c>', CellError("#N/A")),
        ('<c r="A1"><f>1+1</f></c>', MISSING),
        ('<c r="A1"><f>1+1</f><v/></c>', MISSING),
        ('<c r="A1"><f>1+1</f><v></v></c>', MISSING),
        ('<c r="A1" t="str"><f>1+1</f></c>', MISSING),
        ('<c r="A1"><f t="shared" si="0"/><v>7</v></c>', 7),
        ('<c r="A1" t="d"><v>2024-02-29</v></c>', dt.date(2024, 2, 29)),
        (
            '<c r="A1" t="d"><v>2024-02-29T10:30:00Z</v></c>',
            dt.datetime(2024, 2, 29, 10, 30),
        ),
        ('<c r="A1" t="d"><v>10:30:00</v></c>', dt.time(10, 30)),
        ('<c r="A1" t="d"><v>soon</v></c>', "soon"),
        ('<c r="A1" s="1"><v>45351</v></c>', dt.date(2024, 2, 29)),
        ('<c r="A1" s="1"><v>45351.5</v></c>', dt.datetime(2024, 2, 29, 12)),
        ('<c r="A1" s="1"><v>0</v></c>', 0),
        ('<c r="A1" s="1"><v>60</v></c>', 60),
        ('<c r="A1" s="1"><v>59</v></c>', dt.date(1900, 2, 28)),
        ('<c r="A1" s="1"><v>61</v></c>', dt.date(1900, 3, 1)),
        ('<c r="A1" s="1"><v>-1</v></c>', -1),
        ('<c r="A1" s="1"><v>2958465</v></c>', dt.date(9999, 12, 31)),
        ('<c r="A1" s="1"><v>2958466</v></c>', 2958466),
        ('<c r="A1" s="2"><v>0.125</v></c>', Percent(0.125)),
        ('<c r="A1" s="3"><v>1.5</v></c>', dt.timedelta(hours=36)),
        ('<c r="A1" s="4"><v>0.5</v></c>', dt.time(12)),
        ('<c r="A1" s="99"><v>3</v></c>', 3),
        ('<c r="A1" cm="1" s="0"><v>3</v></c>', 3),
        ("<c><v>3</v></c>", 3),
        ("<c r='A1'><v>3</v></c>", 3),
        ('<c r="A1"><!-- 4 --><v><![CDATA[3]]></v></c>', 3),
        ('<c r="A1"><v>1&#46;5</v></c>', 1.5),
    ],
)
def test_a_cell_has_the_value_that_excel_shows(
    read: Read, xlsx: Build, cell: str, expected: Value
) -> None:
    book = read(
        xlsx(
            f'<row r="1">{cell}</row>',
            strings=(
                "00123",
                "a & <b>",
                "#N/A",
                "line_x000D_feed_x000B_here_x005F_x000D_",
            ),
            formats=("dd/mm/yyyy", "0.0%", "[h]:mm", "hh:mm"),
        )
    )

    (row,) = book.sheets[0].rows
    assert row == (expected,)
    assert type(row[0]) is type(expected)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="x"><v>5</v></c></row>',
        '<row r="0"><c r="A0"><v>5</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>5</v></c></row>',
        '<row r="1"><c r="XFE1"><v>5</v></c></row>',
        '<row r="1"><c r="1A"><v>5</v></c></row>',
        '<row r="one"><c><v>5</v></c></row>',
        '<row r="1"><c r="A1"><v>5</c></row>',
        '<row r="1"><c r="A1"><v>&unknown;</v></c></row>',
    ],
)
def test_a_cell_that_contradicts_the_format_refuses_the_file(
    read: Read, xlsx: Build, rows: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read(xlsx(rows))

    assert refused.value.reason == "damaged"


def test_places_are_kept(read: Read, xlsx: Build) -> None:
    book = read(
        xlsx(
            '<row r="3"><c r="C3"><v>1</v></c></row>'
            '<row r="5"><c r="B5"><v>2</v></c></row>'
        )
    )

    sheet = book.sheets[0]
    empty = (None, None, None)
    assert sheet.rows == [empty, empty, (None, None, 1), empty, (None, 2, None)]
    assert sheet.width == 3


def test_order_and_repetition_are_forgiven(read: Read, xlsx: Build) -> None:
    rows = (
        '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row>'
        '<row r="1"><c r="A1"><v>0</v></c><c r="A1"><v>1</v></c></row>'
    )

    assert read(xlsx(rows)).sheets[0].rows == [(1, None), (3, 4)]


def test_hidden_rows_filters_and_merges_are_told(read: Read, xlsx: Build) -> None:
    book = read(
        xlsx(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
            '<row r="9" hidden="1"/>',
            tail='<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter>'
            '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>',
        )
    )

    sheet = book.sheets[0]
    assert sheet.hidden_rows == {1}
    assert sheet.merges == ((0, 0, 1, 2),)
    assert [warning.code for warning in book.warnings] == ["hidden_rows", "filter_on"]


def test_formulas_without_value_and_errors_are_listed(read: Read, xlsx: Build) -> None:
    book = read(
        xlsx('<row r="2"><c r="B2"><f>1</f></c><c r="AA2" t="e"><v>#REF!</v></c></row>')
    )

    found = {warning.code: dict(warning.values) for warning in book.warnings}
    assert found == {
        "formulas_without_value": {"count": 1, "cells": "B2"},
        "error_cells": {"count": 1, "cells": "AA2"},
    }


def test_a_namespace_prefix_changes_nothing(read: Read, xlsx: Build) -> None:
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )

    assert read(xlsx(sheet=sheet)).sheets[0].rows == [("a",)]


def test_two_names_for_one_namespace_lose_no_cell(read: Read, xlsx: Build) -> None:
    sheet = (
        '<worksheet xmlns="urn:m" xmlns:x="urn:m"><sheetData><row r="1">'
        '<c r="A1"><v>1</v></c><x:c r="B1"><x:v>2</x:v></x:c></row></sheetData>'
        "</worksheet>"
    )

    assert read(xlsx(sheet=sheet)).sheets[0].rows == [(1, 2)]


@pytest.mark.parametrize(
    "change",
    [
        ("", ""),
        ('<c r="B7"><v>7</v></c>', ""),
        ('<c r="B7"><v>7</v></c>', '<c r="B7" s="1"/>'),
        ('<c r="D7" t="inlineStr"><is><t>a</t></is></c>', ""),
        ("<is><t>a</t></is></c></row>", "<is><t>a</t></is></c> </row>\n"),
    ],
)
def test_rows_of_one_shape_are_read_like_others(
    read: Read, xlsx: Build, change: tuple[str, str]
) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"><v>45351</v></c><c r="B{n}"><v>{n}</v></c>'
        f'<c r="D{n}" t="inlineStr"><is><t>a</t></is></c></row>'
        for n in range(1, 12)
    ).replace(*change)
    book = read(xlsx(rows, formats=("dd/mm/yyyy",)))
    expected: list[Row] = [(dt.date(2024, 2, 29), n, None, "a") for n in range(1, 12)]
    if change[0].startswith('<c r="B7'):
        expected[6] = (dt.date(2024, 2, 29), None, None, "a")
    if change[0].startswith('<c r="D7'):
        expected[6] = (dt.date(2024, 2, 29), 7, None, None)

    assert book.sheets[0].rows == expected


def test_a_bad_string_in_a_row_of_known_shape_is_damage(
    read: Read, xlsx: Build
) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n // 9}</v></c></row>'
        for n in range(1, 12)
    )
    with pytest.raises(Refusal) as refused:
        read(xlsx(rows, strings=("a",)))

    assert refused.value.reason == "damaged"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_the_encoding_of_a_part_changes_nothing(
    read: Read, xlsx: Build, encoding: str
) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    sheet = (
        f'<?xml version="1.0" encoding="{declared}"?>'
        '<worksheet xmlns="urn:x"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>é</t></is></c></row>'
        "</sheetData></worksheet>"
    )

    assert read(xlsx(sheet=sheet.encode(encoding))).sheets[0].rows == [("é",)]


def test_dates_count_from_1904_when_the_workbook_says_so(
    read: Read, xlsx: Build
) -> None:
    book = read(
        xlsx(
            '<row r="1"><c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>43889</v></c>'
            '<c r="C1" s="1"><v>43889.25</v></c></row>',
            formats=("yyyy-mm-dd",),
            date1904=True,
        )
    )

    assert book.sheets[0].rows == [
        (dt.date(1904, 1, 1), dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 6))
    ]


@pytest.mark.parametrize(
    ("state", "hidden"), [("hidden", True), ("veryHidden", True), ("visible", False)]
)
def test_hidden_sheets_are_marked(
    read: Read, xlsx: Build, state: str, hidden: bool
) -> None:
    book = read(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', state=state))

    assert book.sheets[0].hidden is hidden


def test_a_false_dimension_and_styled_emptiness_cost_nothing(
    read: Read, xlsx: Build
) -> None:
    sheet = (
        '<worksheet xmlns="urn:x"><dimension ref="A1:A2"/><sheetData>'
        + "".join(
            f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 51)
        )
        + '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData></worksheet>'
    )

    assert read(xlsx(sheet=sheet)).sheets[0].rows == [(n,) for n in range(1, 51)]


def test_a_stray_value_in_the_last_cell_is_too_much(read: Read, xlsx: Build) -> None:
    with pytest.raises(Refusal) as refused:
        read(xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))

    assert refused.value.reason == "columns"


def test_a_stray_value_in_the_last_row_is_read(read: Read, xlsx: Build) -> None:
    book = read(
        xlsx(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="A1048576"><v>2</v></c></row>'
        )
    )

    assert len(book.sheets[0].rows) == 1_048_576
    assert book.sheets[0].rows[-1] == (2,)
