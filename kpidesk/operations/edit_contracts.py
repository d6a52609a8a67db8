"""What people do with contracts: enter, price, renew and close them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpidesk.domain.billing import INTERVAL_MONTHS
from kpidesk.domain.deadlines import renewal_ahead
from kpidesk.domain.period import add_months
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import Edit, Step, one_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store

PRICE_FIELDS = ("amount_minor", "interval", "quantity_milli", "discount_ppm")


def price_record(values: Record, valid_from: str) -> Record:
    """A price from the fields of a form."""
    interval = str(values["interval"])
    price: Record = {
        name: values[name] for name in PRICE_FIELDS if values.get(name) is not None
    }
    price["valid_from"] = valid_from
    if interval in INTERVAL_MONTHS:
        price["months_num"], price["months_den"] = INTERVAL_MONTHS[interval]
    return price


def add_contract(
    store: Store, contract: Record, price: Record, *, new_product: str = ""
) -> Edit:
    """Add a contract with its price, and its product if that is new."""
    with one_step(store) as step:
        signed = with_product(step, contract, new_product)
        step.ids = [_add(step, signed, price)]
        return step.done(N_("add contract"))


def with_product(step: Step, contract: Record, new_product: str) -> Record:
    """The contract with a product that is added for it."""
    if not new_product:
        return contract
    [product] = step.add("product", [{"name": new_product}])
    return {**contract, "product_id": product}


def _add(step: Step, contract: Record, price: Record) -> int:
    [identifier] = step.add("contract", [contract])
    record = price_record(price, str(contract["start_on"]))
    step.add("price_term", [{**record, "contract_id": identifier}])
    return identifier


def prices_of(store: Store, contract_id: int) -> list[Record]:
    """The prices of a contract, earliest first."""
    found = store.records_with("price_term", "contract_id", [contract_id])
    return sorted(found, key=lambda price: str(price["valid_from"]))


def correct_contract(
    store: Store,
    contract_id: int,
    values: Record,
    price: Record,
    version: int,
    *,
    reason: str | None,
    new_product: str = "",
) -> Edit:
    """Correct a contract and its last price: it always was like this.

    *reason* is why the last price differs from the one before it.

    Raises:
        WorkspaceError: Somebody changed it meanwhile.
    """
    prices = prices_of(store, contract_id)
    [before] = store.records("contract", [contract_id])
    with one_step(store) as step:
        step.ids = [contract_id]
        signed = with_product(step, values, new_product)
        step.change("contract", contract_id, signed, version)
        start = str(values.get("start_on") or before["start_on"])
        if not prices:
            record = price_record(price, start)
            step.add("price_term", [{**record, "contract_id": contract_id}])
            return step.done(N_("edit contract"))
        last = prices[-1]
        corrected = price_record(price, str(last["valid_from"]))
        corrected["change_kind"] = reason
        if str(prices[0]["valid_from"]) == str(before["start_on"]):
            # The first price holds from the start, wherever the start moves.
            _move_first_price(step, prices[0], start)
            if len(prices) == 1:
                corrected["valid_from"] = start
        step.change("price_term", int(last["id"] or 0), corrected)
        return step.done(N_("edit contract"))


def _move_first_price(step: Step, price: Record, start: str) -> None:
    if str(price["valid_from"]) != start:
        step.change("price_term", int(price["id"] or 0), {"valid_from": start})


def change_price(
    store: Store,
    contract_id: int,
    price: Record,
    valid_from: date,
    *,
    reason: str | None = None,
) -> Edit:
    """Give a contract another price from a day on; what it was before stays.

    *reason* is why the price changes, one of ``PRICE_CHANGES``, if it is known.
    """
    day = valid_from.isoformat()
    record = {**price_record(price, day), "change_kind": reason}
    with one_step(store) as step:
        step.ids = [contract_id]
        same_day = [
            each
            for each in prices_of(store, contract_id)
            if str(each["valid_from"]) == day
        ]
        if same_day:
            step.change("price_term", int(same_day[0]["id"] or 0), record)
        else:
            step.add("price_term", [{**record, "contract_id": contract_id}])
        return step.done(N_("change price"))


def end_contract(
    store: Store, contract_id: int, end_on: date, reason: str, note: str = ""
) -> Edit:
    """Close a contract: its first day without service, and why."""
    [before] = store.records("contract", [contract_id])
    values: Record = {"end_on": end_on.isoformat(), "end_reason": reason}
    if note:
        notes = [str(before["notes"])] if before["notes"] else []
        values["notes"] = "\n".join([*notes, note])
    with one_step(store) as step:
        step.ids = [contract_id]
        step.change("contract", contract_id, values)
        return step.done(N_("end contract"))


def renew_contract(store: Store, contract_id: int, today: date) -> Edit:
    """Renew a contract for another term, at the same price.

    A contract with an end gets a successor that renews it; one that renews by itself
    gets the date of the term after the next one.
    """
    [old] = store.records("contract", [contract_id])
    prices = prices_of(store, contract_id)
    with one_step(store) as step:
        start = old["end_on"] or old["renewal_on"]
        if old["end_on"] is None or not prices:
            _postpone(step, old, today)
            step.ids = [contract_id]
        else:
            day = date.fromisoformat(str(start))
            step.ids = [_add(step, _successor(old, day), prices[-1])]
        return step.done(N_("renew contract"))


def _successor(old: Record, start: date) -> Record:
    first = date.fromisoformat(str(old["start_on"]))
    months = int(old["renewal_months"] or 0)
    end = add_months(start, months) if months else start + (start - first)
    kept = (
        "client_id",
        "product_id",
        "status",
        "auto_renew",
        "renewal_months",
        "notice_days",
        "currency",
        "account_manager",
    )
    new: Record = {name: old[name] for name in kept}
    new["start_on"], new["end_on"] = start.isoformat(), end.isoformat()
    new["renews_contract_id"] = old["id"]
    return new


def _postpone(step: Step, old: Record, today: date) -> None:
    months = int(old["renewal_months"] or 0) or 12
    written = old["renewal_on"]
    ahead = renewal_ahead(
        date.fromisoformat(str(old["start_on"])),
        months,
        date.fromisoformat(str(written)) if written else None,
        today,
    )
    following = add_months(ahead or today, months)
    values: Record = {"renewal_on": following.isoformat()}
    step.change("contract", int(old["id"] or 0), values)


def running_contract(
    store: Store, kind: str, record_ids: Sequence[int], today: date
) -> int:
    """The contract that people should rather close than delete; 0 if there is none.

    Args:
        store: The open company file.
        kind: ``client`` or ``contract``; others have none.
        record_ids: What is about to be deleted.
        today: A contract that ends after it is still running.
    """
    match kind:
        case "client":
            found = store.records_with("contract", "client_id", record_ids)
        case "contract":
            found = store.records("contract", record_ids)
        case _:
            return 0
    running = [
        each
        for each in found
        if each["end_on"] is None or str(each["end_on"]) > today.isoformat()
    ]
    return int(running[0]["id"] or 0) if running else 0
