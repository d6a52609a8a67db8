"""Tables in markup that other programs call .xls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.reading.refusals import Refusal
from kpidesk.importing.reading.values import MISSING, CellError, Percent, Row

Read = Callable[..., WorkbookData]


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("<table><tr><th>a</th><td>b</td></tr></table>", [("a", "b")]),
        ("<TABLE><TR><TD>a<TD>b<TR><TD>c</TABLE>", [("a", "b"), ("c", None)]),
        ("<table><tr><td>R&amp;D &euro; &#233;</td></tr></table>", [("R&D € é",)]),
        ("<table><tr><td>one<br>two\n three</td></tr></table>", [("one\ntwo three",)]),
        ("<table><tr><td>&nbsp;</td><td>1</td></tr></table>", [(None, "1")]),
        (
            "<table><tr><td colspan=2>t</td></tr><tr><td>a</td><td>b</td></tr></table>",
            [("t", None), ("a", "b")],
        ),
        (
            "<table><tr><td rowspan=2>t</td><td>a</td></tr><tr><td>b</td></tr></table>",
            [("t", "a"), (None, "b")],
        ),
        (
            "<table><tr><td><table><tr><td>in</td></tr></table></td><td>out</td></tr></table>",
            [("in", "out")],
        ),
        ("<table><tr><td><script>x</script>a</td></tr></table>", [("a",)]),
    ],
)
def test_the_cells_of_a_web_page(read: Read, page: str, rows: list[Row]) -> None:
    book = read(f"<html><body>{page}</body></html>".encode(), "export.xls")

    assert book.format == "html"
    assert book.sheets[0].rows == rows
    assert [warning.code for warning in book.warnings] == ["other_format"]


def test_each_table_is_a_sheet(read: Read) -> None:
    page = (
        "<!DOCTYPE html><html><table><tr><td>1</td></tr></table><table></table>"
        "<table><tr><td>2</td></tr></table>"
    )
    book = read(page.encode("utf-16"), "page.html")

    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [
        ("page", [("1",)]),
        ("page (2)", [("2",)]),
    ]


def test_a_page_without_table_is_no_spreadsheet(read: Read) -> None:
    with pytest.raises(Refusal) as refused:
        read(b"<html><body>Please sign in</body></html>", "x.xls")

    assert refused.value.reason == "no_table"


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>1</td></tr></table>" * 1_001,
        "<table><tr>" + "<td>1" * 16_385 + "</table>",
    ],
)
def test_too_many_tables_or_columns_are_too_much(read: Read, page: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(page.encode(), "x.xls")

    assert refused.value.reason == "web_page"


@pytest.mark.parametrize("attribute", ['colspan="99999"', 'rowspan="-1"', "colspan=x"])
def test_spans_without_sense_do_no_harm(read: Read, attribute: str) -> None:
    page = f"<table><tr><td {attribute}>a</td></tr></table>"

    assert read(page.encode(), "x.xls").sheets[0].rows == [("a",)]


_XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style></Styles>
 <Worksheet ss:Name="Dati"><Table>{rows}</Table>
 <x:WorksheetOptions>{options}</x:WorksheetOptions>
 </Worksheet></Workbook>"""


def _xml(rows: str, options: str = "") -> bytes:
    return _XML.format(rows=rows, options=options).encode()


def test_the_cells_of_an_xml_spreadsheet(read: Read) -> None:
    book = read(
        _xml(
            '<Row ss:Index="2" ss:Hidden="1">'
            '<Cell ss:Index="2"><Data ss:Type="String">Forlì</Data>'
            "<Comment><ss:Data>no</ss:Data></Comment></Cell>"
            '<Cell><Data ss:Type="Number">42</Data></Cell>'
            '<Cell ss:StyleID="p"><Data ss:Type="Number">0.125</Data></Cell>'
            '<Cell><Data ss:Type="DateTime">2024-02-29T00:00:00.000</Data></Cell>'
            '<Cell ss:MergeAcross="1"><Data ss:Type="Boolean">1</Data></Cell>'
            '<Cell><Data ss:Type="Error">#N/A</Data></Cell>'
            '<Cell ss:Formula="=1"/></Row>',
            "<x:Visible>SheetHidden</x:Visible>",
        ),
        "x.xls",
    )

    sheet = book.sheets[0]
    assert (book.format, sheet.name, sheet.hidden) == ("xml", "Dati", True)
    assert sheet.rows[1] == (
        None,
        "Forlì",
        42,
        Percent(0.125),
        dt.date(2024, 2, 29),
        True,
        None,
        CellError("#N/A"),
        MISSING,
    )
    assert sheet.hidden_rows == {1}
    assert sheet.merges == ((1, 5, 1, 6),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_xml('<Row ss:Index="0"/>'), "damaged"),
        (_xml('<Row ss:Index="99999999"/>'), "damaged"),
        (_xml("<Row>"), "damaged"),
        (_xml("").replace(b"?>\n", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1), "doctype"),
    ],
)
def test_an_xml_spreadsheet_may_be_damaged_or_unsafe(
    read: Read, data: bytes, reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read(data, "x.xls")

    assert refused.value.reason == reason
