"""Random books of a small company, and the same told to the program."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from kpidesk.domain.period import add_months
from tests.domain.by_hand import Books, Contract
from tests.domain.company import MONTHS, Company

FIRST = date(2023, 10, 1)
RATES = (
    (date(2023, 1, 1), Fraction(95, 100)),
    (date(2024, 3, 15), Fraction(9, 10)),
    (date(2024, 12, 1), Fraction(93, 100)),
)
CLIENTS = ("Acme", "Beta", "Coop", "Dora", "Enea")

months = st.integers(0, 20).map(lambda count: add_months(FIRST, count))
# Many first days of a month: that is where periods are cut.
days = months | st.builds(
    lambda month, day: month + timedelta(days=day), months, st.integers(0, 30)
)
amounts = st.integers(0, 900) | st.just(100)


def _contract(draw: st.DrawFn) -> Contract:
    start = draw(days)
    length = draw(st.none() | st.integers(0, 15))
    end = None
    if length is not None:
        end = add_months(start, length) + timedelta(days=draw(st.integers(-1, 1)))
    later = draw(st.lists(st.tuples(st.integers(1, 400), amounts), max_size=2))
    steps = {start + timedelta(days=after): amount for after, amount in later}
    prices = ((start, draw(amounts)), *sorted(steps.items()))
    noticed = draw(st.none() | st.integers(1, 60))
    return Contract(
        client=draw(st.sampled_from(CLIENTS)),
        start=start,
        end=end,
        prices=prices,
        months=draw(
            st.sampled_from(
                [MONTHS[name] for name in ("weekly", "monthly", "quarterly", "annual")]
                + [Fraction(13)]
            )
        ),
        quantity=draw(st.sampled_from((1, 1, 3))),
        discount=draw(st.sampled_from((0, 0, 15, 100))),
        currency=draw(st.sampled_from(("EUR", "EUR", "EUR", "USD"))),
        fee=draw(st.sampled_from((0, 0, 500))),
        cancelled=end - timedelta(days=noticed) if end and noticed else None,
        auto_renew=draw(st.booleans()),
        notice_days=draw(st.sampled_from((0, 30, 90))),
    )


@st.composite
def books(draw: st.DrawFn) -> Books:
    """Up to ten contracts of five clients, and some costs."""
    contracts = tuple(_contract(draw) for _ in range(draw(st.integers(0, 10))))
    purposes = st.sampled_from(("marketing", "sales", "delivery"))
    costs = draw(st.lists(st.tuples(days, amounts, purposes), max_size=8))
    return Books(contracts, tuple(costs), RATES)


def company_of(written: Books) -> Company:
    """The same company, told to the program in the same order."""
    company = Company()
    for since, rate in written.rates:
        company.rate("USD", since.isoformat(), float(rate))
    for name in CLIENTS:
        company.client(name)
    for one in written.contracts:
        company.contract(
            one.client,
            one.start.isoformat(),
            one.end.isoformat() if one.end else None,
            amount=one.prices[0][1],
            interval=one.months,
            quantity=one.quantity,
            discount=one.discount,
            prices=[(day.isoformat(), amount) for day, amount in one.prices[1:]],
            currency=one.currency,
            setup_fee=one.fee,
            cancelled=one.cancelled.isoformat() if one.cancelled else None,
            auto_renew=one.auto_renew,
            notice_days=one.notice_days,
        )
    for day, amount, purpose in written.costs:
        company.cost(day.isoformat(), amount, purpose)
    return company
