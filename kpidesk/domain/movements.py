"""Snapshots of MRR per client, and what moved between two of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kpidesk.domain.dataset import (
    OPEN_ENDED,
    BoolArray,
    FloatArray,
    IntArray,
    Pieces,
)

NOTHING = 1e-9
"""An MRR up to this many minor units is the rounding of a zero."""

HALF_A_CENT = 0.5 - 1e-6
"""Differences of a client's MRR under half a minor unit are no movement.

A millionth less, because sums of fractions miss an exact half by less than that.
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state at one instant.

    Attributes:
        pieces: Positions of the price spans in force.
        amounts: MRR of each in minor units of the base currency; NaN where the
            exchange rate is missing.
        mrr: The same per client.
        active: Which clients had MRR above zero.
    """

    pieces: IntArray
    amounts: FloatArray
    mrr: FloatArray
    active: BoolArray


def take_snapshot(
    pieces: Pieces,
    clients: int,
    day: int,
    rates: FloatArray,
    *,
    horizon: int = OPEN_ENDED,
    exact: bool = False,
) -> Snapshot:
    """The state just before *day* begins.

    Args:
        pieces: Spans of constant MRR.
        clients: How many clients the company has.
        day: Day number ``t``; a span counts iff ``start < t`` and ``end >= t``.
        rates: Per currency code, base units for one unit; NaN = unknown.
        horizon: First day that is not known: a renewal that starts on it or later
            bridges no gap yet.
        exact: Take the state at the instant itself instead: ``start <= t < end``.
    """
    end = np.where(pieces.end < horizon, pieces.end, pieces.unbridged_end)
    if exact:
        in_force = (pieces.start <= day) & (end > day)
    else:
        in_force = (pieces.start < day) & (end >= day)
    positions = np.flatnonzero(in_force)
    monthly = pieces.monthly[positions]
    client = pieces.client[positions]
    rate = rates[pieces.currency[positions]]
    amounts = monthly * rate
    mrr = np.bincount(client, weights=amounts, minlength=clients).astype(np.float64)
    known = np.where(np.isnan(rate), 1.0, rate)
    paid = np.bincount(client, weights=monthly * known, minlength=clients)
    return Snapshot(positions, amounts, mrr, paid > NOTHING)


@dataclass(frozen=True, slots=True)
class Movements:
    """What happened to each client's MRR between opening and closing.

    Amounts are per client in minor units of the base currency, never negative
    (``exchange`` apart) and 0 where nothing of the kind happened, so that
    ``closing = opening + new + reactivation + expansion − contraction − churned
    + exchange`` to the cent. Credits can make the MRR of a client that is not active
    negative: what it changes by is part of the movement, so that nothing is missing.
    NaN stands for what a missing exchange rate hides.
    """

    opening: FloatArray
    closing: FloatArray
    new: FloatArray
    reactivation: FloatArray
    expansion: FloatArray
    contraction: FloatArray
    churned: FloatArray
    exchange: FloatArray
    is_opening: BoolArray
    is_closing: BoolArray
    is_new: BoolArray
    is_reactivated: BoolArray
    is_lost: BoolArray
    is_kept: BoolArray


def find_movements(
    opening: Snapshot,
    closing: Snapshot,
    closing_at_opening_rates: FloatArray,
    known_before: BoolArray,
) -> Movements:
    """Classify every client's change of MRR.

    Args:
        opening: State just before the period.
        closing: State just before its end.
        closing_at_opening_rates: Closing MRR per client valued at the opening's
            exchange rates, so that a currency that moved is not an expansion.
        known_before: Clients that had a paid contract before the period.
    """
    a, b = opening.mrr, closing.mrr
    started = closing.active & ~opening.active
    is_new = started & ~known_before
    is_reactivated = started & known_before
    is_lost = opening.active & ~closing.active
    is_kept = opening.active & closing.active
    moved = closing_at_opening_rates - a
    stayed = ~started & ~is_lost
    change = np.where(stayed, moved, 0.0)
    unknown = np.where(np.isnan(change), np.nan, 0.0)
    return Movements(
        opening=a,
        closing=b,
        new=np.where(is_new, b - a, 0.0),
        reactivation=np.where(is_reactivated, b - a, 0.0),
        expansion=np.where(change >= HALF_A_CENT, change, unknown),
        contraction=np.where(change <= -HALF_A_CENT, -change, unknown),
        churned=np.where(is_lost, -moved, 0.0),
        exchange=np.where(started, 0.0, b - closing_at_opening_rates),
        is_opening=opening.active,
        is_closing=closing.active,
        is_new=is_new,
        is_reactivated=is_reactivated,
        is_lost=is_lost,
        is_kept=is_kept,
    )
