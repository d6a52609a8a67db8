"""What a client is worth and costs, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.formula import evaluate
from kpidesk.domain.rules import Rules
from tests.domain.company import Company
from tests.domain.examples import example


@pytest.fixture
def company() -> Company:
    """Ten clients at 100 a year ago; five left before March 2025, one in March.

    Twelve months: 6 of 10, 5 % a month. March: 1 of 5; four are left.
    """
    company = Company()
    for number in range(10):
        end = "2024-12-10" if number < 5 else "2025-03-10" if number == 5 else None
        company.contract(f"C{number}", "2024-01-01", end)
    return company


@example("ltv")
def test_ltv(company: Company) -> None:
    """100 × 80 % ÷ (6 ÷ 10 ÷ 12) = 80 ÷ 0.05 = 1,600; at full margin 2,000."""
    with_margin = company.read("ltv", "2025-03", rules=Rules(gross_margin=0.8))

    assert with_margin.value == pytest.approx(1600)
    assert company.value("ltv", "2025-03") == pytest.approx(2000)


def test_ltv_without_a_loss_is_capped() -> None:
    """Nobody left in a year: 100 × 60 months = 6,000, and it is said; 24 if chosen."""
    company = Company()
    company.contract("Acme", "2024-01-01")
    reading = company.read("ltv", "2025-03")
    shorter = company.read("ltv", "2025-03", rules=Rules(ltv_cap_months=24))

    assert reading.value == 6000
    assert reading.remarks[0].code == "capped"
    assert shorter.value == 2400


def test_ltv_needs_clients_a_year_ago() -> None:
    """There is no yearly churn of clients who were not there: 0 ÷ 0."""
    company = Company()
    company.contract("Acme", "2024-06-01")
    reading = company.read("ltv", "2025-03")

    assert reading.value is None
    assert reading.reason is not None
    assert reading.reason.code == "no_clients_a_year_ago"


@example("ltv_simple")
def test_ltv_simple(company: Company) -> None:
    """March lost 1 of 5, 20 %: 100 ÷ 0.2 = 500. April lost nobody: no figure."""
    assert company.value("ltv_simple", "2025-03") == pytest.approx(500)
    assert company.value("ltv_simple", "2025-04") is None


@pytest.fixture
def two_clients() -> Company:
    """To the end of August 2025 Acme paid 100 for 20 months, Beta 50 for 10."""
    company = Company()
    company.contract("Acme", "2024-01-01", amount=100)
    company.contract("Beta", "2024-01-01", "2024-11-01", amount=50)
    return company


@example("ltv_historic", "ltv_seed_000", "ltv_seed_002")
def test_revenue_so_far(two_clients: Company) -> None:
    """2,000 and 500: mean 1,250. Lengths 20 and 10: mean 15; 1,250 ÷ 15 = 83.33.

    Seed 002: 2 clients × 1,250 = 2,500.
    """
    assert two_clients.value("ltv_historic", "2025-08") == pytest.approx(1250)
    assert two_clients.value("ltv_seed_000", "2025-08") == pytest.approx(1250 / 15)
    assert two_clients.value("ltv_seed_002", "2025-08") == pytest.approx(2500)


@example("cltv_seed_004")
def test_cltv_seed_004(company: Company) -> None:
    """100 × 12 × (1 ÷ 5 % ÷ 12 = 1.6667 years) × 80 % kept in March = 1,600.

    At 10 % a year the 1.6667 yearly payments are worth (1 − 1.1^−1.6667) ÷ 0.1 =
    1.46876 of them: 1,200 × 1.46876 × 80 % = 1,410.01.
    """
    discounted = company.read(
        "cltv_seed_004", "2025-03", rules=Rules(discount_rate=0.1)
    )

    assert company.value("cltv_seed_004", "2025-03") == pytest.approx(1600)
    assert discounted.value == pytest.approx(1410.01, abs=0.005)
    assert discounted.remarks[0].code == "retention_twice"


def test_seed_004_calculator() -> None:
    """Seed 004: (100 × 4) × 5 × 0.80 = 1,600, typed by hand."""
    typed = {"purchase": 100.0, "frequency": 4.0, "lifetime": 5.0, "retention": 0.80}

    assert evaluate(find("cltv_seed_004").formula, typed) == pytest.approx(1600)


@example("cac")
def test_seed_004_cac() -> None:
    """Seed 004: 100,000 ÷ 500 new clients = 200."""
    company = Company()
    company.cost("2025-03-10", 70_000, "marketing")
    company.cost("2025-03-20", 30_000, "sales")
    for number in range(500):
        company.contract(f"C{number}", "2025-03-15")

    assert company.value("cac", "2025-03") == 200


def _campaign(company: Company) -> None:
    """In March 600 + 400 to win clients, 500 for others; four new, one returned."""
    company.cost("2025-03-01", 600, "marketing")
    company.cost("2025-03-31", 400, "sales")
    company.cost("2025-03-15", 500, "other")
    company.cost("2025-04-01", 999, "marketing")
    for number in range(4):
        company.contract(f"New {number}", "2025-03-15")
    company.contract("Former", "2024-01-01", "2024-02-01")
    company.contract("Former", "2025-03-20")


def test_other_definitions_of_cac() -> None:
    """(600 + 400) ÷ 4 = 250; all costs 1,500 ÷ 4 = 375; with the returned ÷ 5 = 200.

    Without costs, or without new clients, there is no figure.
    """
    company = Company()
    _campaign(company)

    assert company.value("cac", "2025-03") == 250
    assert company.value("cac", "2025-03", "all_costs") == 375
    assert company.value("cac", "2025-03", "with_reactivated") == 200
    assert company.value("cac", "2025-04") is None
    assert company.value("cac", "2025-02") is None


def test_nothing_follows_from_a_missing_figure() -> None:
    """Costs and a new client, but no yearly churn; a client, but no costs; nobody."""
    company = Company()
    company.contract("Acme", "2025-03-05")
    without_costs = company.read("cac_payback", "2025-03")
    company.cost("2025-03-05", 100)
    company.cost("2025-02-05", 100)
    ratio = company.read("ltv_cac", "2025-03")
    nobody = company.read("ltv_simple", "2025-02")
    yearly = company.read("cltv_seed_004", "2025-04")

    assert without_costs.reason is not None
    assert without_costs.reason.code == "no_costs"
    assert ratio.reason is not None
    assert ratio.reason.code == "no_clients_a_year_ago"
    assert nobody.reason is not None
    assert nobody.reason.code == "no_clients"
    assert yearly.reason is not None
    assert yearly.reason.code == "no_clients_a_year_ago"


def test_cltv_without_a_loss_is_no_figure() -> None:
    """A lifetime cannot be derived from no loss; LTV has a cap, this formula none."""
    company = Company()
    company.contract("Acme", "2024-01-01")
    reading = company.read("cltv_seed_004", "2025-03")

    assert reading.reason is not None
    assert reading.reason.code == "no_churn"


@example("ltv_cac", "cac_payback")
def test_ltv_cac_and_payback(company: Company) -> None:
    """LTV 2,000 ÷ CAC 250 = 8; 250 ÷ 100 = 2.5 months, at half the margin 5."""
    _campaign(company)
    half = Rules(gross_margin=0.5)

    assert company.value("ltv_cac", "2025-03") == pytest.approx(8)
    assert company.value("cac_payback", "2025-03") == 2.5
    assert company.read("cac_payback", "2025-03", rules=half).value == 5


@pytest.fixture
def served() -> Company:
    """Acme pays 300 and Beta 100; 90 minutes on Acme's ticket, solved on 10 March."""
    company = Company()
    company.contract("Acme", "2024-01-01", amount=300)
    company.contract("Beta", "2024-01-01", amount=100)
    company.ticket(
        "Acme", "2025-03-01 09:00", resolved="2025-03-10 09:00", effort_minutes=90
    )
    company.cost("2025-03-05", 40, "delivery", client="Acme")
    company.cost("2025-03-05", 70, "support", client="Acme")
    return company


