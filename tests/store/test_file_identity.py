"""A file that is not ours, newer or damaged is told in a sentence and left alone."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.domain.rules import Rules
from kpidesk.errors import WorkspaceError
from kpidesk.store.file_identity import APPLICATION_ID, SCHEMA_VERSION
from kpidesk.store.sqlite_store import SqliteStore


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refusal(path: Path) -> WorkspaceError:
    with pytest.raises(WorkspaceError) as caught, closing(SqliteStore.open(path)) as it:
        it.check()
    return caught.value


@pytest.mark.parametrize(
    "version", [SCHEMA_VERSION + 1, SCHEMA_VERSION + 5, 2**31 - 1, -1]
)
def test_a_newer_file_is_refused_and_not_changed(
    store: SqliteStore, path: Path, version: int
) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    before = fingerprint(path)

    error = refusal(path)

    assert error.code == "newer"
    assert str(version) in error.sentence()
    assert fingerprint(path) == before
    assert sorted(item.name for item in path.parent.iterdir()) == [path.name]


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"PK\x03\x04" + b"\0" * 200, b"SQLite format 3\x00", os.urandom(4096)],
)
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.kpidesk"
    path.write_bytes(content)

    assert refusal(path).code == "foreign"
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.kpidesk"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE t (a)")
        raw.commit()

    assert refusal(path).code == "foreign"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.kpidesk").code == "missing"
    assert refusal(tmp_path).code == "foreign"
    assert not (tmp_path / "none.kpidesk").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "pipe.kpidesk"
    os.mkfifo(path)

    assert refusal(path).code == "foreign"


def test_a_damaged_file_is_found(store: SqliteStore, path: Path) -> None:
    with store.writing("me") as writer:
        writer.add("client", [{"name": f"Client {n}"} for n in range(500)])
    store.close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    before = fingerprint(path)

    assert refusal(path).code == "damaged"
    assert fingerprint(path) == before


def test_a_truncated_file_is_found(store: SqliteStore, path: Path) -> None:
    with store.writing("me") as writer:
        writer.add("client", [{"name": f"Client {n}"} for n in range(500)])
    store.close()
    path.write_bytes(path.read_bytes()[:8192])

    assert refusal(path).code == "damaged"


def test_a_file_is_marked_as_ours(store: SqliteStore, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        tables = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE"
            " '%STRICT' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlite%'"
        ).fetchall()
    assert tables == []


def test_creating_never_overwrites(store: SqliteStore, path: Path) -> None:
    before = fingerprint(path)

    with pytest.raises(WorkspaceError) as caught:
        SqliteStore.create(path, Rules(), "Beta")

    assert caught.value.code == "exists"
    assert fingerprint(path) == before


def test_odd_names_of_files_work(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%20 è 😀.kpidesk"
    SqliteStore.create(path, Rules(), "Alfa").close()

    with closing(SqliteStore.open(path, read_only=True)) as store:
        assert store.settings()["company.name"] == "Alfa"
