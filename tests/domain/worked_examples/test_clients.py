"""Clients, churn and retention, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.rules import Rules
from tests.domain.company import Company
from tests.domain.examples import example


def _clients(
    company: Company, count: int, start: str, end: str | None = None, name: str = "C"
) -> None:
    first = len(company.contracts)
    for number in range(first, first + count):
        company.contract(f"{name}{number}", start, end)


@pytest.fixture
def company() -> Company:
    """100 at the start of March, 20 join; 8 of the 100 and 4 of the 20 leave."""
    company = Company()
    _clients(company, 92, "2025-01-01")
    _clients(company, 8, "2025-01-01", "2025-03-15")
    _clients(company, 16, "2025-03-05")
    _clients(company, 4, "2025-03-05", "2025-03-20")
    return company


@example("clients", "clients_opening", "clients_new", "clients_lost")
def test_clients(company: Company) -> None:
    """100 + 16 new − 8 lost = 108; the four who came and went are not seen."""
    assert company.value("clients_opening", "2025-03") == 100
    assert company.value("clients_new", "2025-03") == 16
    assert company.value("clients_lost", "2025-03") == 8
    assert company.value("clients", "2025-03") == 108


@example("churn_rate", "retention_rate")
def test_definitions_5_2(company: Company) -> None:
    """Churn 8 ÷ 100 = 8 %, by Wilson 4.1 to 15 %; CRR (108 − 16) ÷ 100 = 92 %."""
    churn = company.read("churn_rate", "2025-03")

    assert churn.value == 8
    assert (churn.numerator, churn.denominator) == (8, 100)
    assert churn.interval == pytest.approx((4.11, 15.00), abs=0.01)
    assert len(churn.excluded[0].ids) == 4
    assert company.value("retention_rate", "2025-03") == 92


def test_other_definitions_of_churn(company: Company) -> None:
    """All who left are 12. Of everybody 12 ÷ 120 = 10 %; of the start 12 ÷ 100 = 12 %.

    Of the end 12 ÷ 108 = 11.11 %; 8 of the mean (100 + 108) ÷ 2 = 104 is 7.69 %.
    """
    values = {
        name: company.value("churn_rate", "2025-03", name)
        for name in ("all_clients", "joined_and_left", "closing_clients")
    }

    assert values["all_clients"] == 10
    assert values["joined_and_left"] == 12
    assert values["closing_clients"] == pytest.approx(1200 / 108)
    mean = company.value("churn_rate", "2025-03", "mean_clients")
    assert mean == pytest.approx(800 / 104)


@example("clients_reactivated")
def test_clients_who_come_back() -> None:
    """Start 50; 5 leave; 3 former clients return; 4 new; end 52.

    True retention (52 − 7) ÷ 50 = 90 %; with only the new subtracted 96 %.
    """
    company = Company()
    _clients(company, 45, "2025-01-01")
    _clients(company, 5, "2025-01-01", "2025-03-10")
    for number in range(3):
        company.contract(f"Former {number}", "2024-01-01", "2024-09-01")
        company.contract(f"Former {number}", "2025-03-10")
    _clients(company, 4, "2025-03-12")

    assert company.value("clients_reactivated", "2025-03") == 3
    assert company.value("clients", "2025-03") == 52
    assert company.value("retention_rate", "2025-03") == 90
    assert company.value("retention_rate", "2025-03", "new_only") == 96
    assert company.value("churn_rate", "2025-03") == 10


@pytest.mark.parametrize("newcomers", [0, 100])
def test_seed_004_churn(newcomers: int) -> None:
    """Seed 004: 25 of 500 lost is 5 %, also with 100 newcomers in the month."""
    company = Company()
    _clients(company, 475, "2025-01-01")
    _clients(company, 25, "2025-01-01", "2025-03-15")
    _clients(company, newcomers, "2025-03-05")

    assert company.value("churn_rate", "2025-03") == 5


def test_definitions_5_9() -> None:
    """Five; January +1; February −1 +2; March −1, both lost of the first five.

    0 of 5, 1 of 6 = 16.67 %, 1 of 7 = 14.29 %; the quarter 2 of 5 = 40 %.
    """
    company = Company()
    _clients(company, 3, "2024-01-01")
    _clients(company, 1, "2024-01-01", "2025-02-15")
    _clients(company, 1, "2024-01-01", "2025-03-15")
    _clients(company, 1, "2025-01-10")
    _clients(company, 2, "2025-02-10")
    months = [company.value("churn_rate", f"2025-0{month}") for month in (1, 2, 3)]

    assert months == pytest.approx([0, 100 / 6, 100 / 7])
    assert company.value("churn_rate", "2025-Q1") == 40


def test_rates_exist_for_weeks_years_and_eight_weeks() -> None:
    """Four clients; one leaves on 27 February, another on 10 March.

    Week 9 (24 February to 2 March): 1 of 4. Eight weeks from 13 January to 9 March: 1
    of 4, CRR 75 %; the fiscal year from February: 2 of 4.
    """
    company = Company()
    _clients(company, 2, "2024-01-01")
    _clients(company, 1, "2024-01-01", "2025-02-27")
    _clients(company, 1, "2024-01-01", "2025-03-10")
    year = company.read("churn_rate", "2025", rules=Rules(fiscal_start=2))

    assert company.value("churn_rate", "2025-W09") == 25
    assert company.value("retention_rate", "2025-01-13..2025-03-09") == 75
    assert company.value("retention_rate", "2025-01-13..2025-03-10") == 50
    assert year.value == 50


def test_exact_instants() -> None:
    """One leaves with 1 March as its first day without service: lost in March.

    At the instants themselves it was lost in February: it is not there at 00:00.
    """
    company = Company()
    _clients(company, 3, "2025-01-01")
    _clients(company, 1, "2025-01-01", "2025-03-01")

    assert company.value("churn_rate", "2025-03") == 25
    assert company.value("churn_rate", "2025-03", "exact_instants") == 0
    assert company.value("churn_rate", "2025-02", "exact_instants") == 25


def test_nobody_at_the_start_is_no_rate() -> None:
    company = Company()
    _clients(company, 3, "2025-03-10")
    reading = company.read("churn_rate", "2025-03")

    assert reading.value is None
    assert reading.reason is not None
    assert reading.reason.code == "no_clients_at_start"
    assert company.value("retention_rate", "2025-03") is None


@example("churn_rate_eligible")
def test_churn_of_clients_free_to_leave() -> None:
    """Yearly since June: locked in March. Yearly since 15 March, and monthly: free.

    Until 20 March: free, and lost. Of three free one left: 33.33 %, of all four 25 %.
    """
    company = Company()
    company.contract("Locked", "2024-06-01", amount=1200, interval="annual")
    company.contract("Due", "2023-03-15", amount=1200, interval="annual")
    company.contract("Monthly", "2024-06-01")
    company.contract("Gone", "2024-06-01", "2025-03-20", interval="annual")

    assert company.value("churn_rate_eligible", "2025-03") == pytest.approx(100 / 3)
    assert company.value("churn_rate", "2025-03") == 25


def test_nobody_free_to_leave_is_no_rate() -> None:
    company = Company()
    company.contract("Locked", "2024-06-01", amount=1200, interval="annual")
    reading = company.read("churn_rate_eligible", "2025-03")

    assert reading.value is None
    assert reading.reason is not None
    assert reading.reason.code == "nobody_free_to_leave"


@example("client_lifetime")
def test_client_lifetime() -> None:
    """Lost in March: from 1 January 2024 to 1 March 2025 is 14 months.

    From 16 September to 1 March: 5 months to 16 February and 13 of the 28 days to 16
    March. (14 + 5 + 13 ÷ 28) ÷ 2 = 9.7321.
    """
    company = Company()
    company.contract("Acme", "2024-01-01", "2025-03-01")
    company.contract("Beta", "2024-09-16", "2025-03-01")
    company.contract("Coop", "2020-01-01")

    expected = (14 + 5 + 13 / 28) / 2
    assert company.value("client_lifetime", "2025-03") == pytest.approx(expected)
    assert company.value("client_lifetime", "2025-04") is None