@example("client_margin")
def test_client_margin(served: Company) -> None:
    """30 and 50 an hour: mean 40; 1.5 hours cost 60. Acme 300 − 60 − 40 = 200.

    Beta 100: mean 150. In the quarter the 100 are spread over three months:
    (300 − 33.33 + 100) ÷ 2 = 183.33.
    """
    served.person("2020-01-01", hourly=30)
    served.person("2020-01-01", hourly=50)
    served.person("2020-01-01")
    served.person("2026-01-01", hourly=500)

    assert served.value("client_margin", "2025-03") == pytest.approx(150)
    quarter = served.value("client_margin", "2025-Q1")
    assert quarter == pytest.approx((400 - 100 / 3) / 2)


def test_hourly_costs_in_another_currency(served: Company) -> None:
    """100 USD an hour at 0.9 is 90: 1.5 hours cost 135. (300 − 135 − 40 + 100) ÷ 2."""
    served.person("2020-01-01", hourly=100, currency="USD")
    unknown = served.read("client_margin", "2025-03")
    served.rate("USD", "2025-01-01", 0.9)

    assert unknown.value is None
    assert unknown.reason is not None
    assert unknown.reason.values == {"currency": "USD", "day": "2025-03-31"}
    assert served.value("client_margin", "2025-03") == pytest.approx(112.5)


def test_work_not_solved_yet_and_work_without_a_price(served: Company) -> None:
    """On 9 March the ticket is open. No hourly cost is said, not taken for nothing."""
    early = served.read("client_margin", "2025-03", as_of="2025-03-09")
    later = served.read("client_margin", "2025-03")

    assert early.remarks == ()
    assert later.remarks[0].code == "no_hourly_cost"
    assert later.value == pytest.approx((300 - 40 + 100) / 2)
