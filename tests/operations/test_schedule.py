"""When a report is due that the program writes by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpidesk import paths
from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import SupportHours
from kpidesk.operations.reports.schedule import (
    Schedule,
    first_working_day,
    forget_schedule,
    keep_schedule,
    load_schedules,
    months_due,
    note_outcome,
)

ITALY = SupportHours()
BRAZIL = SupportHours(time_zone="America/Sao_Paulo", country="BR")
SCHEDULE = Schedule(
    "/a.kpidesk", "/reports", "folder", "it", "2026-08", without=("coverage",)
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPIDESK_CONFIG_DIR", str(tmp_path / "config"))


@pytest.mark.parametrize(
    ("month", "hours", "day"),
    [
        # Thursday 1 January is a holiday.
        ("2026-01", ITALY, date(2026, 1, 2)),
        # 1 May is a holiday, a Friday; the weekend follows.
        ("2026-05", ITALY, date(2026, 5, 4)),
        # 1 November is a Sunday; in Brazil the 2nd, a Monday, is a holiday too.
        ("2026-11", ITALY, date(2026, 11, 2)),
        ("2026-11", BRAZIL, date(2026, 11, 3)),
        ("2026-11", replace(ITALY, extra_closures=("2026-11-02",)), date(2026, 11, 3)),
        ("2026-12", ITALY, date(2026, 12, 1)),
    ],
)
def test_the_first_working_day_is_the_houses(
    month: str, hours: SupportHours, day: date
) -> None:
    assert first_working_day(parse_period(month, 1), hours) == day


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 9, 30), []),
        (date(2026, 10, 1), ["2026-09"]),
        # Sunday: October is over, but nobody works yet.
        (date(2026, 11, 1), ["2026-09"]),
        (date(2026, 11, 2), ["2026-09", "2026-10"]),
        (date(2026, 11, 30), ["2026-09", "2026-10"]),
    ],
)
def test_each_month_is_due_when_work_begins_in_the_next(
    today: date, due: list[str]
) -> None:
    assert [month.code for month in months_due(SCHEDULE, today, ITALY)] == due


def test_only_the_last_year_is_made_up_for() -> None:
    due = months_due(SCHEDULE, date(2029, 1, 31), ITALY)

    assert [due[0].code, due[-1].code, len(due)] == ["2028-01", "2028-12", 12]


def test_a_report_is_kept_once_changed_and_forgotten() -> None:
    other = replace(SCHEDULE, report="summary")
    keep_schedule(SCHEDULE)
    keep_schedule(other)
    moved = replace(SCHEDULE, folder="/elsewhere")
    assert keep_schedule(moved) == [moved, other]
    assert load_schedules() == [moved, other]
    assert forget_schedule(moved) == [other]
    # What was taken off the list while it was written does not come back.
    note_outcome(replace(moved, done="2026-09"))
    assert load_schedules() == [other]


def test_a_damaged_list_loses_only_what_is_damaged() -> None:
    keep_schedule(SCHEDULE)
    path = paths.config_dir() / "schedules.json"
    text = path.read_text(encoding="utf-8")
    broken = '{"report": "nonsense"}, 3, {"company": "a"},'
    path.write_text(text.replace("[", f"[{broken}", 1), encoding="utf-8")
    assert load_schedules() == [SCHEDULE]
    path.write_text(text[:-10], encoding="utf-8")
    assert load_schedules() == []
