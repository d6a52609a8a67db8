"""A store that keeps a company's columns between questions.

Reading the columns is what takes time; a change of period or comparison asks again
for the same ones.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, cast

from kpidesk.store.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpidesk.domain.dataset import Dataset
    from kpidesk.domain.rules import Rules


@dataclass(eq=False, slots=True)
class DatasetMemory:
    """The columns of the company file that was read last; safe between threads."""

    _lock: Lock = field(default_factory=Lock)
    _known: tuple[Path, int, Rules] | None = None
    _dataset: Dataset | None = None

    def recall(self, store: RememberingStore, rules: Rules) -> Dataset:
        """The columns of a store, read only when the file has changed since."""
        with self._lock:
            wanted = (store.path, store.revision(), rules)
            if self._dataset is None or wanted != self._known:
                self._dataset = store.read_dataset(rules)
                self._known = wanted
            return self._dataset


class RememberingStore(SqliteStore):
    """A store whose columns come from a memory that outlives it."""

    memory: DatasetMemory

    def dataset(self, rules: Rules) -> Dataset:
        """All records as columns, remembered."""
        return self.memory.recall(self, rules)

    def read_dataset(self, rules: Rules) -> Dataset:
        """All records as columns, from the file."""
        return super().dataset(rules)


@contextmanager
def remembering(
    path: Path, memory: DatasetMemory, *, read_only: bool = False
) -> Iterator[RememberingStore]:
    """Open a company file for one operation.

    Raises:
        WorkspaceError: It cannot be used.
    """
    store = cast("RememberingStore", RememberingStore.open(path, read_only=read_only))
    store.memory = memory
    try:
        yield store
    finally:
        store.close()
