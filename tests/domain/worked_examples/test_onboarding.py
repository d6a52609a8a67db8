"""Time to first value and adoption, computed by hand."""

from __future__ import annotations

import pytest

from tests.domain.company import Company
from tests.domain.examples import example


@pytest.fixture
def company() -> Company:
    """Eight clients start in March; three reach their first value.

    A signs up on 1 March and gets there on the 6th, 5 days; its contract starts later.
    B and C have a contract from 1 and 10 March, and get there on 9 March, 8 days, and
    on 22 March, 12 days. The other five still wait.
    """
    company = Company()
    company.client("A", signed_up="2025-03-01")
    company.contract("A", "2025-03-15")
    company.contract("B", "2025-03-01")
    company.contract("C", "2025-03-10")
    for name in "DEFGH":
        company.contract(name, "2025-03-20")
    company.first_value("A", "2025-03-06")
    company.first_value("B", "2025-03-09")
    company.first_value("C", "2025-03-22")
    return company


@example("ttfv_mean", "ttfv_median")
def test_ttfv(company: Company) -> None:
    """5, 8 and 12 days: mean 25 ÷ 3 = 8.33, median 8; 3 of 8 have got there."""
    reading = company.read("ttfv_mean", "2025-03")

    assert reading.value == pytest.approx(25 / 3)
    assert (reading.numerator, reading.denominator) == (25, 3)
    assert company.value("ttfv_median", "2025-03") == 8
    assert reading.remarks[0].values == {"started": 8, "reached": 3}


def test_ttfv_by_start(company: Company) -> None:
    """D gets there on 9 April after 20 days: of April by event, of March by start.

    By start: (5 + 8 + 12 + 20) ÷ 4 = 11.25, median (8 + 12) ÷ 2 = 10; four wait.
    """
    company.first_value("D", "2025-04-09")
    by_start = company.read("ttfv_mean", "2025-03", variant="by_start")

    assert company.value("ttfv_mean", "2025-04") == 20
    assert by_start.value == 11.25
    assert len(by_start.excluded[0].ids) == 4
    assert company.value("ttfv_median", "2025-03", "by_start") == 10


def test_ttfv_counts_from_the_trial() -> None:
    """Free from 1 March, first value on the 21st, paid from 1 April: 20 days.

    What was sold once in January makes nobody a client, and is no start.
    """
    company = Company()
    company.contract("A", "2025-03-01", "2025-04-01", amount=0)
    company.contract("A", "2025-04-01")
    company.contract("A", "2025-01-10", interval="one_off")
    company.first_value("A", "2025-03-21")

    assert company.value("ttfv_mean", "2025-03") == 20


def test_ttfv_leaves_out_the_impossible_and_the_unknown() -> None:
    """First value before the start, or no start known: no figure, and why."""
    company = Company()
    company.contract("Early", "2025-03-10")
    company.first_value("Early", "2025-03-05")
    company.first_value("Startless", "2025-03-05")
    reading = company.read("ttfv_median", "2025-03")
    startless, early = reading.excluded

    assert reading.value is None
    assert startless.ids.tolist() == [company.id_of("Startless")]
    assert early.ids.tolist() == [company.id_of("Early")]


@example("adoption")
def test_adoption() -> None:
    """A has 10, 20 and 30 active users: 20 on average; its key actions do not count.

    B has only key actions, 4 and 6: 10. C used nothing in March. (20 + 10) ÷ 2 = 15.
    """
    company = Company()
    for day, users in (("01", 10), ("15", 20), ("31", 30)):
        company.used("A", f"2025-03-{day}", users)
    company.used("A", "2025-03-02", 500, "key_actions")
    company.used("B", "2025-03-02", 4, "key_actions")
    company.used("B", "2025-03-03", 6, "key_actions")
    company.used("C", "2025-04-01", 99)
    reading = company.read("adoption", "2025-03")

    assert reading.value == 15
    assert (reading.numerator, reading.denominator) == (30, 2)
