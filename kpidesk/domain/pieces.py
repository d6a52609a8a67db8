"""From contracts and their prices to spans of constant MRR."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kpidesk.domain.dataset import (
    MISSING,
    OPEN_ENDED,
    BoolArray,
    Contracts,
    FloatArray,
    IntArray,
    Pieces,
)
from kpidesk.domain.rules import ChurnAt, Rules


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """Prices of contracts, one row per contract and day from which it holds.

    ``contract`` is the position in ``Contracts``; ``monthly`` is MRR in minor units.
    """

    contract: IntArray
    valid_from: IntArray
    monthly: FloatArray


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
    end, bridged = _bridge(client, start, end, rules.movement_grace_days)
    return Pieces(
        contract=contract,
        client=client,
        product=contracts.product[contract],
        currency=contracts.currency[contract],
        start=start,
        end=end,
        monthly=monthly[keep],
        bridged=bridged,
    )


def _bridge(
    client: IntArray, start: IntArray, end: IntArray, grace_days: int
) -> tuple[IntArray, BoolArray]:
    """Stretch a piece over a short gap before the same client's next piece."""
    bridged = np.zeros(len(client), dtype=np.bool_)
    if grace_days <= 0 or not len(client):
        return end, bridged
    stretched = end.copy()
    order = np.lexsort((start, client))
    for position in np.flatnonzero(end != OPEN_ENDED):
        mine = client[order] == client[position]
        starts = start[order][mine]
        index = int(np.searchsorted(starts, end[position], side="left"))
        covered = np.any(
            (client == client[position])
            & (start < end[position])
            & (end > end[position])
        )
        if index == len(starts) or covered:
            continue
        gap = int(starts[index] - end[position])
        if 0 < gap <= grace_days:
            stretched[position] = starts[index]
            bridged[position] = True
    return stretched, bridged
