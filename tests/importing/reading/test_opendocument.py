"""OpenDocument content in forms that one sample does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.values import MISSING, CellError, Percent, Value

Read = Callable[..., WorkbookData]

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)


def _fods(rows: str, *, styles: str = "", table: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><office:document {_NAMESPACES} office:mimetype='
        f'"application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>'
        f"{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="T" {table}>{rows}</table:table>'
        f"</office:spreadsheet></office:body></office:document>"
    ).encode()


def _row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


@pytest.mark.parametrize(
    ("attributes", "text", "expected"),
    [
        ('office:value-type="string"', "<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
        (
            'office:value-type="string"',
            '<text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p>',
            "a  b\tc",
        ),
        (
            'office:value-type="string"',
            "<text:p><text:span>a</text:span>b</text:p>",
            "ab",
        ),
        (
            'office:value-type="string"',
            "<office:annotation><text:p>no</text:p></office:annotation><text:p>a</text:p>",
            "a",
        ),
        (
            'office:value-type="string" office:string-value="x"',
            "<text:p>y</text:p>",
            "x",
        ),
        ('office:value-type="float" office:value="42"', "<text:p>42,00</text:p>", 42),
        ('office:value-type="float" office:value="1.50"', "", 1.5),
        ('office:value-type="currency" office:value="9"', "<text:p>9 €</text:p>", 9),
        ('office:value-type="percentage" office:value="0.125"', "", Percent(0.125)),
        ('office:value-type="boolean" office:boolean-value="true"', "", True),
        (
            'office:value-type="date" office:date-value="2024-02-29"',
            "",
            dt.date(2024, 2, 29),
        ),
        (
            'office:value-type="date" office:date-value="2024-02-29T10:30:00"',
            "",
            dt.datetime(2024, 2, 29, 10, 30),
        ),
        (
            'office:value-type="time" office:time-value="PT08H15M00S"',
            "",
            dt.time(8, 15),
        ),
        (
            'office:value-type="time" office:time-value="PT36H00M00S"',
            "",
            dt.timedelta(hours=36),
        ),
        (
            'office:value-type="time" office:time-value="-PT1H"',
            "",
            dt.timedelta(hours=-1),
        ),
        ('office:value-type="time" office:time-value="soon"', "", "soon"),
        (
            'table:formula="of:=1/0" office:value-type="string" office:string-value=""',
            "<text:p>#DIV/0!</text:p>",
            CellError("#DIV/0!"),
        ),
        (
            'table:formula="of:=X()" office:value-type="float" office:value="0"',
            "<text:p>Err:508</text:p>",
            CellError("Err:508"),
        ),
        ('table:formula="of:=1+1"', "", MISSING),
        ("", "<text:p>untyped</text:p>", "untyped"),
    ],
)
def test_a_cell_has_its_value(
    read: Read, attributes: str, text: str, expected: Value
) -> None:
    cell = f"<table:table-cell {attributes}>{text}</table:table-cell>"
    ((value,),) = read(_fods(_row(cell)), "x.fods").sheets[0].rows

    assert value == expected
    assert type(value) is type(expected)


_ONE = '<table:table-cell office:value-type="float" office:value="1"/>'


def test_repeated_cells_and_rows_are_many(read: Read) -> None:
    twice = _ONE.replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="2"'
    )
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = _row(gap + twice, 'table:number-rows-repeated="2"')

    assert read(_fods(rows), "x.fods").sheets[0].rows == [(None, None, 1, 1)] * 2


def test_repeated_emptiness_is_nothing(read: Read) -> None:
    filler = _row(
        '<table:table-cell table:number-columns-repeated="16384"/>',
        'table:number-rows-repeated="1048575"',
    )

    assert read(_fods(_row(_ONE) + filler), "x.fods").sheets[0].rows == [(1,)]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            _row(
                _ONE.replace(
                    "-cell", '-cell table:number-columns-repeated="999999999"', 1
                )
            ),
            "columns",
        ),
        (_row(_ONE, 'table:number-rows-repeated="999999999"'), "damaged"),
        (_row(_ONE, 'table:number-rows-repeated="1048576"'), "rows"),
        (_row(_ONE, 'table:number-rows-repeated="many"'), "damaged"),
    ],
)
def test_repetition_without_end_is_refused(read: Read, rows: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(_fods(rows), "x.fods")

    assert refused.value.reason == reason


def test_hidden_things_and_merges_are_told(read: Read) -> None:
    spanning = _ONE.replace(
        "-cell",
        '-cell table:number-columns-spanned="2" table:number-rows-spanned="3"',
        1,
    )
    book = read(
        _fods(
            _row(spanning) + _row(_ONE, 'table:visibility="filter"'),
            styles='<style:style style:name="s"><style:table-properties '
            'table:display="false"/></style:style>',
            table='table:style-name="s"',
        ),
        "x.fods",
    )

    assert book.sheets[0].hidden
    assert book.sheets[0].hidden_rows == {1}
    assert book.sheets[0].merges == ((0, 0, 2, 1),)
    assert [warning.code for warning in book.warnings] == ["hidden_rows", "filter_on"]


def test_tables_inside_cells_are_left_alone(read: Read) -> None:
    inner = (
        f'<table:table-cell><table:table table:name="i">{_row(_ONE)}'
        "</table:table></table:table-cell>"
    )

    assert read(_fods(_row(inner + _ONE)), "x.fods").sheets[0].rows == [(None, 1)]


def test_a_document_type_is_unsafe(read: Read) -> None:
    data = _fods(_row(_ONE)).replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    with pytest.raises(Refusal) as refused:
        read(data, "x.fods")

    assert refused.value.reason == "doctype"
