"""Putting a copy of the company file back in its place."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from kpidesk.operations.gdpr import ERASED, erase_again
from kpidesk.store.backups import back_up
from kpidesk.store.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def restore_backup(path: Path, backup: Path, now: datetime) -> None:
    """Put a copy in the place of the company file; what was there is copied first.

    Args:
        path: The company file.
        backup: The copy.
        now: When.

    Raises:
        WorkspaceError: The copy is not whole; nothing was changed.
    """
    with closing(SqliteStore.open_as_it_is(backup)) as copy:
        copy.check()
    erased: list[int] = []
    if path.exists():
        with closing(SqliteStore.open(path)) as store:
            back_up(store, now)
            known = store.settings().get(ERASED)
            erased = list(known) if isinstance(known, list) else []
    unfinished = path.with_name(f".{path.name}.restored")
    unfinished.unlink(missing_ok=True)
    with closing(SqliteStore.open_as_it_is(backup)) as copy:
        copy.copy_to(unfinished)
    # Who was erased stays erased, whatever the copy remembers.
    if erased:
        with closing(SqliteStore.open(unfinished, keep_copy=False)) as store:
            erase_again(store, erased)
    unfinished.replace(path)
