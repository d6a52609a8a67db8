"""The workbook's own formulas give the figures of the cards."""

from __future__ import annotations

import re
from datetime import date
from statistics import mean, median
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook

from kpidesk.domain.formula import evaluate
from kpidesk.operations.data_span import last_complete_month
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.export_summary import SummaryQuestion
from kpidesk.operations.progress import silent
from kpidesk.operations.summary_files import write_summary
from kpidesk.store.sqlite_store import SqliteStore

_RANGE = re.compile(r"=(\w+)\('Rows'!D(\d+):D(\d+)(,0\.9)?\)")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("calculations")
    path = folder / "demo.kpidesk"
    make_demo_company(path, "en", silent)
    store = SqliteStore.open(path, read_only=True)
    today = date.fromisoformat(str(store.latest_day()))
    question = SummaryQuestion(last_complete_month(store, today), today, "en")
    write_summary(store, question, folder / "summary.xlsx")
    store.close()
    return load_workbook(folder / "summary.xlsx")


def computed(book: Any, formula: object, cells: dict[str, float]) -> float:
    """What a spreadsheet makes of a formula of the sheet, by another route."""
    if isinstance(formula, int | float):
        return float(formula)
    found = _RANGE.fullmatch(str(formula))
    if found is None:
        template = re.sub(r"(D\d+)", r"{\1}", str(formula)[1:]).replace(",", ";")
        value = evaluate(template, cells)
        assert value is not None
        return value
    first, last = int(found[2]), int(found[3])
    values = [book["Rows"].cell(row, 4).value for row in range(first, last + 1)]
    match found[1]:
        case "ROWS":
            return float(len(values))
        case "SUM":
            return float(sum(values))
        case "AVERAGE":
            return float(mean(values))
        case "MEDIAN":
            return float(median(values))
        case _:
            return float(np.percentile(values, 90))


def test_every_result_equals_the_card(workbook: Any) -> None:
    sheet = workbook["Calculation"]
    cells: dict[str, float] = {}
    compared = 0
    for row in range(2, sheet.max_row + 1):
        value = computed(workbook, sheet.cell(row, 4).value, cells)
        cells[f"D{row}"] = value
        card = sheet.cell(row, 5).value
        if card is not None:
            assert value == pytest.approx(card, rel=1e-9, abs=1e-6), row
            assert sheet.cell(row, 6).value == f"=ROUND(D{row}-E{row},6)"
            compared += 1
    assert compared > 60


def test_the_churn_can_be_followed_to_its_clients(workbook: Any) -> None:
    rows = [
        [cell.value for cell in row]
        for row in workbook["Rows"].iter_rows()
        if "churn_rate" in str(row[0].value).split(", ")
    ]
    sheet = workbook["Calculation"]
    lines = [
        [cell.value for cell in row]
        for row in sheet.iter_rows()
        if row[0].value == "churn_rate"
    ]
    assert {row[1] for row in rows} == {line[2] for line in lines[:-1]}
    assert str(lines[-1][3]).endswith("* 100")


def test_sheets_are_frozen_and_filtered(workbook: Any) -> None:
    for name in ("Calculation", "Rows"):
        assert workbook[name].freeze_panes == "A2"
        assert workbook[name].auto_filter.ref
