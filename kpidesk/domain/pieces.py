"""From contracts and their prices to spans of constant MRR."""

from __future__ import annotations

import numpy as np

from kpidesk.domain.dataset import (
    MISSING,
    OPEN_ENDED,
    Contracts,
    FloatArray,
    IntArray,
    Pieces,
    PriceTerms,
)
from kpidesk.domain.rules import ChurnAt, Rules


def monthly_amount(
    amount_minor: FloatArray,
    months_num: FloatArray,
    months_den: FloatArray,
    quantity_milli: FloatArray,
    discount_ppm: FloatArray,
) -> FloatArray:
    """MRR in minor units: amount ÷ months × quantity, less the discount.

    A price for zero months (a one-off sale) counts 0. Nothing is rounded.
    """
    months = np.where(months_num > 0, months_num, 1) / months_den
    share = 1 - discount_ppm / 1_000_000
    monthly = amount_minor / months * (quantity_milli / 1000) * share
    return np.where(months_num > 0, monthly, 0.0)


def effective_end(contracts: Contracts, rules: Rules) -> IntArray:
    """First day on which each contract no longer counts, under the house's rule."""
    if rules.churn_at is ChurnAt.END_OF_SERVICE:
        return contracts.end
    noticed = contracts.cancelled != MISSING
    return np.where(
        noticed, np.minimum(contracts.end, contracts.cancelled), contracts.end
    )


def build_pieces(contracts: Contracts, terms: PriceTerms, rules: Rules) -> Pieces:
    """Cut every contract at its changes of price and drop what is not paid.

    The first price of a contract counts from the contract's start, whenever it was
    written down as valid.
    """
    order = np.lexsort((terms.valid_from, terms.contract))
    contract = terms.contract[order]
    valid_from = terms.valid_from[order]
    monthly = terms.monthly[order]
    ends = effective_end(contracts, rules)

    first = np.ones(len(contract), dtype=np.bool_)
    first[1:] = contract[1:] != contract[:-1]
    last = np.ones(len(contract), dtype=np.bool_)
    last[:-1] = first[1:]
    following = np.append(valid_from[1:], OPEN_ENDED)

    start = np.where(
        first,
        contracts.start[contract],
        np.maximum(valid_from, contracts.start[contract]),
    )
    end = np.where(last, ends[contract], np.minimum(following, ends[contract]))
    keep = (start < end) & (monthly != 0)
    contract, start, end = contract[keep], start[keep], end[keep]
    client = contracts.client[contract]
    stretched = _bridge(client, start, end, rules.movement_grace_days)
    return Pieces(
        contract=contract,
        client=client,
        product=contracts.product[contract],
        currency=contracts.currency[contract],
        start=start,
        end=stretched,
        unbridged_end=end,
        monthly=monthly[keep],
        bridged=stretched != end,
    )


def _bridge(
    client: IntArray, start: IntArray, end: IntArray, grace_days: int
) -> IntArray:
    """Ends, later where a client's next piece starts after a short gap.

    A gap is a time in which the client had no piece at all.
    """
    if grace_days <= 0 or not len(client):
        return end
    order = np.lexsort((start, client))
    # Client and day in one number, so that one running maximum serves all clients.
    base = client[order] * _CLIENT_STEP
    reached = np.maximum.accumulate(base + np.minimum(end[order], _LAST_DAY)) - base
    following = np.append(start[order][1:], OPEN_ENDED)
    following[:-1][client[order][1:] != client[order][:-1]] = OPEN_ENDED
    gap = following - reached
    short = (gap > 0) & (gap <= grace_days)
    # The pieces that reach the gap: those of the client that end where it begins.
    gaps = {
        (int(who), int(day)): int(until)
        for who, day, until in zip(
            client[order][short], reached[short], following[short], strict=True
        )
    }
    stretched = end.copy()
    for position in np.flatnonzero(np.isin(end, reached[short])):
        key = (int(client[position]), int(end[position]))
        stretched[position] = gaps.get(key, int(end[position]))
    return stretched


_CLIENT_STEP = 2**32
_LAST_DAY = 2**31
"""Far beyond any day number: what open ends count as while gaps are looked for."""
