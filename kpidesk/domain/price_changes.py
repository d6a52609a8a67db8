"""What changes of price did to the MRR of a period, by reason.

A change counts iff it falls in the period and its contract is still paid at the end.
Amounts are valued at the exchange rates of the opening, as movements are, so that a
currency that moved is no change of price.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.price_steps import (
    INDEXATION,
    NOT_RECORDED,
    PriceSteps,
    price_steps,
)
from kpidesk.domain.records import PRICE_CHANGES

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray, IntArray
    from kpidesk.domain.window import Window

KINDS = (*PRICE_CHANGES, "")
"""The rows of ``expansion_by_kind``; the last one is what is not recorded."""


@dataclass(frozen=True, slots=True)
class PriceChanges:
    """The changes of price that count in a period, one row each.

    ``client`` is the position in ``Clients``; ``amount`` is in minor units of the base
    currency; ``kind`` is the position in ``KINDS``.
    """

    client: IntArray
    amount: FloatArray
    kind: IntArray


def price_changes(window: Window) -> PriceChanges:
    """The changes of price that count in the period."""
    return window.remember(_price_changes)


def _price_changes(window: Window) -> PriceChanges:
    scope, contracts = window.scope, window.data.contracts
    grace = window.rules.renewal_grace_days
    steps: PriceSteps = scope.remember(
        "price steps", lambda: price_steps(scope.data, grace)
    )
    inside = (steps.day >= window.start) & (steps.day < window.end)
    paid = np.zeros(len(contracts.id), dtype=np.bool_)
    paid[window.data.pieces.contract[window.closing.pieces]] = True
    chosen = np.flatnonzero(inside & paid[steps.contract])
    contract = steps.contract[chosen]
    client, currency = contracts.client[contract], contracts.currency[contract]
    # A client whose closing has no value at opening rates moves at those of the end.
    unknown = np.isnan(window.closing_at_opening_rates)[client]
    rate = np.where(
        unknown,
        scope.rates_on(window.end - 1)[currency],
        scope.rates_on(window.start - 1)[currency],
    )
    kind = np.where(steps.kind == NOT_RECORDED, len(KINDS) - 1, steps.kind)[chosen]
    return PriceChanges(client, steps.change[chosen] * rate, kind)


def indexation(window: Window) -> FloatArray:
    """Per client of the opening, what indexation changed, up or down.

    Minor units of the base currency.
    """
    found = price_changes(window)
    chosen = (found.kind == INDEXATION) & window.opening.active[found.client]
    amounts = np.zeros(window.scope.client_count)
    np.add.at(amounts, found.client[chosen], found.amount[chosen])
    return amounts


def expansion_by_kind(window: Window) -> FloatArray:
    """The expansion of each client by reason, one row per kind of ``KINDS``.

    A client's expansion is split over its rises in proportion to them, so that the
    rows add up to ``movements.expansion``; one without a rise is not recorded. Minor
    units of the base currency.
    """
    found, count = price_changes(window), window.scope.client_count
    weights = np.zeros((len(KINDS), count))
    np.add.at(weights, (found.kind, found.client), np.maximum(found.amount, 0.0))
    whole = weights.sum(axis=0)
    weights[-1, whole == 0] = 1.0
    shares: FloatArray = weights / np.where(whole == 0, 1.0, whole)
    return window.movements.expansion * shares
