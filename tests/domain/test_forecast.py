"""The forecast, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.forecast import Assumptions, forecast, observed
from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import Rules
from tests.domain.company import Company

DECEMBER = parse_period("2025-12")
NOTHING = Assumptions(
    churn=0, expansion=0, new=0, client_churn=0, new_clients=0, renewal=100
)


def evaluator(company: Company) -> Evaluator:
    return Evaluator(company.dataset(), Rules())


def test_what_is_decided_and_nothing_else() -> None:
    """1,000 now; 200 end in February, 300 start in April: 1000, 800, 800, 1100."""
    company = Company()
    company.contract("Acme", "2025-01-01", amount=800)
    company.contract("Beta", "2025-01-01", "2026-02-10", amount=200, auto_renew=False)
    company.contract("Carol", "2026-04-01", amount=300)

    found = forecast(evaluator(company), DECEMBER, NOTHING)

    assert found is not None
    assert (found.mrr, found.clients) == (1000, 2)
    expected = [month.expected for month in found.mrr_ahead[:4]]
    assert expected == pytest.approx([1000, 800, 800, 1100])
    assert [month.expected for month in found.clients_ahead[:4]] == [2, 1, 1, 2]


def test_an_automatic_renewal_counts_by_its_share() -> None:
    """200 of 1,000 renew by themselves in February with 60 %: 800 + 120 = 920."""
    company = Company()
    company.contract("Acme", "2025-01-01", amount=800)
    company.contract("Beta", "2025-02-10", "2026-02-10", amount=200, auto_renew=True)
    assumed = replace(NOTHING, renewal=60)

    found = forecast(evaluator(company), DECEMBER, assumed)

    assert found is not None
    assert found.mrr_ahead[1].expected == pytest.approx(920)
    assert found.clients_ahead[1].expected == pytest.approx(1.6)


def test_what_usually_happens_compounds() -> None:
    """1,000 × 1.02 + 50 − 1,000 × 10 % = 970; then 970 × 1.02 + 50 − 97 = 942.40."""
    company = Company()
    company.contract("Acme", "2025-01-01", amount=1000)
    assumed = replace(NOTHING, churn=10, expansion=2, new=50)

    found = forecast(evaluator(company), DECEMBER, assumed)

    assert found is not None
    assert [m.expected for m in found.mrr_ahead[:2]] == pytest.approx([970, 942.4])


def test_the_larger_of_what_is_decided_and_what_is_usual_counts() -> None:
    """Usual loss 100, decided end 200: 800 remain in January, not 700."""
    company = Company()
    company.contract("Acme", "2025-01-01", amount=800)
    company.contract("Beta", "2025-01-01", "2026-01-10", amount=200, auto_renew=False)

    found = forecast(evaluator(company), DECEMBER, replace(NOTHING, churn=10))

    assert found is not None
    assert found.mrr_ahead[0].expected == pytest.approx(800)


def test_what_was_observed() -> None:
    """Eleven openings of 1,000 (February to December), 12,000 less what is written.

    January opens with nothing and does not count. Beta (200 of 1,000) leaves on
    1 July: openings are 5 × 1,000 (February to June), 1,000 in July, 5 × 800:
    10,000. Churn 200 ÷ 10,000 = 2 %. Clients: openings 6 × 2 + 5 × 1 = 17, one lost:
    1 ÷ 17. Nothing was due for renewal but Beta, which did not renew: 0 %.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", amount=800)
    company.contract("Beta", "2025-01-01", "2025-07-01", amount=200, auto_renew=False)

    found = observed(evaluator(company), DECEMBER)

    assert found.churn == pytest.approx(2)
    assert found.expansion == 0
    assert found.new == 0
    assert found.client_churn == pytest.approx(100 / 17)
    assert found.renewal == 0


def test_the_range_is_that_of_the_months_behind() -> None:
    """Eleven net changes: ten of 0 and one of −20 %.

    Mean −0.2/11; squares: 10 × (0.2/11)² + (2/11)² = 0.0033058 + 0.0330579
    = 0.0363636; ÷ 10, root: 0.0603023. With 800 in January, and no growth assumed:
    800 ± 1.96 × 0.0603023 × 800 = 800 ± 94.55.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", amount=800)
    company.contract("Beta", "2025-01-01", "2025-07-01", amount=200, auto_renew=False)

    found = forecast(evaluator(company), DECEMBER, NOTHING)

    assert found is not None
    month = found.mrr_ahead[0]
    assert month.expected == pytest.approx(800)
    assert (month.low, month.high) == pytest.approx((705.45, 894.55), abs=0.01)


def test_a_short_history_has_no_range_and_an_empty_file_no_forecast() -> None:
    """Two months with an opening are fewer than six."""
    company = Company()
    company.contract("Acme", "2025-10-01", amount=800)

    found = forecast(evaluator(company), DECEMBER, NOTHING)

    assert found is not None
    assert found.mrr_ahead[0].low is None
    assert forecast(evaluator(Company()), DECEMBER) is None
