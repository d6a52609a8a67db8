"""What a client is worth and what it costs to win one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import OPEN_ENDED
from kpidesk.domain.kpi import (
    NO_DIMENSION,
    Aggregate,
    Band,
    Direction,
    Family,
    Kpi,
    Measurement,
    Part,
    PartSpec,
    Remark,
    Rows,
    Unit,
    Variant,
    kpi,
)
from kpidesk.domain.kpis.clients import LOST, OPENING, months_held
from kpidesk.domain.kpis.retention import churn_rate, retention_rate
from kpidesk.domain.kpis.revenue import arpa, revenue_rate_missing
from kpidesk.domain.kpis.tickets import resolved_in
from kpidesk.domain.reading import (
    NO_CLIENTS,
    NO_CLIENTS_AT_START,
    clients,
    count_part,
    given_part,
    quotient,
    rate_missing,
    rows,
    sum_part,
    undefined,
    unknown_rate,
    with_remarks,
)
from kpidesk.domain.revenue_earned import earned, month_position
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.window import Window

ARPA = PartSpec("arpa", N_("revenue per client a month"), Unit.MONEY, Aggregate.GIVEN)
MARGIN = PartSpec("margin", N_("gross margin"), Unit.RATIO, Aggregate.GIVEN)

_NO_COSTS = Remark(
    "no_costs", N_("No marketing or sales cost has been recorded in the period.")
)
_NO_NEW_CLIENTS = Remark("no_new_clients", N_("No new client in the period."))
_NO_CHURN = Remark(
    "no_churn", N_("No client was lost in the period, so a lifetime cannot be derived.")
)
_NO_YEAR = Remark(
    "no_clients_a_year_ago",
    N_("There was no active client twelve months before, so no yearly churn."),
)
_NO_HOURLY_COST = Remark(
    "no_hourly_cost",
    N_("Work on tickets is not in the cost: no hourly cost is recorded."),
)
_NO_MARGIN = Remark("no_margin", N_("Revenue per client or margin is zero."))
_CAPPED = N_(
    "No client was lost in twelve months: the lifetime is capped at {months} months."
)
ACQUISITION_PURPOSES = ("marketing", "sales")
DELIVERY_PURPOSES = ("delivery",)


def _lost_in_a_year(window: Window) -> tuple[Part, Part]:
    """Clients lost in the trailing twelve months and clients at their start."""
    year = window.trailing_year
    lost = count_part("lost", clients(year, year.movements.is_lost))
    opening = count_part("opening", clients(year, year.opening.active))
    return lost, opening


@kpi(
    key="ltv",
    name=N_("Client lifetime value (LTV)"),
    short=N_("Lifetime value (LTV)"),
    definition=N_(
        "Margin that a client brings in over the lifetime that the churn of the last"
        " twelve months lets expect."
    ),
    formula="{arpa} × {margin} ÷ ({lost} ÷ {opening} ÷ 12)",
    parts=(
        ARPA,
        MARGIN,
        LOST,
        OPENING,
        PartSpec("cap", N_("longest lifetime"), Unit.MONTHS, Aggregate.GIVEN),
    ),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.UNIT_ECONOMICS,
    source="000, 001, 002, 004",
)
def ltv(window: Window) -> Measurement:
    """Arpa × margin ÷ (churn of the trailing year ÷ 12), capped at 0 losses."""
    per_client = arpa.measure(window)
    if per_client.value is None:
        return undefined(per_client.reason or NO_CLIENTS)
    lost, opening = _lost_in_a_year(window)
    monthly = given_part("arpa", per_client.value)
    margin = given_part("margin", window.rules.gross_margin)
    parts = (monthly, margin, lost, opening)
    if not opening.value:
        return undefined(_NO_YEAR, *parts)
    earning = per_client.value * window.rules.gross_margin
    n = int(opening.value)
    if not lost.value:
        months = window.rules.ltv_cap_months
        return Measurement(
            earning * months,
            (*parts, given_part("cap", float(months))),
            n=n,
            remarks=(Remark("capped", _CAPPED, {"months": months}),),
            formula="{arpa} × {margin} × {cap}",
        )
    return Measurement(earning / (lost.value / opening.value / 12), parts, n=n)


@kpi(
    key="ltv_simple",
    name=N_("Lifetime value by the period's churn"),
    short=N_("LTV (simple)"),
    definition=N_("Revenue per client over the churn rate of the period itself."),
    formula="{arpa} ÷ ({lost} ÷ {opening})",
    parts=(ARPA, LOST, OPENING),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.UNIT_ECONOMICS,
)
def ltv_simple(window: Window) -> Measurement:
    """Arpa ÷ churn_rate of the period; undefined at churn 0."""
    per_client, churn = arpa.measure(window), churn_rate.measure(window)
    if per_client.value is None:
        return undefined(per_client.reason or NO_CLIENTS)
    parts = (given_part("arpa", per_client.value), *churn.parts)
    if churn.value is None:
        return undefined(NO_CLIENTS_AT_START, *parts)
    if not churn.value:
        return undefined(_NO_CHURN, *parts)
    return Measurement(per_client.value / (churn.value / 100), parts, n=churn.n)


def _ever_paid(window: Window) -> BoolArray:
    """Clients with a paid contract that started before the end of the period."""
    paid: BoolArray = window.scope.first_paid < window.end
    return paid


def _revenue_so_far(window: Window) -> FloatArray:
    """Revenue per client from the beginning to the end of the period, minor units."""
    first = window.scope.first_paid
    contracts = window.data.contracts
    started = first[first != OPEN_ENDED]
    begin = int(min(started.min(), contracts.start.min())) if len(started) else 0
    return earned(window, begin, window.end).per_client(window.scope.client_count)


def _held_until(window: Window) -> IntArray:
    """Per client, the day on which its last paid span ended, or the period's end."""
    pieces = window.data.pieces
    known = pieces.start < window.end
    last = np.zeros(window.scope.client_count, dtype=np.int64)
    ends = np.minimum(pieces.unbridged_end[known], window.end)
    np.maximum.at(last, pieces.client[known], ends)
    return last


