"""Lists are read in portions, the latest first, and found without accents or case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kpidesk.domain.rules import Rules
from kpidesk.operations import sorted_portions
from kpidesk.operations.list_records import list_records
from kpidesk.operations.sorted_portions import sorted_in_portions
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
    assert found.rows_matching("RELATORIO 0") == [0]
    assert found.rows_matching("", "resolved") == [5]
    subject = found.column("subject")
    by_subject = found.sorted_by(range(TICKETS), subject, descending=False)
    assert [found.ids[row] for row in by_subject] == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(("most", "ids"), [(2, [7, 6]), (7, [7, 6, 5, 4, 3, 2, 1])])
def test_the_latest_are_read_before_the_rest(
    store: SqliteStore, most: int, ids: list[int]
) -> None:
    found = list_records(store, "ticket", DAY, most)

    assert list(found.ids) == ids
    assert not found.whole
    assert list_records(store, "ticket", DAY, TICKETS + 1).whole


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
