"""Company files for tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.domain.rules import Rules
from kpidesk.store.sqlite_store import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the company file of the test is."""
    return tmp_path / "Alfa Software.kpidesk"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """An empty company."""
    with closing(SqliteStore.create(path, Rules(), "Alfa Software")) as made:
        yield made