_REVENUE = PartSpec("revenue", N_("mean revenue so far of a client"), Unit.MONEY,
                    Aggregate.MEAN)  # fmt: skip
_LENGTH = PartSpec("length", N_("mean months of the relationship"), Unit.MONTHS,
                   Aggregate.MEAN)  # fmt: skip


def _mean_revenue(window: Window) -> Part:
    paid = _ever_paid(window)
    amounts = _revenue_so_far(window)[paid] / window.scope.per_major
    value = float(amounts.mean()) if len(amounts) else None
    return Part(
        "revenue", value, (rows("client", window.data.clients.id[paid], amounts),)
    )


def _mean_length(window: Window) -> Part:
    paid = _ever_paid(window)
    months = months_held(window.scope.first_paid[paid], _held_until(window)[paid])
    value = float(months.mean()) if len(months) else None
    return Part(
        "length", value, (rows("client", window.data.clients.id[paid], months),)
    )


def _unknown(part: Part, window: Window) -> Remark | None:
    """Why there is no mean revenue: nobody ever paid, or a rate is missing."""
    if part.value is None:
        return NO_CLIENTS
    return revenue_rate_missing(window) if np.isnan(part.value) else None


@kpi(
    key="ltv_historic",
    name=N_("Revenue per client so far"),
    short=N_("Revenue so far"),
    definition=N_("Mean revenue received so far from each client that ever paid."),
    formula="{revenue}",
    parts=(_REVENUE,),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.UNIT_ECONOMICS,
    source="000",
    stock=True,
)
def ltv_historic(window: Window) -> Measurement:
    """Mean revenue so far per client that ever paid."""
    part = window.remember(_mean_revenue)
    unknown = _unknown(part, window)
    if unknown:
        return undefined(unknown)
    values = part.rows[0].values
    return Measurement(
        part.value,
        (part,),
        numerator=float(values.sum()),
        denominator=float(len(values)),
        n=len(values),
    )


