"""What clients still owe, computed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from kpidesk.domain.kpis.receivables import overdue
from kpidesk.domain.segment import Segment
from tests.domain.company import Company
from tests.domain.examples import example


def _owing() -> Company:
    """Seven invoices; of those issued by the end of March three are overdue then."""
    company = Company()
    company.invoice("Acme", "2025-01-10", "2025-02-09", "2025-02-20", amount=1000)
    company.invoice("Acme", "2025-02-10", "2025-03-12", "2025-04-02", amount=200)
    company.invoice("Beta", "2024-11-01", "2024-12-01", amount=300)
    company.invoice("Beta", "2025-03-01", "2025-03-31", amount=50)
    company.invoice("Beta", "2025-03-01", "2025-04-01", amount=70)
    company.invoice("Coop", "2025-03-10", amount=80)
    company.invoice("Coop", "2025-04-01", "2025-04-02", amount=5000)
    return company


@example("overdue")
def test_overdue() -> None:
    """At the end of March: Acme's 200, paid in April, and Beta's 300 and 50.

    Beta's 70 is due on 1 April and so not late. Coop's 80 has no due date. At the end
    of February only the 300 are: Acme's 200 are not due until March.
    """
    company = _owing()
    reading = company.read("overdue", "2025-03")

    assert reading.value == 200 + 300 + 50
    assert reading.n == 3
    assert reading.parts[0].rows[0].ids.tolist() == [10002, 10003, 10004]
    [undated] = reading.excluded
    assert undated.ids.tolist() == [10006]
    assert undated.reason == "Not paid, but without a due date"
    assert company.value("overdue", "2025-02") == 300


def test_a_month_that_runs_is_read_at_its_last_known_day() -> None:
    """On 12 March the 200 are due that very day: at its end they are late."""
    company = _owing()

    assert company.read("overdue", "2025-03", as_of="2025-03-11").value == 300
    assert company.read("overdue", "2025-03", as_of="2025-03-12").value == 500


def test_amounts_are_worth_what_they_are_on_the_last_day() -> None:
    """100 dollars at 0.9 in March, 0.8 from 1 April: 90, then 80 euro."""
    company = Company()
    company.rate("USD", "2025-01-01", 0.9)
    company.rate("USD", "2025-04-01", 0.8)
    company.invoice("Acme", "2025-01-01", "2025-01-31", amount=100, currency="USD")

    assert company.value("overdue", "2025-03") == pytest.approx(90)
    assert company.value("overdue", "2025-04") == pytest.approx(80)


def test_a_missing_rate_is_named() -> None:
    company = Company()
    company.invoice("Acme", "2025-01-01", "2025-01-31", amount=100, currency="USD")

    for key in ("overdue", "dso"):
        reading = company.read(key, "2025-03")
        assert reading.value is None
        assert reading.reason is not None
        assert reading.reason.values == {"currency": "USD", "day": "2025-03-31"}


def test_nothing_late_is_zero_and_nothing_invoiced_is_unknown() -> None:
    company = Company()
    company.invoice("Acme", "2025-03-10", "2025-04-09", amount=100)
    before = company.read("overdue", "2025-02")

    assert company.value("overdue", "2025-03") == 0
    assert before.value is None
    assert before.reason is not None
    assert before.reason.code == "no_invoices"


@example("dso")
def test_days_sales_outstanding() -> None:
    """Owed at the end of March: 200 + 300 + 50 + 70 + 80 = 700.

    Invoiced in the 90 days to it, from 1 January on: 1000 + 200 + 50 + 70 + 80 =
    1400. So 700 ÷ 1400 × 90 = 45 days.
    """
    reading = _owing().read("dso", "2025-03")

    assert (reading.numerator, reading.denominator) == (700, 1400)
    assert reading.value == 45
    assert reading.n == 6
    assert not reading.remarks


def test_the_ninety_days_end_with_the_last_day() -> None:
    """31 + 28 + 31 = 90: an invoice of 1 January counts in March, not in April."""
    company = Company()
    company.invoice("Acme", "2025-01-01", "2025-01-31", amount=100)
    april = company.read("dso", "2025-04")

    assert company.value("dso", "2025-03") == 90
    assert april.value is None
    assert april.reason is not None
    assert april.reason.code == "nothing_invoiced"


def test_few_days_of_invoices_are_told() -> None:
    """100 invoiced on 20 March and owed: 90 days say little after twelve.

    Nor was any payment ever noted.
    """
    company = Company()
    company.invoice("Acme", "2025-03-20", amount=100)
    reading = company.read("dso", "2025-03")

    assert reading.value == 90
    [unpaid, young] = reading.remarks
    assert unpaid.code == "no_payments"
    assert young.values["day"] == date(2025, 3, 20)
    assert company.read("overdue", "2025-03").remarks == (unpaid,)


def test_more_taken_back_than_invoiced_is_no_number_of_days() -> None:
    company = Company()
    company.invoice("Acme", "2025-03-01", amount=100)
    company.invoice("Acme", "2025-03-20", amount=-150)

    assert company.value("dso", "2025-03") is None


def test_each_client_answers_for_its_invoices() -> None:
    company = Company()
    company.client("Acme", country="IT")
    company.client("Beta", country="BR")
    company.invoice("Acme", "2025-01-01", "2025-01-31", amount=200)
    company.invoice("Beta", "2025-01-01", "2025-01-31", amount=300)
    italy = company.window("2025-03", segment=Segment(country=("IT",)))

    assert overdue.measure(italy).value == 200
