"""What looks wrong in a contract beside the others: an overlap, an unusual amount.

Warnings only: a second contract for the same product, or a price ten times the usual
one, may well be right.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_
from kpidesk.operations.contract_lines import mrr_of_price

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store

FAR = 5
"""An amount so many times the usual one, or that part of it, is unusual."""
_ENOUGH = 3
"""So many contracts make a price usual, unless client and product are the same."""
_MOST = 200
"""So many contracts, the latest, tell what a product usually costs."""
_EVER = "9999"

FOR_BOTH = N_(
    "{mrr} a month is unusual: this client pays {usual} a month for this product"
)
FOR_PRODUCT = N_(
    "{mrr} a month is unusual: clients pay about {usual} a month for this product"
)
FOR_CLIENT = N_(
    "{mrr} a month is unusual: this client pays about {usual} a month for a product"
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another contract of the same client and product that runs at the same time.

    Attributes:
        code: Its number, if it has one.
        start_on: Its first day, as ISO text.
        end_on: Its first day without service; ``None`` = open end.
    """

    code: str
    start_on: str
    end_on: str | None


@dataclass(frozen=True, slots=True)
class Unusual:
    """An amount far from what is usual.

    Attributes:
        mrr: What was entered, per month in major units of the contract's currency.
        usual: What is usual, likewise.
        message: Message id of the sentence about both.
    """

    mrr: float
    usual: float
    message: str


@dataclass(frozen=True, slots=True)
class ContractWarnings:
    """What looks wrong; ``None`` = nothing."""

    overlap: Overlap | None = None
    unusual: Unusual | None = None


def contract_warnings(
    store: Store, contract: Record, price: Record
) -> ContractWarnings:
    """Compare a contract that is being typed with those there are.

    Args:
        store: The open company file.
        contract: Its fields; ``id`` if it is in the file already.
        price: Amount, billing period, quantity and discount.
    """
    of_client = _with(store, "client_id", contract)
    of_product = _with(store, "product_id", contract)
    both = [each for each in of_client if _same(each, contract, "product_id")]
    return ContractWarnings(
        _overlap(both, contract),
        _unusual(store, contract, price, (both, of_product[-_MOST:], of_client)),
    )


def _with(store: Store, field: str, contract: Record) -> list[Record]:
    value = contract.get(field)
    return [] if value is None else store.records_with("contract", field, [value])


def _same(one: Record, other: Record, field: str) -> bool:
    return one.get(field) is not None and one.get(field) == other.get(field)


def _overlap(both: Sequence[Record], contract: Record) -> Overlap | None:
    start = contract.get("start_on")
    if not start:
        return None
    end = str(contract.get("end_on") or _EVER)
    for each in both:
        runs = str(start) < str(each["end_on"] or _EVER) and str(each["start_on"]) < end
        if runs and each["id"] != contract.get("id"):
            last = each["end_on"]
            return Overlap(
                str(each["code"] or ""),
                str(each["start_on"]),
                None if last is None else str(last),
            )
    return None


def _unusual(
    store: Store,
    contract: Record,
    price: Record,
    groups: tuple[Sequence[Record], Sequence[Record], Sequence[Record]],
) -> Unusual | None:
    currency = str(contract.get("currency") or store.rules().currency)
    mrr, _months = mrr_of_price(price, currency)
    if not mrr:
        return None
    for contracts, enough, message in zip(
        groups, (1, _ENOUGH, _ENOUGH), (FOR_BOTH, FOR_PRODUCT, FOR_CLIENT), strict=True
    ):
        paid = _monthly(store, contracts, currency)
        if len(paid) >= enough:
            usual = median(paid)
            far = mrr >= FAR * usual or mrr * FAR <= usual
            return Unusual(mrr, usual, message) if far else None
    return None


def _monthly(store: Store, contracts: Sequence[Record], currency: str) -> list[float]:
    """What each contract in a currency costs a month by its last price."""
    base = store.rules().currency
    same = [int(c["id"] or 0) for c in contracts if (c["currency"] or base) == currency]
    last: dict[object, Record] = {}
    for price in store.records_with("price_term", "contract_id", same):
        known = last.get(price["contract_id"])
        if known is None or str(known["valid_from"]) <= str(price["valid_from"]):
            last[price["contract_id"]] = price
    amounts = (mrr_of_price(price, currency)[0] for price in last.values())
    return [amount for amount in amounts if amount]
