"""What it costs to win a client, and how soon that is paid back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import (
    NO_DIMENSION,
    Aggregate,
    Band,
    Direction,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    Variant,
    kpi,
)
from kpidesk.domain.kpis.lifetime_value import ARPA, MARGIN, ltv
from kpidesk.domain.kpis.period_costs import (
    ACQUISITION_PURPOSES,
    NO_COSTS,
    cost_rate_missing,
    cost_rows,
)
from kpidesk.domain.kpis.revenue import arpa
from kpidesk.domain.reading import (
    NO_CLIENTS,
    clients,
    count_part,
    given_part,
    quotient,
    sum_part,
    undefined,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray
    from kpidesk.domain.window import Window

_NO_NEW_CLIENTS = Remark("no_new_clients", N_("No new client in the period."))

_NO_MARGIN = Remark("no_margin", N_("Revenue per client or margin is zero."))


def _cost_per(
    window: Window, purposes: tuple[str, ...] | None, acquired: BoolArray
) -> Measurement:
    costs = sum_part("costs", cost_rows(window, purposes))
    won = count_part("acquired", clients(window, acquired))
    if costs.value is not None and np.isnan(costs.value):
        return undefined(cost_rate_missing(window), won)
    if not costs.rows[0].ids.size:
        return undefined(NO_COSTS, costs, won)
    return quotient(
        costs.value or 0.0,
        won.value or 0.0,
        scale=1,
        parts=(costs, won),
        n=int(won.value or 0),
        reason=_NO_NEW_CLIENTS,
    )


def _all_costs(window: Window) -> Measurement:
    return _cost_per(window, None, window.movements.is_new)


def _with_reactivated(window: Window) -> Measurement:
    moved = window.movements
    return _cost_per(window, ACQUISITION_PURPOSES, moved.is_new | moved.is_reactivated)


_COST_FORMULA = "{costs} ÷ {acquired}"


@kpi(
    key="cac",
    name=N_("Client acquisition cost (CAC)"),
    short=N_("Acquisition cost (CAC)"),
    definition=N_(
        "Marketing and sales costs of the period over the clients new in it."
        " Clients who came back do not count."
    ),
    formula=_COST_FORMULA,
    parts=(
        PartSpec("costs", N_("marketing and sales costs"), Unit.MONEY),
        PartSpec("acquired", N_("new clients"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.MONEY,
    direction=Direction.DOWN,
    family=Family.UNIT_ECONOMICS,
    source="000, 004",
    needs=("contract", "cost"),
    reach=NO_DIMENSION,
    bands=(
        Band(N_("typical"), 1000, 1500, "004", N_("US dollars, SaaS")),
        Band(N_("above average"), 700, 1000, "004", N_("US dollars, SaaS")),
        Band(N_("exceptional"), None, 700, "004", N_("US dollars, SaaS")),
    ),
    variants=(
        Variant(
            "all_costs",
            N_("With all costs"),
            N_("Counts every cost of the period, not only marketing and sales."),
            _all_costs,
            _COST_FORMULA,
        ),
        Variant(
            "with_reactivated",
            N_("With returned clients"),
            N_("Also divides by former clients who came back."),
            _with_reactivated,
            _COST_FORMULA,
        ),
    ),
)
def cac(window: Window) -> Measurement:
    """Marketing + sales costs of the period ÷ clients new in it."""
    return _cost_per(window, ACQUISITION_PURPOSES, window.movements.is_new)


@kpi(
    key="ltv_cac",
    name=N_("LTV to CAC ratio"),
    short=N_("LTV/CAC"),
    definition=N_("Lifetime value of a client over the cost of winning one."),
    formula="{ltv} ÷ {cac}",
    parts=(
        PartSpec("ltv", N_("lifetime value"), Unit.MONEY, Aggregate.GIVEN),
        PartSpec("cac", N_("acquisition cost"), Unit.MONEY, Aggregate.GIVEN),
    ),
    unit=Unit.RATIO,
    direction=Direction.UP,
    family=Family.UNIT_ECONOMICS,
    needs=("contract", "cost"),
    reach=NO_DIMENSION,
)
def ltv_cac(window: Window) -> Measurement:
    """Ltv ÷ cac."""
    value, cost = ltv.measure(window), cac.measure(window)
    if value.value is None:
        return undefined(value.reason or NO_CLIENTS)
    if cost.value is None:
        return undefined(cost.reason or NO_COSTS)
    parts = (given_part("ltv", value.value), given_part("cac", cost.value))
    reading = quotient(
        value.value, cost.value, scale=1, parts=parts, n=cost.n, reason=NO_COSTS
    )
    return with_remarks(reading, *value.remarks)


@kpi(
    key="cac_payback",
    name=N_("CAC payback period"),
    short=N_("CAC payback"),
    definition=N_("Months of margin that pay back the cost of winning a client."),
    formula="{cac} ÷ ({arpa} × {margin})",
    parts=(
        PartSpec("cac", N_("acquisition cost"), Unit.MONEY, Aggregate.GIVEN),
        ARPA,
        MARGIN,
    ),
    unit=Unit.MONTHS,
    direction=Direction.DOWN,
    family=Family.UNIT_ECONOMICS,
    needs=("contract", "cost"),
    reach=NO_DIMENSION,
)
def cac_payback(window: Window) -> Measurement:
    """Cac ÷ (arpa × margin), in months."""
    cost, per_client = cac.measure(window), arpa.measure(window)
    if cost.value is None:
        return undefined(cost.reason or NO_COSTS)
    if per_client.value is None:
        return undefined(per_client.reason or NO_CLIENTS)
    margin = window.rules.gross_margin
    parts = (
        given_part("cac", cost.value),
        given_part("arpa", per_client.value),
        given_part("margin", margin),
    )
    return quotient(
        cost.value,
        per_client.value * margin,
        scale=1,
        parts=parts,
        n=cost.n,
        reason=_NO_MARGIN,
    )


KPIS: tuple[Kpi, ...] = (
    cac,
    ltv_cac,
    cac_payback,
)
