"""Recurring revenue and its movements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, OPEN_ENDED
from kpidesk.domain.kpi import (
    Band,
    Direction,
    Excluded,
    Family,
    Kpi,
    Measurement,
    Part,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.reading import (
    NO_CONTRACTS,
    NO_MRR_AT_START,
    closing_rate_missing,
    money_part,
    opening_rate_missing,
    quotient,
    rate_missing,
    rows,
    sum_part,
    total,
    undefined,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray
    from kpidesk.domain.movements import Snapshot
    from kpidesk.domain.window import Window

MRR_AT_END = PartSpec("mrr", N_("MRR at the end"), Unit.MONEY)
MRR_AT_START = PartSpec("opening", N_("MRR at the start"), Unit.MONEY)


def snapshot_part(window: Window, key: str, snapshot: Snapshot) -> Part:
    """The MRR of a snapshot, contract by contract."""
    contracts = window.data.pieces.contract[snapshot.pieces]
    ids = window.data.contracts.id[contracts]
    return sum_part(
        key, rows("contract", ids, snapshot.amounts / window.scope.per_major)
    )


def came_and_went(window: Window) -> tuple[Excluded, ...]:
    """Contracts that start and end inside the period: invisible to movements.

    A contract is judged from its first paid day to its last, whatever its prices.
    """
    return window.remember(_came_and_went)


def _came_and_went(window: Window) -> tuple[Excluded, ...]:
    pieces, ids = window.data.pieces, window.data.contracts.id
    first = np.full(len(ids), OPEN_ENDED, dtype=np.int64)
    last = np.full(len(ids), MISSING, dtype=np.int64)
    np.minimum.at(first, pieces.contract, pieces.start)
    np.maximum.at(last, pieces.contract, pieces.end)
    inside = (first >= window.start) & (last < window.end)
    if window.exact:
        inside = (first > window.start) & (last <= window.end)
    inside &= first < OPEN_ENDED
    if not inside.any():
        return ()
    reason = N_("Starts and ends inside the period")
    return (Excluded("contract", ids[inside], reason),)


def bridged_gaps(window: Window) -> Remark | None:
    """Says that a gap before a renewal was bridged, when it touches the period."""
    pieces = window.data.pieces
    inside = pieces.bridged & (pieces.end < window.horizon)
    inside &= (pieces.end >= window.start) & (pieces.unbridged_end <= window.end)
    if not inside.any():
        return None
    return Remark(
        "bridged",
        N_("Gaps before a renewal were bridged: {count}."),
        {"count": int(inside.sum())},
    )


def no_contract(window: Window) -> Remark | None:
    """Why there is no MRR at all: no recurring contract is recorded."""
    return None if window.any_contract else NO_CONTRACTS


def _at_closing(window: Window) -> Measurement:
    missing = no_contract(window) or closing_rate_missing(window)
    if missing:
        return undefined(missing)
    part = snapshot_part(window, MRR_AT_END.key, window.closing)
    return total(part, int(window.closing.active.sum()))


@kpi(
    key="mrr",
    name=N_("Monthly recurring revenue (MRR)"),
    short=N_("MRR"),
    definition=N_(
        "What the contracts in force at the end of the period bring in each month."
        " One-off fees, taxes and free trials do not count."
    ),
    formula="{mrr}",
    parts=(MRR_AT_END,),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.REVENUE,
    source="004",
    stock=True,
)
def mrr(window: Window) -> Measurement:
    """Closing MRR."""
    return _at_closing(window)


@kpi(
    key="mrr_opening",
    name=N_("MRR at the start of the period"),
    short=N_("MRR at start"),
    definition=N_("What the contracts in force just before the period bring in."),
    formula="{opening}",
    parts=(MRR_AT_START,),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.REVENUE,
    source="004",
    stock=True,
)
def mrr_opening(window: Window) -> Measurement:
    """Opening MRR."""
    missing = no_contract(window) or opening_rate_missing(window)
    if missing:
        return undefined(missing)
    part = snapshot_part(window, MRR_AT_START.key, window.opening)
    return total(part, int(window.opening.active.sum()))


@kpi(
    key="arr",
    name=N_("Annual recurring revenue (ARR)"),
    short=N_("ARR"),
    definition=N_("Twelve times the MRR at the end of the period."),
    formula="{mrr} × 12",
    parts=(MRR_AT_END,),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.REVENUE,
    stock=True,
)
def arr(window: Window) -> Measurement:
    """Closing MRR times twelve."""
    reading = _at_closing(window)
    if reading.value is None:
        return reading
    return Measurement(reading.value * 12, reading.parts, n=reading.n)


@kpi(
    key="mrr_growth",
    name=N_("MRR growth rate"),
    short=N_("MRR growth"),
    definition=N_("How much MRR grew from the start to the end of the period."),
    formula="({mrr} − {opening}) ÷ {opening} × 100",
    parts=(MRR_AT_END, MRR_AT_START),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.REVENUE,
    source="004",
    bands=(
        Band(N_("typical"), 18, 20, "004", N_("US, period not stated"), False),
        Band(N_("exceptional"), 30, None, "004", N_("US, period not stated"), False),
    ),
)
def mrr_growth(window: Window) -> Measurement:
    """(closing − opening) ÷ opening."""
    missing = no_contract(window) or rate_missing(window)
    if missing:
        return undefined(missing)
    end = snapshot_part(window, "mrr", window.closing)
    start = snapshot_part(window, "opening", window.opening)
    opening = start.value or 0.0
    return quotient(
        (end.value or 0.0) - opening,
        opening,
        scale=100,
        parts=(end, start),
        n=int(window.opening.active.sum()),
        reason=NO_MRR_AT_START,
    )


def _movement(window: Window, key: str, minor: FloatArray) -> Measurement:
    missing = no_contract(window)
    if np.isnan(minor).any():
        missing = rate_missing(window)
    if missing:
        return undefined(missing)
    part = money_part(window, key, minor)
    reading = Measurement(
        part.value,
        (part,),
        n=int((minor != 0).sum()),
        excluded=came_and_went(window),
    )
    return with_remarks(reading, bridged_gaps(window))


@kpi(
    key="mrr_new",
    name=N_("New MRR"),
    short=N_("New MRR"),
    definition=N_("MRR of clients who never had a paid contract before the period."),
    formula="{new}",
    parts=(PartSpec("new", N_("MRR of new clients"), Unit.MONEY),),
    unit=Unit.MONEY,
    direction=Direction.NEUTRAL,
    family=Family.REVENUE,
)
def mrr_new(window: Window) -> Measurement:
    """MRR of clients that are new."""
    return _movement(window, "new", window.movements.new)


@kpi(
    key="mrr_expansion",
    name=N_("Expansion MRR"),
    short=N_("Expansion MRR"),
    definition=N_("By how much the MRR of existing clients rose."),
    formula="{expansion}",
    parts=(PartSpec("expansion", N_("increases of existing clients"), Unit.MONEY),),
    unit=Unit.MONEY,
    direction=Direction.NEUTRAL,
    family=Family.REVENUE,
    source="001",
)
def mrr_expansion(window: Window) -> Measurement:
    """Increases of clients active at both ends."""
    return _movement(window, "expansion", window.movements.expansion)


@kpi(
    key="mrr_reactivation",
    name=N_("Reactivation MRR"),
    short=N_("Reactivation MRR"),
    definition=N_("MRR of former clients who came back."),
    formula="{reactivation}",
    parts=(PartSpec("reactivation", N_("MRR of returned clients"), Unit.MONEY),),
    unit=Unit.MONEY,
    direction=Direction.NEUTRAL,
    family=Family.REVENUE,
)
def mrr_reactivation(window: Window) -> Measurement:
    """MRR of clients that had left before and are back."""
    return _movement(window, "reactivation", window.movements.reactivation)


@kpi(
    key="mrr_contraction",
    name=N_("Contraction MRR"),
    short=N_("Contraction MRR"),
    definition=N_("By how much the MRR of clients who stayed fell."),
    formula="{contraction}",
    parts=(PartSpec("contraction", N_("decreases of existing clients"), Unit.MONEY),),
    unit=Unit.MONEY,
    direction=Direction.NEUTRAL,
    family=Family.REVENUE,
)
def mrr_contraction(window: Window) -> Measurement:
    """Decreases of clients active at both ends."""
    return _movement(window, "contraction", window.movements.contraction)


@kpi(
    key="mrr_churned",
    name=N_("Churned MRR"),
    short=N_("Churned MRR"),
    definition=N_("MRR of the clients lost in the period."),
    formula="{churned}",
    parts=(PartSpec("churned", N_("MRR of lost clients"), Unit.MONEY),),
    unit=Unit.MONEY,
    direction=Direction.NEUTRAL,
    family=Family.REVENUE,
)
def mrr_churned(window: Window) -> Measurement:
    """MRR of clients active at the start and not at the end."""
    return _movement(window, "churned", window.movements.churned)


KPIS: tuple[Kpi, ...] = (
    mrr,
    mrr_opening,
    arr,
    mrr_growth,
    mrr_new,
    mrr_expansion,
    mrr_reactivation,
    mrr_contraction,
    mrr_churned,
)
