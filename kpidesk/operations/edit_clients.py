"""Saving a client with the day on which it first got value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_
from kpidesk.importing.clients import ClientDirectory, KnownClient
from kpidesk.operations.edit_records import Edit, Step, one_step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpidesk.domain.records import Record
    from kpidesk.operations.form_facts import Pick
    from kpidesk.store.protocol import Store


def save_client(
    store: Store,
    client_id: int,
    values: Record,
    first_value_on: str | None,
    version: int | None = None,
) -> Edit:
    """Add a client (id 0) or change one.

    Raises:
        WorkspaceError: Somebody changed it meanwhile, or its code is taken.
    """
    known = [
        each
        for each in store.records_with("milestone", "client_id", [client_id])
        if each["milestone"] == "first_value"
    ]
    with one_step(store) as step:
        name = N_("edit client") if client_id else N_("add client")
        if client_id:
            step.change("client", client_id, values, version)
        else:
            [client_id] = step.add("client", [values])
        _save_first_value(step, client_id, known, first_value_on)
        step.ids = [client_id]
        return step.done(name)


def _save_first_value(
    step: Step, client_id: int, known: list[Record], day: str | None
) -> None:
    if day is None:
        step.remove("milestone", [int(each["id"] or 0) for each in known])
    elif known:
        step.change("milestone", int(known[0]["id"] or 0), {"reached_on": day})
    else:
        reached: Record = {
            "client_id": client_id,
            "milestone": "first_value",
            "reached_on": day,
        }
        step.add("milestone", [reached])


def client_like(clients: Iterable[Pick], name: str, but: int = 0) -> Pick | None:
    """The client that has this name already, or one very like it."""
    known = {each.id: each for each in clients if each.id != but}
    directory = ClientDirectory.of(
        KnownClient(each.id, each.name) for each in known.values()
    )
    same = directory.by_name(name)
    if same:
        return known[min(same)]
    suggested = directory.suggestion(name)
    alike = [each for each in known.values() if each.name == suggested]
    return alike[0] if alike else None
