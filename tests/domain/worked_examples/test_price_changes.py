"""Why MRR rose and fell, and net retention without indexation, computed by hand."""

from __future__ import annotations

import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.price_changes import KINDS, expansion_by_kind
from kpidesk.domain.segment import Segment
from kpidesk.domain.window import Window
from tests.domain.company import Company
from tests.domain.examples import example


def by_kind(window: Window) -> dict[str, object]:
    """The expansion of a period by reason, in major units; "" = not recorded."""
    totals = expansion_by_kind(window).sum(axis=1) / window.scope.per_major
    return {
        name: pytest.approx(float(total))
        for name, total in zip(KINDS, totals, strict=True)
        if total
    }


@pytest.fixture
def company() -> Company:
    """Five clients of March 2025.

    ======  =======  =======  =========================================
    client  1 March  1 April  what happened
    ======  =======  =======  =========================================
    Acme    100      110      indexation 10
    Beta    200      300      a third seat at the same 100 each
    Coop    100      150      price list 50
    Dora    100      95       indexation −5: the index fell
    Enea    –        70       new, and indexed by 7 in the same month
    ======  =======  =======  =========================================
    """
    company = Company()
    company.contract("Acme", "2025-01-01", prices=[("2025-03-10", 110, "indexation")])
    company.contract(
        "Beta", "2025-01-01", quantity=2, prices=[("2025-03-01", 100)], quantities=[3]
    )
    company.contract("Coop", "2025-01-01", prices=[("2025-03-31", 150, "price")])
    company.contract("Dora", "2025-01-01", prices=[("2025-03-10", 95, "indexation")])
    company.contract(
        "Enea", "2025-03-02", amount=63, prices=[("2025-03-20", 70, "indexation")]
    )
    return company


@example("nrr")
def test_net_retention_without_indexation(company: Company) -> None:
    """NRR (110 + 300 + 150 + 95) ÷ 500 = 131 %; less (10 − 5): 650 ÷ 500 = 130 %."""
    assert company.value("nrr", "2025-03") == pytest.approx(131)
    assert company.value("nrr", "2025-03", "without_indexation") == pytest.approx(130)

    variant = find("nrr").variant("without_indexation")
    assert variant is not None
    part = variant.measure(company.window("2025-03")).part("indexation")
    assert part.value == 5
    [rows] = part.rows
    assert dict(zip(rows.ids, rows.values, strict=True)) == {1001: 10, 1004: -5}


@example("mrr_expansion")
def test_expansion_by_reason(company: Company) -> None:
    """10 + 100 + 50 = 160; the fall of Dora and the newcomer are no expansion."""
    assert company.value("mrr_expansion", "2025-03") == 160
    assert by_kind(company.window("2025-03")) == {
        "upsell": 100,
        "price": 50,
        "indexation": 10,
    }


def test_nothing_is_guessed() -> None:
    """Of 100 → 120 nobody wrote down why; NRR stays 120 %."""
    company = Company()
    company.contract("Acme", "2025-01-01", prices=[("2025-03-10", 120)])

    assert by_kind(company.window("2025-03")) == {"": 20}
    assert company.value("nrr", "2025-03", "without_indexation") == 120


def test_a_larger_quantity_at_another_unit_price_is_not_told() -> None:
    company = Company()
    company.contract(
        "Acme", "2025-01-01", quantity=2, prices=[("2025-03-01", 90)], quantities=[3]
    )

    assert by_kind(company.window("2025-03")) == {"": 70}


def test_an_expansion_is_split_over_the_rises() -> None:
    """+30 and +10, but −20 elsewhere: 20 of expansion, 15 to 5."""
    company = Company()
    for change in ((130, "price"), (110, "indexation"), (80, "other")):
        company.contract("Acme", "2025-01-01", prices=[("2025-03-10", *change)])

    assert by_kind(company.window("2025-03")) == {"price": 15, "indexation": 5}


def test_another_contract_of_a_client_is_an_upsell() -> None:
    """A second contract at 40, and a trial that becomes paid at 25."""
    company = Company()
    company.contract("Acme", "2025-01-01")
    company.contract("Acme", "2025-03-10", amount=40)
    company.contract("Acme", "2025-01-15", amount=0, prices=[("2025-03-15", 25)])

    assert by_kind(company.window("2025-03")) == {"upsell": 65}


def test_a_contract_that_ends_takes_its_changes_along() -> None:
    """A was indexed by 10 and ended; B went up by 150: 300 − 250 = 50, all of B."""
    company = Company()
    company.contract(
        "Acme", "2025-01-01", "2025-03-20", prices=[("2025-03-05", 110, "indexation")]
    )
    company.contract(
        "Acme", "2025-01-01", amount=150, prices=[("2025-03-10", 300, "price")]
    )

    assert by_kind(company.window("2025-03")) == {"price": 50}
    assert company.value("nrr", "2025-03", "without_indexation") == 120


