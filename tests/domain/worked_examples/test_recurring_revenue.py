"""Recurring revenue and its movements, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.rules import ChurnAt, Rules
from tests.domain.company import Company, Interval
from tests.domain.examples import example


@pytest.fixture
def company() -> Company:
    """Five clients of March 2025, and one who came back.

    ======  ========  =======  ==================
    client  1 March   1 April  what happened
    ======  ========  =======  ==================
    Acme    100       150      expansion 50
    Beta    100       50       contraction 50
    Coop    100       0        churned 100
    Dora    100       100      nothing
    Enea    0         120      new 120
    Fuga    0         90       reactivation 90
    ======  ========  =======  ==================
    """
    company = Company()
    company.contract("Acme", "2025-01-01", prices=[("2025-03-10", 150)])
    company.contract("Beta", "2025-01-01", prices=[("2025-03-10", 50)])
    company.contract("Coop", "2025-01-01", "2025-03-15")
    company.contract("Dora", "2025-01-01")
    company.contract("Enea", "2025-03-20", amount=120)
    company.contract("Fuga", "2024-01-01", "2024-06-01", amount=80)
    company.contract("Fuga", "2025-03-05", amount=90)
    return company


@example("mrr", "mrr_opening", "arr", "mrr_growth")
def test_mrr(company: Company) -> None:
    """Start: 4 × 100 = 400. End: 150 + 50 + 100 + 120 + 90 = 510; × 12 = 6,120.

    Growth: (510 − 400) ÷ 400 = 27.5 %.
    """
    assert company.value("mrr_opening", "2025-03") == 400
    assert company.value("mrr", "2025-03") == 510
    assert company.value("arr", "2025-03") == 6120
    assert company.value("mrr_growth", "2025-03") == pytest.approx(27.5)


@example(
    "mrr_new", "mrr_expansion", "mrr_reactivation", "mrr_contraction", "mrr_churned"
)
def test_movements(company: Company) -> None:
    """400 + 120 + 90 + 50 − 50 − 100 = 510."""
    assert company.value("mrr_new", "2025-03") == 120
    assert company.value("mrr_reactivation", "2025-03") == 90
    assert company.value("mrr_expansion", "2025-03") == 50
    assert company.value("mrr_contraction", "2025-03") == 50
    assert company.value("mrr_churned", "2025-03") == 100


@example("nrr", "grr", "gross_revenue_churn", "net_revenue_churn", "expansion_rate")
def test_definitions_5_4(company: Company) -> None:
    """A 100→150, B 100→50, C 100→0, D 100→100, new E 120, returned F 90.

    NRR (150 + 50 + 0 + 100) ÷ 400 = 75 %; GRR (100 + 50 + 0 + 100) ÷ 400 = 62.5 %;
    gross churn (100 + 50) ÷ 400 = 37.5 %; net (150 − 50 − 90) ÷ 400 = 2.5 %;
    expansion 50 ÷ 400 = 12.5 %.
    """
    assert company.value("nrr", "2025-03") == 75
    assert company.value("grr", "2025-03") == 62.5
    assert company.value("gross_revenue_churn", "2025-03") == 37.5
    assert company.value("net_revenue_churn", "2025-03") == 2.5
    assert company.value("expansion_rate", "2025-03") == 12.5


def test_other_definitions_of_revenue_retention(company: Company) -> None:
    """Gross churn of lost clients 100 ÷ 400; NRR with the returned (300 + 90) ÷ 400."""
    assert company.value("gross_revenue_churn", "2025-03", "lost_only") == 25
    assert company.value("nrr", "2025-03", "with_reactivation") == 97.5


@example("quick_ratio")
def test_quick_ratio(company: Company) -> None:
    """(120 + 50 + 90) ÷ (50 + 100) = 1.7333; without losses there is no ratio."""
    assert company.value("quick_ratio", "2025-03") == pytest.approx(26 / 15)
    assert company.value("quick_ratio", "2025-05") is None


@example("cmrr")
def test_cmrr(company: Company) -> None:
    """510 + 70 signed in March for April − 100 of Dora, who gave notice = 480.

    Of the contract for May nobody knows when it was signed: left out. The one signed
    for June and cancelled in March is no commitment.
    """
    company.contracts[3]["cancelled"] = company.contracts[4]["start"]
    company.contract("Gino", "2025-04-01", amount=70, signed="2025-03-10")
    unsigned = company.contract("Ivo", "2025-05-01", amount=40)
    company.contract(
        "Leo", "2025-06-01", signed="2025-03-01", cancelled="2025-03-25", amount=30
    )
    reading = company.read("cmrr", "2025-03")

    assert reading.value == 480
    assert reading.excluded[0].ids.tolist() == [unsigned]
    assert company.value("cmrr", "2025-02") == 400


def test_seed_004_growth() -> None:
    """Seed 004: from 50,000 to 60,000 is 10,000 ÷ 50,000 = 20 %."""
    company = Company()
    company.contract("Acme", "2025-01-01", amount=50_000)
    company.contract("Beta", "2025-03-01", amount=10_000)

    assert company.value("mrr_growth", "2025-03") == 20


@pytest.mark.parametrize(
    ("amount", "interval", "monthly"),
    [
        (1200, "annual", 100),
        (300, "quarterly", 100),
        (3600, 36, 100),
        (1200, 13, 1200 / 13),
        (100, "weekly", 100 * 52 / 12),
        (2400, "biennial", 100),
        (500, "one_off", 0),
    ],
)
def test_definitions_5_1(amount: float, interval: Interval, monthly: float) -> None:
    """Amount ÷ months; a week is 12 ÷ 52 of a month: 1,200 ÷ 13 = 92.31, 433.33."""
    company = Company()
    company.contract("Base", "2025-01-01", amount=1)
    company.contract("Acme", "2025-01-01", amount=amount, interval=interval)

    assert company.value("mrr", "2025-03") == pytest.approx(monthly + 1)


def test_definitions_5_1_no_cent_is_lost() -> None:
    """100 clients at 100.00 a year: 10,000 ÷ 12 = 833.33, not 100 × 8.33 = 833.00."""
    company = Company()
    for number in range(100):
        company.contract(f"C{number}", "2025-01-01", amount=100, interval="annual")

    assert company.value("mrr", "2025-03") == pytest.approx(10_000 / 12)


def test_quantity_and_discount() -> None:
    """12 seats at 120 a year less 25 %: 120 ÷ 12 × 12 × 0.75 = 90."""
    company = Company()
    company.contract(
        "Acme", "2025-01-01", amount=120, interval="annual", quantity=12, discount=25
    )

    assert company.value("mrr", "2025-03") == pytest.approx(90)


def test_the_last_day_of_service_counts_and_the_first_without_it_does_not() -> None:
    """First day without service 1 March: still there on 28 February, lost in March.

    What starts on 1 March is new in March.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", "2025-03-01", amount=70)
    company.contract("Beta", "2025-03-01", amount=30)

    assert company.value("mrr", "2025-02") == 70
    assert company.value("mrr_churned", "2025-02") == 0
    assert company.value("mrr_churned", "2025-03") == 70
    assert company.value("mrr_new", "2025-03") == 30