@kpi(
    key="ltv_seed_000",
    name=N_("Lifetime value as printed in source 000"),
    short=N_("LTV (source 000)"),
    definition=N_(
        "Revenue of a client over the mean length of the relationship, exactly as the"
        " source writes it: in truth a monthly value, not a lifetime one."
    ),
    formula="{revenue} ÷ {length}",
    parts=(_REVENUE, _LENGTH),
    unit=Unit.MONEY_PER_MONTH,
    direction=Direction.UP,
    family=Family.UNIT_ECONOMICS,
    source="000",
    stock=True,
)
def ltv_seed_000(window: Window) -> Measurement:
    """Mean revenue so far of a client ÷ mean months of the relationship."""
    revenue, length = window.remember(_mean_revenue), _mean_length(window)
    unknown = _unknown(revenue, window)
    if unknown:
        return undefined(unknown)
    return quotient(
        revenue.value or 0.0,
        length.value or 0.0,
        scale=1,
        parts=(revenue, length),
        n=len(revenue.rows[0].ids),
        reason=NO_CLIENTS,
    )


@kpi(
    key="ltv_seed_002",
    name=N_("Lifetime value as printed in source 002"),
    short=N_("LTV (source 002)"),
    definition=N_(
        "Number of clients times the mean revenue of a client over the time held, as"
        " the source writes it: the value of the whole clientele."
    ),
    formula="{clients} × {revenue}",
    parts=(
        PartSpec("clients", N_("clients so far"), Unit.COUNT, Aggregate.COUNT),
        _REVENUE,
    ),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.UNIT_ECONOMICS,
    source="002",
    stock=True,
)
def ltv_seed_002(window: Window) -> Measurement:
    """Clients that ever paid × their mean revenue so far."""
    revenue = window.remember(_mean_revenue)
    unknown = _unknown(revenue, window)
    if unknown:
        return undefined(unknown)
    count = count_part("clients", clients(window, _ever_paid(window)))
    value = (count.value or 0.0) * (revenue.value or 0.0)
    return Measurement(value, (count, revenue), n=int(count.value or 0))


@kpi(
    key="cltv_seed_004",
    name=N_("CLTV as printed in source 004"),
    short=N_("CLTV (source 004)"),
    definition=N_(
        "Yearly revenue of a client × lifetime in years × retention rate. It counts"
        " retention twice: the lifetime already follows from it."
    ),
    formula="{purchase} × {frequency} × {lifetime} × {retention}",
    parts=(
        PartSpec("purchase", N_("purchase value"), Unit.MONEY, Aggregate.GIVEN),
        PartSpec("frequency", N_("purchases a year"), Unit.COUNT, Aggregate.GIVEN),
        PartSpec("lifetime", N_("lifetime in years"), Unit.RATIO, Aggregate.GIVEN),
        PartSpec("retention", N_("retention rate"), Unit.RATIO, Aggregate.GIVEN),
        PartSpec("discount", N_("discount factor"), Unit.RATIO, Aggregate.GIVEN),
    ),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.UNIT_ECONOMICS,
    source="004",
    bands=(
        Band(N_("typical"), 500, 2500, "004", N_("US dollars")),
        Band(N_("above average"), 2500, 5000, "004", N_("US dollars")),
        Band(N_("exceptional"), 5000, None, "004", N_("US dollars")),
    ),
)
def cltv_seed_004(window: Window) -> Measurement:
    """Arpa × 12 × (1 ÷ monthly churn ÷ 12) × retention of the period.

    Monthly churn is that of the trailing twelve months. With a discount rate set,
    the lifetime is replaced by the present value of that many yearly payments.
    """
    per_client, kept = arpa.measure(window), retention_rate.measure(window)
    if per_client.value is None:
        return undefined(per_client.reason or NO_CLIENTS)
    lost, opening = _lost_in_a_year(window)
    if kept.value is None:
        return undefined(NO_CLIENTS_AT_START)
    if not opening.value:
        return undefined(_NO_YEAR)
    if not lost.value:
        return undefined(_NO_CHURN)
    years = 1 / (lost.value / opening.value / 12) / 12
    rate = window.rules.discount_rate
    factor = (1 - (1 + rate) ** -years) / (rate * years) if rate else 1.0
    parts = (
        given_part("purchase", per_client.value),
        given_part("frequency", 12.0),
        given_part("lifetime", years),
        given_part("retention", kept.value / 100),
    )
    value = per_client.value * 12 * years * kept.value / 100
    note = Remark(
        "retention_twice", N_("This formula counts retention twice; LTV does not.")
    )
    if not rate:
        return Measurement(value, parts, n=kept.n, remarks=(note,))
    return Measurement(
        value * factor,
        (*parts, given_part("discount", factor)),
        n=kept.n,
        remarks=(note,),
        formula="{purchase} × {frequency} × {lifetime} × {retention} × {discount}",
    )


