"""Texts taken out of a company file so that nothing of them stays on the disk.

What is erased is not logged: the log itself is part of what is cleaned.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from kpidesk.domain.records import Record


@dataclass(frozen=True, slots=True)
class Erasure:
    """Records of one kind and what is put in the place of their texts.

    Attributes:
        kind: The kind.
        ids: Which records, living or only known to the log.
        values: What fields hold afterwards, mostly nothing.
        removes: The records go altogether.
    """

    kind: str
    ids: tuple[int, ...]
    values: Mapping[str, Any]
    removes: bool = False


def erase(connection: sqlite3.Connection, erasures: Iterable[Erasure]) -> None:
    """Take texts out of records and of the log; inside a transaction."""
    for each in erasures:
        for record_id in each.ids:
            if each.removes:
                connection.execute(
                    f"DELETE FROM {each.kind} WHERE id = ?", (record_id,)
                )
            elif each.values:
                assignments = ", ".join(f"{name} = :{name}" for name in each.values)
                connection.execute(
                    f"UPDATE {each.kind} SET {assignments}, version = version + 1"
                    " WHERE id = :id",
                    {**each.values, "id": record_id},
                )
            _clean_log(connection, each, record_id)
    # The first screen is drawn from names, too; it is drawn anew.
    connection.execute("DELETE FROM first_screen")


def _clean_log(
    connection: sqlite3.Connection, erasure: Erasure, record_id: int
) -> None:
    lines = connection.execute(
        "SELECT id, before, after FROM change_log WHERE kind = ? AND record_id = ?",
        (erasure.kind, record_id),
    ).fetchall()
    for identifier, before, after in lines:
        connection.execute(
            "UPDATE change_log SET before = ?, after = ? WHERE id = ?",
            (_cleaned(before, erasure), _cleaned(after, erasure), identifier),
        )


def _cleaned(text: str | None, erasure: Erasure) -> str | None:
    if text is None or erasure.removes:
        return None if text is None else "{}"
    record: Record = json.loads(text)
    cleaned = {name: erasure.values.get(name, value) for name, value in record.items()}
    return json.dumps(cleaned, ensure_ascii=False)


def logged_ids(
    connection: sqlite3.Connection, kind: str, field: str, values: Iterable[int | str]
) -> list[int]:
    """Records of which the log alone knows that they referred to others."""
    found: set[int] = set()
    for value in values:
        rows = connection.execute(
            "SELECT DISTINCT record_id FROM change_log WHERE kind = ?"
            " AND (json_extract(before, ?) = ? OR json_extract(after, ?) = ?)",
            (kind, f"$.{field}", value, f"$.{field}", value),
        )
        found.update(int(row[0]) for row in rows)
    return sorted(found)
