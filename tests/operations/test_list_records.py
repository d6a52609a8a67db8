"""Lists are read in portions, the latest first, and found without accents or case."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.operations import sorted_portions
from kpidesk.operations.edit_records import Edit, add_records, change_records
from kpidesk.operations.edit_removal import remove_records
from kpidesk.operations.list_records import list_records, refreshed
from kpidesk.operations.records_search import RecordList
from kpidesk.operations.sorted_portions import sorted_in_portions
from kpidesk.operations.undo_edits import undo_edit
from kpidesk.store import search_text
from kpidesk.store.search_text import searchable_all
from kpidesk.store.sqlite_store import SqliteStore

DAY = date(2026, 11, 24)
TICKETS = 7


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqliteStore]:
    """Seven tickets, read three at a time."""
    monkeypatch.setattr("kpidesk.store.sqlite_store._ROWS_AT_ONCE", 3)
    monkeypatch.setattr(search_text, "_AT_ONCE", 3)
    monkeypatch.setattr(sorted_portions, "_AT_ONCE", 3)
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "A")) as made:
        with made.writing("me") as writer:
            writer.add(
                "ticket",
                [
                    {
                        "code": f"{number}",
                        "subject": f"Relatório {TICKETS - number}",
                        "opened_at": f"2026-01-0{number}T09:00:00",
                        "resolved_at": "2026-02-01T09:00:00" if number == 2 else None,
                    }
                    for number in range(1, TICKETS + 1)
                ],
            )
        yield made


def test_all_portions_arrive_the_latest_first(store: SqliteStore) -> None:
    found = list_records(store, "ticket", DAY)

    assert found.whole
    assert list(found.ids) == [7, 6, 5, 4, 3, 2, 1]
    assert list(found.cells[found.column("code")]) == list("7654321")
    assert found.tab_counts() == {"open": 6, "resolved": 1}
    assert found.rows_matching("RELATORIO 0").tolist() == [0]
    assert found.rows_matching("", "resolved").tolist() == [5]
    subject = found.column("subject")
    by_subject = found.sorted_by(np.arange(TICKETS), subject, descending=False)
    assert [found.ids[row] for row in by_subject] == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(("most", "ids"), [(2, [7, 6]), (7, [7, 6, 5, 4, 3, 2, 1])])
def test_the_latest_are_read_before_the_rest(
    store: SqliteStore, most: int, ids: list[int]
) -> None:
    found = list_records(store, "ticket", DAY, most)

    assert list(found.ids) == ids
    assert not found.whole
    assert list_records(store, "ticket", DAY, TICKETS + 1).whole


def same(one: RecordList, other: RecordList) -> bool:
    columns = zip(one.cells, other.cells, strict=True)
    return (
        list(one.ids) == list(other.ids)
        and all(list(mine) == list(theirs) for mine, theirs in columns)
        and list(one.search) == list(other.search)
        and list(one.tabs) == list(other.tabs)
        and one.tab_counts() == other.tab_counts()
        and all(same_order(one, other, column) for column in range(len(one.columns)))
        and one.mark == other.mark
    )


def same_order(one: RecordList, other: RecordList, column: int) -> bool:
    """Both are sorted and filtered alike, by what was known before an edit too."""
    name = one.columns[column].name
    mine, theirs = one.choices(name), other.choices(name)
    return (
        mine.values == theirs.values
        and mine.codes.tolist() == theirs.codes.tolist()
        and all(
            one.order(column, descending=descending).tolist()
            == other.order(column, descending=descending).tolist()
            for descending in (False, True)
        )
    )


def edit_at_random(store: SqliteStore, chance: random.Random) -> Edit:
    known = [int(each["id"] or 0) for each in store.records("ticket")]
    moment = f"2026-01-{chance.randint(1, 9):02}T0{chance.randint(0, 9)}:00:00"
    match chance.choice(("add", "change", "resolve", "remove")):
        case "add":
            new: Record = {"subject": f"Novità {moment}", "opened_at": moment}
            return add_records(store, "ticket", [new, {"opened_at": moment}])
        case "change":
            values: Record = {"opened_at": moment, "category": moment[9]}
            return change_records(store, "ticket", {chance.choice(known): values})
        case "resolve":
            done: Record = {"resolved_at": "2026-02-01T10:00:00"}
            return change_records(store, "ticket", {chance.choice(known): done})
        case _:
            return remove_records(store, "ticket", [chance.choice(known)])


def test_after_edits_a_list_is_what_it_would_be_if_read_anew(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A moment that stands still: tickets without a reply wait as long as before.
    monkeypatch.setattr("kpidesk.operations.list_facts._now", lambda _day: 2e9)
    chance = random.Random(20261124)  # noqa: S311 - edits, not secrets
    found = list_records(store, "ticket", DAY)
    read_whole: list[bool] = []

    def watched(
        store: SqliteStore, kind: str, day: date, ids: list[int] | None = None
    ) -> RecordList:
        read_whole.append(ids is None)
        return list_records(store, kind, day, ids=ids)

    monkeypatch.setattr("kpidesk.operations.list_records.list_records", watched)
    nothing_logged: list[bool] = []
    for _step in range(60):
        edit = edit_at_random(store, chance)
        nothing_logged.append(not edit.operation)
        if chance.random() < 0.3:
            undo_edit(store, edit)
        found = refreshed(store, found, DAY)
        assert same(found, list_records(store, "ticket", DAY))
    assert read_whole == nothing_logged
    assert read_whole.count(False) > 50


def test_what_the_log_does_not_tell_is_read_anew(store: SqliteStore) -> None:
    found = list_records(store, "ticket", DAY)
    with store.writing("me") as writer:
        batch = writer.start_batch(["file.xlsx"])
        writer.add("ticket", [{"opened_at": "2026-01-04T09:00:00"}])
        writer.finish_batch({"ticket": 1})
    found = refreshed(store, found, DAY)
    assert same(found, list_records(store, "ticket", DAY))

    with store.writing("me") as writer:
        writer.undo_batch(batch)
    assert same(refreshed(store, found, DAY), list_records(store, "ticket", DAY))


def test_a_client_that_is_renamed_is_renamed_in_the_list(store: SqliteStore) -> None:
    [client] = add_records(store, "client", [{"name": "Rossi"}]).ids
    change_records(store, "ticket", {3: {"client_id": client}})
    found = list_records(store, "ticket", DAY)
    change_records(store, "client", {client: {"name": "Bianchi"}})

    found = refreshed(store, found, DAY)
    names = found.cells[found.column("client_name")]
    assert list(names) == [None] * 4 + ["Bianchi", None, None]


def test_what_is_sorted_by_name_is_read_whole(store: SqliteStore) -> None:
    with store.writing("me") as writer:
        writer.add("client", [{"name": name} for name in ("Ábaco", "zeta", "Beta")])

    found = list_records(store, "client", DAY, 1)

    assert found.whole
    assert list(found.cells[found.column("name")]) == ["Ábaco", "Beta", "zeta"]


def test_portions_are_sorted_and_searched_like_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [f"Nº {number * 7919 % 101} è\nlì" for number in range(100)]
    whole = searchable_all(texts)
    monkeypatch.setattr(search_text, "_AT_ONCE", 7)
    monkeypatch.setattr(sorted_portions, "_AT_ONCE", 7)

    assert searchable_all(texts) == whole
    assert whole[1] == "no 41 e li"
    assert sorted_in_portions(texts) == sorted(texts)
    assert sorted_in_portions([]) == []
