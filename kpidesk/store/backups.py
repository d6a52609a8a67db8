"""Copies of a company file: one file a copy, which opens like any company file.

Made on demand and before what is risky, each verified. They lie in a folder of the
person.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kpidesk import paths
from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(
            N_(
                "No backup can be made in “{folder}”: the folder cannot be written."
                " Nothing was changed."
            ),
            code="no_backup",
            folder=str(folder),
        ) from error
    path = store.path
    made = now
    while (target := _copy_path(path, made)).exists():
        # Two copies of one second must not become one.
        made += timedelta(seconds=1)
    unfinished = target.with_name(f".{target.name}.new")
    unfinished.unlink(missing_ok=True)
    store.copy_to(unfinished)
    with closing(SqliteStore.open_as_it_is(unfinished)) as copy:
        copy.check()
    unfinished.replace(target)
    for old in list_backups(path)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return Backup(target, made, target.stat().st_size)


def _copy_path(path: Path, made: datetime) -> Path:
    return backups_dir() / f"{path.stem} {made.strftime(_STAMP)}{path.suffix}"
