"""What becomes of leads: a client with a contract, or a reason why not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_contracts import price_record, with_product
from kpidesk.operations.edit_records import Edit, one_step

if TYPE_CHECKING:
    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store


def convert_lead(
    store: Store,
    lead_id: int,
    client: Record,
    contract: Record | None,
    price: Record | None,
    day: date,
    *,
    new_product: str = "",
) -> Edit:
    """Make a client, and its first contract, of a lead: one step.

    Args:
        store: The open company file.
        lead_id: The lead.
        client: The new client; with ``id`` only, an existing one.
        contract: Its contract, without ``client_id``, if there is one already.
        price: The contract's price.
        day: When the lead was won.
        new_product: Name of the contract's product, if it is a new one.
    """
    with one_step(store) as step:
        existing = int(client.get("id") or 0)
        client_id = existing or step.add("client", [client])[0]
        if contract is not None and price is not None:
            signed: Record = {**contract, "client_id": client_id}
            signed = with_product(step, signed, new_product)
            [contract_id] = step.add("contract", [signed])
            record = price_record(price, str(contract["start_on"]))
            step.add("price_term", [{**record, "contract_id": contract_id}])
        step.change(
            "lead",
            lead_id,
            {
                "outcome": "converted",
                "converted_on": day.isoformat(),
                "client_id": client_id,
            },
        )
        step.ids = [client_id]
        return step.done(N_("convert lead"))


def lose_lead(store: Store, lead_id: int, day: date, reason: str) -> Edit:
    """The lead will not become a client."""
    with one_step(store) as step:
        step.ids = [lead_id]
        step.change(
            "lead",
            lead_id,
            {"outcome": "lost", "lost_on": day.isoformat(), "lost_reason": reason},
        )
        return step.done(N_("mark lead as lost"))
