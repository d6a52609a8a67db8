"""Prices of contracts over time: a list of changes, beside the list of contracts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kpidesk.domain.records import Record
from kpidesk.importing.context import ImportContext
from kpidesk.importing.contract_price import price_of_change
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues

_MONTHLY: Record = {"interval": "monthly", "months_num": 1, "months_den": 1}


def priced_elsewhere(row: RowValues, context: ImportContext) -> bool:
    """A price history of the same import gives this contract's prices."""
    code = row.text("external_id")
    return bool(code) and str(code).casefold() in context.priced


def keep_first_price(
    context: ImportContext, contract: int, start: dt.date, price: Record
) -> None:
    """Remember the price in a contract's own row, until its history has been read."""
    own = {"contract_id": contract, "valid_from": start.isoformat(), **price}
    context.planned_prices.setdefault(contract, []).append(own)
    context.first_prices.append(own)


def resolve_first_prices(context: ImportContext) -> None:
    """Let contracts begin at their own price where their history begins later.

    A history that reaches back to the start says all; what the contract's row says then
    is the price of some day or other, and is left aside.
    """
    for own in context.first_prices:
        contract, start = int(own["contract_id"] or 0), str(own["valid_from"])
        others = (
            *saved_prices(context).get(contract, ()),
            *(each for each in context.planned_prices[contract] if each is not own),
        )
        if all(str(each["valid_from"]) > start for each in others):
            context.plan.add("price_term", own)


def build_price(row: RowValues, context: ImportContext, interval: str) -> PlannedRow:
    """Plan a price of a contract's history."""
    rejected = PlannedRow(row.number, Outcome.REJECTED)
    code, day = row.text("contract"), row.iso_day("valid_from")
    price = price_of_change(row, interval)
    if row.has_errors() or code is None or day is None or price is None:
        return rejected
    contract = context.contract(code)
    if contract is None:
        row.error("unknown_contract", "contract")
        return rejected
    key = ("price", contract, day)
    if not context.claim(row, key):
        return rejected
    terms = saved_prices(context).get(contract, ())
    found = next((term for term in terms if term["valid_from"] == day), None)
    if found is None:
        price = _as_before(context, contract, day, price) | price
    values: Record = {"contract_id": contract, "valid_from": day, **price}
    upserted = context.save("price_term", values, found, key)
    context.planned_prices.setdefault(contract, []).append(values)
    return PlannedRow(row.number, upserted.outcome, upserted.changes)


def _as_before(
    context: ImportContext, contract: int, day: str, price: Record
) -> Record:
    """What a change of price leaves as it was: its sheet does not speak of it."""
    names: list[str] = []
    if "interval" not in price:
        names += ("interval", "months_num", "months_den")
    if "quantity" not in context.match_names:
        names.append("quantity_milli")
    if "discount" not in context.match_names:
        names.append("discount_ppm")
    earlier = [
        term
        for term in (
            *saved_prices(context).get(contract, ()),
            *context.planned_prices.get(contract, ()),
        )
        if str(term["valid_from"]) <= day
    ]
    if not earlier:
        return {} if "interval" in price else dict(_MONTHLY)
    # Of one day, the history's row is said last, and counts.
    latest = max(reversed(earlier), key=lambda term: str(term["valid_from"]))
    return {name: latest[name] for name in names if latest.get(name) is not None}


def saved_prices(context: ImportContext) -> Mapping[int, list[Record]]:
    """The prices that the company holds, by contract."""
    known: dict[int, list[Record]] = {}
    if not context.terms:
        for term in context.existing.of("price_term"):
            known.setdefault(int(term["contract_id"] or 0), []).append(term)
        context.terms.update(known)
    return context.terms
