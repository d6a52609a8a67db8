"""The examples that the seeds print come out of an English workbook, to the digit.

One small house, one month for each example, so that none disturbs another:

* January: 500 clients start at 100 a month, won with costs of 100,000;
* February: one of them buys for 10,000 a month more;
* March: 25 of the 500 leave, 100 others come;
* April: 100 leads are created, 20 of them are won;
* May: 200 promoters, 150 passives and 150 detractors answer;
* June: 100 tickets are solved in 500 hours.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

from openpyxl import Workbook

from tests.cli.conftest import Kpidesk

Rows = list[list[object]]


def _contracts() -> Rows:
    rows: Rows = [
        ["Contract no.", "Client", "Amount", "Billing", "Start", "Service end"]
    ]
    for number in range(500):
        end = dt.date(2025, 3, 20) if number < 25 else None
        rows.append(
            [
                f"K{number}",
                f"Client {number}",
                100,
                "monthly",
                dt.date(2025, 1, 10),
                end,
            ]
        )
    rows.append(["K-more", "Client 400", 10_000, "monthly", dt.date(2025, 2, 5), None])
    rows += [
        [f"N{number}", f"Newcomer {number}", 100, "monthly", dt.date(2025, 3, 12), None]
        for number in range(100)
    ]
    return rows


def _clients() -> Rows:
    names = [f"Client {number}" for number in range(500)]
    names += [f"Newcomer {number}" for number in range(100)]
    rows: Rows = [["Client name", "Country"]]
    return rows + [[name, "Ireland"] for name in names]


def _leads() -> Rows:
    rows: Rows = [["Lead", "Created on", "Converted on", "Outcome"]]
    for number in range(100):
        won = dt.date(2025, 4, 28) if number < 20 else None
        outcome = "Won" if won else "Open"
        rows.append([f"Lead {number}", dt.date(2025, 4, 3), won, outcome])
    return rows


def _answers() -> Rows:
    scores = [10] * 200 + [8] * 150 + [3] * 150
    return [
        ["Date", "Survey", "Client", "Score"],
        *(
            [dt.date(2025, 5, 6), "NPS", f"Client {100 + at % 300}", score]
            for at, score in enumerate(scores)
        ),
    ]


def _tickets() -> Rows:
    rows: Rows = [["Ticket", "Client", "Subject", "Opened", "Resolved"]]
    for number in range(100):
        # Half of them in three hours, half in seven: 50 × 3 + 50 × 7 = 500.
        hours = 3 if number % 2 else 7
        opened = dt.datetime(2025, 6, 4, 8)
        solved = opened + dt.timedelta(hours=hours)
        rows.append([number + 1, "Client 200", "Printing", opened, solved])
    return rows


EXAMPLES = (
    ("cac", "2025-01", 200),
    ("mrr_opening", "2025-02", 50_000),
    ("mrr", "2025-02", 60_000),
    ("mrr_growth", "2025-02", 20),
    ("churn_rate", "2025-03", 5),
    ("clients_new", "2025-03", 100),
    ("lead_conversion", "2025-04", 20),
    ("nps", "2025-05", 10),
    ("resolution_mean", "2025-06", 5),
)


def _imported(kpidesk: Kpidesk, tmp_path: Path) -> Path:
    """The house, imported from its workbook without a word about its columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (
        ("Clients", _clients()),
        ("Contracts", _contracts()),
        ("Leads", _leads()),
        ("Surveys", _answers()),
        ("Tickets", _tickets()),
        (
            "Costs",
            [
                ["Date", "Description", "Category", "Amount"],
                [dt.date(2025, 1, 15), "Fairs and campaigns", "Marketing", 60_000],
                [dt.date(2025, 1, 31), "Sales team", "Sales", 40_000],
            ],
        ),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "house.xlsx")
    path = tmp_path / "house.kpidesk"
    run = kpidesk(
        *("import", tmp_path / "house.xlsx", "--into", path, "--json"),
        *("--language", "en"),
    )
    assert run.code == 0
    assert [sheet["rejected"] for sheet in run.data["sheets"]] == [0] * 6
    return path


def test_the_printed_examples_come_out(kpidesk: Kpidesk, tmp_path: Path) -> None:
    company = _imported(kpidesk, tmp_path)
    keys = [part for key, _month, _value in EXAMPLES for part in ("--kpi", key)]

    run = kpidesk(
        *("kpis", "--in", company, "--from", "2025-01", "--to", "2025-06"),
        *(*keys, "--format", "csv", "--language", "en"),
    )

    rows = csv.DictReader(io.StringIO(run.out))
    found = {(row["kpi"], row["period"]): row["value"] for row in rows}
    told = [(key, month, float(found[key, month])) for key, month, _ in EXAMPLES]
    assert told == list(EXAMPLES)
