"""The open transaction: adding, changing and removing records, all of it logged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kpidesk.domain.records import kind as record_kind
from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_
from kpidesk.store.search_text import client_search_text
from kpidesk.store.undo import redo_batch, undo_batch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import UndoReport


class SqliteWriter:
    """Writes to one connection inside one transaction.

    Args:
        connection: A connection on which the transaction has begun.
        author: Who is writing.
        now: When, as ISO text.
    """

    def __init__(self, connection: sqlite3.Connection, author: str, now: str) -> None:
        self._connection = connection
        self._author = author
        self._now = now
        self._batch: int | None = None
        latest = connection.execute("SELECT max(operation) FROM change_log").fetchone()
        # What goes with a taken-back import is logged with negative numbers.
        self._operation = max(int(latest[0] or 0), 0) + 1
        self._has_logged = False

    @property
    def operation(self) -> int:
        """The number under which the change log knows what was done; 0 = nothing."""
        return self._operation if self._has_logged else 0

    # -- records -------------------------------------------------------------

    def add(self, kind: str, records: Sequence[Record]) -> list[int]:
        """Add records of one kind; fields left out are empty."""
        if not records:
            return []
        columns = [field.name for field in record_kind(kind).fields]
        given = [name for name in columns if any(name in record for record in records)]
        searched = ["search"] if kind == "client" else []
        first = self._next_id(kind)
        ids = list(range(first, first + len(records)))
        names = ["id", "recorded_at", "batch_id", *given, *searched]
        marks = ", ".join("?" for _ in names)
        self._connection.executemany(
            f"INSERT INTO {kind} ({', '.join(names)}) VALUES ({marks})",
            (
                (
                    identifier,
                    self._now,
                    self._batch,
                    *(self._stored(kind, name, record) for name in given),
                    *(client_search_text(record) for _ in searched),
                )
                for identifier, record in zip(ids, records, strict=True)
            ),
        )
        if self._batch is None:
            for identifier, record in zip(ids, records, strict=True):
                self._log("add", kind, identifier, 1, None, record)
        return ids

    def _stored(self, kind: str, name: str, record: Record) -> str | int | None:
        value = record.get(name)
        if value is not None:
            return value
        return _DEFAULTS.get((kind, name))

    def _next_id(self, kind: str) -> int:
        # Never reuse the id of a removed record: the change log still speaks of it.
        row = self._connection.execute(
            f"SELECT max(coalesce((SELECT max(id) FROM {kind}), 0),"
            " coalesce((SELECT max(record_id) FROM change_log WHERE kind = ?), 0))",
            (kind,),
        ).fetchone()
        return int(row[0]) + 1

    def change(
        self, kind: str, record_id: int, values: Record, version: int | None = None
    ) -> None:
        """Change fields of a record and raise its version."""
        known = {field.name for field in record_kind(kind).fields}
        unknown = values.keys() - known
        if unknown:
            raise KeyError(sorted(unknown))
        current = self._read(kind, record_id)
        if version is not None and current["version"] != version:
            raise WorkspaceError(
                N_("This record was changed by somebody else in the meantime."),
                code="changed_meanwhile",
            )
        before = {name: current[name] for name in values}
        if before == values:
            return
        assignments = [f"{name} = :{name}" for name in values]
        if kind == "client":
            assignments.append("search = :search")
        self._connection.execute(
            f"UPDATE {kind} SET {', '.join(assignments)},"
            " version = version + 1 WHERE id = :id",
            {
                **values,
                "search": client_search_text({**current, **values}),
                "id": record_id,
            },
        )
        after_version = int(current["version"] or 0) + 1
        self._log("change", kind, record_id, after_version, before, values)

    def remove(self, kind: str, record_ids: Iterable[int]) -> None:
        """Remove records, keeping what they were in the change log."""
        for record_id in record_ids:
            record = self._read(kind, record_id)
            self._connection.execute(
                f"DELETE FROM {kind} WHERE id = ?",
                (record_id,),
            )
            version = int(record["version"] or 0)
            self._log("remove", kind, record_id, version, record, None)

    def restore(self, kind: str, record: Record) -> None:
        """Bring back a removed record with its id; it gets a version of its own."""
        names = ["id", "recorded_at", "batch_id"]
        names += [field.name for field in record_kind(kind).fields]
        kept: Record = {name: record.get(name) for name in names}
        kept["version"] = version = int(record.get("version") or 0) + 1
        if kind == "client":
            kept["search"] = client_search_text(record)
        marks = ", ".join(f":{name}" for name in kept)
        self._connection.execute(
            f"INSERT INTO {kind} ({', '.join(kept)}) VALUES ({marks})",
            kept,
        )
        self._log("add", kind, int(record["id"] or 0), version, None, record)

    def _read(self, kind: str, record_id: int) -> Record:
        cursor = self._connection.execute(
            f"SELECT * FROM {kind} WHERE id = ?",
            (record_id,),
        )
        row = cursor.fetchone()
        if row is None:
            raise WorkspaceError(
                N_("This record no longer exists."), code="changed_meanwhile"
            )
        return dict(zip((item[0] for item in cursor.description), row, strict=True))

    def _log(
        self,
        action: str,
        kind: str,
        record_id: int,
        version: int,
        before: Record | None,
        after: Record | None,
    ) -> None:
        self._has_logged = True
        self._connection.execute(
            "INSERT INTO change_log (operation, changed_at, author, action, kind,"
            " record_id, version, before, after, batch_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._operation,
                self._now,
                self._author,
                action,
                kind,
                record_id,
                version,
                None if before is None else json.dumps(before, ensure_ascii=False),
                None if after is None else json.dumps(after, ensure_ascii=False),
                self._batch,
            ),
        )

    # -- settings ------------------------------------------------------------

    def set_setting(self, key: str, value: object) -> None:
        """Keep a fact of the workspace; what people decide is logged."""
        if self._batch is None and key not in _NOT_LOGGED:
            self._log_setting(key, value)
        self._connection.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False)),
        )

    def _log_setting(self, key: str, value: object) -> None:
        row = self._connection.execute(
            "SELECT value FROM setting WHERE key = ?", (key,)
        ).fetchone()
        text = json.dumps(value, ensure_ascii=False)
        before = None if row is None else str(row[0])
        if before != text:
            self._log("change", SETTING, 0, 1, {key: before}, {key: text})

    def forget_setting(self, key: str) -> None:
        """Fall back to the default of a fact."""
        row = self._connection.execute(
            "SELECT value FROM setting WHERE key = ?", (key,)
        ).fetchone()
        if row is not None:
            self._connection.execute("DELETE FROM setting WHERE key = ?", (key,))
            self._log("change", SETTING, 0, 1, {key: str(row[0])}, {key: None})

    # -- closed months -------------------------------------------------------

    def close_month(self, month: str, readings: Mapping[str, str]) -> None:
        """Freeze a month's readings."""
        self.reopen_month(month)
        closed: Record = {
            "month": month,
            "closed_at": self._now,
            "author": self._author,
        }
        self._freeze(closed, readings)

    def close_month_again(self, closed: Record) -> None:
        """Freeze a month as it was before it was reopened, as the change log has it."""
        self.reopen_month(str(closed["month"]))
        self._freeze(closed, json.loads(str(closed["readings"])))

    def _freeze(self, closed: Record, readings: Mapping[str, str]) -> None:
        month, kept = closed["month"], {name: closed[name] for name in _MONTH}
        self._connection.execute(
            "INSERT INTO closed_month (month, closed_at, author)"
            " VALUES (:month, :closed_at, :author)",
            kept,
        )
        self._connection.executemany(
            "INSERT INTO closed_reading (month, kpi, reading) VALUES (?, ?, ?)",
            [(month, kpi, reading) for kpi, reading in readings.items()],
        )
        self._log("add", CLOSED_MONTH, 0, 1, None, kept)

    def reopen_month(self, month: str) -> None:
        """Forget a month's frozen readings; the change log keeps them."""
        closed = self._connection.execute(
            f"SELECT {', '.join(_MONTH)} FROM closed_month WHERE month = ?", (month,)
        ).fetchone()
        if closed is None:
            return
        readings = self._connection.execute(
            "SELECT kpi, reading FROM closed_reading WHERE month = ?", (month,)
        ).fetchall()
        before: Record = dict(zip(_MONTH, closed, strict=True))
        before["readings"] = json.dumps(dict(readings))
        self._log("remove", CLOSED_MONTH, 0, 1, before, None)
        for table in ("closed_reading", "closed_month"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE month = ?",
                (month,),
            )

    # -- imports -------------------------------------------------------------

    def keep_profile(
        self, fingerprint: str, name: str, mapping: Mapping[str, object]
    ) -> None:
        """Remember how sheets with these headers are imported."""
        self._connection.execute(
            "INSERT INTO import_profile (name, kind, fingerprint, mapping, used_at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO UPDATE SET"
            " name = excluded.name, kind = excluded.kind,"
            " mapping = excluded.mapping, used_at = excluded.used_at",
            (
                name,
                str(mapping.get("entity") or ""),
                fingerprint,
                json.dumps(dict(mapping), ensure_ascii=False),
                self._now,
            ),
        )

    def forget_profile(self, fingerprint: str) -> None:
        """Let sheets with these headers be recognised anew."""
        self._connection.execute(
            "DELETE FROM import_profile WHERE fingerprint = ?", (fingerprint,)
        )

    def start_batch(self, sources: Sequence[str]) -> int:
        """Begin an import."""
        cursor = self._connection.execute(
            "INSERT INTO import_batch (imported_at, author, sources, counts)"
            " VALUES (?, ?, ?, '{}')",
            (self._now, self._author, json.dumps(list(sources), ensure_ascii=False)),
        )
        self._batch = int(cursor.lastrowid or 0)
        return self._batch

    def finish_batch(self, counts: Mapping[str, int]) -> None:
        """Write down what the import did."""
        self._connection.execute(
            "UPDATE import_batch SET counts = ? WHERE id = ?",
            (json.dumps(dict(counts)), self._batch),
        )
        self._batch = None

    def undo_batch(self, batch_id: int) -> UndoReport:
        """Take an import back, except for what was edited since."""
        return undo_batch(self._connection, batch_id, self._now)

    def redo_batch(self, batch_id: int) -> UndoReport:
        """Bring back an import that was taken back."""
        return redo_batch(self._connection, batch_id)


SETTING = "setting"
"""Under this kind, and the id 0, the change log keeps facts of the workspace."""
CLOSED_MONTH = "closed_month"
"""Under this kind, and the id 0, the change log keeps what months were closed."""
_MONTH = ("month", "closed_at", "author")
_NOT_LOGGED = frozenset({"revision"})

_DEFAULTS: dict[tuple[str, str], str | int] = {
    ("contract", "status"): "signed",
    ("price_term", "months_den"): 1,
    ("price_term", "quantity_milli"): 1000,
    ("price_term", "discount_ppm"): 0,
    ("survey_answer", "high_is_good"): 1,
    ("lead", "outcome"): "open",
}
"""What an empty field stands for where the file allows no emptiness."""


def default_of(kind: str, name: str) -> str | int | None:
    """What an empty field of a kind is stored as."""
    return _DEFAULTS.get((kind, name))
