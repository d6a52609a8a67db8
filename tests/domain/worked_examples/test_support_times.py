"""Response and resolution times, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.rules import Rules, SupportHours
from tests.domain.company import Company
from tests.domain.examples import example


@pytest.fixture
def company() -> Company:
    """Five tickets opened at 9:00 of Monday 3 March 2025, and spam.

    Four are answered after 1, 2, 4 and 9 hours: at 10:00, 11:00, 13:00 and 18:00.
    The desk works 9–13 and 14–18.
    """
    company = Company()
    for hour in (10, 11, 13, 18):
        company.ticket(
            "Acme", "2025-03-03 09:00", first_response=f"2025-03-03 {hour}:00"
        )
    company.ticket("Acme", "2025-03-03 09:00")
    company.spam("2025-03-03 09:30")
    return company


@example("first_response_mean")
def test_first_response_mean(company: Company) -> None:
    """(1 + 2 + 4 + 9) ÷ 4 = 16 ÷ 4 = 4 hours; the ticket without response waits.

    It was opened on 3 March at 9:00 and the month ends 28 days and 15 hours later:
    28.625 days, shown as 28.6.
    """
    reading = company.read("first_response_mean", "2025-03")
    waiting, spam = reading.excluded

    assert reading.value == 4
    assert (reading.numerator, reading.denominator, reading.n) == (16, 4, 4)
    assert waiting.ids.tolist() == [3005]
    assert spam.ids.tolist() == [3006]
    assert reading.remarks[0].values == {"count": 1, "days": 28.6}


@example("first_response_median")
def test_first_response_median(company: Company) -> None:
    """Of 1, 2, 4, 9 the middle two are 2 and 4: their mean is 3 hours."""
    assert company.value("first_response_median", "2025-03") == 3


@example("first_response_p90")
def test_first_response_p90(company: Company) -> None:
    """Order statistics 1, 2, 4, 9 stand at 0, 1/3, 2/3 and 1 of the way.

    90 % is 0.7 of the way from 4 to 9: 4 + 0.7 × 5 = 7.5 hours (PERCENTILE.INC).
    """
    assert company.value("first_response_p90", "2025-03") == pytest.approx(7.5)


@example(
    "first_response_mean_business",
    "first_response_median_business",
    "first_response_p90_business",
)
def test_first_response_in_support_hours(company: Company) -> None:
    """Without the lunch break the times are 1, 2, 4 and 8 hours.

    Mean 15 ÷ 4 = 3.75; median (2 + 4) ÷ 2 = 3; 90 %: 4 + 0.7 × 4 = 6.8.
    """
    assert company.value("first_response_mean_business", "2025-03") == 3.75
    assert company.value("first_response_median_business", "2025-03") == 3
    assert company.value("first_response_p90_business", "2025-03") == pytest.approx(6.8)


def test_first_response_by_reply_date() -> None:
    """Opened 31 March 23:00, answered 1 April 1:00: of March by opening, 2 hours."""
    company = Company()
    company.ticket("Acme", "2025-03-31 23:00", first_response="2025-04-01 01:00")
    by_reply = "by_reply_date"

    assert company.value("first_response_mean", "2025-03") == 2
    assert company.value("first_response_mean", "2025-04") is None
    assert company.value("first_response_mean", "2025-03", by_reply) is None
    assert company.value("first_response_mean", "2025-04", by_reply) == 2


def test_response_before_the_opening_is_left_out() -> None:
    company = Company()
    ticket = company.ticket(
        "Acme", "2025-03-03 09:00", first_response="2025-03-03 08:00"
    )
    reading = company.read("first_response_mean", "2025-03")

    assert reading.value is None
    assert reading.excluded[0].ids.tolist() == [ticket]
    assert "before the opening" in reading.excluded[0].reason


def test_response_after_as_of_is_not_known() -> None:
    """Answered on 5 March; asked on the 4th there was no response yet."""
    company = Company()
    company.ticket("Acme", "2025-03-03 09:00", first_response="2025-03-05 09:00")
    reading = company.read("first_response_mean", "2025-03", as_of="2025-03-04")

    assert reading.value is None
    assert reading.excluded[0].reason == "No response yet"
    assert company.value("first_response_mean", "2025-03") == 48


def _at(country: str, zone: str) -> Rules:
    hours = replace(SupportHours(), country=country, time_zone=zone)
    return Rules(support_hours=hours)


def test_definitions_5_6_easter() -> None:
    """Opened Friday 3 April 2026 17:30, answered Tuesday 7 April 9:45.

    Calendar: Friday 17:30 to Tuesday 17:30 is 96 hours, less 7 h 45 = 88 h 15 min.
    Italy, Easter Monday closed: 30 min on Friday + 45 min on Tuesday = 1 h 15 min.
    Brazil, Good Friday closed: Monday 8 h + Tuesday 45 min = 8 h 45 min.
    """
    company = Company()
    company.ticket("Acme", "2026-04-03 17:30", first_response="2026-04-07 09:45")
    italy, brazil = _at("IT", "Europe/Rome"), _at("BR", "America/Sao_Paulo")
    key = "first_response_mean_business"

    assert company.value("first_response_mean", "2026-04") == 88.25
    assert company.read(key, "2026-04", rules=italy).value == 1.25
    assert company.read(key, "2026-04", rules=brazil).value == 8.75


def test_definitions_5_6_clock_change() -> None:
    """Rome, Saturday 28 March 2026 23:00 to Sunday 9:00: the clock says 10 hours.

    At 2:00 it jumps to 3:00, so a desk open day and night really took 9 hours.
    """
    company = Company()
    company.ticket("Acme", "2026-03-28 23:00", first_response="2026-03-29 09:00")
    always = SupportHours(windows=(((0, 1440),),) * 7, country="")
    key = "first_response_mean_business"

    assert company.value("first_response_mean", "2026-03") == 10
    assert company.read(key, "2026-03", rules=Rules(support_hours=always)).value == 9


def test_answered_while_the_desk_is_closed_takes_no_support_hours() -> None:
    """Saturday 10:00 to 11:00: an hour on the calendar, none of support, and said."""
    company = Company()
    company.ticket("Acme", "2025-03-08 10:00", first_response="2025-03-08 11:00")
    reading = company.read("first_response_mean_business", "2025-03")

    assert reading.value == 0
    assert [remark.code for remark in reading.remarks] == ["zero_hours"]


@pytest.fixture
def march() -> Company:
    """The three tickets of §5.7 of the definitions, for March 2025.

    T1 opened on the 2nd and solved 24 hours later. T2 opened on 10 February at
    9:00 and solved on 20 March at 9:00: 38 days, 912 hours. T3 opened on the 5th at
    9:00 and still open.
    """
    company = Company()
    company.ticket("Acme", "2025-03-02 09:00", resolved="2025-03-03 09:00")
    company.ticket("Acme", "2025-02-10 09:00", resolved="2025-03-20 09:00")
    company.ticket("Acme", "2025-03-05 09:00")
    return company


@example("resolution_mean")
def test_definitions_5_7(march: Company) -> None:
    """Solved in March: (24 + 912) ÷ 2 = 468 hours; T3 is in neither, but is said.

    By opening date only T1 counts, 24 hours.
    """
    reading = march.read("resolution_mean", "2025-03")

    assert reading.value == 468
    assert reading.remarks[0].values == {"count": 1, "days": 26.6}
    assert march.value("resolution_mean", "2025-03", "by_opening_date") == 24


@example("resolution_median", "resolution_p90")
def test_resolution_median_and_percentile() -> None:
    """Nine tickets of 1, 1, 2, 2, 3, 4, 4, 5, 5 hours and one of 475.

    Sum 27 + 475 = 502, mean 50.2. The fifth and sixth are 3 and 4: median 3.5. 90 %
    lies 0.1 of the way from the ninth (5) to the tenth (475): 5 + 0.1 × 470 = 52.
    """
    company = Company()
    for hours in (1, 1, 2, 2, 3, 4, 4, 5, 5):
        company.ticket("A", "2025-03-03 00:00", resolved=f"2025-03-03 0{hours}:00")
    # 475 hours are 19 days and 19 hours.
    company.ticket("A", "2025-03-03 00:00", resolved="2025-03-22 19:00")

    assert company.value("resolution_mean", "2025-03") == pytest.approx(50.2)
    assert company.value("resolution_median", "2025-03") == 3.5
    assert company.value("resolution_p90", "2025-03") == pytest.approx(52)


@example(
    "resolution_mean_business",
    "resolution_median_business",
    "resolution_p90_business",
)
def test_resolution_in_support_hours() -> None:
    """Monday 9:00 to Tuesday 9:00 is a working day of 8 hours.

    Friday 17:00 to Monday 10:00 is one hour on Friday and one on Monday: 2 hours.
    Mean and median (8 + 2) ÷ 2 = 5; 90 %: 2 + 0.9 × 6 = 7.4.
    """
    company = Company()
    company.ticket("Acme", "2025-03-03 09:00", resolved="2025-03-04 09:00")
    company.ticket("Acme", "2025-03-07 17:00", resolved="2025-03-10 10:00")

    assert company.value("resolution_mean_business", "2025-03") == 5
    assert company.value("resolution_median_business", "2025-03") == 5
    assert company.value("resolution_p90_business", "2025-03") == pytest.approx(7.4)


@example("resolution_first")
def test_resolution_first() -> None:
    """Solved after 1 hour, reopened, solved at 96 hours: first 1, last 96.

    Beside it one that took 3 hours and was never reopened: first (1 + 3) ÷ 2 = 2,
    last (96 + 3) ÷ 2 = 49.5.
    """
    company = Company()
    company.ticket(
        "Acme",
        "2025-03-03 09:00",
        first_resolved="2025-03-03 10:00",
        resolved="2025-03-07 09:00",
        reopenings=1,
    )
    company.ticket("Acme", "2025-03-03 09:00", resolved="2025-03-03 12:00")

    assert company.value("resolution_first", "2025-03") == 2
    assert company.value("resolution_mean", "2025-03") == 49.5


@pytest.mark.parametrize("first", [None, "2025-03-07 09:00"])
def test_reopened_without_first_resolution_is_left_out_of_the_first(
    first: str | None,
) -> None:
    """It is not written down, or written down as the last one, which it cannot be."""
    company = Company()
    ticket = company.ticket(
        "Acme",
        "2025-03-03 09:00",
        first_resolved=first,
        resolved="2025-03-07 09:00",
        reopenings=2,
    )
    reading = company.read("resolution_first", "2025-03")

    assert reading.value is None
    assert reading.excluded[0].ids.tolist() == [ticket]
    assert company.value("resolution_mean", "2025-03") == 96


def test_resolved_again_after_as_of_has_its_first_resolution() -> None:
    """Solved on 4 March, again on 2 April: asked on 31 March it took 24 hours."""
    company = Company()
    company.ticket(
        "Acme",
        "2025-03-03 09:00",
        first_resolved="2025-03-04 09:00",
        resolved="2025-04-02 09:00",
        reopenings=1,
    )
    in_march = company.read("resolution_mean", "2025-03", as_of="2025-03-31")

    assert in_march.value == 24
    assert company.value("resolution_mean", "2025-03") is None
    assert company.value("resolution_mean", "2025-04") == 720


def test_seed_004() -> None:
    """Seed 004: 500 hours over 100 tickets: 500 ÷ 100 = 5 hours."""
    company = Company()
    for number in range(100):
        hour = 13 if number < 50 else 15
        company.ticket("Acme", "2025-03-03 09:00", resolved=f"2025-03-03 {hour}:00")
    reading = company.read("resolution_mean", "2025-03")

    assert (reading.numerator, reading.denominator) == (500, 100)
    assert reading.value == 5
