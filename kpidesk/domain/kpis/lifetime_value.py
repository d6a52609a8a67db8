"""What a client is worth over its lifetime."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.kpi import (
    Aggregate,
    Band,
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
from kpidesk.domain.kpis.clients import LOST, OPENING
from kpidesk.domain.kpis.retention import churn_rate, retention_rate
from kpidesk.domain.kpis.revenue import arpa
from kpidesk.domain.reading import (
    NO_CLIENTS,
    NO_CLIENTS_AT_START,
    clients,
    count_part,
    given_part,
    undefined,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.window import Window

ARPA = PartSpec("arpa", N_("revenue per client a month"), Unit.MONEY, Aggregate.GIVEN)
MARGIN = PartSpec("margin", N_("gross margin"), Unit.RATIO, Aggregate.GIVEN)


_NO_CHURN = Remark(
    "no_churn", N_("No client was lost in the period, so a lifetime cannot be derived.")
)

_NO_YEAR = Remark(
    "no_clients_a_year_ago",
    N_("There was no active client twelve months before, so no yearly churn."),
)

_CAPPED = N_(
    "No client was lost in twelve months: the lifetime is capped at {months} months."
)


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


@kpi(
    key="cltv_seed_004",
    name=N_("Lifetime value times retention (CLTV)"),
    short=N_("CLTV with retention"),
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


KPIS: tuple[Kpi, ...] = (
    ltv,
    ltv_simple,
    cltv_seed_004,
)
