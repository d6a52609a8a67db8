"""Taking readings: segments, variants, and what may never come out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpidesk.domain.catalog import CATALOG, find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.kpi import Kpi, Measurement, Unit
from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import Rules
from kpidesk.domain.segment import Segment
from kpidesk.errors import UsageError
from tests.domain.company import Company

MARCH = parse_period("2025-03")


@pytest.fixture
def company() -> Company:
    """One client of Italy at 100, one of Brazil at 50 that leaves on 20 March."""
    company = Company()
    company.client("Acme", country="IT")
    company.client("Beta", country="BR")
    company.contract("Acme", "2025-01-01")
    company.contract("Beta", "2025-01-01", "2025-03-20", amount=50)
    company.cost("2025-03-01", 500)
    return company


def test_a_segment_filters_what_it_can_reach(company: Company) -> None:
    """CAC cannot be told by country: it is read for the whole, and says so."""
    italy = Evaluator(company.dataset(), Rules(), Segment(country=("IT",)))
    whole = Evaluator(company.dataset(), Rules())
    churn, cost = italy.read(find("churn_rate"), MARCH), italy.read(find("cac"), MARCH)

    assert (churn.value, churn.filtered) == (0, True)
    assert whole.read(find("churn_rate"), MARCH).value == 50
    assert not cost.filtered
    assert cost.value == whole.read(find("cac"), MARCH).value


def test_a_segment_without_contracts_has_no_revenue(company: Company) -> None:
    """A contract is recorded, only not there: 0 is a true figure."""
    portugal = Evaluator(company.dataset(), Rules(), Segment(country=("PT",)))

    assert portugal.read(find("mrr"), MARCH).value == 0


def test_variants_by_name(company: Company) -> None:
    evaluator = Evaluator(company.dataset(), Rules())
    reading = evaluator.read(find("churn_rate"), MARCH, "closing_clients")

    assert reading.value == 100
    assert reading.variant == "closing_clients"
    variant = find("churn_rate").variant("closing_clients")
    assert variant is not None
    assert reading.measurement.formula == variant.formula != find("churn_rate").formula
    with pytest.raises(UsageError):
        evaluator.read(find("churn_rate"), MARCH, "guessed")


def test_series_and_as_of(company: Company) -> None:
    evaluator = Evaluator(company.dataset(), Rules(), as_of=date(2025, 3, 10))
    readings = evaluator.series(find("mrr"), [MARCH.previous(), MARCH])

    assert [reading.value for reading in readings] == [150, 150]


def test_no_such_kpi() -> None:
    with pytest.raises(UsageError):
        find("guessed")


def test_what_is_not_a_number_never_comes_out(company: Company) -> None:
    broken = replace(find("mrr"), measure=lambda _: Measurement(float("nan")))
    evaluator = Evaluator(company.dataset(), Rules())

    with pytest.raises(ArithmeticError):
        evaluator.read(broken, MARCH)


@pytest.mark.parametrize("kpi", CATALOG, ids=lambda kpi: str(kpi.key))
def test_without_an_exchange_rate_no_money_is_told(kpi: Kpi) -> None:
    """Everything is in dollars and nobody wrote down what a dollar is worth."""
    company = Company()
    for number in range(3):
        end = "2025-03-10" if number == 0 else None
        company.contract(f"C{number}", "2024-01-01", end, currency="USD")
    company.contract("New", "2025-03-05", currency="USD", setup_fee=10)
    company.contract("Back", "2024-01-01", "2024-02-01", currency="USD")
    company.contract("Back", "2025-03-05", currency="USD")
    company.cost("2025-03-05", 100, currency="USD")
    company.person("2024-01-01", "2025-03-15", salary=100, currency="USD")
    company.invoice("C1", "2025-01-10", "2025-02-10", currency="USD")
    reading = kpi.measure(company.window("2025-03"))

    if reading.value is None:
        assert reading.reason is not None
        assert reading.reason.message
    if kpi.unit in {Unit.MONEY, Unit.MONEY_PER_MONTH}:
        assert reading.reason is not None
        assert reading.reason.code == "no_exchange_rate"
        assert reading.reason.values["currency"] == "USD"


@pytest.mark.parametrize("kpi", CATALOG, ids=lambda kpi: str(kpi.key))
def test_parts_and_variants_are_found_by_name(kpi: Kpi) -> None:
    for spec in kpi.parts:
        assert kpi.spec(spec.key) is spec
    for variant in kpi.variants:
        assert kpi.variant(variant.name) is variant
    with pytest.raises(KeyError):
        kpi.spec("guessed")
    assert kpi.variant("guessed") is None
