"""A company file: one SQLite file that people may copy, mail and keep on a stick."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_
from kpidesk.store.dataset_loader import load_dataset
from kpidesk.store.environment_errors import DAMAGED, in_plain_words
from kpidesk.store.erasure import Erasure, erase, logged_ids
from kpidesk.store.file_identity import check_file
from kpidesk.store.protocol import (
    ClosedMonth,
    ImportBatch,
    ImportProfile,
    LoggedChange,
)
from kpidesk.store.schema import bring_up_to_date, is_up_to_date
from kpidesk.store.workspace import rules_as_settings, rules_from_settings
from kpidesk.store.writer import SqliteWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kpidesk.domain.dataset import Dataset
    from kpidesk.domain.records import Record
    from kpidesk.domain.rules import Rules

_BUSY_SECONDS = 5.0
_IDS_AT_ONCE = 500
_ROWS_AT_ONCE = 2000
_MOST_DIGITS = 18
_HAPPENED = (
    ("contract", "start_on"),
    ("ticket", "opened_at"),
    ("ticket", "resolved_at"),
    ("survey_answer", "answered_on"),
    ("lead", "created_on"),
    ("lead", "converted_on"),
    ("cost", "spent_on"),
    ("milestone", "reached_on"),
)
SUFFIX = ".kpidesk"
_LITERALLY = str.maketrans({"%": "!%", "_": "!_", "!": "!!"})


def now() -> str:
    """The instant at which something is recorded, as UTC ISO text."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")


