"""Cohorts, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.cohorts import cohort_triangle
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import Rules
from tests.domain.company import Company


@pytest.fixture
def company() -> Company:
    """Acme and Beta first paid in January 2025, Coop in February, Dora in March.

    Beta leaves on 10 February and is back on 5 March at 70; Acme pays 150 from March.
    """
    company = Company()
    company.contract("Acme", "2025-01-01", prices=[("2025-03-01", 150)])
    company.contract("Beta", "2025-01-20", "2025-02-10", amount=60)
    company.contract("Beta", "2025-03-05", amount=70)
    company.contract("Coop", "2025-02-15", amount=40)
    company.contract("Dora", "2025-03-10", amount=10)
    return company


def _triangle(
    company: Company, first: str, count: int, last: str
) -> list[tuple[int, float, tuple[int | None, ...], tuple[float | None, ...]]]:
    evaluator = Evaluator(company.dataset(), Rules())
    rows = cohort_triangle(evaluator, parse_period(first), count, parse_period(last))
    return [(row.clients, row.mrr, row.kept, row.kept_mrr) for row in rows]


def test_by_month(company: Company) -> None:
    """January: 2 clients at 160; in February 1 at 100; in March 2 at 150 + 70 = 220.

    April is not over: its cells are empty, not nought.
    """
    assert _triangle(company, "2025-01", 4, "2025-03") == [
        (2, 160, (2, 1, 2, None), (160, 100, 220, None)),
        (1, 40, (1, 1, None), (40, 40, None)),
        (1, 10, (1, None), (10, None)),
        (0, 0, (None,), (None,)),
    ]


def test_by_quarter(company: Company) -> None:
    """All four first paid in the first quarter: 150 + 70 + 40 + 10 = 270."""
    assert _triangle(company, "2025-Q1", 2, "2025-Q2") == [
        (4, 270, (4, 4), (270, 270)),
        (0, 0, (0,), (0,)),
    ]


def test_who_they_are(company: Company) -> None:
    evaluator = Evaluator(company.dataset(), Rules())
    march = parse_period("2025-03")
    first = cohort_triangle(evaluator, parse_period("2025-01"), 1, march)[0]

    assert first.client_ids.tolist() == [
        company.id_of("Acme"),
        company.id_of("Beta"),
    ]


def test_weeks_have_no_cohorts(company: Company) -> None:
    evaluator = Evaluator(company.dataset(), Rules())
    week = parse_period("2025-W02")

    with pytest.raises(ValueError, match="week"):
        cohort_triangle(evaluator, week, 2, week)
