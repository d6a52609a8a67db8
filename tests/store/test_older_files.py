"""A file of an older kpidesk: copied, brought up to date, never half."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from kpidesk.errors import WorkspaceError
from kpidesk.operations.backups import restore_backup
from kpidesk.store import schema
from kpidesk.store.backups import list_backups
from kpidesk.store.file_identity import SCHEMA_VERSION
from kpidesk.store.sqlite_store import SqliteStore

NEXT = SCHEMA_VERSION + 1
Update = Callable[[Callable[[Database], None]], None]


@pytest.fixture
def update(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Update:
    """Make this program one of the next file version, with a migration of its own."""
    monkeypatch.setenv("KPIDESK_DATA_DIR", str(tmp_path / "data"))
    with store.writing("me") as writer:
        writer.add("client", [{"name": "Rossi Srl"}])
    store.close()

    def made(migrate: Callable[[Database], None]) -> None:
        steps: Callable[[], Migrations] = schema._migrations

        def migrations() -> Migrations:
            found = steps()
            found(name="m9999_test")(migrate)
            return found

        monkeypatch.setattr("kpidesk.store.schema._migrations", migrations)
        for module in ("schema", "file_identity"):
            monkeypatch.setattr(f"kpidesk.store.{module}.SCHEMA_VERSION", NEXT)

    return made


def _add_column(database: Database) -> None:
    database.execute("ALTER TABLE client ADD COLUMN nickname TEXT")


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_file_is_copied_before_it_is_changed(
    update: Update, path: Path
) -> None:
    update(_add_column)
    with closing(SqliteStore.open(path)) as store:
        assert [each["name"] for each in store.records("client")] == ["Rossi Srl"]
    with closing(SqliteStore.open(path)):
        pass

    assert version(path) == NEXT
    [copy] = list_backups(path)
    assert version(copy.path) == SCHEMA_VERSION


def test_a_migration_that_fails_leaves_the_file_and_a_copy(
    update: Update, path: Path
) -> None:
    def fail(database: Database) -> None:
        _add_column(database)
        database.execute("INSERT INTO client (name) VALUES (' ')")

    update(fail)
    before = path.read_bytes()

    with pytest.raises(sqlite3.IntegrityError):
        SqliteStore.open(path)
    assert path.read_bytes() == before
    assert len(list_backups(path)) == 1


def test_without_a_copy_nothing_is_changed(update: Update, path: Path) -> None:
    update(_add_column)
    before = path.read_bytes()
    (path.parent / "data").write_text("a file where the folder should be")

    with pytest.raises(WorkspaceError) as refused:
        SqliteStore.open(path)
    assert refused.value.code == "no_backup"
    assert path.read_bytes() == before


def test_an_older_file_that_may_only_be_read_is_told_in_a_sentence(
    update: Update, path: Path
) -> None:
    update(_add_column)
    before = path.read_bytes()

    with pytest.raises(WorkspaceError) as refused:
        SqliteStore.open(path, read_only=True)
    assert refused.value.code == "older"
    assert path.read_bytes() == before


def test_a_copy_of_an_older_version_can_be_put_back(update: Update, path: Path) -> None:
    update(_add_column)
    SqliteStore.open(path).close()
    [copy] = list_backups(path)
    restore_backup(path, copy.path, datetime(2026, 11, 24, 10, 0, 0))

    assert version(path) == SCHEMA_VERSION
    with closing(SqliteStore.open(path)) as store:
        assert [each["name"] for each in store.records("client")] == ["Rossi Srl"]
    assert version(path) == NEXT