def _has_purpose(window: Window, purposes: tuple[str, ...]) -> BoolArray:
    costs = window.data.costs
    codes = [code for code, name in enumerate(costs.purposes) if name in purposes]
    return np.isin(costs.purpose, codes)


def cost_rows(window: Window, purposes: tuple[str, ...] | None) -> Rows:
    """Costs of the period for some purposes (``None`` = all), in major units."""
    costs = window.data.costs
    chosen = window.holds_day(costs.day)
    if purposes is not None:
        chosen &= _has_purpose(window, purposes)
    amounts = window.in_base(
        costs.amount[chosen], costs.currency[chosen], costs.day[chosen]
    )
    return rows("cost", costs.id[chosen], amounts / window.scope.per_major)


def _cost_per(
    window: Window, purposes: tuple[str, ...] | None, acquired: BoolArray
) -> Measurement:
    costs = sum_part("costs", cost_rows(window, purposes))
    won = count_part("acquired", clients(window, acquired))
    if costs.value is not None and np.isnan(costs.value):
        return undefined(_cost_rate_missing(window), won)
    if not costs.rows[0].ids.size:
        return undefined(_NO_COSTS, costs, won)
    return quotient(
        costs.value or 0.0,
        won.value or 0.0,
        scale=1,
        parts=(costs, won),
        n=int(won.value or 0),
        reason=_NO_NEW_CLIENTS,
    )


def _cost_rate_missing(window: Window) -> Remark:
    costs = window.data.costs
    for position in np.flatnonzero(window.holds_day(costs.day)):
        day = int(costs.day[position])
        code = int(costs.currency[position])
        if np.isnan(window.scope.rates_on(day)[code]):
            return unknown_rate(window.data.currencies[code], day)
    return _NO_COSTS


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
        return undefined(cost.reason or _NO_COSTS)
    parts = (given_part("ltv", value.value), given_part("cac", cost.value))
    reading = quotient(
        value.value, cost.value, scale=1, parts=parts, n=cost.n, reason=_NO_COSTS
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
        return undefined(cost.reason or _NO_COSTS)
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
    spent &= _has_purpose(window, DELIVERY_PURPOSES)
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
    missing = rate_missing(window)
    if missing:
        return missing
    staff = window.data.staff
    known = window.scope.rates_on(window.end - 1)[staff.currency]
    blank = np.flatnonzero(np.isnan(known) & (staff.hourly_cost > 0))
    if len(blank):
        name = window.data.currencies[staff.currency[blank[0]]]
        return unknown_rate(name, window.end - 1)
    return _cost_rate_missing(window)


KPIS: tuple[Kpi, ...] = (
    ltv,
    ltv_simple,
    ltv_seed_000,
    ltv_seed_002,
    cltv_seed_004,
    ltv_historic,
    cac,
    ltv_cac,
    cac_payback,
    client_margin,
)