@pytest.mark.parametrize("start", ["2025-03-15", "2025-03-20", "2025-03-05"])
def test_a_renewal_goes_on_from_the_old_price(start: str) -> None:
    """100 became 104 with the renewal: 4 of indexation, whatever the gap."""
    company = Company()
    company.contract("Acme", "2024-03-15", "2025-03-15")
    company.contract("Acme", start, amount=104, why="indexation")

    assert by_kind(company.window("2025-03")) == {"indexation": 4}
    assert company.value("nrr", "2025-03", "without_indexation") == 100


def test_a_renewal_in_writing_may_change_product_and_seats() -> None:
    """2 × 100 of Basic became 150 of Pro: not recorded; with why, it is."""
    for why, kind in ((None, ""), ("upsell", "upsell")):
        company = Company()
        old = company.contract("Acme", "2024-03-15", "2025-03-15", product="Basic")
        company.contract(
            "Acme", "2025-03-15", amount=150, product="Pro", renews=old, why=why
        )

        assert by_kind(company.window("2025-03")) == {kind: 50}


def test_what_two_contracts_could_renew_is_an_upsell() -> None:
    """Two end and one begins at 250: nobody can say which it renews."""
    company = Company()
    company.contract("Acme", "2024-03-15", "2025-03-15")
    company.contract("Acme", "2024-03-15", "2025-03-15", amount=50)
    company.contract("Acme", "2025-03-15", amount=250, why="indexation")

    assert by_kind(company.window("2025-03")) == {"upsell": 100}
    assert company.value("nrr", "2025-03", "without_indexation") == pytest.approx(
        250 / 150 * 100
    )


def test_a_currency_that_moves_is_no_indexation() -> None:
    """100 → 110 USD at 0.90, then 1.00: 9 of 90 euro; NRR 110 %, without 100 %."""
    company = Company()
    company.rate("USD", "2025-01-01", 0.9)
    company.rate("USD", "2025-03-20", 1)
    company.contract(
        "Acme", "2025-01-01", currency="USD", prices=[("2025-03-10", 110, "indexation")]
    )

    assert by_kind(company.window("2025-03")) == {"indexation": 9}
    assert company.value("nrr", "2025-03") == pytest.approx(110)
    assert company.value("nrr", "2025-03", "without_indexation") == pytest.approx(100)


def test_a_renewal_in_another_currency_is_not_compared() -> None:
    company = Company()
    company.rate("USD", "2025-01-01", 1)
    company.contract("Acme", "2024-03-15", "2025-03-15")
    company.contract("Acme", "2025-03-15", amount=130, currency="USD", why="indexation")

    assert by_kind(company.window("2025-03")) == {"": 30}
    assert company.value("nrr", "2025-03", "without_indexation") == pytest.approx(130)


def test_a_credit_that_ends_is_an_expansion_without_a_rise() -> None:
    """100 − 20 became 100, and no price rose."""
    company = Company()
    company.contract("Acme", "2025-01-01")
    company.contract("Acme", "2025-01-01", "2025-03-15", amount=-20)

    assert by_kind(company.window("2025-03")) == {"": 20}


def test_a_price_agreed_before_the_start_never_changed() -> None:
    """Two prices were written down before the service began: only the later held."""
    company = Company()
    company.contract("Acme", "2025-01-01")
    company.contract(
        "Acme",
        "2025-03-10",
        amount=60,
        why="indexation",
        prices=[("2025-02-01", 50)],
    )

    assert by_kind(company.window("2025-03")) == {"upsell": 60}
    assert company.value("nrr", "2025-03", "without_indexation") == 160


def test_a_segment_has_its_own_reasons(company: Company) -> None:
    """Acme in Italy: NRR 110 %, without indexation 100 %."""
    company.clients[0]["country"] = "IT"
    window = company.window("2025-03", segment=Segment(country=("IT",)))
    variant = find("nrr").variant("without_indexation")

    assert by_kind(window) == {"indexation": 10}
    assert variant is not None
    assert variant.measure(window).value == pytest.approx(100)


def test_without_a_client_at_the_start_there_is_neither(company: Company) -> None:
    variant = find("nrr").variant("without_indexation")
    assert variant is not None
    reading = variant.measure(company.window("2024-12"))

    assert reading.value is None
    assert reading.reason is not None
    assert reading.reason.code == "no_mrr_at_start"
