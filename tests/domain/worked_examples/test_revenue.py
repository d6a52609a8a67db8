"""Averages, shares and concentration of revenue, computed by hand."""

from __future__ import annotations

import pytest

from tests.domain.company import Company
from tests.domain.examples import example


@pytest.fixture
def company() -> Company:
    """March 2025: Acme 310 a month since January, Beta 310 a month from 17 March.

    Acme buys something for 240 on 5 March; Beta pays an entry fee of 100.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", amount=310)
    company.contract("Beta", "2025-03-17", amount=310, setup_fee=100)
    company.sale("Acme", "2025-03-05", 240)
    return company


@example("revenue")
def test_revenue(company: Company) -> None:
    """Acme 310; Beta 15 of 31 days: 310 × 15 ÷ 31 = 150; once 240 + 100. In all 800."""
    reading = company.read("revenue", "2025-03")

    assert reading.value == pytest.approx(800)
    assert reading.part("recurring").value == pytest.approx(460)
    assert reading.part("one_off").value == 340


@example("recurring_share")
def test_recurring_share(company: Company) -> None:
    """460 of 800 = 57.5 %."""
    assert company.value("recurring_share", "2025-03") == pytest.approx(57.5)


@example("repeat_revenue")
def test_repeat_revenue(company: Company) -> None:
    """Acme had bought before March: 310 + 240 of 800 = 68.75 %."""
    assert company.value("repeat_revenue", "2025-03") == pytest.approx(68.75)


@example("arpa", "asp")
def test_arpa_and_asp(company: Company) -> None:
    """At the end 620 ÷ 2 clients = 310; new 310 ÷ 1 = 310. In April nobody is new."""
    company.contract("Acme", "2025-03-20", amount=90)

    assert company.value("arpa", "2025-03") == 355
    assert company.value("asp", "2025-03") == 310
    assert company.value("asp", "2025-04") is None


@example("expansion_revenue")
def test_expansion_revenue(company: Company) -> None:
    """Acme pays 90 a month more and bought for 240: 330. Beta was no client yet."""
    company.contract("Acme", "2025-03-20", amount=90)
    company.sale("Beta", "2025-03-18", 1000)
    reading = company.read("expansion_revenue", "2025-03")

    assert reading.value == 330
    assert reading.part("one_off").value == 240


@example("concentration_top1", "concentration_top5", "concentration_hhi")
def test_concentration() -> None:
    """400, 200 and four of 100, in all 1,000: 40 %, 90 %.

    HHI: 0.4² + 0.2² + 4 × 0.1² = 0.16 + 0.04 + 0.04 = 0.24.
    """
    company = Company()
    for number, amount in enumerate((100, 400, 100, 200, 100, 100)):
        company.contract(f"C{number}", "2025-01-01", amount=amount)

    assert company.value("concentration_top1", "2025-03") == 40
    assert company.value("concentration_top5", "2025-03") == 90
    assert company.value("concentration_hhi", "2025-03") == pytest.approx(0.24)


def test_a_month_in_two_prices_earns_both() -> None:
    """April: 300 for 10 of 30 days and 600 for 20: 100 + 400 = 500."""
    company = Company()
    company.contract("Acme", "2025-01-01", amount=300, prices=[("2025-04-11", 600)])

    assert company.value("revenue", "2025-04") == pytest.approx(500)


def test_what_ends_where_it_starts_counts_nowhere() -> None:
    """Neither its MRR nor its entry fee; nor does it make an earlier buyer."""
    company = Company()
    company.contract("Acme", "2025-02-05", "2025-02-05", setup_fee=500)
    company.contract("Acme", "2025-03-01", amount=100)

    assert company.value("revenue", "2025-02") == 0
    assert company.value("repeat_revenue", "2025-03") == 0
    assert company.value("clients_new", "2025-03") == 1


def test_a_sale_without_a_rate_is_no_figure() -> None:
    company = Company()
    company.contract(
        "Acme", "2025-03-05", amount=500, interval="one_off", currency="USD"
    )
    reading = company.read("revenue", "2025-03")

    assert reading.value is None
    assert reading.reason is not None
    assert reading.reason.values == {"currency": "USD", "day": "2025-03-31"}
