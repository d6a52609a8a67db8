"""Onboarding: how soon clients get something out of the product, and its use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, OPEN_ENDED
from kpidesk.domain.kpi import (
    CLIENT_DIMENSIONS,
    Aggregate,
    Direction,
    Excluded,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    Variant,
    kpi,
)
from kpidesk.domain.reading import (
    count_part,
    distribution,
    leaving_out,
    quotient,
    rows,
    sum_part,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.window import Window

_NEEDS = ("milestone", "client", "contract")

_NONE_REACHED = Remark(
    "no_first_value", N_("No client reached its first value in the period.")
)
_NO_USAGE = Remark("no_usage", N_("No use of the product was recorded in the period."))


@dataclass(frozen=True, slots=True)
class FirstValues:
    """When each client started and first got something out of the product.

    Attributes:
        start: Day of sign-up if given, else of the first contract, a free trial
            included; ``OPEN_ENDED`` = neither is known.
        reached: Day of the first value known on ``as_of``; ``OPEN_ENDED`` = none.
    """

    start: IntArray
    reached: IntArray


def first_values(window: Window) -> FirstValues:
    """Start and first value of every client, in order of position."""
    signed_up = window.data.clients.signed_up
    start = np.where(signed_up == MISSING, _first_contract(window), signed_up)
    milestones = window.data.milestones
    known = window.known_day(milestones.reached)
    reached = np.full(window.scope.client_count, OPEN_ENDED, dtype=np.int64)
    np.minimum.at(reached, milestones.client[known], milestones.reached[known])
    return FirstValues(start, reached)


def _first_contract(window: Window) -> IntArray:
    """Per client, the day its first contract starts, whatever its price.

    One-off sales make nobody a client, and contracts without a day count nowhere.
    """
    contracts = window.data.contracts
    recurs = contracts.interval_months > 0
    counted = recurs & (contracts.end > contracts.start)
    first = np.full(window.scope.client_count, OPEN_ENDED, dtype=np.int64)
    np.minimum.at(first, contracts.client[counted], contracts.start[counted])
    return first


def _reached_remark(window: Window, found: FirstValues) -> Remark | None:
    started = window.holds_day(found.start)
    if not started.any():
        return None
    return Remark(
        "reached_of_started",
        N_(
            "Clients who started in the period: {started}, of whom have reached their"
            " first value: {reached}."
        ),
        {
            "started": int(started.sum()),
            "reached": int((started & (found.reached != OPEN_ENDED)).sum()),
        },
    )


def _days(
    window: Window, found: FirstValues, chosen: BoolArray, aggregate: Aggregate
) -> Measurement:
    """Days from start to first value of the chosen clients, put together."""
    ids = window.data.clients.id
    chosen = chosen & (found.reached != OPEN_ENDED)
    startless = chosen & (found.start == OPEN_ENDED)
    backwards = chosen & ~startless & (found.reached < found.start)
    counted = chosen & ~startless & ~backwards
    days = (found.reached[counted] - found.start[counted]).astype(np.float64)
    rows_of = rows("client", ids[counted], days)
    if aggregate is Aggregate.MEAN:
        total = sum_part("days", rows_of)
        number = count_part("clients", rows("client", ids[counted]))
        reading = quotient(
            total.value or 0.0,
            number.value or 0.0,
            scale=1,
            parts=(total, number),
            n=len(days),
            reason=_NONE_REACHED,
        )
    else:
        reading = distribution(aggregate.value, rows_of, aggregate, _NONE_REACHED)
    complete = leaving_out(
        reading,
        Excluded("client", ids[startless], N_("The day of the start is not known")),
        Excluded(
            "client", ids[backwards], N_("The first value is dated before the start")
        ),
    )
    return with_remarks(complete, _reached_remark(window, found))


def _in_period(window: Window, aggregate: Aggregate) -> Measurement:
    found = window.remember(first_values)
    return _days(window, found, window.holds_day(found.reached), aggregate)


def _by_start(window: Window, aggregate: Aggregate) -> Measurement:
    """Clients who started in the period; those who have not got there are listed."""
    found = window.remember(first_values)
    started = window.holds_day(found.start)
    waiting = window.data.clients.id[started & (found.reached == OPEN_ENDED)]
    reading = _days(window, found, started, aggregate)
    return leaving_out(
        reading, Excluded("client", waiting, N_("First value not reached yet"))
    )


def _mean_by_start(window: Window) -> Measurement:
    return _by_start(window, Aggregate.MEAN)


def _median_by_start(window: Window) -> Measurement:
    return _by_start(window, Aggregate.MEDIAN)


_WHY_BY_START = N_(
    "Counts the clients who started in the period and have reached their first value;"
    " those still waiting are missing, which flatters recent periods."
)


@kpi(
    key="ttfv_mean",
    name=N_("Mean time to first value (TTFV)"),
    short=N_("Mean time to first value"),
    definition=N_(
        "Mean number of days from a client's start to its first value, of the clients"
        " who reached it in the period."
    ),
    formula="{days} ÷ {clients}",
    parts=(
        PartSpec("days", N_("days to first value in total"), Unit.DAYS),
        PartSpec(
            "clients", N_("clients with first value"), Unit.COUNT, Aggregate.COUNT
        ),
    ),
    unit=Unit.DAYS,
    direction=Direction.DOWN,
    family=Family.ONBOARDING,
    source="001",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
    variants=(
        Variant(
            "by_start",
            N_("By date of the start"),
            _WHY_BY_START,
            _mean_by_start,
            "{days} ÷ {clients}",
        ),
    ),
)
def ttfv_mean(window: Window) -> Measurement:
    """Mean days from sign-up, else first paid contract, to first value."""
    return _in_period(window, Aggregate.MEAN)


@kpi(
    key="ttfv_median",
    name=N_("Time to first value (TTFV)"),
    short=N_("Time to first value"),
    definition=N_(
        "Median number of days from a client's start to its first value, of the"
        " clients who reached it in the period."
    ),
    formula="{median}",
    parts=(
        PartSpec(
            "median", N_("median days to first value"), Unit.DAYS, Aggregate.MEDIAN
        ),
    ),
    unit=Unit.DAYS,
    direction=Direction.DOWN,
    family=Family.ONBOARDING,
    source="001",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
    variants=(
        Variant(
            "by_start",
            N_("By date of the start"),
            _WHY_BY_START,
            _median_by_start,
            "{median}",
        ),
    ),
)
def ttfv_median(window: Window) -> Measurement:
    """Median days from sign-up, else first paid contract, to first value."""
    return _in_period(window, Aggregate.MEDIAN)


def _per_client(window: Window, measure: str) -> tuple[FloatArray, FloatArray]:
    """Sum and number of a measure's readings in the period, per client position."""
    usage = window.data.usage
    clients = window.scope.client_count
    if measure not in usage.measures:
        return np.zeros(clients), np.zeros(clients)
    first, last = np.searchsorted(usage.day, (window.start, window.end))
    chosen = slice(int(first), int(last))
    mine = usage.measure[chosen] == usage.measures.index(measure)
    client = usage.client[chosen][mine]
    quantity = usage.quantity[chosen][mine].astype(np.float64)
    total: FloatArray = np.bincount(client, quantity, clients).astype(np.float64)
    number = np.bincount(client, minlength=clients).astype(np.float64)
    return total, number


