"""Records are added, changed and removed in whole transactions, and logged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.errors import WorkspaceError
from kpidesk.store.sqlite_store import SqliteStore


def test_what_is_added_is_there(store: SqliteStore) -> None:
    with store.writing("anna") as writer:
        [client] = writer.add("client", [{"name": "Rossi Srl", "code": "C1"}])

    [record] = store.records("client", [client])
    assert record["name"] == "Rossi Srl"
    assert record["version"] == 1
    assert record["search"] == "rossi srl c1"


def test_search_text_is_without_accents_and_case(store: SqliteStore) -> None:
    with store.writing("anna") as writer:
        [client] = writer.add("client", [{"name": "CAFÉ São João"}])
        writer.change("client", client, {"city": "Évora"})

    assert store.records("client")[0]["search"] == "cafe sao joao evora"


def test_a_failing_block_leaves_nothing(store: SqliteStore) -> None:
    def add_a_contract_of_nobody() -> None:
        with store.writing("anna") as writer:
            writer.add("client", [{"name": "Rossi Srl"}])
            writer.add("contract", [{"client_id": 99, "start_on": "2025-01-01"}])

    with pytest.raises(sqlite3.IntegrityError):
        add_a_contract_of_nobody()

    assert store.count("client") == 0
    assert store.revision() == 1


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("client", {"name": "  "}),
        ("client", {"name": "A", "signed_up_on": "2025-02-30"}),
        ("client", {"name": "A", "signed_up_on": "1/2/2025"}),
        ("staff", {"name": "A", "hired_on": "2025-1-1"}),
        ("ticket", {"opened_at": "2025-01-01"}),
        ("ticket", {"opened_at": "2025-01-01T25:00:00"}),
        (
            "exchange_rate",
            {"currency": "USD", "valid_on": "2025-01-01", "rate_nano": 0},
        ),
        (
            "survey_answer",
            {
                "survey": "nps",
                "score_milli": 11_000,
                "scale_min": 0,
                "scale_max": 10,
                "answered_on": "2025-01-01",
            },
        ),
        ("cost", {"spent_on": "2025-01-01", "purpose": "gifts", "amount_minor": 1}),
    ],
)
def test_the_file_itself_refuses_nonsense(
    store: SqliteStore, kind: str, record: dict[str, str | int | None]
) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.writing("anna") as writer:
        writer.add(kind, [record])


def test_a_record_changed_meanwhile_is_not_overwritten(store: SqliteStore) -> None:
    with store.writing("anna") as writer:
        [client] = writer.add("client", [{"name": "Rossi Srl"}])
    with store.writing("bruno") as writer:
        writer.change("client", client, {"city": "Torino"}, version=1)

    with pytest.raises(WorkspaceError) as caught, store.writing("anna") as writer:
        writer.change("client", client, {"city": "Milano"}, version=1)

    assert caught.value.code == "changed_meanwhile"
    assert store.records("client")[0]["city"] == "Torino"


def test_the_history_tells_who_changed_what(store: SqliteStore) -> None:
    with store.writing("anna") as writer:
        [client] = writer.add("client", [{"name": "Rossi Srl"}])
    with store.writing("bruno") as writer:
        writer.change("client", client, {"city": "Torino"})
        writer.change("client", client, {"city": "Torino"})
    with store.writing("carla") as writer:
        writer.remove("client", [client])

    history = store.history("client", client)
    assert [(line.author, line.action) for line in history] == [
        ("anna", "add"),
        ("bruno", "change"),
        ("carla", "remove"),
    ]
    assert history[1].before == {"city": None}
    assert history[1].after == {"city": "Torino"}


def test_ids_of_removed_records_are_not_used_again(store: SqliteStore) -> None:
    with store.writing("anna") as writer:
        [first] = writer.add("client", [{"name": "A"}])
        writer.remove("client", [first])
        [second] = writer.add("client", [{"name": "B"}])

    assert second > first


def test_reading_does_not_wait_for_a_reader(store: SqliteStore, path: Path) -> None:
    with closing(SqliteStore.open(path, read_only=True)) as reader:
        assert reader.count("client") == 0
        with store.writing("anna") as writer:
            writer.add("client", [{"name": "A"}])
        assert reader.count("client") == 1


@pytest.mark.usefixtures("store")
def test_a_file_held_by_another_program_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpidesk.store.sqlite_store._BUSY_SECONDS", 0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorkspaceError) as caught:
            SqliteStore.open(path)

    assert caught.value.code == "busy"


def test_seconds_follow_the_text_of_an_instant(store: SqliteStore, path: Path) -> None:
    with store.writing("anna") as writer:
        writer.add("ticket", [{"opened_at": "1970-01-02T00:00:01"}])

    with closing(sqlite3.connect(path)) as raw:
        row = raw.execute("SELECT opened_at_s, resolved_at_s FROM ticket").fetchone()
    assert row == (86_401, None)
