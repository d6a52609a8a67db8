"""Renewals, computed by hand."""

from __future__ import annotations

import pytest

from tests.domain.company import Company
from tests.domain.examples import example


@pytest.fixture
def company() -> Company:
    """Five contracts that end in March 2025.

    ======  ========  ===  =========================================
    client  ends      MRR  what follows
    ======  ========  ===  =========================================
    Acme    10 March  100  a contract from 10 March
    Beta    15 March  200  a contract from 14 April, 30 days later
    Coop    20 March  300  a contract from 20 April, 31 days later
    Dora    25 March  400  renews by itself
    Enea    31 March  500  would renew by itself; notice was given
    ======  ========  ===  =========================================
    """
    company = Company()
    company.contract("Acme", "2024-03-10", "2025-03-10", amount=100)
    company.contract("Acme", "2025-03-10", amount=100)
    company.contract("Beta", "2024-03-15", "2025-03-15", amount=200)
    company.contract("Beta", "2025-04-14", amount=200)
    company.contract("Coop", "2024-03-20", "2025-03-20", amount=300)
    company.contract("Coop", "2025-04-20", amount=300)
    company.contract(
        "Dora", "2024-03-25", "2025-03-25", amount=400, auto_renew=True, notice_days=30
    )
    company.contract(
        "Enea",
        "2024-03-31",
        "2025-03-31",
        amount=500,
        auto_renew=True,
        cancelled="2025-01-10",
    )
    return company


@example("renewal_rate", "renewal_rate_mrr")
def test_renewal_rate(company: Company) -> None:
    """Acme, Beta and Dora: 3 ÷ 5 = 60 %; (100 + 200 + 400) ÷ 1,500 = 46.67 %."""
    reading = company.read("renewal_rate", "2025-03")

    assert reading.value == 60
    assert (reading.numerator, reading.denominator) == (3, 5)
    assert reading.remarks == ()
    by_mrr = company.value("renewal_rate_mrr", "2025-03")
    assert by_mrr == pytest.approx(700 / 15)


def test_without_grace(company: Company) -> None:
    """Only Acme's, on the very day, and Dora's by itself: 2 ÷ 5 = 40 %."""
    assert company.value("renewal_rate", "2025-03", "without_grace") == 40


def test_pending_renewals_are_shown(company: Company) -> None:
    """On 10 April Beta (to 14 April) and Coop (to 19 April) may still be renewed.

    Enea gave notice: that is decided.
    """
    reading = company.read("renewal_rate", "2025-03", as_of="2025-04-10")

    assert reading.value == 40
    assert reading.part("pending").value == 2
    assert reading.remarks[0].values == {"count": 2, "due": 5}


def test_a_renewal_may_start_before_the_end_but_must_end_after_it() -> None:
    """From 1 March, before the end on 20 March: renewed if it lasts longer."""
    company = Company()
    company.contract("Acme", "2024-03-20", "2025-03-20")
    company.contract("Acme", "2025-03-01", "2026-03-01")
    company.contract("Beta", "2024-03-20", "2025-03-20")
    company.contract("Beta", "2025-03-01", "2025-03-20")
    company.contract("Coop", "2024-03-20", "2025-03-20")
    company.contract("Coop", "2025-03-20", amount=0)

    reading = company.read("renewal_rate", "2025-03")

    assert reading.denominator == 4
    assert reading.numerator == 1


def test_a_price_for_after_the_end_weighs_nothing() -> None:
    """100 until the end; the 900 planned for later never came: 100 ÷ 300."""
    company = Company()
    company.contract("Acme", "2024-03-20", "2025-03-20", prices=[("2025-06-01", 900)])
    company.contract("Acme", "2025-03-20")
    company.contract("Beta", "2024-03-20", "2025-03-20", amount=200)

    assert company.value("renewal_rate_mrr", "2025-03") == pytest.approx(100 / 3)


def test_nothing_due_is_no_rate() -> None:
    company = Company()
    company.contract("Acme", "2024-03-20")
    reading = company.read("renewal_rate", "2025-03")

    assert reading.value is None
    assert reading.reason is not None
    assert reading.reason.code == "nothing_due"
