"""What is left of each client's revenue after serving it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import (
    Aggregate,
    Direction,
    Family,
    Kpi,
    Measurement,
    Part,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.period_costs import (
    DELIVERY_PURPOSES,
    cost_rate_missing,
    has_purpose,
)
from kpidesk.domain.kpis.tickets import resolved_in
from kpidesk.domain.reading import (
    NO_CLIENTS,
    closing_rate_missing,
    rows,
    undefined,
    unknown_rate,
    with_remarks,
)
from kpidesk.domain.revenue_earned import month_position
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray
    from kpidesk.domain.window import Window

_NO_HOURLY_COST = Remark(
    "no_hourly_cost",
    N_("Work on tickets is not in the cost: no hourly cost is recorded."),
)


@dataclass(frozen=True, slots=True)
class ClientMargins:
    """What each client brings in and costs a month, in minor units; NaN = no rate.

    ``minutes`` are those worked on tickets of the period; ``hourly`` is the mean
    hourly cost of the staff, ``None`` when nobody's is recorded.
    """

    mrr: FloatArray
    served: FloatArray
    minutes: FloatArray
    hourly: float | None


def _hourly_cost(window: Window) -> float | None:
    """Mean hourly cost of those employed in the period, minor units of the base."""
    staff = window.data.staff
    paid = (staff.hired < window.end) & (staff.left >= window.start)
    paid &= staff.hourly_cost > 0
    if not paid.any():
        return None
    last_day = np.full(int(paid.sum()), window.end - 1)
    costs = window.in_base(staff.hourly_cost[paid], staff.currency[paid], last_day)
    return float(costs.mean())


def margin_per_client(window: Window) -> ClientMargins:
    """MRR and cost to serve per client, a month.

    Cost to serve = minutes worked on the client's tickets resolved in the period ×
    the mean hourly cost of the staff employed in it, at the rate of its last day, plus
    delivery costs allocated to the client, both divided by the months of the period:
    each calendar month counts by the share of its days in the period. Costs of support
    are not added: they are the very hours worked on tickets.
    """
    data, count = window.data, window.scope.client_count
    ends = month_position(np.array([window.start, window.end]))
    months = max(float(ends[1] - ends[0]), 1e-9)
    tickets, resolved = data.tickets, resolved_in(window)
    mine = (tickets.client[resolved] >= 0) & (tickets.effort_minutes[resolved] > 0)
    worked = resolved[mine]
    effort = tickets.effort_minutes[worked].astype(np.float64)
    minutes = np.bincount(tickets.client[worked], effort, count).astype(np.float64)
    costs = data.costs
    spent = window.holds_day(costs.day) & (costs.client >= 0)
    spent &= has_purpose(window, DELIVERY_PURPOSES)
    amounts = window.in_base(
        costs.amount[spent], costs.currency[spent], costs.day[spent]
    )
    allocated = np.bincount(costs.client[spent], weights=amounts, minlength=count)
    hourly = _hourly_cost(window)
    labour = np.where(minutes > 0, minutes * (hourly or 0.0) / 60, 0.0)
    served: FloatArray = (labour + allocated).astype(np.float64) / months
    return ClientMargins(window.closing.mrr, served, minutes, hourly)


@kpi(
    key="client_margin",
    name=N_("Margin per client"),
    short=N_("Client margin"),
    definition=N_(
        "Mean over active clients of MRR less the cost of serving them a month:"
        " hours on their tickets and delivery costs allocated to them."
    ),
    formula="{margin}",
    parts=(
        PartSpec(
            "margin", N_("mean monthly margin of a client"), Unit.MONEY, Aggregate.MEAN
        ),
    ),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.UNIT_ECONOMICS,
    source="A",
    needs=("contract", "ticket", "cost", "staff"),
)
def client_margin(window: Window) -> Measurement:
    """Mean over active clients of MRR − cost to serve; client by client in rows."""
    active = window.closing.active
    if not active.any():
        return undefined(NO_CLIENTS)
    found = margin_per_client(window)
    margins = (found.mrr - found.served)[active] / window.scope.per_major
    if np.isnan(margins).any():
        return undefined(_margin_rate_missing(window))
    part = Part(
        "margin",
        float(margins.mean()),
        (rows("client", window.data.clients.id[active], margins),),
    )
    n = int(active.sum())
    reading = Measurement(
        part.value,
        (part,),
        numerator=float(margins.sum()),
        denominator=float(n),
        n=n,
    )
    unpriced = found.hourly is None and bool(found.minutes[active].any())
    return with_remarks(reading, _NO_HOURLY_COST if unpriced else None)


def _margin_rate_missing(window: Window) -> Remark:
    """Which rate is missing: of the MRR, of an allocated cost, or of hourly costs."""
    missing = closing_rate_missing(window)
    if missing:
        return missing
    staff = window.data.staff
    known = window.scope.rates_on(window.end - 1)[staff.currency]
    blank = np.flatnonzero(np.isnan(known) & (staff.hourly_cost > 0))
    if len(blank):
        name = window.data.currencies[staff.currency[blank[0]]]
        return unknown_rate(name, window.end - 1)
    return cost_rate_missing(window)


KPIS: tuple[Kpi, ...] = (client_margin,)
