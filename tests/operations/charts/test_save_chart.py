"""The numbers of a chart in files that other programs open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kpidesk.domain.kpi import Unit
from kpidesk.errors import ExportError
from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.facts import ChartTable, Figure
from kpidesk.operations.charts.save_chart import NumbersAs, save_numbers

ITALIAN = Formats("it", "IT", "EUR")
TABLE = ChartTable(
    ("Period", "MRR", "Share", "Notes"),
    (1, 2),
    (
        (
            "mar 25",
            Figure("1.234,50 €", 1234.5, Unit.MONEY),
            Figure("12,5%", 12.5, Unit.PERCENT),
            "=SUM(A1)",
        ),
        ("apr 25", Figure("—", None, Unit.MONEY), Figure("13%", 13, Unit.PERCENT), ""),
    ),
)
STORY = ("MRR — mar 25 → apr 25", "Alfa Srl · 01/05/2025 · kpidesk", TABLE)


def test_a_workbook_has_numbers_formats_and_a_chart(tmp_path: Path) -> None:
    save_numbers(tmp_path / "a.xlsx", NumbersAs.WORKBOOK, STORY, ITALIAN)

    sheet: Any = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet["A1"].value == STORY[0]
    assert sheet["A2"].value == STORY[1]
    assert [cell.value for cell in sheet[4]] == list(TABLE.headings)
    money, share, note = sheet["B5"], sheet["C5"], sheet["D5"]
    assert (money.value, money.number_format) == (1234.5, '#,##0.00 "€"')
    assert (share.value, share.number_format) == (12.5, '0.00"%"')
    # Text that looks like a formula stays text; what is unknown is empty.
    assert (note.value, note.data_type) == ("=SUM(A1)", "s")
    assert sheet["B6"].value is None
    # A share has no place on the axis of money.
    (chart,) = sheet._charts
    assert len(chart.series) == 1


def test_csv_is_local_or_international(tmp_path: Path) -> None:
    save_numbers(tmp_path / "a.csv", NumbersAs.CSV, STORY, ITALIAN)
    save_numbers(tmp_path / "b.csv", NumbersAs.INTERNATIONAL_CSV, STORY, ITALIAN)

    local, abroad = ((tmp_path / name).read_bytes() for name in ("a.csv", "b.csv"))
    assert local.startswith(b"\xef\xbb\xbfPeriod;MRR;Share;Notes\r\n")
    assert b"mar 25;1234,5;12,5;'=SUM(A1)\r\n" in local
    assert abroad.startswith(b"Period,MRR,Share,Notes\r\n")
    assert b"mar 25,1234.5,12.5,'=SUM(A1)\r\n" in abroad


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="There is no folder"):
        save_numbers(tmp_path / "no" / "a.csv", NumbersAs.CSV, STORY, ITALIAN)


def test_every_unit_has_the_format_that_the_company_writes_it_in(
    tmp_path: Path,
) -> None:
    """A column of days is no column of reals, whatever its texts look like."""
    row = ("mar 25", Figure("R$ 5", 5, Unit.MONEY), Figure("12 dias", 12, Unit.DAYS),
           Figure("3", 3, Unit.COUNT))  # fmt: skip
    table = ChartTable(("Período", "MRR", "Prazo", "Clientes"), (1, 2, 3), (row,))
    story = ("MRR", "Alfa", table)
    save_numbers(
        tmp_path / "a.xlsx", NumbersAs.WORKBOOK, story, Formats("pt_BR", "BR", "BRL")
    )

    sheet: Any = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.number_format for cell in sheet[5]] == [
        "General",
        '"R$" #,##0.00',
        "0.0",
        "#,##0",
    ]
