"""Edits by hand, their names, and taking them back."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kpidesk.domain.records import KINDS, Record
from kpidesk.domain.rules import Rules
from kpidesk.errors import WorkspaceError
from kpidesk.operations.change_settings import change_settings
from kpidesk.operations.edit_contracts import (
    add_contract,
    change_price,
    correct_contract,
    end_contract,
    prices_of,
    renew_contract,
)
from kpidesk.operations.edit_leads import convert_lead
from kpidesk.operations.edit_records import Edit, add_records, change_records
from kpidesk.operations.edit_removal import plan_removal, remove_records
from kpidesk.operations.undo_edits import undo_edit
from kpidesk.store.sqlite_store import SqliteStore

ANNUAL: Record = {"amount_minor": 1_440_000, "interval": "annual"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "A")) as made:
        yield made


def everything(store: SqliteStore) -> dict[str, list[dict[str, Any]]]:
    """All records without their versions."""
    return {
        kind.name: [
            {name: value for name, value in record.items() if name != "version"}
            for record in store.records(kind.name)
        ]
        for kind in KINDS
    }


def add_client(store: SqliteStore, name: str = "Rossi Srl") -> int:
    return add_records(store, "client", [{"name": name}]).ids[0]


def client_with_history(store: SqliteStore) -> int:
    client = add_client(store)
    contract: Record = {"client_id": client, "start_on": "2025-01-01"}
    first = add_contract(store, contract, ANNUAL).ids[0]
    end_contract(store, first, date(2026, 1, 1), "Price")
    renew_contract(store, first, date(2025, 6, 1))
    opened = "2025-02-01T09:00:00"
    [ticket] = add_records(
        store, "ticket", [{"client_id": client, "opened_at": opened, "code": "T1"}]
    ).ids
    add_records(
        store,
        "ticket_event",
        [{"ticket_id": ticket, "happened_at": opened, "event": "note"}],
    )
    answer: Record = {
        "survey": "nps",
        "client_id": client,
        "ticket_id": ticket,
        "score_milli": 4000,
        "scale_min": 0,
        "scale_max": 10,
        "answered_on": "2025-03-01",
    }
    add_records(store, "survey_answer", [answer])
    lead: Record = {"name": "Anna", "created_on": "2024-12-01", "client_id": client}
    add_records(store, "lead", [lead])
    note: Record = {
        "about": "client",
        "about_key": str(client),
        "noted_on": "2025-01-01",
        "body": "Hello",
    }
    add_records(store, "note", [note])
    return client


def test_an_edit_is_taken_back_and_repeated(store: SqliteStore) -> None:
    client = add_client(store)
    edit = change_records(store, "client", {client: {"city": "Torino"}})

    undone = undo_edit(store, edit)
    assert store.records("client")[0]["city"] is None
    undo_edit(store, undone)

    assert store.records("client")[0]["city"] == "Torino"
    assert edit.title() == undone.title() == "edit client"


def test_nobody_is_overwritten(store: SqliteStore) -> None:
    client = add_client(store)
    seen = int(store.records("client")[0]["version"] or 0)
    edit = change_records(store, "client", {client: {"city": "Torino"}})

    with pytest.raises(WorkspaceError) as caught:
        change_records(store, "client", {client: {"city": "Roma"}}, {client: seen})
    assert caught.value.code == "changed_meanwhile"
    with store.writing("marta") as writer:
        writer.change("client", client, {"city": "Milano"})
    with pytest.raises(WorkspaceError) as caught:
        undo_edit(store, edit)

    assert caught.value.code == "changed_meanwhile"
    assert store.records("client")[0]["city"] == "Milano"


def test_a_client_takes_its_history_along_and_brings_it_back(
    store: SqliteStore,
) -> None:
    client = client_with_history(store)
    before = everything(store)
    plan = plan_removal(store, "client", [client])

    assert plan.destroys_history
    assert plan.counts() == {
        "contract": 2,
        "price_term": 2,
        "ticket": 1,
        "ticket_event": 1,
        "survey_answer": 1,
        "note": 1,
    }
    edit = remove_records(store, "client", [client])
    assert store.count("client") == store.count("contract") == 0
    assert store.records("lead")[0]["client_id"] is None

    undone = undo_edit(store, edit)
    assert everything(store) == before
    undo_edit(store, undone)
    assert store.count("ticket") == 0


def test_a_taken_code_is_told_in_words(store: SqliteStore) -> None:
    add_records(store, "client", [{"name": "A", "code": "C1"}])

    with pytest.raises(WorkspaceError) as caught:
        add_records(store, "client", [{"name": "B", "code": "C1"}])

    assert caught.value.code == "not_unique"
    assert "Client code" in caught.value.sentence()


def test_a_price_changes_from_a_day_or_is_corrected(store: SqliteStore) -> None:
    client = add_client(store)
    contract: Record = {"client_id": client, "start_on": "2025-01-01"}
    [made] = add_contract(store, contract, ANNUAL).ids

    change_price(
        store,
        made,
        {"amount_minor": 120_000, "interval": "monthly"},
        date(2025, 7, 1),
        reason="price",
    )
    version = int(store.records("contract")[0]["version"] or 0)
    correct_contract(
        store,
        made,
        {"start_on": "2025-02-01"},
        {"amount_minor": 130_000, "interval": "monthly"},
        version,
        reason="indexation",
    )

    names = ("valid_from", "amount_minor", "change_kind")
    terms = [tuple(price[name] for name in names) for price in prices_of(store, made)]
    assert terms == [
        ("2025-02-01", 1_440_000, None),
        ("2025-07-01", 130_000, "indexation"),
    ]


def test_a_renewal_is_a_successor_at_the_same_price(store: SqliteStore) -> None:
    client = add_client(store)
    contract: Record = {
        "client_id": client,
        "start_on": "2025-01-01",
        "end_on": "2026-01-01",
        "renewal_months": 12,
    }
    [made] = add_contract(store, contract, ANNUAL).ids

    [successor] = renew_contract(store, made, date(2025, 6, 1)).ids

    record = store.records("contract", [successor])[0]
    assert (record["start_on"], record["end_on"]) == ("2026-01-01", "2027-01-01")
    assert record["renews_contract_id"] == made
    assert prices_of(store, successor)[0]["amount_minor"] == 1_440_000


def test_what_renews_by_itself_gets_the_date_after_the_next(store: SqliteStore) -> None:
    client = add_client(store)
    contract: Record = {
        "client_id": client,
        "start_on": "2023-03-01",
        "auto_renew": 1,
        "renewal_months": 12,
    }
    [made] = add_contract(store, contract, ANNUAL).ids

    # In June 2025 the next term begins in March 2026: renewed, it is March 2027.
    renew_contract(store, made, date(2025, 6, 1))
    assert store.records("contract", [made])[0]["renewal_on"] == "2027-03-01"
    renew_contract(store, made, date(2025, 6, 1))
    assert store.records("contract", [made])[0]["renewal_on"] == "2028-03-01"


def test_a_lead_becomes_a_client_in_one_step(store: SqliteStore) -> None:
    lead: Record = {"name": "Anna", "created_on": "2025-01-01"}
    [made] = add_records(store, "lead", [lead]).ids
    before = everything(store)

    edit = convert_lead(
        store,
        made,
        {"name": "Delta Srl"},
        {"start_on": "2025-02-01"},
        ANNUAL,
        date(2025, 1, 20),
    )

    assert store.records("lead")[0]["outcome"] == "converted"
    assert store.count("contract") == store.count("price_term") == 1
    undo_edit(store, edit)
    assert everything(store) == before


def test_settings_are_taken_back(store: SqliteStore) -> None:
    edit = change_settings(store, {"ltv_cap_months": 36, "company.name": "B"})
    assert store.rules().ltv_cap_months == 36

    undone = undo_edit(store, edit)
    assert store.rules().ltv_cap_months == 60
    assert store.settings()["company.name"] == "A"
    undo_edit(store, undone)
    assert store.rules().ltv_cap_months == 36


@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_edits_are_taken_back_one_by_one(
    store: SqliteStore, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    states, edits = [everything(store)], list[Edit]()
    for number in range(200):
        edits.append(some_edit(store, chance, number))
        states.append(everything(store))

    undone = []
    for edit, state in zip(reversed(edits), reversed(states[:-1]), strict=True):
        undone.append(undo_edit(store, edit))
        assert everything(store) == state
    for edit, state in zip(reversed(undone), states[1:], strict=True):
        undo_edit(store, edit)
        assert everything(store) == state


def some_edit(store: SqliteStore, chance: random.Random, number: int) -> Edit:
    clients = [int(record["id"] or 0) for record in store.records("client")]
    contracts = [int(record["id"] or 0) for record in store.records("contract")]
    if not clients or chance.random() < 0.3:
        return add_records(store, "client", [{"name": f"Client {number}"}])
    client = chance.choice(clients)
    match chance.randrange(6):
        case 0:
            return remove_records(store, "client", [client])
        case 1:
            contract: Record = {"client_id": client, "start_on": "2025-01-01"}
            return add_contract(store, contract, ANNUAL)
        case 2 if contracts:
            return end_contract(
                store, chance.choice(contracts), date(2026, 1, 1), "Price"
            )
        case 3 if contracts:
            return renew_contract(store, chance.choice(contracts), date(2025, 6, 1))
        case 4 if contracts:
            return remove_records(store, "contract", [chance.choice(contracts)])
        case _:
            city = chance.choice(["Torino", "Évora", None])
            return change_records(store, "client", {client: {"city": city}})
