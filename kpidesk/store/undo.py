"""Taking an import back, and bringing it back again.

An import's added records carry its number and start at version 1; what it changed is
in the change log with the values before. A record whose version has moved on since
was edited by somebody, so it is kept and named. What is removed goes, whole, into
lines of the change log marked for that, from which the import can be repeated.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from kpidesk.domain.records import KINDS, FieldType
from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_
from kpidesk.store.protocol import UndoReport
from kpidesk.store.search_text import client_search_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from kpidesk.domain.records import Record

_REMOVED_WITH_BATCH = -1
"""``operation`` of change-log lines that only serve to repeat an import."""


def _references(kind_name: str) -> list[tuple[str, str]]:
    """The (table, column) pairs that can refer to records of a kind."""
    return [
        (kind.name, field.name)
        for kind in KINDS
        for field in kind.fields
        if field.type is FieldType.REFERENCE and field.refers_to == kind_name
    ]


def _changes(
    connection: sqlite3.Connection, batch_id: int, *, latest_first: bool
) -> Iterator[tuple[str, int, int, Record, Record]]:
    order = "DESC" if latest_first else "ASC"
    lines = connection.execute(
        "SELECT kind, record_id, version, before, after FROM change_log"
        f" WHERE batch_id = ? AND action = 'change' ORDER BY id {order}",
        (batch_id,),
    ).fetchall()
    for kind, record_id, version, before, after in lines:
        yield kind, record_id, version, json.loads(before), json.loads(after)


def _check(connection: sqlite3.Connection, batch_id: int, *, undone: bool) -> None:
    row = connection.execute(
        "SELECT undone_at FROM import_batch WHERE id = ?", (batch_id,)
    ).fetchone()
    if row is None:
        raise WorkspaceError(
            N_("There is no import number {batch}."), code="no_batch", batch=batch_id
        )
    if (row[0] is not None) != undone:
        message = (
            N_("Import number {batch} is in place; there is nothing to repeat.")
            if undone
            else N_("Import number {batch} has already been undone.")
        )
        raise WorkspaceError(message, code="batch_state", batch=batch_id)


def _set_values(
    connection: sqlite3.Connection,
    kind: str,
    record_id: int,
    values: Record,
    versions: tuple[int, int],
) -> bool:
    """Set fields and version if the record still has the first version."""
    expected, following = versions
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    cursor = connection.execute(
        f"UPDATE {kind} SET {assignments}, version = :following"
        " WHERE id = :id AND version = :expected",
        {**values, "following": following, "id": record_id, "expected": expected},
    )
    if kind == "client" and cursor.rowcount == 1:
        connection.execute(
            "UPDATE client SET search = :search WHERE id = :id",
            {
                "search": client_search_text(_record(connection, record_id)),
                "id": record_id,
            },
        )
    return cursor.rowcount == 1


def _record(connection: sqlite3.Connection, client_id: int) -> Record:
    cursor = connection.execute("SELECT * FROM client WHERE id = ?", (client_id,))
    names = [item[0] for item in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def undo_batch(connection: sqlite3.Connection, batch_id: int, now: str) -> UndoReport:
    """Take an import back.

    Raises:
        WorkspaceError: There is no such import, or it was undone already.
    """
    _check(connection, batch_id, undone=False)
    restored: Counter[str] = Counter()
    kept: list[tuple[str, int]] = []
    for kind, record_id, version, before, _ in _changes(
        connection, batch_id, latest_first=True
    ):
        versions = (version, version - 1)
        if _set_values(connection, kind, record_id, before, versions):
            restored[kind] += 1
        else:
            kept.append((kind, record_id))
    removed: Counter[str] = Counter()
    for name in (kind.name for kind in reversed(KINDS)):
        gone, stayed = _remove_added(connection, name, batch_id, now)
        removed[name] += gone
        kept.extend((name, record_id) for record_id in stayed)
    connection.execute(
        "UPDATE import_batch SET undone_at = ? WHERE id = ?", (now, batch_id)
    )
    return UndoReport(dict(+removed), dict(restored), tuple(dict.fromkeys(kept)))


def _remove_added(
    connection: sqlite3.Connection, kind: str, batch_id: int, now: str
) -> tuple[int, list[int]]:
    in_use = "".join(
        f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.{column} = {kind}.id"
        + (f" AND {table}.batch_id IS NOT {batch_id:d}" if table == kind else "")
        + ")"
        for table, column in _references(kind)
    )
    removable = f"batch_id = ? AND version = 1{in_use}"
    names = [
        row[1]
        for row in connection.execute(f"PRAGMA table_xinfo({kind})")
        if row[6] == 0
    ]
    pairs = ", ".join(f"'{name}', {name}" for name in names)
    connection.execute(
        "INSERT INTO change_log (operation, changed_at, author, action, kind,"
        " record_id, version, before, batch_id)"
        " SELECT ?, ?, '', 'remove', ?, id, version,"
        f" json_object({pairs}), batch_id FROM {kind} WHERE {removable}",
        (_REMOVED_WITH_BATCH, now, kind, batch_id),
    )
    if kind == "contract":
        connection.execute(
            "UPDATE contract SET renews_contract_id = NULL"
            f" WHERE batch_id = ? AND version = 1{in_use}",
            (batch_id,),
        )
    gone = connection.execute(
        f"DELETE FROM {kind} WHERE {removable}",
        (batch_id,),
    ).rowcount
    stayed = connection.execute(
        f"SELECT id FROM {kind} WHERE batch_id = ?",
        (batch_id,),
    ).fetchall()
    return gone, [row[0] for row in stayed]


def redo_batch(connection: sqlite3.Connection, batch_id: int) -> UndoReport:
    """Bring back what undoing an import removed and restored.

    Raises:
        WorkspaceError: There is no such import, or it is in place.
    """
    _check(connection, batch_id, undone=True)
    lines = connection.execute(
        "SELECT kind, before FROM change_log WHERE batch_id = ? AND operation = ?"
        " ORDER BY id DESC",
        (batch_id, _REMOVED_WITH_BATCH),
    ).fetchall()
    again: Counter[str] = Counter()
    # Records refer to each other within the import; check when all are back.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for kind, before in lines:
        record: dict[str, Any] = json.loads(before)
        names = ", ".join(record)
        marks = ", ".join(f":{name}" for name in record)
        connection.execute(
            f"INSERT INTO {kind} ({names}) VALUES ({marks})",
            record,
        )
        again[kind] += 1
    connection.execute(
        "DELETE FROM change_log WHERE batch_id = ? AND operation = ?",
        (batch_id, _REMOVED_WITH_BATCH),
    )
    restored: Counter[str] = Counter()
    kept: list[tuple[str, int]] = []
    for kind, record_id, version, _, after in _changes(
        connection, batch_id, latest_first=False
    ):
        if _set_values(connection, kind, record_id, after, (version - 1, version)):
            restored[kind] += 1
        else:
            kept.append((kind, record_id))
    connection.execute(
        "UPDATE import_batch SET undone_at = NULL WHERE id = ?", (batch_id,)
    )
    return UndoReport(dict(again), dict(restored), tuple(kept))
