"""Churn and retention of clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.calendar import months_later
from kpidesk.domain.dataset import OPEN_ENDED
from kpidesk.domain.intervals import wilson
from kpidesk.domain.kpi import (
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
from kpidesk.domain.kpis.clients import LOST, OPENING
from kpidesk.domain.kpis.mrr import bridged_gaps, came_and_went
from kpidesk.domain.reading import (
    NO_CLIENTS,
    NO_CLIENTS_AT_START,
    clients,
    count_part,
    quotient,
    share,
    with_remarks,
)
from kpidesk.domain.window import Window
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, IntArray
    from kpidesk.domain.kpi import Part

KEPT = PartSpec("kept", N_("of them still clients"), Unit.COUNT, Aggregate.COUNT)
BASE = PartSpec("base", N_("clients compared with"), Unit.COUNT, Aggregate.COUNT)


def _lost(window: Window) -> Part:
    return count_part("lost", clients(window, window.movements.is_lost))


def _finish(window: Window, reading: Measurement) -> Measurement:
    interval = None
    if reading.value is not None and reading.denominator:
        interval = wilson(reading.numerator or 0.0, reading.denominator)
    complete = Measurement(
        value=reading.value,
        parts=reading.parts,
        numerator=reading.numerator,
        denominator=reading.denominator,
        n=reading.n,
        interval=interval,
        excluded=came_and_went(window),
        reason=reading.reason,
        formula=reading.formula,
    )
    return with_remarks(complete, bridged_gaps(window))


def _ever_in(window: Window) -> BoolArray:
    """Everybody who was a client at some time in the period."""
    pieces = window.data.pieces
    during = (pieces.start < window.end) & (pieces.end > window.start)
    everyone = window.opening.active | window.closing.active
    everyone[pieces.client[during & (pieces.monthly > 0)]] = True
    return everyone


def _all_lost(window: Window) -> Part:
    """All who left, also those that joined in the period."""
    left = _ever_in(window) & ~window.closing.active
    return count_part("lost", clients(window, left))


def _of_everyone(window: Window) -> Measurement:
    """All who left ÷ everybody who was a client at some time in the period."""
    base = count_part("base", clients(window, _ever_in(window)))
    return share(_all_lost(window), base, NO_CLIENTS)


def _of_the_mean(window: Window) -> Measurement:
    """Lost ÷ mean of opening and closing clients."""
    lost = _lost(window)
    opening = count_part("opening", clients(window, window.opening.active))
    closing = count_part("closing", clients(window, window.closing.active))
    mean = ((opening.value or 0.0) + (closing.value or 0.0)) / 2
    return quotient(
        lost.value or 0.0,
        mean,
        scale=100,
        parts=(lost, opening, closing),
        n=int(mean),
        reason=NO_CLIENTS,
    )


def _of_the_closing(window: Window) -> Measurement:
    """All who left ÷ clients at the end, which they are no part of."""
    base = count_part("base", clients(window, window.closing.active))
    return share(_all_lost(window), base, NO_CLIENTS)


def _with_passers_by(window: Window) -> Measurement:
    """All who left, also those that joined in the period, ÷ clients at the start."""
    base = count_part("base", clients(window, window.opening.active))
    return share(_all_lost(window), base, NO_CLIENTS_AT_START)


def exactly(measure: Kpi) -> Variant:
    """The variant of a KPI whose snapshots are taken at the very instants."""

    def at_the_instants(window: Window) -> Measurement:
        return measure.measure(
            Window(window.scope, window.period, window.as_of, exact=True)
        )

    return Variant(
        "exact_instants",
        N_("Snapshots at the first instants"),
        N_(
            "Contracts are counted at 00:00 of the first day of the period and of the"
            " next one, so what starts on that very day already counts."
        ),
        at_the_instants,
        measure.formula,
    )


_BY_BASE = "{lost} ÷ {base} × 100"


@kpi(
    key="churn_rate",
    name=N_("Client churn rate"),
    short=N_("Client churn"),
    definition=N_(
        "Share of the clients at the start of the period who were lost in it."
        " Clients who joined in the period do not count on either side."
    ),
    formula="{lost} ÷ {opening} × 100",
    parts=(
        LOST,
        OPENING,
        BASE,
        PartSpec("closing", N_("clients at the end"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    family=Family.RETENTION,
    source="004",
    bands=(
        Band(N_("typical"), 10, 15, "004", N_("US, period not stated"), False),
        Band(N_("exceptional"), None, 5, "004", N_("US, period not stated"), False),
    ),
    variants=(
        Variant(
            "all_clients",
            N_("Of all clients of the period"),
            N_(
                "Divides all who left, also those who joined in the period, by"
                " everybody who was a client at some time in it."
            ),
            _of_everyone,
            _BY_BASE,
        ),
        Variant(
            "mean_clients",
            N_("Of the mean number of clients"),
            N_("Divides by the mean of the clients at the start and at the end."),
            _of_the_mean,
            "{lost} ÷ (({opening} + {closing}) ÷ 2) × 100",
        ),
        Variant(
            "closing_clients",
            N_("Of the clients at the end"),
            N_(
                "Divides all who left, also those who joined in the period, by the"
                " clients at the end, as “total clients” can be read."
            ),
            _of_the_closing,
            _BY_BASE,
        ),
        Variant(
            "joined_and_left",
            N_("With those who joined and left"),
            N_("Also counts as lost who joined and left inside the period."),
            _with_passers_by,
            _BY_BASE,
        ),
    ),
)
def churn_rate(window: Window) -> Measurement:
    """Clients lost ÷ clients at the start."""
    opening = count_part("opening", clients(window, window.opening.active))
    return _finish(window, share(_lost(window), opening, NO_CLIENTS_AT_START))


def free_to_leave(window: Window) -> BoolArray:
    """Opening clients whose every contract allowed leaving in the period.

    A contract with an end allows it when the end falls in the period. An open one
    allows it at each completion of its renewal term, or of its billing interval
    when no term is known; a monthly one in any month. Who left was free to.
    """
    contracts = window.data.contracts
    held = np.unique(window.data.pieces.contract[window.opening.pieces])
    end = contracts.end[held]
    term = contracts.renewal_months[held]
    interval = np.rint(contracts.interval_months[held]).astype(np.int64)
    months = np.maximum(np.where(term > 0, term, interval), 1)
    open_ended = end == OPEN_ENDED
    free = np.where(
        open_ended,
        _completes_term(window, contracts.start[held], months),
        window.holds_day(end),
    )
    locked = np.zeros(window.scope.client_count, dtype=np.bool_)
    locked[contracts.client[held[~free]]] = True
    return window.opening.active & (~locked | window.movements.is_lost)


def _completes_term(window: Window, start: IntArray, months: IntArray) -> BoolArray:
    """Whether a term that begins at *start* is completed inside the period."""
    first = np.int64(window.start).astype("datetime64[D]").astype("datetime64[M]")
    begun = start.astype("datetime64[D]").astype("datetime64[M]")
    elapsed = (first - begun).astype(np.int64)
    completed = np.maximum(elapsed // months, 1)
    inside = window.holds_day(months_later(start, completed * months))
    return inside | window.holds_day(months_later(start, (completed + 1) * months))


_NOBODY_FREE = Remark(
    "nobody_free_to_leave",
    N_("No client's term allowed it to leave in the period."),
)


@kpi(
    key="churn_rate_eligible",
    name=N_("Churn rate of clients free to leave"),
    short=N_("Churn of the free"),
    definition=N_(
        "Share lost among the clients whose term allowed them to leave in the period."
    ),
    formula="{lost} ÷ {eligible} × 100",
    parts=(
        LOST,
        PartSpec("eligible", N_("clients free to leave"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    family=Family.RETENTION,
)
def churn_rate_eligible(window: Window) -> Measurement:
    """Lost ÷ clients whose term allowed leaving."""
    eligible = count_part("eligible", clients(window, free_to_leave(window)))
    reason = _NOBODY_FREE if window.opening.active.any() else NO_CLIENTS_AT_START
    return _finish(window, share(_lost(window), eligible, reason))


def _only_new_subtracted(window: Window) -> Measurement:
    moved = window.movements
    closing = count_part("closing", clients(window, moved.is_closing))
    new = count_part("new", clients(window, moved.is_new))
    opening = count_part("opening", clients(window, moved.is_opening))
    return quotient(
        (closing.value or 0.0) - (new.value or 0.0),
        opening.value or 0.0,
        scale=100,
        parts=(closing, new, opening),
        n=int(opening.value or 0),
        reason=NO_CLIENTS_AT_START,
    )


@kpi(
    key="retention_rate",
    name=N_("Client retention rate (CRR)"),
    short=N_("Client retention"),
    definition=N_(
        "Share of the clients at the start who are still clients at the end:"
        " clients at the end, less those acquired, over clients at the start."
    ),
    formula="({closing} − {acquired}) ÷ {opening} × 100",
    parts=(
        PartSpec("closing", N_("clients at the end"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("acquired", N_("clients acquired"), Unit.COUNT, Aggregate.COUNT),
        OPENING,
        PartSpec("new", N_("new clients"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.RETENTION,
    source="003",
    bands=(
        Band(
            N_("exceptional"),
            35,
            None,
            "003",
            N_("over 8 weeks; a product-usage figure"),
            False,
        ),
    ),
    variants=(
        Variant(
            "new_only",
            N_("Only new clients subtracted"),
            N_("Clients who came back stay in the count, so it can exceed 100 %."),
            _only_new_subtracted,
            "({closing} − {new}) ÷ {opening} × 100",
        ),
    ),
)
def retention_rate(window: Window) -> Measurement:
    """(clients at end − acquired) ÷ clients at start; acquired = new + reactivated."""
    moved = window.movements
    closing = count_part("closing", clients(window, moved.is_closing))
    acquired = count_part(
        "acquired", clients(window, moved.is_new | moved.is_reactivated)
    )
    opening = count_part("opening", clients(window, moved.is_opening))
    reading = quotient(
        (closing.value or 0.0) - (acquired.value or 0.0),
        opening.value or 0.0,
        scale=100,
        parts=(closing, acquired, opening),
        n=int(opening.value or 0),
        reason=NO_CLIENTS_AT_START,
    )
    return _finish(window, reading)


KPIS: tuple[Kpi, ...] = (churn_rate, churn_rate_eligible, retention_rate)
