"""What is kept about a client is handed over whole, and erased whole."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import parse_period
from kpidesk.domain.records import KINDS, FieldType, Record
from kpidesk.domain.rules import Rules
from kpidesk.operations.edit_contracts import add_contract
from kpidesk.operations.edit_records import add_records, change_records
from kpidesk.operations.edit_removal import remove_records
from kpidesk.operations.gdpr import erase_client, export_client
from kpidesk.store.sqlite_store import SqliteStore

PERIOD = parse_period("2025-03")


def tokens(prefix: str, kind: str) -> Record:
    """A text of its own in every text field of a kind."""
    [record_kind] = [each for each in KINDS if each.name == kind]
    return {
        field.name: f"{prefix}-{kind}-{field.name}"
        for field in record_kind.fields
        if field.type is FieldType.TEXT and field.name not in {"currency", "about"}
    }


def fill(store: SqliteStore, prefix: str) -> int:
    """A client with a token in every text field of everything about it."""
    [client] = add_records(store, "client", [tokens(prefix, "client")]).ids
    ref: Record = {"client_id": client}
    contract = {**tokens(prefix, "contract"), **ref, "start_on": "2025-01-01"}
    add_contract(store, contract, {"amount_minor": 10_000, "interval": "monthly"})
    ticket = {**tokens(prefix, "ticket"), **ref, "opened_at": "2025-03-03T09:00:00"}
    [made] = add_records(store, "ticket", [ticket]).ids
    event = {
        **tokens(prefix, "ticket_event"),
        "ticket_id": made,
        "happened_at": "2025-03-03T10:00:00",
        "event": "reply",
    }
    add_records(store, "ticket_event", [event])
    answer = {
        **tokens(prefix, "survey_answer"),
        **ref,
        "survey": "nps",
        "score_milli": 9000,
        "scale_min": 0,
        "scale_max": 10,
        "answered_on": "2025-03-05",
    }
    add_records(store, "survey_answer", [answer])
    lead = {**tokens(prefix, "lead"), **ref, "created_on": "2025-01-01"}
    add_records(store, "lead", [lead])
    add_records(store, "document", [{**tokens(prefix, "document"), **ref}])
    note = {
        **tokens(prefix, "note"),
        "about": "client",
        "about_key": str(client),
        "noted_on": "2025-03-01",
    }
    add_records(store, "note", [note])
    # What was said before, and what was deleted, is in the log only.
    old: Record = {"notes": f"{prefix}-client-old"}
    change_records(store, "client", {client: old})
    change_records(store, "client", {client: {"notes": f"{prefix}-client-notes"}})
    gone = {**ref, "opened_at": "2025-02-03T09:00:00", "subject": f"{prefix}-gone"}
    remove_records(store, "ticket", add_records(store, "ticket", [gone]).ids)
    return client


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.kpidesk"


def readings(store: SqliteStore) -> dict[str, float | None]:
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules)
    return {kpi.key: evaluator.read(kpi, PERIOD).value for kpi in CATALOG}


def test_the_export_holds_everything_of_one_and_nothing_of_others(
    path: Path, tmp_path: Path
) -> None:
    with closing(SqliteStore.create(path, Rules(), "A")) as store:
        client = fill(store, "canary")
        fill(store, "other")
        export_client(store, client, tmp_path / "out.json")

    text = (tmp_path / "out.json").read_text(encoding="utf-8")
    content = json.loads(text)
    for kind in ("client", "contract", "ticket", "survey_answer", "lead", "note"):
        for name, text_of_field in tokens("canary", kind).items():
            if name != "about_key":
                assert str(text_of_field) in text
    assert "other-" not in text
    assert content["history"]


def test_erasing_leaves_figures_and_no_text(path: Path) -> None:
    with closing(SqliteStore.create(path, Rules(), "A")) as store:
        client = fill(store, "canary")
        fill(store, "other")
        before = readings(store)
        kept = len(store.records("ticket"))

        erase_client(store, client)

        assert readings(store) == before
        assert len(store.records("ticket")) == kept
        assert store.records("client", [client])[0]["name"] == f"#{client}"
    raw = path.read_bytes()
    for token in (
        b"canary-client-name",
        b"canary-client-old",
        b"canary-client-email",
        b"canary-gone",
        b"canary-ticket-subject",
        b"canary-ticket-requester",
        b"canary-ticket_event-body",
        b"canary-survey_answer-comment",
        b"canary-survey_answer-respondent",
        b"canary-lead-name",
        b"canary-lead-email",
        b"canary-note-body",
        b"canary-document-title",
    ):
        assert token not in raw
    assert b"other-client-name" in raw
