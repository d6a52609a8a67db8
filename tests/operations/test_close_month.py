"""A closed month tells afterwards what changed, why, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import Rules
from kpidesk.errors import WorkspaceError
from kpidesk.operations.close_month import close_month, restatements
from kpidesk.operations.undo_edits import undo_edit
from kpidesk.store.sqlite_store import SqliteStore

MARCH = parse_period("2025-03")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteStore]:
    """Fifty clients at 100 a month, one of whom ends on 15 March."""
    monkeypatch.setattr("kpidesk.store.sqlite_store.now", lambda: "2025-01-07T09:00:00")
    path = tmp_path / "a.kpidesk"
    with closing(SqliteStore.create(path, Rules(), "A")) as made:
        with made.writing("anna") as writer:
            clients = writer.add("client", [{"name": f"C{n}"} for n in range(50)])
            contracts = writer.add(
                "contract",
                [
                    {
                        "client_id": client,
                        "code": f"K{client}",
                        "start_on": "2024-01-01",
                        "end_on": "2025-03-15" if client == clients[0] else None,
                    }
                    for client in clients
                ],
            )
            writer.add(
                "price_term",
                [
                    {
                        "contract_id": contract,
                        "valid_from": "2024-01-01",
                        "amount_minor": 10_000,
                        "interval": "monthly",
                        "months_num": 1,
                    }
                    for contract in contracts
                ],
            )
        yield made


def test_nothing_changed_means_nothing_to_restate(store: SqliteStore) -> None:
    close_month(store, MARCH)

    assert restatements(store) == []


def test_a_back_dated_end_restates_the_churn(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kpidesk.store.sqlite_store.now", lambda: "2025-04-02T09:00:00")
    close_month(store, MARCH)
    [contract] = [item for item in store.records("contract") if item["code"] == "K2"]
    monkeypatch.setattr("kpidesk.store.sqlite_store.now", lambda: "2025-04-12T10:00:00")
    with store.writing("bruno") as writer:
        writer.change("contract", int(contract["id"] or 0), {"end_on": "2025-03-20"})

    found = {item.kpi.key: item for item in restatements(store)}

    churn = found["churn_rate"]
    # Reported: 1 of 50 lost; now 2 of 50.
    assert churn.reported == pytest.approx(2)
    assert churn.now.value == pytest.approx(4)
    [cause] = churn.causes
    assert (cause.kind, cause.label) == ("client", "C1")
    assert (cause.before, cause.after) == (None, 1)
    assert (cause.author, cause.changed_at) == ("bruno", "2025-04-12T10:00:00")
    # MRR: 49 × 100 reported, 48 × 100 now.
    assert found["mrr"].reported == pytest.approx(4900)
    assert found["mrr"].now.value == pytest.approx(4800)


def test_closing_again_accepts_the_new_figures(store: SqliteStore) -> None:
    close_month(store, MARCH)
    [contract] = [item for item in store.records("contract") if item["code"] == "K2"]
    with store.writing("bruno") as writer:
        writer.change("contract", int(contract["id"] or 0), {"end_on": "2025-03-20"})
    close_month(store, MARCH)

    assert restatements(store) == []


def test_a_closing_is_undone_and_repeated_with_what_was_reported(
    store: SqliteStore,
) -> None:
    close_month(store, MARCH)
    [first] = store.closed_months()
    [contract] = [item for item in store.records("contract") if item["code"] == "K2"]
    with store.writing("bruno") as writer:
        writer.change("contract", int(contract["id"] or 0), {"end_on": "2025-03-20"})
    again = close_month(store, MARCH)
    [second] = store.closed_months()

    # The first closing is in force again, with the figures of that time.
    back = undo_edit(store, again)
    assert store.closed_months() == [first]
    assert first.readings != second.readings

    undo_edit(store, back)
    assert store.closed_months() == [second]


def test_a_closing_that_somebody_replaced_is_not_undone(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = close_month(store, MARCH)
    monkeypatch.setattr("kpidesk.store.sqlite_store.now", lambda: "2035-04-12T10:00:00")
    close_month(store, MARCH)

    with pytest.raises(WorkspaceError, match="changed by somebody else"):
        undo_edit(store, mine)
    assert [month.month for month in store.closed_months()] == ["2025-03"]
