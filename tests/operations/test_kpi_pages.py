"""Pages of KPIs: corrections of closed months, and nobody of the house by name."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.period import parse_period
from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.operations.close_month import close_month
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.export_summary import SummaryQuestion, make_summary
from kpidesk.operations.pinned_cards import pin_cards
from kpidesk.operations.reports.make_report import make_report, write_figures
from kpidesk.operations.reports.report_question import Report, ReportQuestion
from kpidesk.reporting.commentary import SPOKEN_OF
from kpidesk.reporting.document import Heading, PageBreak, Table
from kpidesk.store.sqlite_store import SqliteStore

MARCH = parse_period("2025-03")


def test_what_was_reported_stands_beside_what_it_is_now(tmp_path: Path) -> None:
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "Alfa")) as store:
        with store.writing("anna") as writer:
            client = writer.add("client", [{"name": "Rossi Srl"}])[0]
            start: Record = {"client_id": client, "start_on": "2024-01-01"}
            contract = writer.add("contract", [{**start, "code": "K1"}])[0]
            price = writer.add(
                "price_term",
                [
                    {
                        "contract_id": contract,
                        "valid_from": "2024-01-01",
                        "amount_minor": 10_000,
                        "interval": "monthly",
                        "months_num": 1,
                    }
                ],
            )[0]
        close_month(store, MARCH)
        with store.writing("anna") as writer:
            writer.change("price_term", price, {"amount_minor": 12_500})
        summary = SummaryQuestion(MARCH, date(2025, 5, 2), "en")
        document = make_report(store, ReportQuestion(summary, Report.DETAILS))

    blocks = document.blocks
    at = blocks.index(Heading("Corrections of closed months"))
    table = blocks[at + 1]
    assert isinstance(table, Table)
    ((month, reported, now, because),) = table.rows
    # 100 a month was reported, 125 it is now.
    assert (month, reported, now) == ("March 2025", "€100.00", "€125.00")
    assert "Rossi Srl" in because
    # It stands with MRR, the first card, and nowhere before.
    pages = [place for place, block in enumerate(blocks) if block == PageBreak()]
    assert pages[0] < at < pages[1]


def test_the_people_of_the_house_are_counted_and_not_named(tmp_path: Path) -> None:
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "Alfa")) as store:
        with store.writing("anna") as writer:
            people: list[Record] = [
                {"name": "Carla Verdi", "hired_on": "2020-01-01"},
                {"name": "Dino Neri", "hired_on": "2020-01-01"},
            ]
            people[1] |= {"left_on": "2025-03-15", "yearly_salary_minor": 3_000_000}
            writer.add("staff", people)
        pin_cards(store, ["employee_turnover", "turnover_cost"])
        summary = SummaryQuestion(MARCH, date(2025, 5, 2), "en")
        question = ReportQuestion(summary, Report.DETAILS)
        document = make_report(store, question)
        write_figures(store, question, tmp_path / "figures.xlsx")

    pages = str(document.blocks)
    # One of two at the start left: 1 ÷ ((2 + 1) ÷ 2).
    assert "66.7%" in pages
    assert "Dino Neri" not in pages
    book = load_workbook(tmp_path / "figures.xlsx")
    cells = "\n".join(
        str(cell) for sheet in book for row in sheet.values for cell in row
    )
    assert "Dino Neri" not in cells
    assert "Carla Verdi" not in cells
    turnover = [row for row in book["KPI"].values if row[0] == "employee_turnover"]
    assert turnover[0][2] == pytest.approx(200 / 3)


def test_the_summary_has_the_first_cards_of_the_house_and_still_speaks(
    tmp_path: Path,
) -> None:
    path = tmp_path / "demo.kpidesk"
    make_demo_company(path, "en", today=date(2026, 11, 24))
    pinned = [kpi.key for kpi in CATALOG if kpi.key not in SPOKEN_OF][:10]
    with closing(SqliteStore.open(path)) as store:
        period = parse_period("2026-10", 1)
        summary = SummaryQuestion(period, date(2026, 11, 24), "en")
        before = make_summary(store, summary)
        pin_cards(store, pinned)
        after = make_summary(store, summary)

    assert [row.reading.kpi.key for row in after.rows] == pinned[:8]
    assert after.sentences == before.sentences
    assert len(after.sentences) == 3
