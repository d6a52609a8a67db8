"""Figures are the same wherever the computer stands, and when its clock changes."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.conftest import Kpidesk

ZONES = (
    "UTC",
    "Europe/Rome",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Apia",
)


@pytest.fixture
def _own_zone_again() -> Iterator[None]:
    """Give the process its own time zone back, after the variable has gone."""
    yield
    time.tzset()


def _book(path: Path) -> Path:
    """Tickets at the ends of months, across the clock change of March, and in text."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tickets"
    for row in (
        ["Ticket", "Client", "Opened", "First reply", "Resolved"],
        [1, "Alfa", dt.datetime(2024, 2, 29, 23, 59), "2024-03-01T00:29:00Z", None],
        [2, "Alfa", "2024-03-31 01:30", "2024-03-31 03:30", "2024-03-31 04:30"],
        [3, "Beta", dt.datetime(2024, 3, 31, 23, 30), None, dt.datetime(2024, 4, 1)],
        [4, "Beta", "2024-10-27 01:30", "2024-10-27 02:30", "2024-10-27 03:30"],
    ):
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.usefixtures("_own_zone_again")
def test_the_time_zone_of_the_computer_changes_nothing(
    kpidesk: Kpidesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = _book(tmp_path / "tickets.xlsx")
    told = set()
    for number, zone in enumerate(ZONES):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        company = tmp_path / f"{number}.kpidesk"
        imported = kpidesk(
            *("import", book, "--into", company, "--create-clients"),
            *("--date-order", "ymd", "--language", "en"),
        )
        assert imported.code == 0, imported.err
        run = kpidesk(
            *("kpis", "--in", company, "--from", "2024-02", "--to", "2024-10"),
            *("--format", "csv", "--language", "en"),
        )
        told.add(run.out)

    assert len(told) == 1
    rows = next(iter(told)).splitlines()
    # Written clocks count: 23:59 to 0:29 is half an hour, opened in February.
    assert any(row.startswith("first_response_mean,2024-02,0.5,") for row in rows)
    # From 1:30 to 3:30 are two hours by the clock on the wall.
    assert any(row.startswith("first_response_mean,2024-03,2,") for row in rows)
    # Three of four are solved; what was solved on 1 April belongs to April.
    assert any(row.startswith("tickets_resolved,2024-04,1,") for row in rows)
