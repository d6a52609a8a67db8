"""Making company files and bringing older ones up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.store.file_identity import APPLICATION_ID, SCHEMA_VERSION
from kpidesk.store.migrations import m0001_company, m0002_price_change

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils.migrations import Migrations


def _migrations() -> Migrations:
    # sqlite-utils takes 0.2 s to import and is not needed to read a file.
    from sqlite_utils.migrations import Migrations

    steps = Migrations("kpidesk")
    steps(name="m0001_company")(m0001_company.create)
    steps(name="m0002_price_change")(m0002_price_change.add_change_kind)
    return steps


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply the migrations that a file lacks, all in one transaction.

    Foreign keys are off meanwhile, as SQLite asks when tables are rebuilt, and are
    checked before the transaction is committed.
    """
    from sqlite_utils import Database

    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        _migrations().apply(Database(connection, execute_plugins=False))
        _check_references(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def is_up_to_date(connection: sqlite3.Connection) -> bool:
    """The file has the shape that this program writes."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return bool(version == SCHEMA_VERSION)


def _check_references(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        message = f"migration broke a reference: {broken}"
        raise AssertionError(message)
