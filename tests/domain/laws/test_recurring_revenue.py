"""Laws of recurring revenue and of the clients who bring it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Unit
from kpidesk.domain.price_changes import expansion_by_kind
from kpidesk.domain.rules import ChurnAt, Rules
from kpidesk.domain.window import Window
from tests.domain.by_hand import Books, Contract
from tests.domain.random_books import books, company_of, days, renewed_books

PERIODS = (
    "2024-02",
    "2024-11",
    "2024-Q2",
    "2024",
    "2024-W09",
    "2024-05-10..2024-07-01",
)
periods = st.sampled_from(PERIODS)
rules = st.builds(
    Rules,
    movement_grace_days=st.sampled_from((0, 0, 10, 30)),
    churn_at=st.sampled_from(ChurnAt),
)
UNDISTURBED = (
    "mrr",
    "mrr_opening",
    "mrr_new",
    "mrr_reactivation",
    "mrr_expansion",
    "mrr_contraction",
    "mrr_churned",
    "clients",
    "clients_new",
    "clients_reactivated",
    "clients_lost",
    "client_lifetime",
    "churn_rate",
    "retention_rate",
    "gross_revenue_churn",
    "net_revenue_churn",
    "nrr",
    "grr",
    "arpa",
    "concentration_hhi",
    "revenue",
    "ltv",
    "ltv_historic",
)
RATIOS = (
    "mrr_growth",
    "churn_rate",
    "retention_rate",
    "nrr",
    "grr",
    "net_revenue_churn",
    "quick_ratio",
    "recurring_share",
    "repeat_revenue",
    "renewal_rate",
    "renewal_rate_mrr",
    "concentration_top1",
    "concentration_hhi",
    "client_lifetime",
    "ltv_cac",
    "cac_payback",
)
MONEY = (
    "mrr",
    "mrr_new",
    "mrr_churned",
    "mrr_expansion",
    "arpa",
    "revenue",
    "cmrr",
    "ltv",
    "cac",
    "ltv_historic",
)


def _value(window: Window, key: str) -> float | None:
    return find(key).measure(window).value


def _same(one: float | None, other: float | None) -> bool:
    return one == (None if other is None else pytest.approx(other, abs=1e-6))


@given(books(), periods, rules)
def test_movements_add_up_to_the_cent(
    written: Books, period: str, chosen: Rules
) -> None:
    """Closing = opening + new + returned + more − less − lost ± exchange.

    A client's change of less than half a cent is no movement, and there are five.
    """
    moved = company_of(written).window(period, rules=chosen).movements
    steps = moved.new + moved.reactivation + moved.expansion
    steps += moved.exchange - moved.contraction - moved.churned

    assert moved.opening + steps == pytest.approx(moved.closing, abs=0.5)
    for kind in ("new", "reactivation", "expansion", "contraction", "churned"):
        assert (getattr(moved, kind) >= 0).all()


@given(books(), periods, rules)
def test_churn_and_retention_are_a_hundred(
    written: Books, period: str, chosen: Rules
) -> None:
    window = company_of(written).window(period, rules=chosen)
    churn, retention = _value(window, "churn_rate"), _value(window, "retention_rate")
    if churn is None:
        assert retention is None
        return

    assert retention is not None
    assert churn + retention == pytest.approx(100)


@given(books(), periods, rules)
def test_gross_retention_is_never_above_net_or_a_hundred(
    written: Books, period: str, chosen: Rules
) -> None:
    window = company_of(written).window(period, rules=chosen)
    gross, net = _value(window, "grr"), _value(window, "nrr")
    if gross is None or net is None:
        assert gross is net
        return

    assert -1e-9 <= gross <= min(100, net) + 1e-9


@given(books(), st.randoms(use_true_random=False), periods, rules)
def test_order_of_contracts_changes_nothing(
    written: Books, random: st.DataObject, period: str, chosen: Rules
) -> None:
    contracts = list(written.contracts)
    random.shuffle(contracts)  # type: ignore[attr-defined]
    company = company_of(written)
    shuffled = company_of(replace(written, contracts=tuple(contracts)))
    one = company.window(period, rules=chosen)
    other = shuffled.window(period, rules=chosen)

    for key in (*UNDISTURBED, *RATIOS):
        assert _same(_value(one, key), _value(other, key)), key


@given(renewed_books(), periods, rules)
def test_reasons_of_expansion_add_up_to_it(
    written: Books, period: str, chosen: Rules
) -> None:
    window = company_of(written).window(period, rules=chosen)
    kinds = expansion_by_kind(window)

    assert (kinds >= 0).all()
    assert kinds.sum(axis=0) == pytest.approx(window.movements.expansion, abs=1e-6)


@given(renewed_books(), periods, rules)
def test_without_any_indexation_net_retention_is_the_same(
    written: Books, period: str, chosen: Rules
) -> None:
    none = tuple(
        replace(
            one,
            reasons=tuple(why for why in one.reasons if why[1] != "indexation"),
        )
        for one in written.contracts
    )
    window = company_of(replace(written, contracts=none)).window(period, rules=chosen)
    variant = find("nrr").variant("without_indexation")

    assert variant is not None
    assert _same(variant.measure(window).value, _value(window, "nrr"))


def _in_two_contracts(one: Contract, day: date) -> tuple[Contract, ...]:
    """The contract up to the day, and another from it on at the prices from then."""
    if not one.runs_on(day) or day == one.start:
        return (one,)
    now = [amount for since, amount in one.prices if since <= day][-1]
    later = tuple(price for price in one.prices if price[0] > day)
    return (
        replace(one, end=day, cancelled=None),
        replace(one, start=day, prices=((day, now), *later), fee=0),
    )


def _in_two_prices(one: Contract, day: date) -> Contract:
    """The same price written down again from the day on."""
    if day <= one.start or day in dict(one.prices):
        return one
    now = [amount for since, amount in one.prices if since <= day][-1]
    return replace(one, prices=tuple(sorted((*one.prices, (day, now)))))


@given(books(), days, periods)
def test_two_contracts_in_a_row_are_like_one(
    written: Books, day: date, period: str
) -> None:
    cut = tuple(
        half for one in written.contracts for half in _in_two_contracts(one, day)
    )
    whole = company_of(written).window(period)
    halves = company_of(replace(written, contracts=cut)).window(period)

    for key in UNDISTURBED:
        assert _same(_value(whole, key), _value(halves, key)), key


@given(books(), days, periods, rules)
def test_a_price_written_down_again_changes_nothing(
    written: Books, day: date, period: str, chosen: Rules
) -> None:
    again = tuple(_in_two_prices(one, day) for one in written.contracts)
    whole = company_of(written).window(period, rules=chosen)
    halves = company_of(replace(written, contracts=again))
    cut = halves.window(period, rules=chosen)

    for key in (*UNDISTURBED, *RATIOS, "churn_rate_eligible", "cmrr"):
        assert _same(_value(whole, key), _value(cut, key)), key
    kinds = (expansion_by_kind(window) for window in (whole, cut))
    assert next(kinds) == pytest.approx(next(kinds), abs=1e-6)
    one, other = (find("mrr_new").measure(window).excluded for window in (whole, cut))
    assert [each.ids.tolist() for each in one] == [each.ids.tolist() for each in other]


@given(books(), st.sampled_from((2, 10, 1000)), periods)
def test_amounts_times_k_are_money_times_k_and_the_same_ratios(
    written: Books, k: int, period: str
) -> None:
    def scaled(one: Contract) -> Contract:
        prices = tuple((day, amount * k) for day, amount in one.prices)
        return replace(one, prices=prices, fee=one.fee * k)

    more = Books(
        tuple(scaled(one) for one in written.contracts),
        tuple((day, amount * k, purpose) for day, amount, purpose in written.costs),
        written.rates,
    )
    before, after = (company_of(each).window(period) for each in (written, more))

    for key in RATIOS:
        assert _same(_value(before, key), _value(after, key)), key
    for key in MONEY:
        money = _value(before, key)
        assert find(key).unit is Unit.MONEY
        assert _same(_value(after, key), None if money is None else money * k), key


@given(books(), st.sampled_from(("2024-02-14", "2024-02-29")), rules)
def test_what_takes_effect_later_changes_nothing(
    written: Books, as_of: str, chosen: Rules
) -> None:
    """Contracts that start later, prices from later, ends and notices of later."""
    last = date.fromisoformat(as_of)

    def until(day: date | None) -> date | None:
        return day if day is not None and day <= last + timedelta(days=1) else None

    past = tuple(
        replace(
            one,
            end=until(one.end),
            cancelled=until(one.cancelled),
            prices=tuple(
                price for price in one.prices if price[0] <= max(last, one.start)
            ),
        )
        for one in written.contracts
        if one.start <= last
    )
    costs = tuple(cost for cost in written.costs if cost[0] <= last)
    rates = tuple(rate for rate in written.rates if rate[0] <= last)
    known = company_of(Books(past, costs, rates))
    one = known.window("2024-02", as_of=as_of, rules=chosen)
    other = company_of(written).window("2024-02", as_of=as_of, rules=chosen)

    for key in (*UNDISTURBED, *RATIOS, "cmrr"):
        assert _same(_value(one, key), _value(other, key)), key


@given(books(), st.sampled_from(("2024-Q1", "2024-Q4", "2024")))
def test_a_longer_period_has_its_own_snapshots(written: Books, period: str) -> None:
    """Its opening is that of its first month, its closing that of its last."""
    company = company_of(written)
    window = company.window(period)
    span = window.period
    first, last = f"{span.start:%Y-%m}", f"{span.last_day:%Y-%m}"

    assert company.value("mrr_opening", period) == company.value("mrr_opening", first)
    assert company.value("mrr", period) == company.value("mrr", last)
    assert company.value("clients", period) == company.value("clients", last)
    gone = window.opening.active & ~window.closing.active
    assert company.value("clients_lost", period) == gone.sum()


@given(books())
def test_months_of_a_quarter_earn_what_it_earns(written: Books) -> None:
    euro = tuple(replace(one, currency="EUR") for one in written.contracts)
    company = company_of(replace(written, contracts=euro))
    earned = [company.value("revenue", f"2024-0{month}") or 0 for month in (4, 5, 6)]

    assert sum(earned) == pytest.approx(company.value("revenue", "2024-Q2"))
