"""Client health, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.kpis.health_scores import (
    back_test,
    client_health,
    worst_clients,
)
from kpidesk.domain.rules import HealthWeights, Rules
from tests.domain.company import Company
from tests.domain.examples import example


@pytest.fixture
def company() -> Company:
    """Two clients at the end of March 2025: A pays 300 a month, B 100.

    A: last use on 31 March → 100. One ticket, answered and solved → 90. An NPS of 8
    of 10 → 80. An invoice due on 1 March, paid on the 16th, 15 days late: 100 − 15 ×
    100 ÷ 60 = 75. A contract without end → 100.
    Weights 25, 20, 25, 15, 15: (2500 + 1800 + 2000 + 1125 + 1500) ÷ 100 = 89.25.

    B: last use 1 March, 30 days before → 100; no tickets → 100; no answers; no
    invoices; notice given → 0. Weights 25, 20, 15: (2500 + 2000 + 0) ÷ 60 = 75.
    """
    company = Company()
    company.contract("A", "2024-01-01", amount=300)
    company.contract("B", "2024-01-01", "2025-06-01", cancelled="2025-03-10")
    company.used("A", "2025-03-31", 12)
    company.used("B", "2025-03-01", 3)
    company.ticket("A", "2025-03-03 09:00", resolved="2025-03-04 09:00")
    company.answer("nps", 8, "2025-02-01", client="A")
    company.invoice("A", "2025-02-01", "2025-03-01", "2025-03-16")
    return company


@example("health_score")
def test_health_score(company: Company) -> None:
    """(89.25 × 300 + 75 × 100) ÷ 400 = 34,275 ÷ 400 = 85.6875."""
    reading = company.read("health_score", "2025-03")
    weighed, mrr = reading.parts

    assert reading.value == pytest.approx(85.6875)
    assert weighed.value == pytest.approx(34_275)
    assert mrr.value == 400
    assert reading.n == 2
    assert [remark.code for remark in reading.remarks] == [
        "coverage",
        "satisfaction_missing",
        "payments_missing",
    ]
    assert reading.remarks[0].values == {"percent": 80.0}


@example("at_risk")
def test_at_risk(company: Company) -> None:
    """Under 80 only B, with its MRR of 100; under the usual 50 nobody."""
    reading = company.read("at_risk", "2025-03", rules=Rules(health_threshold=80))

    assert reading.value == 1
    assert reading.part("mrr").value == 100
    assert reading.n == 2
    assert company.value("at_risk", "2025-03") == 0


def test_without_an_exchange_rate_there_are_scores_but_no_portfolio() -> None:
    """B pays in dollars of unknown worth: its risk is counted, not its MRR."""
    company = Company()
    company.contract(
        "B", "2024-01-01", "2025-06-01", cancelled="2025-03-01", currency="USD"
    )
    portfolio = company.read("health_score", "2025-03")
    risk = company.read("at_risk", "2025-03")

    assert portfolio.value is None
    assert portfolio.reason is not None
    assert portfolio.reason.code == "no_exchange_rate"
    assert risk.value == 1
    assert [part.key for part in risk.parts] == ["at_risk"]
    assert [remark.code for remark in risk.remarks] == ["no_exchange_rate"]


def test_one_client_with_its_reasons(company: Company) -> None:
    """B: contract 0, then use and tickets 100, the others unknown; 60 % known."""
    window = company.window("2025-03")
    found = client_health(window, company.id_of("B"))

    assert found is not None
    assert found.score == pytest.approx(75)
    assert found.coverage == 60
    assert [(one.key, one.score) for one in found.factors] == [
        ("contract", 0),
        ("usage", 100),
        ("tickets", 100),
        ("satisfaction", None),
        ("payments", None),
    ]
    assert [one.reason.code for one in found.factors] == [
        "notice_given",
        "last_used",
        "recent_tickets",
        "answers_unknown",
        "payments_unknown",
    ]
    assert [one.client_id for one in worst_clients(window)] == [
        company.id_of("B"),
        company.id_of("A"),
    ]


def test_clients_that_are_not_active_have_no_health(company: Company) -> None:
    company.contract("Gone", "2024-01-01", "2025-01-01")
    window = company.window("2025-03")

    assert client_health(window, company.id_of("Gone")) is None
    with pytest.raises(KeyError):
        client_health(window, 1)


def test_weights_of_the_house(company: Company) -> None:
    """Payments alone: A has 75, B has none and drops out."""
    weights = HealthWeights(0, 0, 0, 1, 0)
    reading = company.read(
        "health_score", "2025-03", rules=Rules(health_weights=weights)
    )

    assert reading.value == 75
    assert reading.excluded[0].ids.tolist() == [company.id_of("B")]


def test_missing_factor_weighs_nothing() -> None:
    """Peers' example, with our weights: an unknown factor is not a factor of 0.

    Usage unknown; answers 90 %, no invoice, 4 tickets → 60, contract → 100. Weights
    25, 20, 15: (2250 + 1200 + 1500) ÷ 60 = 82.5; as 0 usage would make 58.2.
    """
    company = Company()
    company.contract("A", "2024-01-01")
    company.answer("nps", 9, "2025-03-01", client="A")
    for day in (3, 4, 5, 6):
        company.ticket("A", f"2025-03-0{day} 09:00", resolved=f"2025-03-0{day} 10:00")

    assert company.value("health_score", "2025-03") == pytest.approx(82.5)


def test_contract_that_runs_on_is_no_health() -> None:
    """Nothing recorded but the contract: no figure. With notice given: 0."""
    company = Company()
    company.contract("A", "2024-01-01")
    silent = company.read("health_score", "2025-03")
    company.contract("B", "2024-01-01", "2025-06-01", cancelled="2025-03-01")
    warned = company.read("health_score", "2025-03")

    assert silent.value is None
    assert silent.reason is not None
    assert silent.reason.code == "no_health_data"
    assert warned.value == 0
    assert warned.excluded[0].ids.tolist() == [company.id_of("A")]


def _factor(company: Company, key: str, rules: Rules | None = None) -> float | None:
    found = client_health(company.window("2025-03", rules=rules), company.id_of("A"))
    assert found is not None
    (score,) = (one.score for one in found.factors if one.key == key)
    return score


@pytest.mark.parametrize(
    ("last_use", "score"),
    [
        # 31 March is the last day of the period: nobody has been idle yet.
        ("2025-03-31", 100),
        # 30 days idle.
        ("2025-03-01", 100),
        # 60 days idle: half way from 30 to 90.
        ("2025-01-30", 50),
        # 90 days idle.
        ("2024-12-31", 0),
        ("2024-01-31", 0),
    ],
)
def test_usage(last_use: str, score: float) -> None:
    company = Company()
    company.contract("A", "2024-01-01")
    company.used("A", last_use, 1, "key_actions")
    company.used("A", "2025-03-31", 0)

    assert _factor(company, "usage") == pytest.approx(score)


def test_usage_of_zeros_is_no_use() -> None:
    company = Company()
    company.contract("A", "2024-01-01")
    company.used("A", "2025-03-31", 0)

    assert _factor(company, "usage") == 0


def test_tickets() -> None:
    """Two of the last 90 days, one reopened; one of last year still open.

    100 − 2 × 10 − 10 − 10 = 60. The one opened on 30 March waits for a day only.
    """
    company = Company()
    company.contract("A", "2024-01-01")
    company.ticket("A", "2024-06-01 09:00")
    company.ticket("A", "2025-03-30 09:00")
    company.ticket("A", "2025-03-01 09:00", resolved="2025-03-05", reopenings=1)
    company.ticket(None, "2025-03-01 09:00")

    assert _factor(company, "tickets") == 60


def test_satisfaction() -> None:
    """CSAT 4 of 1–5 is 75; effort 2 of 1–7 reads 6, 83.33; a rating of 5 is 100.

    (75 + 83.33 + 100) ÷ 3 = 86.11. An answer of last summer is too old.
    """
    company = Company()
    company.contract("A", "2024-01-01")
    company.answer("csat", 4, "2025-03-01", client="A")
    company.answer("ces", 2, "2025-03-01", client="A", high_is_good=False)
    company.answer("nps", 0, "2024-08-01", client="A")
    company.answer("nps", 0, "2025-03-01")
    company.ticket("A", "2025-03-01 09:00", resolved="2025-03-02", rating=5)

    assert _factor(company, "satisfaction") == pytest.approx((75 + 250 / 3 + 100) / 3)


def test_payments() -> None:
    """Paid early → 100; due 2 March and unpaid on 1 April, 30 days → 50; 2024's → 0.

    (100 + 50 + 0) ÷ 3 = 50. One without a due date cannot be late; one due in April is
    not due yet; one paid late last autumn is forgotten.
    """
    company = Company()
    company.contract("A", "2024-01-01")
    company.invoice("A", "2025-02-01", "2025-03-01", "2025-02-20")
    company.invoice("A", "2025-02-01", "2025-03-02", "2025-04-20")
    company.invoice("A", "2024-02-01", "2024-03-01")
    company.invoice("A", "2025-02-01")
    company.invoice("A", "2025-03-15", "2025-04-14")
    company.invoice("A", "2024-09-01", "2024-10-01", "2024-12-01")

    assert _factor(company, "payments") == pytest.approx(50)


def test_contract_near_its_end() -> None:
    """Ends on 16 May, 45 days after the period: 45 ÷ 90 = 50.

    Beside it an equal contract that renews by itself covers the client: 100. Instead,
    one three times as dear with notice given: (100 × 50 + 300 × 0) ÷ 400 = 12.5.
    """
    company = Company()
    company.contract("A", "2024-01-01", "2025-05-16")
    alone = _factor(company, "contract")
    company.contract(
        "A", "2024-01-01", "2025-12-01", amount=300, cancelled="2025-03-10"
    )
    leaving = _factor(company, "contract")
    company.contract("A", "2024-01-01", "2025-05-01", auto_renew=True)
    renewing = _factor(company, "contract")

    assert alone == pytest.approx(50)
    assert leaving == pytest.approx(12.5)
    # 100 and 100 a month run on; 300 have given notice: 20,000 ÷ 500.
    assert renewing == pytest.approx(40)


def test_contract_already_renewed() -> None:
    """A renewal signed in March from 1 May secures the client; unsigned it does not."""
    company = Company()
    company.contract("A", "2024-01-01", "2025-05-01")
    unsigned = Company()
    unsigned.contract("A", "2024-01-01", "2025-05-01")
    company.contract("A", "2025-05-01", signed="2025-03-20")
    unsigned.contract("A", "2025-05-01")

    assert _factor(company, "contract") == 100
    assert _factor(unsigned, "contract") == pytest.approx(30 / 90 * 100)


def test_back_test() -> None:
    """A leaves on 1 March: its score 90 and 60 days before, by what was known then.

    1 December 2024 (90 days before): use the day before → 100, contract ends in 90
    days → 100. 31 December (60 days before): idle for 30 days → 100; 60 days left →
    66.67. Weights 25 and 15: (2500 + 1000) ÷ 40 = 87.5.
    """
    company = Company()
    company.contract("A", "2024-01-01", "2025-03-01", cancelled="2025-02-01")
    company.used("A", "2024-11-30", 5)
    (found,) = back_test(company.window("2025-03"))

    assert found.client_id == company.id_of("A")
    assert found.lost_on.isoformat() == "2025-03-01"
    assert found.scores == {90: pytest.approx(100), 60: pytest.approx(87.5)}
