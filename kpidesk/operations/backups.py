"""Copies of the company file: made on demand and before what is risky, each verified.

They lie in a folder of the person, one file a copy, which opens like any company file.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kpidesk import paths
from kpidesk.operations.gdpr import ERASED, erase_again
from kpidesk.store.sqlite_store import SqliteStore

KEPT = 20
"""So many copies are kept of each file; older ones go."""
_STAMP = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r"(?P<stem>.+) (?P<stamp>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a company file."""

    path: Path
    made: datetime
    size: int


def backups_dir() -> Path:
    """Where copies are kept."""
    return paths.data_dir() / "backups"


def list_backups(path: Path) -> list[Backup]:
    """The copies of a company file, latest first."""
    found = []
    for copy in backups_dir().glob(f"*{path.suffix}"):
        match = _NAME.fullmatch(copy.stem)
        if match and match["stem"] == path.stem:
            made = datetime.strptime(match["stamp"], _STAMP)
            found.append(Backup(copy, made, copy.stat().st_size))
    return sorted(found, key=lambda each: each.made, reverse=True)


def back_up(store: SqliteStore, now: datetime) -> Backup:
    """Copy the open company file, and open the copy to see that it is whole.

    Raises:
        WorkspaceError: The copy could not be made, or is not whole.
    """
    folder = backups_dir()
    folder.mkdir(parents=True, exist_ok=True)
    path = store.path
    made = now
    while (target := _copy_path(path, made)).exists():
        # Two copies of one second must not become one.
        made += timedelta(seconds=1)
    unfinished = target.with_name(f".{target.name}.new")
    unfinished.unlink(missing_ok=True)
    store.copy_to(unfinished)
    with closing(SqliteStore.open(unfinished, read_only=True)) as copy:
        copy.check()
    unfinished.replace(target)
    for old in list_backups(path)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return Backup(target, made, target.stat().st_size)


def _copy_path(path: Path, made: datetime) -> Path:
    return backups_dir() / f"{path.stem} {made.strftime(_STAMP)}{path.suffix}"


def restore_backup(path: Path, backup: Path, now: datetime) -> None:
    """Put a copy in the place of the company file; what was there is copied first.

    Args:
        path: The company file.
        backup: The copy.
        now: When.

    Raises:
        WorkspaceError: The copy is not whole; nothing was changed.
    """
    with closing(SqliteStore.open(backup, read_only=True)) as copy:
        copy.check()
    erased: list[int] = []
    if path.exists():
        with closing(SqliteStore.open(path)) as store:
            back_up(store, now)
            known = store.settings().get(ERASED)
            erased = list(known) if isinstance(known, list) else []
    unfinished = path.with_name(f".{path.name}.restored")
    unfinished.unlink(missing_ok=True)
    with closing(SqliteStore.open(backup, read_only=True)) as copy:
        copy.copy_to(unfinished)
    # Who was erased stays erased, whatever the copy remembers.
    if erased:
        with closing(SqliteStore.open(unfinished)) as store:
            erase_again(store, erased)
    unfinished.replace(path)
