"""An import is taken back whole, except for what was edited or used since."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.domain.records import KINDS
from kpidesk.errors import WorkspaceError
from kpidesk.store.sqlite_store import SqliteStore


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All records of a file, as they are stored."""
    with closing(sqlite3.connect(path)) as raw:
        return {
            kind.name: raw.execute(f"SELECT * FROM {kind.name} ORDER BY id").fetchall()
            for kind in KINDS
        }


def import_some(store: SqliteStore, old: int) -> int:
    with store.writing("anna") as writer:
        batch = writer.start_batch(["clienti.xlsx"])
        clients = writer.add("client", [{"name": "Bianchi"}, {"name": "Verdi"}])
        [contract] = writer.add(
            "contract", [{"client_id": clients[0], "start_on": "2025-01-01"}]
        )
        writer.add(
            "contract",
            [
                {
                    "client_id": clients[0],
                    "start_on": "2026-01-01",
                    "renews_contract_id": contract,
                }
            ],
        )
        writer.add(
            "price_term",
            [
                {
                    "contract_id": contract,
                    "valid_from": "2025-01-01",
                    "amount_minor": 10_000,
                    "interval": "monthly",
                    "months_num": 1,
                }
            ],
        )
        writer.add("ticket", [{"opened_at": "2025-02-01T09:00:00", "client_id": old}])
        writer.change("client", old, {"city": "Torino"})
        writer.finish_batch({"added": 5, "changed": 1})
    return batch


@pytest.fixture
def old(store: SqliteStore) -> int:
    with store.writing("anna") as writer:
        return writer.add("client", [{"name": "Rossi Srl", "city": "Roma"}])[0]


def test_undoing_leaves_the_records_as_they_were(
    store: SqliteStore, path: Path, old: int
) -> None:
    before = everything(path)
    batch = import_some(store, old)

    with store.writing("anna") as writer:
        report = writer.undo_batch(batch)

    assert everything(path) == before
    assert dict(report.removed) == {
        "ticket": 1,
        "price_term": 1,
        "contract": 2,
        "client": 2,
    }
    assert dict(report.restored) == {"client": 1}
    assert report.kept == ()
    assert store.batches()[0].undone_at is not None


def test_undoing_is_itself_undone(store: SqliteStore, path: Path, old: int) -> None:
    batch = import_some(store, old)
    imported = everything(path)
    with store.writing("anna") as writer:
        writer.undo_batch(batch)

    with store.writing("anna") as writer:
        writer.redo_batch(batch)

    # The reference between the import's own contracts is a detail of undoing.
    again = everything(path)
    assert {kind: len(rows) for kind, rows in again.items()} == {
        kind: len(rows) for kind, rows in imported.items()
    }
    assert again["client"] == imported["client"]
    assert again["contract"] == imported["contract"]
    assert again["ticket"] == imported["ticket"]


def test_what_was_edited_since_is_kept_and_named(store: SqliteStore, old: int) -> None:
    batch = import_some(store, old)
    verdi = next(item for item in store.records("client") if item["name"] == "Verdi")
    with store.writing("bruno") as writer:
        writer.change("client", int(verdi["id"] or 0), {"city": "Bari"})
        writer.change("client", old, {"city": "Milano"})

    with store.writing("anna") as writer:
        report = writer.undo_batch(batch)

    names = {item["name"]: item["city"] for item in store.records("client")}
    assert names == {"Rossi Srl": "Milano", "Verdi": "Bari"}
    assert set(report.kept) == {("client", old), ("client", verdi["id"])}


def test_what_is_in_use_since_is_kept(store: SqliteStore, old: int) -> None:
    batch = import_some(store, old)
    verdi = next(item for item in store.records("client") if item["name"] == "Verdi")
    with store.writing("bruno") as writer:
        writer.add(
            "ticket",
            [{"client_id": verdi["id"], "opened_at": "2025-03-01T10:00:00"}],
        )

    with store.writing("anna") as writer:
        report = writer.undo_batch(batch)

    assert ("client", verdi["id"]) in report.kept
    assert store.count("ticket") == 1


def test_imports_are_undone_in_any_order_of_time(
    store: SqliteStore, path: Path, old: int
) -> None:
    before = everything(path)
    first = import_some(store, old)
    with store.writing("anna") as writer:
        second = writer.start_batch(["correzioni.xlsx"])
        for item in store.records("client"):
            writer.change("client", int(item["id"] or 0), {"industry": "X"})
        writer.finish_batch({})

    with store.writing("anna") as writer:
        writer.undo_batch(second)
    with store.writing("anna") as writer:
        writer.undo_batch(first)

    assert everything(path) == before


def test_an_import_is_not_undone_twice(store: SqliteStore, old: int) -> None:
    batch = import_some(store, old)
    with store.writing("anna") as writer:
        writer.undo_batch(batch)

    with pytest.raises(WorkspaceError) as caught, store.writing("anna") as writer:
        writer.undo_batch(batch)
    assert caught.value.code == "batch_state"
    with pytest.raises(WorkspaceError) as caught, store.writing("anna") as writer:
        writer.undo_batch(99)
    assert caught.value.code == "no_batch"
