"""A file of every released version comes up to date with nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import parse_period
from kpidesk.errors import WorkspaceError
from kpidesk.operations.edit_contracts import change_price, prices_of
from kpidesk.operations.edit_records import Edit
from kpidesk.operations.undo_edits import undo_edit
from kpidesk.store.backups import list_backups
from kpidesk.store.file_identity import SCHEMA_VERSION
from kpidesk.store.sqlite_store import SqliteStore

VERSION_1 = Path(__file__).parent / "version_1.sql"
RECORDS = ("client", "contract", "ticket", "change_log", "setting")


@pytest.fixture
def old(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file as the first version left it."""
    monkeypatch.setenv("KPIDESK_DATA_DIR", str(tmp_path / "data"))
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
    return path


def rows(path: Path, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()


def test_a_file_of_the_first_version_keeps_every_record(old: Path) -> None:
    before = {table: rows(old, table) for table in RECORDS}
    prices = rows(old, "price_term")

    SqliteStore.open(old).close()

    assert {table: rows(old, table) for table in RECORDS} == before
    assert rows(old, "price_term") == [(*price, None) for price in prices]
    [copy] = list_backups(old)
    assert rows(copy.path, "price_term") == prices
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("UPDATE price_term SET change_kind = 'inflation'")


def test_a_file_of_the_first_version_gives_the_same_figures(old: Path) -> None:
    # 100 and 2,400 a year; the 100 became 110 on 1 January 2026.
    with closing(SqliteStore.open(old)) as store:
        rules = store.rules()
        evaluator = Evaluator(store.dataset(rules), rules)

        def value(key: str) -> float | None:
            return evaluator.read(find(key), parse_period("2026-01")).value

        assert value("mrr") == pytest.approx(310)
        assert value("mrr_expansion") == pytest.approx(10)
        assert value("nrr") == pytest.approx(310 / 300 * 100)


def test_what_was_done_in_the_first_version_can_be_undone(old: Path) -> None:
    with closing(SqliteStore.open(old)) as store:
        [line] = [x for x in store.history("price_term", 3) if x.action == "add"]
        undo_edit(store, Edit(line.operation, frozenset(), "change price"))
        assert len(prices_of(store, 1)) == 1

        price = {**prices_of(store, 1)[0], "amount_minor": 10_400}
        edit = change_price(store, 1, price, date(2026, 2, 1), reason="indexation")
        assert prices_of(store, 1)[-1]["change_kind"] == "indexation"
        undo_edit(store, edit)
        assert len(prices_of(store, 1)) == 1


def test_the_first_version_would_refuse_todays_file(
    store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr("kpidesk.store.file_identity.SCHEMA_VERSION", 1)

    with pytest.raises(WorkspaceError) as refused:
        SqliteStore.open(path)
    assert refused.value.code == "newer"
