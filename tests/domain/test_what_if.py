"""What if: every figure follows from the changed company, not only MRR."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import Rules
from kpidesk.domain.what_if import ClientLeaves, PriceChanges
from kpidesk.domain.window import Scope, Window
from tests.domain.company import Company

MARCH, APRIL = parse_period("2025-03"), parse_period("2025-04")


@pytest.fixture
def company() -> Company:
    """Acme at 310 a month and Beta at 90, both without an end."""
    company = Company()
    company.contract("Acme", "2025-01-01", amount=310)
    company.contract("Beta", "2025-01-01", amount=90)
    return company


def _value(window: Window, key: str) -> float | None:
    return find(key).measure(window).value


def test_a_client_leaves(company: Company) -> None:
    """From 1 March Acme is lost: churned 310, revenue of March 90, 1 of 2 churned.

    Its contract ended and was not renewed: 0 of 1.
    """
    before = company.dataset()
    after = ClientLeaves(company.id_of("Acme"), MARCH).apply(before)
    window = Window(Scope(after, Rules()), MARCH)

    assert _value(window, "mrr") == 90
    assert _value(window, "mrr_churned") == 310
    assert _value(window, "churn_rate") == 50
    assert _value(window, "revenue") == pytest.approx(90)
    assert _value(window, "renewal_rate") == 0
    assert _value(window, "client_lifetime") == 2
    assert _value(Window(Scope(before, Rules()), MARCH), "mrr") == 400


def test_a_price_changes(company: Company) -> None:
    """From 1 March Acme pays 400: expansion 90, revenue of April 490."""
    after = PriceChanges(2001, MARCH, 400).apply(company.dataset())
    march, april = (Window(Scope(after, Rules()), span) for span in (MARCH, APRIL))

    assert _value(march, "mrr_expansion") == 90
    assert _value(march, "revenue") == pytest.approx(490)
    assert _value(april, "revenue") == pytest.approx(490)
    assert _value(Window(march.scope, MARCH.previous()), "revenue") == 400


def test_a_price_changes_inside_a_month(company: Company) -> None:
    """From 17 March 620 instead of 310: 16 days at 310, 15 at 620 of 31, and 90."""
    from_17 = replace(MARCH, start=MARCH.start.replace(day=17))
    after = PriceChanges(2001, from_17, 620).apply(company.dataset())
    earned = _value(Window(Scope(after, Rules()), MARCH), "revenue")

    assert earned == pytest.approx(160 + 300 + 90)