@kpi(
    key="adoption",
    name=N_("Product adoption"),
    short=N_("Adoption"),
    definition=N_(
        "Mean use per client with any recorded in the period: the average of its active"
        " users, or its number of key actions where active users are not recorded."
    ),
    formula="{use} ÷ {clients}",
    parts=(
        PartSpec("use", N_("active users or key actions"), Unit.COUNT),
        PartSpec(
            "clients", N_("clients with recorded use"), Unit.COUNT, Aggregate.COUNT
        ),
    ),
    unit=Unit.COUNT,
    direction=Direction.UP,
    family=Family.ONBOARDING,
    source="001, 002",
    needs=("usage",),
    reach=CLIENT_DIMENSIONS,
)
def adoption(window: Window) -> Measurement:
    """Mean over clients of mean active users, else of the sum of key actions."""
    users, readings = _per_client(window, "active_users")
    actions, recorded = _per_client(window, "key_actions")
    has_users = readings > 0
    use = np.where(has_users, users / np.maximum(readings, 1), actions)
    counted = has_users | (recorded > 0)
    ids = window.data.clients.id[counted]
    total = sum_part("use", rows("client", ids, use[counted]))
    number = count_part("clients", rows("client", ids))
    return quotient(
        total.value or 0.0,
        number.value or 0.0,
        scale=1,
        parts=(total, number),
        n=len(ids),
        reason=_NO_USAGE,
    )


KPIS: tuple[Kpi, ...] = (ttfv_mean, ttfv_median, adoption)
