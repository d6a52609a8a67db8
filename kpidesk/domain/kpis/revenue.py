"""Averages, shares and concentration of revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import (
    Aggregate,
    Direction,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.mrr import MRR_AT_END, came_and_went, snapshot_part
from kpidesk.domain.kpis.revenue_retention import movement
from kpidesk.domain.reading import (
    NO_CLIENTS,
    clients,
    closing_rate_missing,
    count_part,
    quotient,
    rate_missing,
    rows,
    share,
    sum_part,
    undefined,
    unknown_rate,
)
from kpidesk.domain.revenue_earned import bought_before, contract_rows, earned
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.kpi import Part
    from kpidesk.domain.revenue_earned import Earned
    from kpidesk.domain.window import Window

_NO_NEW_CLIENTS = Remark("no_new_clients", N_("No new client in the period."))
_NO_REVENUE = Remark("no_revenue", N_("There was no revenue in the period."))
_NO_MRR = Remark("no_mrr", N_("There was no recurring revenue at the end."))

CLOSING_CLIENTS = PartSpec("clients", N_("active clients"), Unit.COUNT, Aggregate.COUNT)
ALL_REVENUE = PartSpec("revenue", N_("all revenue of the period"), Unit.MONEY)


@kpi(
    key="arpa",
    name=N_("Average monthly revenue per client (ARPA)"),
    short=N_("Revenue per client"),
    definition=N_("MRR at the end of the period over the active clients then."),
    formula="{mrr} ÷ {clients}",
    parts=(MRR_AT_END, CLOSING_CLIENTS),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.REVENUE,
    source="000",
    stock=True,
)
def arpa(window: Window) -> Measurement:
    """Closing MRR ÷ closing clients."""
    missing = closing_rate_missing(window)
    if missing:
        return undefined(missing)
    top = snapshot_part(window, "mrr", window.closing)
    bottom = count_part("clients", clients(window, window.closing.active))
    return quotient(
        top.value or 0.0,
        bottom.value or 0.0,
        scale=1,
        parts=(top, bottom),
        n=int(bottom.value or 0),
        reason=NO_CLIENTS,
    )


@kpi(
    key="asp",
    name=N_("Average selling price (ASP)"),
    short=N_("Selling price"),
    definition=N_("MRR of the new clients of the period over their number."),
    formula="{new} ÷ {count}",
    parts=(
        PartSpec("new", N_("MRR of new clients"), Unit.MONEY),
        PartSpec("count", N_("new clients"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.REVENUE,
)
def asp(window: Window) -> Measurement:
    """New MRR ÷ new clients."""
    if np.isnan(window.movements.new).any():
        return undefined(revenue_rate_missing(window))
    top = movement(window, "new")
    bottom = count_part("count", clients(window, window.movements.is_new))
    return quotient(
        top.value or 0.0,
        bottom.value or 0.0,
        scale=1,
        parts=(top, bottom),
        n=int(bottom.value or 0),
        reason=_NO_NEW_CLIENTS,
    )


@kpi(
    key="expansion_revenue",
    name=N_("Expansion revenue"),
    short=N_("Expansion revenue"),
    definition=N_(
        "Increases of MRR of existing clients, plus one-off purchases of clients who"
        " were already active."
    ),
    formula="{expansion} + {one_off}",
    parts=(
        PartSpec("expansion", N_("increases of existing clients"), Unit.MONEY),
        PartSpec("one_off", N_("one-off purchases"), Unit.MONEY),
    ),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.REVENUE,
    source="001, 002",
)
def expansion_revenue(window: Window) -> Measurement:
    """mrr_expansion + one-off purchases of clients active at the start."""
    missing = rate_missing(window)
    if missing:
        return undefined(missing)
    contracts = window.data.contracts
    chosen = window.holds_day(contracts.start) & (contracts.one_off != 0)
    chosen &= contracts.end > contracts.start
    chosen &= window.opening.active[contracts.client]
    amounts = window.in_base(
        contracts.one_off[chosen], contracts.currency[chosen], contracts.start[chosen]
    )
    if np.isnan(amounts).any():
        return undefined(revenue_rate_missing(window))
    expansion = movement(window, "expansion")
    once = sum_part(
        "one_off",
        rows("contract", contracts.id[chosen], amounts / window.scope.per_major),
    )
    buyers = window.movements.expansion != 0
    buyers[contracts.client[chosen]] = True
    return Measurement(
        (expansion.value or 0.0) + (once.value or 0.0),
        (expansion, once),
        n=int(buyers.sum()),
        excluded=came_and_went(window),
    )


def revenue_rate_missing(window: Window) -> Remark:
    """Names the currencies without a rate among those that the company uses."""
    known = window.scope.rates_on(window.end - 1)
    names = [
        name
        for name, rate in zip(window.data.currencies, known, strict=True)
        if np.isnan(rate)
    ]
    return unknown_rate(", ".join(names) or "?", window.end - 1)


def revenue_of_period(window: Window) -> Earned:
    """Revenue of the period, recurring and one-off."""
    return earned(window, window.start, window.end)


def _all_revenue(window: Window, revenue: Earned) -> Part:
    positions = np.arange(len(window.data.contracts.id))
    return sum_part(
        "revenue",
        contract_rows(window, revenue.recurring, revenue.recurring_contract),
        contract_rows(window, revenue.one_off, positions),
    )


@kpi(
    key="recurring_share",
    name=N_("Share of recurring revenue"),
    short=N_("Recurring share"),
    definition=N_("Recurring revenue of the period over all its revenue."),
    formula="{recurring} ÷ {revenue} × 100",
    parts=(
        PartSpec("recurring", N_("recurring revenue"), Unit.MONEY),
        ALL_REVENUE,
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.REVENUE,
    noun="contract",
    source="002",
)
def recurring_share(window: Window) -> Measurement:
    """Recurring ÷ all revenue of the period."""
    revenue = window.remember(revenue_of_period)
    if np.isnan(revenue.total):
        return undefined(revenue_rate_missing(window))
    recurring = sum_part(
        "recurring",
        contract_rows(window, revenue.recurring, revenue.recurring_contract),
    )
    everything = _all_revenue(window, revenue)
    n = sum(len(item.ids) for item in everything.rows)
    return share(recurring, everything, _NO_REVENUE, n)


@kpi(
    key="repeat_revenue",
    name=N_("Share of revenue from existing clients"),
    short=N_("From existing clients"),
    definition=N_(
        "Revenue from clients who had bought before the period, over all its revenue."
    ),
    formula="{repeat} ÷ {revenue} × 100",
    parts=(
        PartSpec("repeat", N_("revenue from earlier buyers"), Unit.MONEY),
        ALL_REVENUE,
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.REVENUE,
    source="002",
)
def repeat_revenue(window: Window) -> Measurement:
    """Revenue from clients who had bought before the period ÷ all revenue."""
    revenue = window.remember(revenue_of_period)
    if np.isnan(revenue.total):
        return undefined(revenue_rate_missing(window))
    per_client = revenue.per_client(window.scope.client_count)
    before = bought_before(window, window.start)
    repeat = sum_part("repeat", clients(window, before & (per_client != 0), per_client))
    n = int((per_client != 0).sum())
    return share(repeat, _all_revenue(window, revenue), _NO_REVENUE, n)


def _top_clients(window: Window, how_many: int) -> Measurement:
    missing = closing_rate_missing(window)
    if missing:
        return undefined(missing)
    mrr = window.closing.mrr
    order = np.argsort(-mrr, kind="stable")[:how_many]
    largest = np.zeros(len(mrr), dtype=np.bool_)
    largest[order] = True
    largest &= window.closing.active
    top = sum_part("top", clients(window, largest, mrr))
    whole = snapshot_part(window, "mrr", window.closing)
    return share(top, whole, _NO_MRR, int(window.closing.active.sum()))


_TOP = PartSpec("top", N_("MRR of the largest clients"), Unit.MONEY)


@kpi(
    key="concentration_top1",
    name=N_("Share of the largest client"),
    short=N_("Largest client"),
    definition=N_("Share of MRR that the largest client brings in."),
    formula="{top} ÷ {mrr} × 100",
    parts=(_TOP, MRR_AT_END),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    family=Family.REVENUE,
    stock=True,
)
def concentration_top1(window: Window) -> Measurement:
    """Largest client's share of closing MRR."""
    return _top_clients(window, 1)


