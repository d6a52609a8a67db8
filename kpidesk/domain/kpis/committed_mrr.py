"""Recurring revenue that is already decided: signed, and not cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING
from kpidesk.domain.kpi import (
    Direction,
    Excluded,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.mrr import MRR_AT_END, no_contract, snapshot_part
from kpidesk.domain.reading import (
    closing_rate_missing,
    leaving_out,
    rows,
    sum_part,
    undefined,
    unknown_rate,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray
    from kpidesk.domain.window import Window


@kpi(
    key="cmrr",
    name=N_("Committed MRR (CMRR)"),
    short=N_("Committed MRR"),
    definition=N_(
        "MRR plus contracts signed but not started yet, less contracts whose"
        " cancellation has been received."
    ),
    formula="{mrr} + {signed} − {cancelled}",
    parts=(
        MRR_AT_END,
        PartSpec("signed", N_("signed, not started yet"), Unit.MONEY),
        PartSpec("cancelled", N_("cancellation received"), Unit.MONEY),
    ),
    unit=Unit.MONEY,
    direction=Direction.UP,
    family=Family.REVENUE,
    stock=True,
)
def cmrr(window: Window) -> Measurement:
    """MRR + signed, not yet started − cancellation already given.

    What starts later counts at its first price, unless notice has been given already.
    """
    found = _coming(window)
    missing = None if found.signed.any() else no_contract(window)
    missing = missing or closing_rate_missing(window)
    missing = missing or _coming_rate_missing(window, found)
    if missing:
        return undefined(missing)
    data, contracts = window.data, window.data.contracts
    in_force = data.pieces.contract[window.closing.pieces]
    leaving = _noticed(window)[in_force]
    end = snapshot_part(window, "mrr", window.closing)
    plus = sum_part(
        "signed",
        rows("contract", contracts.id[found.signed], found.amounts[found.signed]),
    )
    minus = sum_part(
        "cancelled",
        rows(
            "contract",
            contracts.id[in_force[leaving]],
            window.closing.amounts[leaving] / window.scope.per_major,
        ),
    )
    value = (end.value or 0.0) + (plus.value or 0.0) - (minus.value or 0.0)
    reading = Measurement(value, (end, plus, minus), n=int(window.closing.active.sum()))
    unsigned = N_("Starts later, date of signature unknown")
    return leaving_out(
        reading, Excluded("contract", contracts.id[found.unsigned], unsigned)
    )


def _noticed(window: Window) -> BoolArray:
    """Contracts whose cancellation has been received before the period's end."""
    cancelled = window.data.contracts.cancelled
    noticed: BoolArray = (cancelled != MISSING) & (cancelled < window.end)
    return noticed


@dataclass(frozen=True, slots=True)
class _Coming:
    """Paid contracts that start after the period, nobody having given notice.

    ``amounts`` is the MRR of each contract's first price in major units.
    """

    signed: BoolArray
    unsigned: BoolArray
    amounts: FloatArray


def _coming(window: Window) -> _Coming:
    contracts, pieces = window.data.contracts, window.data.pieces
    rates = window.scope.rates_on(window.end - 1)
    begins = pieces.start == contracts.start[pieces.contract]
    begins &= (pieces.start >= window.end) & ~_noticed(window)[pieces.contract]
    if window.exact:
        begins &= pieces.start > window.end
    amounts = np.zeros(len(contracts.id))
    first = pieces.monthly[begins] * rates[pieces.currency[begins]]
    amounts[pieces.contract[begins]] = first / window.scope.per_major
    coming = amounts != 0
    signed = coming & (contracts.signed != MISSING) & (contracts.signed < window.end)
    return _Coming(signed, coming & (contracts.signed == MISSING), amounts)


def _coming_rate_missing(window: Window, found: _Coming) -> Remark | None:
    blank = found.signed & np.isnan(found.amounts)
    if not blank.any():
        return None
    code = int(window.data.contracts.currency[blank][0])
    return unknown_rate(window.data.currencies[code], window.end - 1)


KPIS: tuple[Kpi, ...] = (cmrr,)