class SqliteStore:
    """One connection to a company file. See ``protocol.Store``.

    Not for use by several threads: each task opens its own, in 0.2 ms.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, keep_copy: bool = True
    ) -> SqliteStore:
        """Open a company file; one of an older kpidesk is brought up to date.

        Args:
            path: Where it is.
            read_only: It will not be changed.
            keep_copy: Keep a backup of what is brought up to date.

        Raises:
            WorkspaceError: It is missing, foreign, newer, damaged or in use, or older
                where it may only be read; or no backup of an older one can be made.
        """
        check_file(path)
        with in_plain_words(path.name):
            store = cls(path, _connect(path, read_only=read_only))
            try:
                if not is_up_to_date(store._connection):
                    store._bring_up_to_date(read_only=read_only, keep_copy=keep_copy)
            except BaseException:
                store.close()
                raise
        return store

    def _bring_up_to_date(self, *, read_only: bool, keep_copy: bool) -> None:
        if read_only:
            raise WorkspaceError(
                N_(
                    "“{name}” was made by an older kpidesk. Open it once where it may"
                    " be changed: a backup is made, and the file brought up to date."
                ),
                code="older",
                name=self.name,
            )
        if keep_copy:
            # Copies are needed once in a while.
            from kpidesk.store.backups import back_up

            back_up(self, datetime.now().astimezone().replace(tzinfo=None))
        bring_up_to_date(self._connection)

    @classmethod
    def open_as_it_is(cls, path: Path) -> SqliteStore:
        """Open a company file only to check or copy it, whatever version made it.

        Raises:
            WorkspaceError: It is missing, foreign, newer, damaged or in use.
        """
        check_file(path)
        with in_plain_words(path.name):
            return cls(path, _connect(path, read_only=True))

    @classmethod
    def create(cls, path: Path, rules: Rules, company: str) -> SqliteStore:
        """Make a new company file.

        Raises:
            WorkspaceError: There is a file already, or none can be made there.
        """
        if path.exists():
            raise WorkspaceError(
                N_("There is already a file “{name}”."), code="exists", name=path.name
            )
        # Made aside and renamed when whole: a full disk leaves no half company.
        unfinished = path.with_name(f".{path.name}.new")
        unfinished.unlink(missing_ok=True)
        with in_plain_words(path.name):
            store = cls(path, _connect(unfinished, read_only=False))
            bring_up_to_date(store._connection)
            with store.writing("kpidesk") as writer:
                writer.set_setting("company.name", company)
                for key, value in rules_as_settings(rules).items():
                    writer.set_setting(key, value)
            store.close()
        unfinished.replace(path)
        return cls.open(path)

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def check(self) -> None:
        """Look through the whole file for damage.

        Raises:
            WorkspaceError: It is damaged.
        """
        with in_plain_words(self.name):
            found = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise WorkspaceError(DAMAGED, code="damaged", name=self.name)

    def copy_to(self, target: Path) -> None:
        """Write a whole copy of the file to a path where there is none."""
        # Not VACUUM INTO: it fails on tables with generated columns.
        copy = sqlite3.connect(target)
        try:
            with in_plain_words(self.name):
                self._connection.backup(copy)
        finally:
            copy.close()

    # -- reading -------------------------------------------------------------

    def revision(self) -> int:
        """How many writes the file has seen."""
        return int(str(self.settings().get("revision", 0)))

    def settings(self) -> dict[str, object]:
        """Every fact of the workspace."""
        with in_plain_words(self.name):
            lines = self._connection.execute("SELECT key, value FROM setting")
            return {key: json.loads(value) for key, value in lines}

    def rules(self) -> Rules:
        """The rules of the house."""
        return rules_from_settings(self.settings())

    def dataset(self, rules: Rules) -> Dataset:
        """All records as columns."""
        with in_plain_words(self.name):
            return load_dataset(self._connection, rules)

    def records(
        self, kind: str, record_ids: Iterable[int] | None = None
    ) -> list[Record]:
        """Records of a kind in order of id, or in the order of the ids given."""
        with in_plain_words(self.name):
            if record_ids is None:
                return self._select(f"SELECT * FROM {kind} ORDER BY id", ())
            wanted = [int(identifier) for identifier in record_ids]
            found: dict[int, Record] = {}
            for first in range(0, len(wanted), _IDS_AT_ONCE):
                some = wanted[first : first + _IDS_AT_ONCE]
                marks = ", ".join("?" for _ in some)
                for record in self._select(
                    f"SELECT * FROM {kind} WHERE id IN ({marks})",
                    some,
                ):
                    found[int(record["id"] or 0)] = record
            return [found[identifier] for identifier in wanted if identifier in found]

    def records_with(
        self, kind: str, field: str, values: Iterable[int | str]
    ) -> list[Record]:
        """Records whose field has one of the values, in order of id."""
        wanted = list(values)
        found: list[Record] = []
        with in_plain_words(self.name):
            for first in range(0, len(wanted), _IDS_AT_ONCE):
                some = wanted[first : first + _IDS_AT_ONCE]
                marks = ", ".join("?" for _ in some)
                found += self._select(
                    f"SELECT * FROM {kind} WHERE {field} IN ({marks})",
                    some,
                )
        return sorted(found, key=lambda record: int(record["id"] or 0))

    def columns(
        self,
        kind: str,
        fields: Sequence[str],
        *,
        newest_by: str = "",
        most: int | None = None,
        ids: Sequence[int] | None = None,
    ) -> list[tuple[Any, ...]]:
        """Some fields of all records of a kind, one tuple per field.

        In order of id, or of a field, the latest first; of *most* records at most, or
        of those with some ids, which must be few.
        """
        order = f"{newest_by} DESC, id DESC" if newest_by else "id"
        wanted = "" if ids is None else f"WHERE id IN ({', '.join('?' for _ in ids)})"
        found: list[list[Any]] = [[] for _ in fields]
        with in_plain_words(self.name):
            cursor = self._connection.execute(
                f"SELECT {', '.join(fields)} FROM {kind} {wanted}"
                f" ORDER BY {order} LIMIT ?",
                (*(ids or ()), -1 if most is None else most),
            )
            # In portions: other threads wait while one is turned into columns.
            while rows := cursor.fetchmany(_ROWS_AT_ONCE):
                for column, values in zip(found, zip(*rows, strict=True), strict=True):
                    column.extend(values)
        return [tuple(column) for column in found]

    def _select(self, sql: str, values: Iterable[int | str]) -> list[Record]:
        cursor = self._connection.execute(sql, tuple(values))
        names = [item[0] for item in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def find(
        self, kind: str, fields: Sequence[str], word: str, limit: int
    ) -> list[Record]:
        """A few records that hold a word in one of the fields, the latest first."""
        pattern = f"%{word.translate(_LITERALLY)}%"
        condition = " OR ".join(f"{field} LIKE ? ESCAPE '!'" for field in fields)
        with in_plain_words(self.name):
            return self._select(
                f"SELECT * FROM {kind} WHERE {condition} ORDER BY id DESC LIMIT ?",
                (*(pattern for _ in fields), limit),
            )

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        with in_plain_words(self.name):
            row = self._connection.execute(f"SELECT count(*) FROM {kind}")
            return int(row.fetchone()[0])

    def highest_number(self, kind: str, field: str) -> int | None:
        """The highest whole number among the texts of a field."""
        with in_plain_words(self.name):
            row = self._connection.execute(
                f"SELECT max(CAST({field} AS BIGINT)) FROM {kind}"
                f" WHERE length({field}) BETWEEN 1 AND {_MOST_DIGITS}"
                f" AND trim({field}, '0123456789') = ''"
            ).fetchone()
        return None if row[0] is None else int(row[0])

    def latest_day(self) -> str | None:
        """The latest day on which something happened; ends ahead do not count."""
        chosen = " UNION ALL ".join(
            f"SELECT max({column}) AS happened FROM {table}"
            for table, column in _HAPPENED
        )
        with in_plain_words(self.name):
            row = self._connection.execute(
                f"SELECT max(happened) FROM ({chosen})"
            ).fetchone()
        return None if row[0] is None else str(row[0])[:10]

    def batches(self) -> list[ImportBatch]:
        """Every import, latest first."""
        with in_plain_words(self.name):
            lines = self._connection.execute(
                "SELECT id, imported_at, author, sources, counts, undone_at"
                " FROM import_batch ORDER BY id DESC"
            ).fetchall()
        return [
            ImportBatch(
                identifier,
                imported_at,
                author,
                tuple(json.loads(sources)),
                json.loads(counts),
                undone_at,
            )
            for identifier, imported_at, author, sources, counts, undone_at in lines
        ]

    def closed_months(self) -> list[ClosedMonth]:
        """Months that were closed, earliest first."""
        with in_plain_words(self.name):
            months = self._connection.execute(
                "SELECT month, closed_at, author FROM closed_month ORDER BY month"
            ).fetchall()
            readings = self._connection.execute(
                "SELECT month, kpi, reading FROM closed_reading"
            ).fetchall()
        frozen: dict[str, dict[str, str]] = {}
        for month, kpi, reading in readings:
            frozen.setdefault(month, {})[kpi] = reading
        return [
            ClosedMonth(month, closed_at, author, frozen.get(month, {}))
            for month, closed_at, author in months
        ]

    def profiles(self) -> list[ImportProfile]:
        """How known layouts are imported, latest used first."""
        with in_plain_words(self.name):
            lines = self._connection.execute(
                "SELECT fingerprint, name, mapping, used_at FROM import_profile"
                " ORDER BY used_at DESC, id DESC"
            ).fetchall()
        return [
            ImportProfile(mark, name, json.loads(mapping), used_at)
            for mark, name, mapping, used_at in lines
        ]

    def history(self, kind: str, record_id: int) -> list[LoggedChange]:
        """What happened to a record, oldest first."""
        return self._logged(
            "kind = ? AND record_id = ? AND operation > 0", (kind, record_id)
        )

    def operation(self, number: int) -> list[LoggedChange]:
        """What one transaction did, oldest first."""
        return self._logged("operation = ?", (number,))

    def last_operation(self) -> int:
        """The number of the last transaction that the change log knows; 0 = none."""
        with in_plain_words(self.name):
            row = self._connection.execute("SELECT max(operation) FROM change_log")
            return max(int(row.fetchone()[0] or 0), 0)

    def operations_after(self, number: int) -> list[LoggedChange]:
        """What the transactions after one did, oldest first."""
        return self._logged("operation > ?", (number,))

    def _logged(
        self, condition: str, values: tuple[str | int, ...]
    ) -> list[LoggedChange]:
        with in_plain_words(self.name):
            lines = self._connection.execute(
                "SELECT id, operation, changed_at, author, action, kind, record_id,"
                " version, before, after, batch_id FROM change_log"
                f" WHERE {condition} ORDER BY id",
                values,
            ).fetchall()
        return [_logged_change(list(line)) for line in lines]

    def distinct(self, kind: str, field: str) -> list[str]:
        """The different texts of a field, the most frequent first."""
        with in_plain_words(self.name):
            rows = self._connection.execute(
                f"SELECT {field} FROM {kind} WHERE {field} <> ''"
                f" GROUP BY {field} ORDER BY count(*) DESC, {field}"
            ).fetchall()
        return [str(row[0]) for row in rows]

    # -- writing -------------------------------------------------------------

    @contextmanager
    def writing(self, author: str) -> Iterator[SqliteWriter]:
        """One transaction: committed when the block ends, undone when it raises."""
        with in_plain_words(self.name):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                writer = SqliteWriter(self._connection, author, now())
                yield writer
                writer.set_setting("revision", self.revision() + 1)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def logged_ids(
        self, kind: str, field: str, values: Iterable[int | str]
    ) -> list[int]:
        """Records that the log knows to have referred to others, gone ones too."""
        with in_plain_words(self.name):
            return logged_ids(self._connection, kind, field, values)

    def erase(
        self,
        author: str,
        erasures: Iterable[Erasure],
        settings: Mapping[str, object],
    ) -> None:
        """Take texts out of records and log, and out of the file's free pages."""
        with in_plain_words(self.name):
            self._connection.execute("PRAGMA secure_delete = ON")
            with self.writing(author) as writer:
                erase(self._connection, erasures)
                for key, value in settings.items():
                    writer.set_setting(key, value)
            self._connection.execute("VACUUM")

    def first_screen(self) -> tuple[int, str] | None:
        """What the dashboard showed last, and the revision it was computed from."""
        with in_plain_words(self.name):
            row = self._connection.execute(
                "SELECT revision, content FROM first_screen WHERE id = 1"
            ).fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def keep_first_screen(self, revision: int, content: str) -> None:
        """Keep what the dashboard shows, to show it at once at the next start.

        It is derived from the records, so it does not count as a write.
        """
        with in_plain_words(self.name):
            self._connection.execute(
                "INSERT INTO first_screen (id, revision, content) VALUES (1, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET revision = excluded.revision,"
                " content = excluded.content",
                (revision, content),
            )


def _logged_change(line: list[Any]) -> LoggedChange:
    for text in (8, 9):
        line[text] = None if line[text] is None else json.loads(line[text])
    return LoggedChange(*line)


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    if read_only:
        uri = f"{path.resolve().as_uri()}?mode=ro"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=_BUSY_SECONDS
        )
    else:
        connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_SECONDS)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection
