"""Acquisition, computed by hand."""

from __future__ import annotations

import pytest

from tests.domain.company import Company
from tests.domain.examples import example


@pytest.fixture
def company() -> Company:
    """Five leads: created in February or March, closed up to April.

    ========  ==========  ==========  ======
    lead      created     converted   lost
    ========  ==========  ==========  ======
    5001      10 Feb      5 Mar
    5002      1 Mar       31 Mar
    5003      10 Mar      20 Apr
    5004      15 Mar                  30 Mar
    5005      31 Mar
    ========  ==========  ==========  ======
    """
    company = Company()
    company.lead("2025-02-10", converted="2025-03-05")
    company.lead("2025-03-01", converted="2025-03-31")
    company.lead("2025-03-10", converted="2025-04-20")
    company.lead("2025-03-15", lost="2025-03-30")
    company.lead("2025-03-31")
    return company


@example("leads_created")
def test_leads_created(company: Company) -> None:
    """March holds the leads of 1, 10, 15 and 31 March: four."""
    reading = company.read("leads_created", "2025-03")

    assert reading.value == 4
    assert reading.parts[0].rows[0].ids.tolist() == [5002, 5003, 5004, 5005]


@example("leads_converted")
def test_leads_converted(company: Company) -> None:
    """Conversions dated in March: 5 and 31 March, two, one of a lead of February."""
    assert company.value("leads_converted", "2025-03") == 2


@example("lead_conversion")
def test_lead_conversion(company: Company) -> None:
    """Of the four leads of March two converted, one of them in April: 2 ÷ 4 = 50 %.

    Of the other two, one was lost and one is open.
    """
    reading = company.read("lead_conversion", "2025-03")

    assert reading.value == 50
    assert (reading.numerator, reading.denominator, reading.n) == (2, 4, 4)
    assert reading.remarks[0].values == {"count": 1}


def test_lead_conversion_known_at_the_end_of_march(company: Company) -> None:
    """On 31 March the conversion of April is unknown: 1 ÷ 4 = 25 %, two open."""
    reading = company.read("lead_conversion", "2025-03", as_of="2025-03-31")

    assert reading.value == 25
    assert reading.remarks[0].values == {"count": 2}


@example("lead_conversion_event")
def test_lead_conversion_event(company: Company) -> None:
    """Two conversions dated in March ÷ four leads created in March = 50 %.

    In April one conversion and no lead created: no figure.
    """
    assert company.value("lead_conversion_event", "2025-03") == 50
    assert company.value("lead_conversion", "2025-03", "by_event") == 50
    assert company.value("lead_conversion_event", "2025-04") is None


@example("win_rate")
def test_win_rate(company: Company) -> None:
    """Closed in March: two won, one lost. 2 ÷ 3 = 66.67 %."""
    reading = company.read("win_rate", "2025-03")

    assert reading.value == pytest.approx(200 / 3)
    assert reading.interval == pytest.approx((20.765, 93.851), abs=1e-3)


def test_lead_lost_and_won_back_in_the_period_is_won() -> None:
    """Lost on 5 March, converted on 20 March: its last closing counts, 1 ÷ 1."""
    company = Company()
    company.lead("2025-01-01", lost="2025-03-05", converted="2025-03-20")

    assert company.value("win_rate", "2025-03") == 100


def test_win_without_a_date_is_left_out_of_what_needs_one() -> None:
    """It is a conversion of the leads of March, but on no known day."""
    company = Company()
    lead = company.lead("2025-03-01", outcome="won")
    by_date = company.read("win_rate", "2025-03")

    assert company.value("lead_conversion", "2025-03") == 100
    assert by_date.value is None
    assert by_date.excluded[0].ids.tolist() == [lead]


@example("sales_cycle")
def test_sales_cycle(company: Company) -> None:
    """Won in March after 23 days (10 Feb to 5 Mar) and 30 days (1 to 31 March).

    The median of two is their mean: (23 + 30) ÷ 2 = 26.5 days.
    """
    assert company.value("sales_cycle", "2025-03") == 26.5


def test_sales_cycle_leaves_out_what_was_won_before_it_was_created() -> None:
    company = Company()
    lead = company.lead("2025-03-20", converted="2025-03-05")
    reading = company.read("sales_cycle", "2025-03")

    assert reading.value is None
    assert reading.excluded[0].ids.tolist() == [lead]


def test_seed_004() -> None:
    """Seed 004: 20 of 100 leads become clients: 20 ÷ 100 × 100 = 20 %."""
    company = Company()
    for number in range(100):
        converted = "2025-03-20" if number < 20 else None
        company.lead("2025-03-10", converted=converted)

    assert company.value("lead_conversion", "2025-03") == 20