def test_exact_instants() -> None:
    """At 00:00 of 1 March Beta has started and Acme has no service any more.

    March: opening 30, nothing moves. February: Acme churned, Beta new.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", "2025-03-01", amount=70)
    company.contract("Beta", "2025-03-01", amount=30)

    assert company.value("mrr_opening", "2025-03", "exact_instants") == 30
    assert company.value("mrr_new", "2025-03", "exact_instants") == 0
    assert company.value("mrr_churned", "2025-02", "exact_instants") == 70
    assert company.value("mrr_new", "2025-02", "exact_instants") == 30


def test_definitions_5_3() -> None:
    """100 + 60; the 60 ends in February: contraction 60. Last one in March: churned.

    Back in May at 80: a reactivation, no new client.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", "2025-03-20", amount=100)
    company.contract("Acme", "2025-01-01", "2025-02-15", amount=60)
    company.contract("Acme", "2025-05-02", amount=80)

    assert company.value("mrr_contraction", "2025-02") == 60
    assert company.value("clients_lost", "2025-02") == 0
    assert company.value("mrr_churned", "2025-03") == 100
    assert company.value("mrr_reactivation", "2025-05") == 80
    assert company.value("clients_new", "2025-05") == 0


def test_definitions_5_5() -> None:
    """Notice on 10 March for the end of June: March counts it, whenever asked."""
    company = Company()
    company.contract("Acme", "2025-01-01", "2025-07-01", cancelled="2025-03-10")
    at_notice = Rules(churn_at=ChurnAt.NOTICE)

    assert company.value("mrr", "2025-03") == 100
    assert company.read("mrr", "2025-03", as_of="2025-08-01").value == 100
    assert company.value("mrr_churned", "2025-07") == 100
    assert company.read("mrr_churned", "2025-03", rules=at_notice).value == 100
    assert company.read("revenue", "2025-05", rules=at_notice).value == 100


