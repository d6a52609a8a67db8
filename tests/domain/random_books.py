"""Random books of a small company, and the same told to the program."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from kpidesk.domain.period import add_months
from kpidesk.domain.records import PRICE_CHANGES
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
whys = st.sampled_from(("", "", "indexation", "indexation", *PRICE_CHANGES))


def _contract(draw: st.DrawFn) -> Contract:
    start = draw(days)
    length = draw(st.none() | st.integers(0, 15))
    end = None
    if length is not None:
        end = add_months(start, length) + timedelta(days=draw(st.integers(-1, 1)))
    later = draw(st.lists(st.tuples(st.integers(1, 400), amounts), max_size=2))
    steps = {start + timedelta(days=after): amount for after, amount in later}
    prices = ((start, draw(amounts)), *sorted(steps.items()))
    reasons = {day: draw(whys) for day, _ in prices}
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
        reasons=tuple((day, why) for day, why in reasons.items() if why),
    )


@st.composite
def books(draw: st.DrawFn) -> Books:
    """Up to ten contracts of five clients, and some costs."""
    contracts = tuple(_contract(draw) for _ in range(draw(st.integers(0, 10))))
    purposes = st.sampled_from(("marketing", "sales", "delivery"))
    costs = draw(st.lists(st.tuples(days, amounts, purposes), max_size=8))
    return Books(contracts, tuple(costs), RATES)


def _renewed(draw: st.DrawFn, client: str) -> list[Contract]:
    """A contract whose price changes, and perhaps those that go on from it."""
    start, chain = add_months(FIRST, draw(st.integers(0, 6))), []
    for left in range(draw(st.integers(1, 3)), 0, -1):
        length = draw(st.integers(3, 9))
        end = add_months(start, length)
        changed = draw(st.lists(st.integers(1, length * 30), max_size=2, unique=True))
        since = (start, *(start + timedelta(days=after) for after in sorted(changed)))
        chain.append(
            Contract(
                client=client,
                start=start,
                end=end if left > 1 or draw(st.booleans()) else None,
                prices=tuple((day, draw(st.sampled_from(_STEPS))) for day in since),
                quantity=draw(st.sampled_from((1, 1, 2))),
                currency=draw(st.sampled_from(("EUR", "EUR", "EUR", "USD"))),
                reasons=tuple((day, why) for day in since if (why := draw(whys))),
            )
        )
        start = end + timedelta(days=draw(st.sampled_from((0, 0, 0, -31, -10, 5, 31))))
    return chain


_STEPS = (0, 100, 110, 120, 200, 220)


@st.composite
def renewed_books(draw: st.DrawFn) -> Books:
    """Three clients whose contracts change their prices and are renewed."""
    clients = draw(
        st.sampled_from((CLIENTS[:1], CLIENTS[:3], ("Acme", "Acme", "Beta")))
    )
    contracts = [one for client in clients for one in _renewed(draw, client)]
    return Books(tuple(contracts), (), RATES)


def company_of(written: Books) -> Company:
    """The same company, told to the program in the same order."""
    company = Company()
    for since, rate in written.rates:
        company.rate("USD", since.isoformat(), float(rate))
    for name in CLIENTS:
        company.client(name)
    for one in written.contracts:
        reasons = dict(one.reasons)
        company.contract(
            one.client,
            one.start.isoformat(),
            one.end.isoformat() if one.end else None,
            amount=one.prices[0][1],
            interval=one.months,
            quantity=one.quantity,
            discount=one.discount,
            prices=[
                (day.isoformat(), amount, reasons.get(day))
                for day, amount in one.prices[1:]
            ],
            why=reasons.get(one.start),
            currency=one.currency,
            setup_fee=one.fee,
            cancelled=one.cancelled.isoformat() if one.cancelled else None,
            auto_renew=one.auto_renew,
            notice_days=one.notice_days,
        )
    for day, amount, purpose in written.costs:
        company.cost(day.isoformat(), amount, purpose)
    return company
