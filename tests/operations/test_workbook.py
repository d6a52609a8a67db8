"""The workbook of figures: what its sheets add up to, and what stays text."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, LineChart

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import month_of, parse_period
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.export_summary import SummaryQuestion
from kpidesk.operations.open_workspace import create_workspace, rules_for
from kpidesk.operations.progress import silent
from kpidesk.operations.reports.make_report import write_figures
from kpidesk.operations.reports.report_question import ReportQuestion
from kpidesk.store.sqlite_store import SqliteStore

PERIOD = parse_period("2026-10", 1)
QUESTION = SummaryQuestion(PERIOD, date(2026, 11, 24), "en")
TRICKY = ("=1+1", "+39 02", "-12", "@home", "=HYPERLINK(1)\x07")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "demo.kpidesk"
    make_demo_company(path, "en", silent, today=date(2026, 11, 24))
    with closing(SqliteStore.open(path)) as store, store.writing("anna") as writer:
        ids = writer.add("client", [{"name": name} for name in TRICKY])
        writer.add(
            "ticket",
            [
                {"client_id": each, "subject": name, "opened_at": "2026-10-05T09:00:00"}
                for each, name in zip(ids, TRICKY, strict=True)
            ],
        )
        writer.add(
            "survey_answer",
            [
                {
                    "survey": "enps",
                    "score_milli": 9000,
                    "scale_min": 0,
                    "scale_max": 10,
                    "answered_on": "2026-10-05",
                    "comment": "only for the team",
                }
            ],
        )
    return path


@pytest.fixture(scope="module")
def book(company: Path) -> Any:
    target = company.with_suffix(".xlsx")
    with closing(SqliteStore.open(company, read_only=True)) as store:
        write_figures(store, ReportQuestion(QUESTION), target)
    return load_workbook(target)


def column(sheet: Any, heading: str) -> list[Any]:
    place = next(cell.column for cell in sheet[1] if cell.value == heading)
    return [row[0].value for row in sheet.iter_rows(2, None, place, place)]


def texts(book: Any) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def test_each_month_of_the_clients_adds_up_to_the_mrr_of_that_month(
    company: Path, book: Any
) -> None:
    sheet = book["MRR by client and month"]
    months = [cell.value for cell in sheet[1][1:]]
    *clients, total = [[cell.value for cell in row] for row in sheet.iter_rows(2)]
    with closing(SqliteStore.open(company, read_only=True)) as store:
        evaluator = Evaluator(store.dataset(store.rules()), store.rules())
        assert len(months) == 13
        assert months[-1] == datetime(2026, 10, 1)
        for place, month in enumerate(months, start=1):
            mrr = evaluator.read(find("mrr"), month_of(month.date())).value
            assert sum(row[place] or 0 for row in clients) == pytest.approx(mrr)
        contracts = column(book["Contracts"], "MRR (EUR)")
        mrr = evaluator.read(find("mrr"), PERIOD).value
        assert sum(each or 0 for each in contracts) == pytest.approx(mrr)
        assert len(contracts) == store.count("contract")
    assert total[13] == f"=SUM(N2:N{len(clients) + 1})"


def test_every_record_of_the_period_is_there_with_its_own_kind_of_value(
    company: Path, book: Any
) -> None:
    with closing(SqliteStore.open(company, read_only=True)) as store:
        opened = [str(each["opened_at"])[:7] for each in store.records("ticket")]
        spent = [
            int(each["amount_minor"] or 0)
            for each in store.records("cost")
            if str(each["spent_on"])[:7] == "2026-10"
        ]
    tickets = column(book["Tickets"], "Opened")
    assert len(tickets) == opened.count("2026-10") > 100
    assert all(isinstance(each, datetime) for each in tickets)
    costs = column(book["Costs"], "Amount")
    assert round(sum(costs) * 100) == sum(spent) > 0
    dates = column(book["Costs"], "Date")
    assert all(each.strftime("%Y-%m") == "2026-10" for each in dates)
    assert book["Tickets"].freeze_panes == "A2"
    assert book["Tickets"].auto_filter.ref
    assert book["Tickets"].print_title_rows == "$1:$1"


def test_text_that_looks_like_a_formula_stays_text(book: Any) -> None:
    clients = column(book["Tickets"], "Client")
    subjects = column(book["Tickets"], "Subject")
    for name in TRICKY:
        assert name.rstrip("\x07") in clients
        assert name.rstrip("\x07") in subjects
    formulas = {cell.value for cell in texts(book) if cell.data_type == "f"}
    assert not {value for value in formulas if "HYPERLINK" in str(value)}
    assert "=1+1" not in formulas


def test_the_kpi_sheet_takes_each_result_from_its_calculation(book: Any) -> None:
    lines = book["Calculation"]
    live = 0
    for key, _name, card, formula, *_rest in book["KPI"].iter_rows(2, values_only=True):
        if formula is None:
            continue
        found = re.fullmatch(r"='Calculation'!D(\d+)", formula)
        assert found is not None
        row = int(found[1])
        assert lines.cell(row, 1).value == key
        assert lines.cell(row, 3).value == "Result"
        assert lines.cell(row, 5).value == pytest.approx(card)
        live += 1
    assert live > 60


def test_charts_are_the_spreadsheets_own(book: Any) -> None:
    movements, mrr = book["Summary"]._charts
    assert isinstance(movements, BarChart)
    assert isinstance(mrr, LineChart)
    (series,) = mrr.series
    assert "MRR by client and month" in series.val.numRef.f


def test_months_without_records_show_as_nothing(company: Path, book: Any) -> None:
    sheet = book["What the figures rest on"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(2, values_only=True)}
    with closing(SqliteStore.open(company, read_only=True)) as store:
        assert rows["Tickets"][0] == store.count("ticket")
    # The last column is October: the tickets of the sheet of tickets.
    assert rows["Tickets"][13] == len(column(book["Tickets"], "Opened"))
    reasons = [str(row[1]) for name, row in rows.items() if name == "Without a figure"]
    assert reasons == ["None"] or rows["Without a figure"][0] == "Reason"


def test_hidden_names_stand_in_no_cell_and_answers_of_the_team_in_none(
    company: Path, book: Any, tmp_path: Path
) -> None:
    target = tmp_path / "hidden.xlsx"
    with closing(SqliteStore.open(company, read_only=True)) as store:
        names = {str(each["name"]) for each in store.records("client")}
        write_figures(store, ReportQuestion(QUESTION, hide_names=True), target)
    shown = "\n".join(str(cell.value) for cell in texts(book))
    hidden = "\n".join(str(cell.value) for cell in texts(load_workbook(target)))
    named = [name for name in names if len(name) > 4]

    assert "only for the team" not in shown
    assert all(name in shown for name in ("@home", "+39 02"))
    assert [name for name in named if name in hidden] == []
    assert "Client 1" in hidden


def test_readers_that_compute_nothing_see_the_results(company: Path, book: Any) -> None:
    seen: Any = load_workbook(company.with_suffix(".xlsx"), data_only=True)
    formulas = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    result = seen[sheet.title][cell.coordinate].value
                    assert isinstance(result, int | float), (sheet.title, cell)
    assert formulas > 250
    for _key, _name, card, live, *_rest in seen["KPI"].iter_rows(2, values_only=True):
        assert live is None or live == pytest.approx(card)
    *clients, total = seen["MRR movements"].iter_rows(2, values_only=True)
    assert total[8] == pytest.approx(sum(row[8] for row in clients))
    assert book.calculation.fullCalcOnLoad


def test_a_company_without_records_has_a_workbook_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.kpidesk"
    create_workspace(path, "Alfa", rules_for("en"))
    target = tmp_path / "empty.xlsx"
    with closing(SqliteStore.open(path, read_only=True)) as store:
        write_figures(store, ReportQuestion(QUESTION), target)

    sheets = load_workbook(target)
    assert sheets["MRR by client and month"]["A2"].value == "Total"
    assert "MRR movements" in sheets.sheetnames
    assert not [cell for cell in texts(sheets) if "SUM" in str(cell.value)]
