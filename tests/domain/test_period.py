"""Periods: where they begin and end, what they are called, what comes before."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.calendar import months_later
from kpidesk.domain.dataset import day_number, day_of
from kpidesk.domain.period import (
    Period,
    PeriodKind,
    add_months,
    custom,
    months_between,
    parse_period,
    period_of,
    periods,
)
from kpidesk.errors import UsageError

kinds = st.sampled_from(
    [PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR]
)
some_days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def _bounds(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()


@pytest.mark.parametrize(
    ("code", "start", "end", "kind"),
    [
        ("2024-02", "2024-02-01", "2024-03-01", "month"),
        ("2024-12", "2024-12-01", "2025-01-01", "month"),
        ("2024-Q4", "2024-10-01", "2025-01-01", "quarter"),
        ("2024", "2024-01-01", "2025-01-01", "year"),
        ("2020-W53", "2020-12-28", "2021-01-04", "week"),
        ("2025-W01", "2024-12-30", "2025-01-06", "week"),
        ("2024-01-08..2024-03-03", "2024-01-08", "2024-03-04", "custom"),
        ("2024-02-29", "2024-02-29", "2024-03-01", "custom"),
        ("2024-01..2024-Q2", "2024-01-01", "2024-07-01", "custom"),
    ],
)
def test_a_code_names_a_period(code: str, start: str, end: str, kind: str) -> None:
    period = parse_period(code)

    assert _bounds(period) == (start, end)
    assert period.kind == kind
    assert parse_period(period.code) == period


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2024", "2024-04-01", "2025-04-01"),
        ("2024-Q1", "2024-04-01", "2024-07-01"),
        ("2024-Q4", "2025-01-01", "2025-04-01"),
    ],
)
def test_a_fiscal_year_from_april(code: str, start: str, end: str) -> None:
    """It and its quarters are named by the year in which it begins."""
    period = parse_period(code, fiscal_start=4)

    assert _bounds(period) == (start, end)
    assert period.code == code


def test_trailing_twelve_months_are_named_by_their_last() -> None:
    period = parse_period("2025-03", kind=PeriodKind.TTM)

    assert _bounds(period) == ("2024-04-01", "2025-04-01")
    assert period.code == "2025-03"
    assert _bounds(period.shifted(1)) == ("2024-05-01", "2025-05-01")
    assert _bounds(period.previous()) == ("2023-04-01", "2024-04-01")


@pytest.mark.parametrize(
    ("code", "previous", "year_before"),
    [
        ("2024-03", "2024-02", "2023-03"),
        ("2024-01", "2023-12", "2023-01"),
        ("2024-Q1", "2023-Q4", "2023-Q1"),
        ("2024", "2023", "2023"),
        ("2021-W01", "2020-W53", "2020-W02"),
        ("2024-03-01..2024-03-10", "2024-02-20..2024-02-29", "2023-03-01..2023-03-10"),
        ("2024-02-20..2024-02-29", "2024-02-10..2024-02-19", "2023-02-20..2023-02-28"),
    ],
)
def test_what_a_period_is_compared_with(
    code: str, previous: str, year_before: str
) -> None:
    period = parse_period(code)

    assert period.previous().code == previous
    assert period.year_before().code == year_before


@pytest.mark.parametrize(
    "text", ["", "March", "2024-13", "2024-Q5", "2023-W53", "2024-02-30", "2024-1"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_period(text)


def test_a_span_backwards_is_refused() -> None:
    with pytest.raises(UsageError):
        custom(date(2024, 3, 2), date(2024, 3, 1))


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (PeriodKind.MONTH, ["2024-01", "2024-02", "2024-03"]),
        (PeriodKind.QUARTER, ["2024-Q1"]),
        (PeriodKind.YEAR, ["2024"]),
        (PeriodKind.TTM, ["2024-01", "2024-02", "2024-03"]),
        (PeriodKind.CUSTOM, ["2024-01-01..2024-03-31"]),
    ],
)
def test_periods_of_a_range(kind: PeriodKind, codes: list[str]) -> None:
    found = periods(parse_period("2024-01"), parse_period("2024-03"), kind)

    assert [period.code for period in found] == codes
    assert all(period.kind is kind for period in found)


def test_a_week_belongs_to_the_month_of_its_thursday() -> None:
    """29 February 2024 was a Thursday: that week is of February."""
    month = parse_period("2024-03")
    weeks = periods(month, month, PeriodKind.WEEK)

    assert [week.code for week in weeks] == [
        f"2024-W{number}" for number in range(10, 14)
    ]


def test_a_day_alone_is_a_custom_period() -> None:
    assert period_of(PeriodKind.CUSTOM, date(2024, 3, 1)).days == 1
    assert period_of(PeriodKind.TTM, date(2024, 3, 9)).code == "2024-03"


@given(kinds, some_days, st.integers(1, 12))
def test_periods_follow_each_other_without_a_gap(
    kind: PeriodKind, day: date, fiscal_start: int
) -> None:
    period = period_of(kind, day, fiscal_start)

    assert period.start <= day < period.end
    assert period.shifted(1).start == period.end
    assert period.shifted(1).previous() == period
    assert parse_period(period.code, fiscal_start) == period


@given(some_days, st.integers(-60, 60))
def test_months_later_are_the_same_for_columns(day: date, months: int) -> None:
    column = months_later(np.array([day_number(day)]), np.array([months]))

    assert day_of(column[0]) == add_months(day, months)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2025-01-01", "2025-04-01", 3),
        ("2025-01-01", "2025-01-16", 15 / 31),
        ("2025-01-31", "2025-02-28", 1),
        ("2025-01-31", "2025-03-30", 1 + 30 / 31),
        ("2024-09-16", "2025-03-01", 5 + 13 / 28),
        ("2025-01-01", "2025-01-01", 0),
    ],
)
def test_months_between_two_days(start: str, end: str, months: float) -> None:
    """Whole months, then days as a share of the month they would complete."""
    top, bottom = months_between(date.fromisoformat(start), date.fromisoformat(end))

    assert top / bottom == pytest.approx(months)
