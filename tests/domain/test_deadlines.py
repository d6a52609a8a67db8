"""Renewals ahead and last days to give notice, computed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from kpidesk.domain.deadlines import Deadline, deadlines, next_renewal
from tests.domain.company import Company


def _ahead(company: Company, today: str, until: str) -> list[Deadline]:
    window = company.window("2025-12")
    return deadlines(window, date.fromisoformat(today), date.fromisoformat(until))


@pytest.fixture
def company() -> Company:
    """A yearly contract since 1 April 2025 with 90 days' notice."""
    company = Company()
    company.contract(
        "Acme",
        "2025-04-01",
        amount=1200,
        interval="annual",
        auto_renew=True,
        notice_days=90,
    )
    return company


def test_last_day_of_notice(company: Company) -> None:
    """Renewal on 1 April 2026; 31 days of March, 28 of February and 31 of January.

    90 days before is 1 January 2026. MRR at stake: 1,200 ÷ 12 = 100.00.
    """
    found = _ahead(company, "2025-11-24", "2026-01-31")

    assert len(found) == 1
    assert found[0].renewal == date(2026, 4, 1)
    assert found[0].last_notice == date(2026, 1, 1)
    assert found[0].automatic
    assert found[0].mrr == 10_000


def test_a_deadline_is_listed_until_its_day_is_past(company: Company) -> None:
    """On 1 January it is the last day; on the 2nd only the renewal is ahead."""
    assert _ahead(company, "2025-11-24", "2025-12-31") == []
    assert _ahead(company, "2026-01-01", "2026-01-31")[0].last_notice
    assert _ahead(company, "2026-01-02", "2026-01-31") == []
    late = _ahead(company, "2026-01-02", "2026-04-01")
    assert (late[0].renewal, late[0].last_notice) == (date(2026, 4, 1), None)


def test_what_has_been_cancelled_or_is_over_has_no_deadline(company: Company) -> None:
    company.contracts[0]["cancelled"] = company.contracts[0]["start"]
    company.contract("Beta", "2024-01-01", "2025-06-01")
    company.contract("Coop", "2025-01-01", auto_renew=True)

    assert _ahead(company, "2025-11-24", "2026-12-31") == []


def test_soonest_first(company: Company) -> None:
    """An end on 15 December without notice, then the notice of 1 January."""
    company.contract("Beta", "2025-01-01", "2025-12-15")
    found = _ahead(company, "2025-11-24", "2026-01-31")

    assert [one.renewal for one in found] == [date(2025, 12, 15), date(2026, 4, 1)]
    assert not found[0].automatic


@pytest.mark.parametrize(
    ("today", "renewal"),
    [
        # What is written down comes first, even where no term is known.
        ("2025-11-24", date(2026, 2, 15)),
        ("2026-02-15", date(2026, 2, 15)),
        # Once it is past, terms are counted from it and not from the start.
        ("2026-02-16", date(2027, 2, 15)),
    ],
)
def test_a_renewal_that_was_written_down(today: str, renewal: date) -> None:
    company = Company()
    company.contract(
        "Acme", "2025-04-01", interval="annual", auto_renew=True, renewal="2026-02-15"
    )
    company.contract("Beta", "2025-04-01", renewal="2026-02-15")

    found = _ahead(company, today, "2027-12-31")

    expected = [renewal, renewal] if renewal.year == 2026 else [renewal]
    assert [one.renewal for one in found] == expected


@pytest.mark.parametrize(
    ("today", "renewal"),
    [
        ("2025-04-02", "2026-04-01"),
        ("2026-03-31", "2026-04-01"),
        ("2026-04-01", "2026-04-01"),
        ("2026-04-02", "2027-04-01"),
    ],
)
def test_next_renewal_of_a_yearly_term(today: str, renewal: str) -> None:
    found = next_renewal(date(2025, 4, 1), 12, date.fromisoformat(today))

    assert found == date.fromisoformat(renewal)


def test_a_term_from_the_last_of_january() -> None:
    """Three months from 31 January end on 30 April, six on 31 July."""
    start = date(2025, 1, 31)

    assert next_renewal(start, 3, date(2025, 2, 1)) == date(2025, 4, 30)
    assert next_renewal(start, 3, date(2025, 5, 1)) == date(2025, 7, 31)