def test_differences_under_half_a_cent_are_no_movement() -> None:
    """1,200.00 a year becomes 1,200.05: 0.0042 a month. With 1,200.06 it is 0.005."""
    company = Company()
    prices = [("2025-03-10", 1200.05)]
    company.contract("A", "2025-01-01", amount=1200, interval="annual", prices=prices)

    assert company.value("mrr_expansion", "2025-03") == 0

    prices = [("2025-03-10", 1200.06)]
    company.contract("B", "2025-01-01", amount=1200, interval="annual", prices=prices)

    assert company.value("mrr_expansion", "2025-03") == pytest.approx(0.005)


def test_a_renewal_after_a_gap() -> None:
    """100 until 20 December, 110 from 5 January.

    Without grace: churned in December, reactivated in January. With 30 days the gap of
    16 days is bridged: nothing in December, expansion 10 in January, and it is said.
    Nothing is earned in the gap all the same: 19 ÷ 31 of 100 in December.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", "2025-12-20", amount=100)
    company.contract("Acme", "2026-01-05", amount=110)
    grace = Rules(movement_grace_days=30)

    assert company.value("mrr_churned", "2025-12") == 100
    assert company.value("mrr_reactivation", "2026-01") == 110
    december = company.read("mrr_churned", "2025-12", rules=grace)
    assert december.value == 0
    assert december.remarks[0].code == "bridged"
    assert company.read("mrr_expansion", "2026-01", rules=grace).value == 10
    assert company.read("mrr_expansion", "2026-02", rules=grace).remarks == ()
    earned = company.read("revenue", "2025-12", rules=grace).value
    assert earned == pytest.approx(100 * 19 / 31)


def test_a_renewal_not_known_yet_bridges_nothing() -> None:
    """Asked on 31 December, the contract of 5 January has not begun."""
    company = Company()
    company.contract("Acme", "2025-01-01", "2025-12-20", amount=100)
    company.contract("Acme", "2026-01-05", amount=110)
    grace = Rules(movement_grace_days=30)
    reading = company.read("mrr_churned", "2025-12", as_of="2025-12-31", rules=grace)

    assert reading.value == 100
    assert reading.remarks == ()


def test_a_currency_that_falls_is_no_contraction() -> None:
    """1,000 USD at 0.95, then 0.90: MRR 950 → 900, NRR 100 %, exchange −50."""
    company = Company()
    company.contract("Acme", "2025-01-01", amount=1000, currency="USD")
    company.rate("USD", "2025-01-01", 0.95)
    company.rate("USD", "2025-03-15", 0.90)
    moved = company.window("2025-03").movements

    assert company.value("mrr", "2025-03") == pytest.approx(900)
    assert company.value("nrr", "2025-03") == 100
    assert company.value("mrr_contraction", "2025-03") == 0
    assert moved.exchange.sum() == pytest.approx(-5000)


def test_a_missing_rate_is_named() -> None:
    """The first rate is of 10 March: the end can be told, the start cannot.

    What came in March can be told too, but not what grew or was lost.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", amount=100, currency="USD")
    company.contract("Beta", "2025-01-01", "2025-03-20", currency="USD")
    company.contract("Coop", "2025-03-15", amount=10, currency="USD")
    company.rate("USD", "2025-03-10", 0.9)
    opening = company.read("mrr_opening", "2025-03")

    assert company.value("mrr", "2025-03") == pytest.approx(99)
    assert company.value("arpa", "2025-03") == pytest.approx(49.5)
    assert company.value("mrr_new", "2025-03") == pytest.approx(9)
    assert company.value("asp", "2025-03") == pytest.approx(9)
    assert opening.value is None
    assert opening.reason is not None
    assert opening.reason.values == {"currency": "USD", "day": "2025-02-28"}
    for key in ("mrr_growth", "nrr", "mrr_churned", "mrr_expansion", "quick_ratio"):
        assert company.value(key, "2025-03") is None
    assert company.value("churn_rate", "2025-03") == 50