@kpi(
    key="concentration_top5",
    name=N_("Share of the five largest clients"),
    short=N_("Top 5 clients"),
    definition=N_("Share of MRR that the five largest clients bring in."),
    formula="{top} ÷ {mrr} × 100",
    parts=(_TOP, MRR_AT_END),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    family=Family.REVENUE,
    stock=True,
)
def concentration_top5(window: Window) -> Measurement:
    """Five largest clients' share of closing MRR."""
    return _top_clients(window, 5)


@kpi(
    key="concentration_hhi",
    name=N_("Concentration index (HHI)"),
    short=N_("Concentration (HHI)"),
    definition=N_(
        "Sum of the squared shares of MRR of all clients: near 0 for many equal"
        " clients, 1 for a single one."
    ),
    formula="{squares} ÷ ({mrr} × {mrr})",
    parts=(
        PartSpec("squares", N_("sum of the squared MRR of each client"), Unit.MONEY),
        MRR_AT_END,
    ),
    unit=Unit.INDEX,
    direction=Direction.DOWN,
    family=Family.REVENUE,
    stock=True,
)
def concentration_hhi(window: Window) -> Measurement:
    """Herfindahl–Hirschman index of closing MRR, 0…1."""
    missing = closing_rate_missing(window)
    if missing:
        return undefined(missing)
    mrr = window.closing.mrr / window.scope.per_major
    active = window.closing.active
    squares = sum_part(
        "squares", rows("client", window.data.clients.id[active], mrr[active] ** 2)
    )
    whole = snapshot_part(window, "mrr", window.closing)
    n = int(active.sum())
    if not whole.value:
        return undefined(_NO_MRR, squares, whole)
    value = (squares.value or 0.0) / whole.value**2
    return Measurement(value, (squares, whole), n=n)


