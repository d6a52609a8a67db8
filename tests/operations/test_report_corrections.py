"""Corrections of closed months are printed with the KPI that they changed."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from kpidesk.domain.period import parse_period
from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.operations.close_month import close_month
from kpidesk.operations.export_summary import SummaryQuestion
from kpidesk.operations.reports.make_report import make_report
from kpidesk.operations.reports.report_question import Report, ReportQuestion
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
