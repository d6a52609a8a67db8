"""Everything of a company in open formats, as one archive: nobody is locked in."""

from __future__ import annotations

import io
import tempfile
import time
import zipfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kpidesk import __version__
from kpidesk.domain.records import KINDS
from kpidesk.errors import ExportError
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _, language
from kpidesk.operations.everything_workbook import kinds_of_sheets, write_everything
from kpidesk.operations.progress import Progress, silent
from kpidesk.reporting.file_writing import replace_file
from kpidesk.reporting.open_formats import (
    data_dictionary,
    write_csv,
    write_json_table,
)
from kpidesk.store.open_tables import open_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kpidesk.store.open_tables import OpenTables, Table
    from kpidesk.store.sqlite_store import SqliteStore

WORKBOOK, JSON, SCHEMA = "kpidesk.xlsx", "kpidesk.json", "schema.sql"
DICTIONARY, README, FOLDER = "dictionary.md", "README.md", "data/"


def write_archive(
    store: SqliteStore, target: Path, code: str, progress: Progress = silent
) -> None:
    """Write every table as CSV and JSON, their description, and the workbook.

    Args:
        store: The company.
        target: The ``.zip``; whatever is there is replaced when all is written.
        code: Language of texts and of the workbook.
        progress: Told how many parts are done.

    Raises:
        ExportError: The file cannot be written.
        WorkspaceError: The company file cannot be read.
    """

    def write(path: Path) -> None:
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
            open_tables(store.path) as source,
        ):
            written = 2 * len(source.tables)
            total = written + len(kinds_of_sheets())
            _write_tables(
                archive,
                source,
                store.rules().currency,
                lambda done, _of: progress(done, total),
            )
            archive.writestr(SCHEMA, source.definitions())
            archive.writestr(DICTIONARY, data_dictionary())
            archive.writestr(README, _readme(store, source.tables, code))
            _write_workbook(
                archive, store, code, lambda done, _of: progress(written + done, total)
            )

    with language(code):
        replace_file(target, write)


def has_records(store: SqliteStore) -> bool:
    """Whether there is a record of any kind."""
    return any(store.count(kind.name) for kind in KINDS)


@contextmanager
def _text(archive: zipfile.ZipFile, name: str) -> Iterator[IO[str]]:
    info = zipfile.ZipInfo(name, time.localtime()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    with (
        archive.open(info, "w", force_zip64=True) as raw,
        io.TextIOWrapper(raw, "utf-8", newline="") as out,
    ):
        yield out


def _write_tables(
    archive: zipfile.ZipFile, source: OpenTables, base: str, progress: Progress
) -> None:
    tables, total = source.tables, 2 * len(source.tables)
    currencies = _contract_currencies(source)
    for done, table in enumerate(tables):
        progress(done, total)
        currency_of = _currency_of(table, base, currencies)
        with _text(archive, f"{FOLDER}{table.name}.csv") as out:
            write_csv(out, table.columns, source.rows(table), currency_of)
    with _text(archive, JSON) as out:
        for done, table in enumerate(tables):
            progress(len(tables) + done, total)
            out.write("{\n" if not done else ",\n")
            write_json_table(out, table.name, table.columns, source.rows(table))
        out.write("\n}\n")


def _contract_currencies(source: OpenTables) -> dict[int, str]:
    contract = next(table for table in source.tables if table.name == "contract")
    at, currency = (contract.columns.index(name) for name in ("id", "currency"))
    return {int(row[at]): row[currency] or "" for row in source.rows(contract)}


def _currency_of(
    table: Table, base: str, currencies: dict[int, str]
) -> Callable[[Sequence[Any]], str]:
    """How to tell the currency of a row: its own, its contract's, or the base."""
    if "currency" in table.columns:
        at = table.columns.index("currency")
        return lambda row: str(row[at] or base)
    if "contract_id" in table.columns:
        at = table.columns.index("contract_id")
        return lambda row: currencies.get(int(row[at])) or base
    return lambda _row: base


def _write_workbook(
    archive: zipfile.ZipFile, store: SqliteStore, code: str, progress: Progress
) -> None:
    if not has_records(store):
        # A workbook without sheets is none; the tables say that there is nothing.
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / WORKBOOK
        try:
            write_everything(store, path, code, progress)
        except ExportError as error:
            # People asked for the archive: the sentence is about that file.
            if isinstance(error.__cause__, OSError):
                raise error.__cause__ from None
            raise
        # A workbook is compressed already.
        archive.write(path, WORKBOOK, zipfile.ZIP_STORED)


def _readme(store: SqliteStore, tables: Sequence[Table], code: str) -> str:
    formats = Formats(code, currency=store.rules().currency)
    company = str(store.settings().get("company.name") or store.name)
    parts = {
        f"`{FOLDER}*.csv`": _(
            "one file per table, after RFC 4180: UTF-8, commas, dates as 2026-03-31,"
            " decimal points"
        ),
        f"`{JSON}`": _("the same records exactly as kpidesk keeps them"),
        f"`{SCHEMA}`": _("the tables as SQL, as SQLite reads it"),
        f"`{DICTIONARY}`": _("what every field means, and its unit"),
        f"`{FOLDER}document.csv`": _(
            "your documents: title and place; the files themselves stay where they are"
        ),
        f"`{WORKBOOK}`": _(
            "a workbook to import into a new data file, which then shows the same"
            " figures"
        ),
    }
    title = _("Everything kpidesk knows of {company}", company=company)
    table_head, rows_head = _("Table"), _("Rows")
    if not has_records(store):
        del parts[f"`{WORKBOOK}`"]
    lines = [
        f"# {title}",
        "",
        _(
            "Written on {day} with kpidesk {version}. No program of ours is needed to"
            " read it.",
            day=formats.date(date.today()),  # noqa: DTZ011 - the user's own day
            version=__version__,
        ),
        "",
        *(f"- {name}: {text}" for name, text in parts.items()),
        "",
        _(
            "Texts stand in the CSV files as they were written; a spreadsheet may take"
            " one that begins with = + - or @ for a formula: import them as text."
        ),
        "",
        f"| {table_head} | {rows_head} |",
        "|---|---:|",
        *(f"| {table.name} | {table.count} |" for table in tables),
        "",
    ]
    return "\n".join(lines)