@kpi(
    key="revenue",
    name=N_("Revenue of the period"),
    short=N_("Revenue"),
    definition=N_("Recurring revenue earned day by day, plus one-off sales."),
    formula="{recurring} + {one_off}",
    parts=(
        PartSpec("recurring", N_("recurring revenue"), Unit.MONEY),
        PartSpec("one_off", N_("one-off sales and fees"), Unit.MONEY),
    ),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.REVENUE,
    noun="contract",
)
def revenue(window: Window) -> Measurement:
    """Accrued recurring revenue plus one-off sales dated in the period."""
    amounts = window.remember(revenue_of_period)
    if np.isnan(amounts.total):
        return undefined(revenue_rate_missing(window))
    positions = np.arange(len(window.data.contracts.id))
    recurring = sum_part(
        "recurring",
        contract_rows(window, amounts.recurring, amounts.recurring_contract),
    )
    once = sum_part("one_off", contract_rows(window, amounts.one_off, positions))
    n = len(recurring.rows[0].ids) + len(once.rows[0].ids)
    value = (recurring.value or 0.0) + (once.value or 0.0)
    return Measurement(value, (recurring, once), n=n)


KPIS: tuple[Kpi, ...] = (
    arpa,
    asp,
    revenue,
    expansion_revenue,
    recurring_share,
    repeat_revenue,
    concentration_top1,
    concentration_top5,
    concentration_hhi,
)
