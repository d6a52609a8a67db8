"""SQLite's errors that are the environment's fault, in plain words.

The rest (a wrong statement, a broken rule) is ours and passes unchanged.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpidesk.domain.records import KINDS
from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

DAMAGED = N_(
    "“{name}” is damaged and cannot be read safely. Restore a backup; the file itself"
    " has not been changed."
)

_SENTENCES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "busy",
        N_("“{name}” is in use by another program. Close it there and try again."),
    ),
    sqlite3.SQLITE_LOCKED: (
        "busy",
        N_("“{name}” is in use by another program. Close it there and try again."),
    ),
    sqlite3.SQLITE_FULL: (
        "disk_full",
        N_("The disk is full: nothing was saved to “{name}”. Free some space first."),
    ),
    sqlite3.SQLITE_READONLY: (
        "read_only",
        N_("“{name}” cannot be changed: the file or its folder is read-only."),
    ),
    sqlite3.SQLITE_IOERR: (
        "io",
        N_("The drive with “{name}” reported an error. Nothing more was written."),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "unreachable",
        N_("“{name}” cannot be opened: the folder or the drive is not reachable."),
    ),
    sqlite3.SQLITE_CORRUPT: ("damaged", DAMAGED),
    sqlite3.SQLITE_NOTADB: ("damaged", DAMAGED),
}


def _not_unique(error: sqlite3.DatabaseError) -> WorkspaceError:
    """What two records may not have in common, by its label."""
    table, _dot, column = str(error).rpartition(" ")[2].partition(".")
    labels = [
        field.label
        for kind in KINDS
        for field in kind.fields
        if (kind.name, field.name) == (table, column)
    ]
    return WorkspaceError(
        N_("Another record has the same value: {field}."),
        code="not_unique",
        field=_(labels[0]) if labels else column,
        name=column,
    )


@contextmanager
def in_plain_words(name: str) -> Iterator[None]:
    """Turn the environment's errors into a ``WorkspaceError`` about *name*."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
            raise _not_unique(error) from error
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary not in _SENTENCES:
            raise
        code, sentence = _SENTENCES[primary]
        raise WorkspaceError(sentence, code=code, name=name) from error
