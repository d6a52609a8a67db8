"""Every table of a company file as it stands at one instant, to hand over whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kpidesk.store.environment_errors import in_plain_words
from kpidesk.store.file_identity import check_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_GENERATED = {2, 3}
"""What ``table_xinfo`` calls columns that the file derives by itself."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, the columns that are written to it, its number of rows."""

    name: str
    columns: tuple[str, ...]
    count: int


class OpenTables:
    """The tables of an open file.

    Args:
        connection: A connection inside a transaction, so that nothing moves.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.tables = tuple(self._tables())

    def _tables(self) -> Iterator[Table]:
        names = self._connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"
        ).fetchall()
        for (name,) in names:
            known = self._connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
            columns = tuple(line[1] for line in known if line[6] not in _GENERATED)
            found = self._connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            yield Table(name, columns, int(found[0]))

    def rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in the order in which they were added."""
        yield from self._connection.execute(
            f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY rowid"
        )

    def definitions(self) -> str:
        """The SQL that makes the tables and their indices."""
        lines = self._connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
            " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"
        )
        return "".join(f"{line[0]};\n\n" for line in lines)


@contextmanager
def open_tables(path: Path) -> Iterator[OpenTables]:
    """Read a company file at one instant, whoever writes to it meanwhile.

    Raises:
        WorkspaceError: It is missing, foreign, newer, damaged or in use.
    """
    check_file(path)
    uri = f"{path.resolve().as_uri()}?mode=ro"
    with (
        in_plain_words(path.name),
        closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection,
    ):
        connection.execute("BEGIN")
        yield OpenTables(connection)