def test_cmrr_needs_the_rates_of_what_is_to_come() -> None:
    """100 now, and dollars signed for April that nobody knows the worth of."""
    company = Company()
    company.contract("Acme", "2025-01-01")
    company.contract("Beta", "2025-04-01", currency="USD", signed="2025-03-10")
    unknown = company.read("cmrr", "2025-03")
    company.rate("USD", "2025-03-01", 0.9)

    assert company.value("mrr", "2025-03") == 100
    assert unknown.value is None
    assert unknown.reason is not None
    assert unknown.reason.values == {"currency": "USD", "day": "2025-03-31"}
    assert company.value("cmrr", "2025-03") == pytest.approx(190)


def test_what_comes_and_goes_inside_a_period_is_listed() -> None:
    """5 to 20 March: invisible. A contract with three prices in March is not."""
    company = Company()
    visible = company.contract(
        "Acme", "2025-01-01", prices=[("2025-03-05", 110), ("2025-03-10", 120)]
    )
    hidden = company.contract("Beta", "2025-03-05", "2025-03-20")
    company.sale("Coop", "2025-03-07", 500)
    reading = company.read("mrr_new", "2025-03")

    assert reading.value == 0
    assert reading.excluded[0].ids.tolist() == [hidden]
    assert visible not in reading.excluded[0].ids


@pytest.mark.parametrize(
    "key", ["mrr", "arr", "mrr_opening", "mrr_new", "mrr_churned", "cmrr"]
)
def test_without_a_contract_there_is_no_mrr(key: str) -> None:
    """Nothing recorded: no figure. Before the first contract: 0 is true."""
    company = Company()
    company.sale("Acme", "2025-03-05", 500)
    reading = company.read(key, "2025-03")

    assert reading.value is None
    assert reading.reason is not None
    assert reading.reason.code == "no_contracts"
    assert company.value("clients", "2025-03") == 0

    company.contract("Acme", "2025-06-01")

    assert company.value(key, "2025-03") == 0


def test_a_credit_left_behind_is_not_lost_from_the_sum() -> None:
    """100 less a credit of 20 is 80; the 100 ends, −20 stays: 80 − 100 = −20."""
    company = Company()
    company.contract("Acme", "2025-01-01", "2025-03-10", amount=100)
    company.contract("Acme", "2025-01-01", amount=-20)

    assert company.value("mrr", "2025-03") == -20
    assert company.value("mrr_churned", "2025-03") == 100
    assert company.value("clients", "2025-03") == 0
