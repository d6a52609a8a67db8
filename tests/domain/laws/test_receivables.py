"""Laws of what clients owe, and the same figures found invoice by invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.kpis.receivables import dso, overdue
from kpidesk.domain.segment import Segment
from tests.domain.company import Company

END = date(2025, 4, 1)
"""The first day after March, in which everything here is looked at."""
_CLIENTS = ("Acme", "Beta", "Coop")
_COUNTRIES = ("IT", "BR", "PT")


@dataclass(frozen=True, slots=True)
class _Invoice:
    client: int
    issued: date
    term: int | None
    paid_after: int | None
    amount: int

    @property
    def due(self) -> date | None:
        return None if self.term is None else self.issued + timedelta(days=self.term)

    @property
    def paid(self) -> date | None:
        if self.paid_after is None:
            return None
        return self.issued + timedelta(days=self.paid_after)

    @property
    def is_owed(self) -> bool:
        """Issued by the end of March and not paid by then."""
        return self.issued < END and (self.paid is None or self.paid >= END)


invoices = st.lists(
    st.builds(
        _Invoice,
        st.integers(0, 2),
        st.dates(date(2024, 10, 1), date(2025, 4, 30)),
        st.none() | st.integers(0, 90),
        st.none() | st.integers(0, 150),
        st.integers(1, 9_000),
    ),
    max_size=25,
)


def _company(told: list[_Invoice]) -> Company:
    company = Company()
    for name, country in zip(_CLIENTS, _COUNTRIES, strict=True):
        company.client(name, country=country)
    for each in told:
        company.invoice(
            _CLIENTS[each.client],
            each.issued.isoformat(),
            each.due.isoformat() if each.due else None,
            each.paid.isoformat() if each.paid else None,
            amount=each.amount,
        )
    return company


def _overdue(told: list[_Invoice]) -> float:
    return overdue.measure(_company(told).window("2025-03")).value or 0.0


@given(invoices)
def test_both_find_the_same(told: list[_Invoice]) -> None:
    company = _company(told)
    owed = [each for each in told if each.is_owed]
    late = [each for each in owed if each.due is not None and each.due < END]
    first = END - timedelta(days=90)
    invoiced = [each for each in told if first <= each.issued < END]
    known = any(each.issued < END for each in told)
    days = None
    if invoiced:
        top = sum(each.amount for each in owed)
        days = top / sum(each.amount for each in invoiced) * 90
    reading = overdue.measure(company.window("2025-03"))

    assert reading.value == (sum(each.amount for each in late) if known else None)
    assert reading.n == len(late)
    found = dso.measure(company.window("2025-03")).value
    assert found == (None if days is None else pytest.approx(days))


@given(invoices, st.data())
def test_paying_never_makes_more_overdue(
    told: list[_Invoice], data: st.DataObject
) -> None:
    before = _overdue(told)
    place = data.draw(st.integers(0, max(len(told) - 1, 0)))
    paid = [
        _Invoice(each.client, each.issued, each.term, 0, each.amount)
        if at == place
        else each
        for at, each in enumerate(told)
    ]

    assert _overdue(paid) <= before


@given(invoices)
def test_clients_share_out_what_is_owed(told: list[_Invoice]) -> None:
    company = _company(told)
    whole = dso.measure(company.window("2025-03"))
    parts = [
        dso.measure(company.window("2025-03", segment=Segment(country=(country,))))
        for country in _COUNTRIES
    ]
    late = [
        overdue.measure(company.window("2025-03", segment=Segment(country=(country,))))
        for country in _COUNTRIES
    ]

    assert sum(part.value or 0.0 for part in late) == _overdue(told)
    assert sum(part.numerator or 0.0 for part in parts) == (whole.numerator or 0.0)
    assert sum(part.denominator or 0.0 for part in parts) == (whole.denominator or 0.0)
