"""Clients: how many, who came, who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.calendar import months_later
from kpidesk.domain.dataset import MISSING
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
from kpidesk.domain.kpis.mrr import bridged_gaps, came_and_went
from kpidesk.domain.reading import (
    clients,
    count_part,
    distribution,
    rows,
    total,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.window import Window

OPENING = PartSpec("opening", N_("clients at the start"), Unit.COUNT, Aggregate.COUNT)
LOST = PartSpec("lost", N_("clients lost"), Unit.COUNT, Aggregate.COUNT)

_NO_LOSSES = Remark("no_losses", N_("No client was lost in the period."))


def _count(window: Window, key: str, mask: BoolArray) -> Measurement:
    part = count_part(key, clients(window, mask))
    return total(part, len(part.rows[0].ids))


def _count_moved(window: Window, key: str, mask: BoolArray) -> Measurement:
    reading = _count(window, key, mask)
    reading = Measurement(
        reading.value, reading.parts, n=reading.n, excluded=came_and_went(window)
    )
    return with_remarks(reading, bridged_gaps(window))


@kpi(
    key="clients",
    name=N_("Active clients"),
    short=N_("Active clients"),
    definition=N_("Clients whose MRR is above zero at the end of the period."),
    formula="{clients}",
    parts=(PartSpec("clients", N_("active clients"), Unit.COUNT, Aggregate.COUNT),),
    unit=Unit.COUNT,
    direction=Direction.UP,
    family=Family.RETENTION,
    stock=True,
)
def active_clients(window: Window) -> Measurement:
    """Clients active just before the end."""
    return _count(window, "clients", window.closing.active)


@kpi(
    key="clients_opening",
    name=N_("Active clients at the start of the period"),
    short=N_("Clients at start"),
    definition=N_("Clients whose MRR is above zero just before the period."),
    formula="{opening}",
    parts=(OPENING,),
    unit=Unit.COUNT,
    direction=Direction.UP,
    family=Family.RETENTION,
    stock=True,
)
def clients_opening(window: Window) -> Measurement:
    """Clients active just before the start."""
    return _count(window, "opening", window.opening.active)


@kpi(
    key="clients_new",
    name=N_("New clients"),
    short=N_("New clients"),
    definition=N_("Active at the end and never a paying client before the period."),
    formula="{new}",
    parts=(PartSpec("new", N_("new clients"), Unit.COUNT, Aggregate.COUNT),),
    unit=Unit.COUNT,
    direction=Direction.UP,
    family=Family.RETENTION,
)
def clients_new(window: Window) -> Measurement:
    """Clients that are new."""
    return _count_moved(window, "new", window.movements.is_new)


@kpi(
    key="clients_reactivated",
    name=N_("Reactivated clients"),
    short=N_("Reactivated clients"),
    definition=N_("Former clients who are active again at the end of the period."),
    formula="{reactivated}",
    parts=(
        PartSpec("reactivated", N_("returned clients"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.COUNT,
    direction=Direction.UP,
    family=Family.RETENTION,
)
def clients_reactivated(window: Window) -> Measurement:
    """Clients that came back."""
    return _count_moved(window, "reactivated", window.movements.is_reactivated)


@kpi(
    key="clients_lost",
    name=N_("Lost clients"),
    short=N_("Lost clients"),
    definition=N_("Active just before the period and no longer at its end."),
    formula="{lost}",
    parts=(LOST,),
    unit=Unit.COUNT,
    direction=Direction.DOWN,
    family=Family.RETENTION,
)
def clients_lost(window: Window) -> Measurement:
    """Clients that left."""
    return _count_moved(window, "lost", window.movements.is_lost)


def last_paid_day(window: Window, lost: IntArray) -> IntArray:
    """Per client of *lost*, the first day without any paid contract."""
    pieces = window.data.pieces
    known = pieces.start < window.end
    ends = np.full(window.scope.client_count, MISSING, dtype=np.int64)
    np.maximum.at(ends, pieces.client[known], pieces.unbridged_end[known])
    return ends[lost]


def months_held(first: IntArray, last: IntArray) -> FloatArray:
    """Calendar months from each first day to each last day, with fractions."""
    first_month = first.astype("datetime64[D]").astype("datetime64[M]")
    last_month = last.astype("datetime64[D]").astype("datetime64[M]")
    whole = (last_month - first_month).astype(np.int64)
    whole -= months_later(first, whole) > last
    reached = months_later(first, whole)
    length = months_later(first, whole + 1) - reached
    held: FloatArray = whole + (last - reached) / length
    return held


@kpi(
    key="client_lifetime",
    name=N_("Average client lifetime"),
    short=N_("Client lifetime"),
    definition=N_(
        "Mean number of months between the first start and the loss of the clients"
        " lost in the period."
    ),
    formula="{lifetime}",
    parts=(
        PartSpec(
            "lifetime", N_("mean months of lost clients"), Unit.MONTHS, Aggregate.MEAN
        ),
    ),
    unit=Unit.MONTHS,
    direction=Direction.UP,
    family=Family.RETENTION,
    source="000, 004",
)
def client_lifetime(window: Window) -> Measurement:
    """Mean months from first start to loss; days left over are a share of a month."""
    lost = np.flatnonzero(window.movements.is_lost)
    months = months_held(window.scope.first_paid[lost], last_paid_day(window, lost))
    held = rows("client", window.data.clients.id[lost], months)
    return distribution("lifetime", held, Aggregate.MEAN, _NO_LOSSES)


KPIS: tuple[Kpi, ...] = (
    active_clients,
    clients_opening,
    clients_new,
    clients_reactivated,
    clients_lost,
    client_lifetime,
)
