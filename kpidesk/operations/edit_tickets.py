"""What people do with tickets at the desk: note a first reply, resolve, reopen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import Edit, one_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store

_OPEN = {"open", "in_progress", "pending", None}


def add_ticket(store: Store, ticket: Record) -> Edit:
    """Add a ticket, numbered after the highest number there is."""
    numbered = dict(ticket)
    if not numbered.get("code"):
        numbered["code"] = next_number(store)
    with one_step(store) as step:
        step.ids = step.add("ticket", [numbered])
        return step.done(N_("add ticket"))


def next_number(store: Store) -> str:
    """The number after the highest; numbers with letters do not count."""
    highest = store.highest_number("ticket", "code")
    return str(1001 if highest is None else highest + 1)


def note_first_response(
    store: Store, ticket_ids: Sequence[int], moment: datetime
) -> Edit:
    """Somebody replied just now; a reply noted before stays the first."""
    with one_step(store) as step:
        for ticket in store.records("ticket", ticket_ids):
            values: Record = {}
            if ticket["first_response_at"] is None:
                values["first_response_at"] = _text(moment, ticket)
            if ticket["status"] in {"open", None}:
                values["status"] = "in_progress"
            if values:
                step.ids.append(int(ticket["id"] or 0))
                step.change("ticket", step.ids[-1], values)
        return step.done(N_("first response"))


def resolve(store: Store, ticket_ids: Sequence[int], moment: datetime) -> Edit:
    """Tickets are solved now."""
    with one_step(store) as step:
        for ticket in store.records("ticket", ticket_ids):
            if ticket["status"] in {"resolved", "closed"} and ticket["resolved_at"]:
                continue
            now = _text(moment, ticket)
            values: Record = {"status": "resolved", "resolved_at": now}
            if ticket["first_resolved_at"] is None:
                values["first_resolved_at"] = now
            step.ids.append(int(ticket["id"] or 0))
            step.change("ticket", step.ids[-1], values)
        return step.done(N_("resolve ticket"))


def reopen(store: Store, ticket_ids: Sequence[int]) -> Edit:
    """Solved tickets came back: counted, and open again."""
    with one_step(store) as step:
        for ticket in store.records("ticket", ticket_ids):
            if ticket["status"] in _OPEN and ticket["resolved_at"] is None:
                continue
            values: Record = {
                "status": "open",
                "resolved_at": None,
                "first_resolved_at": ticket["first_resolved_at"]
                or ticket["resolved_at"],
                "reopenings": int(ticket["reopenings"] or 0) + 1,
            }
            step.ids.append(int(ticket["id"] or 0))
            step.change("ticket", step.ids[-1], values)
        return step.done(N_("reopen ticket"))


def _text(moment: datetime, ticket: Record) -> str:
    """The moment, but never before the ticket was opened."""
    text = moment.isoformat(timespec="seconds")
    return max(text, str(ticket["opened_at"]))
