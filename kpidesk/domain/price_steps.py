"""Every change of the price of what recurs, and why it was.

A step is the change of monthly MRR at the boundary between two prices of one contract,
or between the last price of a contract and the first of the one that goes on from it.
Its kind is what is recorded. Where nothing is, it is an upsell if only the quantity
rose at the same unit price, or if the contract was not paid before; otherwise it is not
known, and never guessed. The first price of a contract that goes on from no other has
nothing to differ from: it is an upsell, whatever is written beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kpidesk.domain.dataset import (
    BoolArray,
    Contracts,
    Dataset,
    FloatArray,
    IntArray,
)
from kpidesk.domain.records import PRICE_CHANGES

UPSELL = PRICE_CHANGES.index("upsell")
INDEXATION = PRICE_CHANGES.index("indexation")
NOT_RECORDED = -1

_MOST = 50
"""More contracts than this around one day cannot be told apart anyway."""
_STEP = 2**32
"""Contract and day in one number, so that one sorted array serves all contracts."""
_LAST_DAY = 2**31


@dataclass(frozen=True, slots=True)
class PriceSteps:
    """Changes of price, one row per contract and day, in that order.

    ``contract`` is the position in ``Contracts``; ``change`` the difference of MRR in
    minor units of its currency; ``kind`` the position in ``PRICE_CHANGES``, −1 = not
    recorded.
    """

    contract: IntArray
    day: IntArray
    change: FloatArray
    kind: IntArray


def price_steps(data: Dataset, grace_days: int) -> PriceSteps:
    """Find every step.

    Args:
        data: The company.
        grace_days: How far from the end of a contract the one that goes on from it
            may start.
    """
    contracts, prices = data.contracts, data.prices
    at = _that_hold(contracts, data)
    contract, quantity = prices.contract[at], prices.quantity[at]
    monthly, recorded = prices.monthly[at], prices.change[at]
    day = _days(contracts, data)[at]
    first = np.ones(len(at), dtype=np.bool_)
    first[1:] = contract[1:] != contract[:-1]
    previous = np.arange(-1, len(at) - 1)
    previous[first] = _last_of_predecessor(
        contracts, contract, day, contract[first], grace_days
    )
    alone = previous < 0
    foreign = ~alone & (
        contracts.currency[contract[previous]] != contracts.currency[contract]
    )
    before = np.where(alone | foreign, 0.0, monthly[previous])
    # Cross-multiplied: a quantity may be zero.
    same_unit = np.isclose(
        monthly * quantity[previous], before * quantity, rtol=1e-9, atol=0.0
    )
    more = (quantity > quantity[previous]) & same_unit
    kind = np.where(
        (recorded == NOT_RECORDED) & ((before == 0) | more), UPSELL, recorded
    )
    kind = np.where(alone, UPSELL, kind)
    # A price in another currency is not comparable with the one before.
    kind = np.where(foreign, NOT_RECORDED, kind)
    changed = monthly != before
    return PriceSteps(
        contract[changed],
        day[changed],
        (monthly - before)[changed],
        kind[changed],
    )


def _days(contracts: Contracts, data: Dataset) -> IntArray:
    """The day from which each price really holds: never before the contract starts."""
    prices = data.prices
    return np.maximum(prices.valid_from, contracts.start[prices.contract])


def _that_hold(contracts: Contracts, data: Dataset) -> IntArray:
    """Positions of the prices that ever hold, by contract and day.

    Of several from one day on, the one written down as the latest.
    """
    prices = data.prices
    order = np.lexsort((prices.valid_from, prices.contract))
    contract, day = prices.contract[order], _days(contracts, data)[order]
    last = np.ones(len(order), dtype=np.bool_)
    last[:-1] = (contract[1:] != contract[:-1]) | (day[1:] != day[:-1])
    return order[last]


def _last_of_predecessor(
    contracts: Contracts,
    contract: IntArray,
    day: IntArray,
    wanted: IntArray,
    grace_days: int,
) -> IntArray:
    """For each wanted contract, the row of the last price of the one before it.

    −1 where there is none. Rows are those of *contract* and *day*.
    """
    before = predecessors(contracts, np.unique(contract), grace_days)[wanted]
    found = np.flatnonzero(before >= 0)
    rows = np.full(len(wanted), -1, dtype=np.int64)
    eve = np.minimum(contracts.end[before[found]], contracts.start[wanted[found]])
    keys = contract * _STEP + day
    own = before[found] * _STEP
    first = np.searchsorted(keys, own)
    latest = np.searchsorted(keys, own + np.minimum(eve, _LAST_DAY)) - 1
    rows[found] = np.maximum(first, latest)
    return rows


def predecessors(contracts: Contracts, priced: IntArray, grace_days: int) -> IntArray:
    """Per contract, the one that it goes on from; −1 for none.

    That which it is written down to renew. Otherwise the contract of the same client
    and product that ends within the grace of its start, began and ends earlier, if the
    two can be taken for no other.

    Args:
        contracts: All contracts.
        priced: Positions of those that recur.
        grace_days: Distance of the start from the end, either side.
    """
    found = np.full(len(contracts.id), -1, dtype=np.int64)
    recurs = np.zeros(len(contracts.id), dtype=np.bool_)
    recurs[priced] = True
    recurs &= contracts.start < contracts.end
    linked = np.flatnonzero(recurs & (contracts.renews >= 0))
    linked = linked[recurs[contracts.renews[linked]]]
    found[linked] = contracts.renews[linked]

    old, new = _pairs(contracts, np.flatnonzero(recurs), grace_days)
    free = (contracts.renews[new] < 0) & ~np.isin(old, found[linked])
    old, new = old[free], new[free]
    single = np.bincount(old, minlength=len(found))[old] == 1
    single &= np.bincount(new, minlength=len(found))[new] == 1
    found[new[single]] = old[single]
    return found


def _pairs(
    contracts: Contracts, some: IntArray, grace_days: int
) -> tuple[IntArray, IntArray]:
    """Contracts of one client and product, the second starting around the end."""
    owner = contracts.client[some] * (contracts.product.max(initial=0) + 2)
    owner += contracts.product[some] + 1
    start = contracts.start[some]
    order = np.lexsort((start, owner))
    some, keys = some[order], owner[order] * _STEP + start[order]
    ends = owner[order] * _STEP + np.minimum(contracts.end[some], _LAST_DAY)
    low = np.searchsorted(keys, ends - grace_days, side="left")
    high = np.searchsorted(keys, ends + grace_days, side="right")
    number = np.where(high - low > _MOST, 0, high - low)
    old = np.repeat(np.arange(len(some)), number)
    within = np.arange(len(old)) - np.repeat(np.cumsum(number) - number, number)
    old, new = some[old], some[low[old] + within]
    good: BoolArray = contracts.start[old] < contracts.start[new]
    good &= contracts.end[old] < contracts.end[new]
    return old[good], new[good]
