"""What clients have brought in so far, and two lifetime values made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import OPEN_ENDED
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
from kpidesk.domain.kpis.clients import months_held
from kpidesk.domain.kpis.revenue import revenue_rate_missing
from kpidesk.domain.reading import (
    NO_CLIENTS,
    clients,
    count_part,
    quotient,
    rows,
    undefined,
)
from kpidesk.domain.revenue_earned import earned
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.window import Window


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
    name=N_("Monthly revenue of a relationship (LTV variant)"),
    short=N_("LTV as a monthly value"),
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
    name=N_("Lifetime value of all clients together"),
    short=N_("LTV of all clients"),
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


KPIS: tuple[Kpi, ...] = (
    ltv_historic,
    ltv_seed_000,
    ltv_seed_002,
)
