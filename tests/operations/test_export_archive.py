"""The archive of everything: every row of every table, in formats anybody reads."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kpidesk.domain.records import Record
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.export_archive import write_archive
from kpidesk.operations.progress import Cancelled, silent
from kpidesk.reporting.open_formats import decimal_name, write_csv
from kpidesk.store.open_tables import open_tables
from kpidesk.store.sqlite_store import SqliteStore

TRICKY = '=1+1 "quoted", and\na second line; càffè 🎉'


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "demo.kpidesk"
    make_demo_company(path, "pt_PT", silent)
    with closing(SqliteStore.open(path)) as store, store.writing("anna") as writer:
        client = writer.add("client", [{"name": TRICKY}])[0]
        writer.add(
            "document",
            [{"client_id": client, "title": "Contrato", "location": "C:\\a.pdf"}],
        )
        rows: list[Record] = [
            {"code": "Y", "client_id": client, "start_on": "2026-01-01"},
            {"code": "Z", "client_id": client, "start_on": "2026-01-01"},
        ]
        rows[0]["currency"] = "JPY"
        yen, euro = writer.add("contract", rows)
        price: Record = {
            "valid_from": "2026-01-01",
            "interval": "monthly",
            "months_num": 1,
        }
        writer.add(
            "price_term",
            [
                {**price, "contract_id": yen, "amount_minor": 1205},
                {**price, "contract_id": euro, "amount_minor": 1205},
            ],
        )
    return path


@pytest.fixture(scope="module")
def archive(company: Path) -> Iterator[zipfile.ZipFile]:
    target = company.with_suffix(".zip")
    with closing(SqliteStore.open(company, read_only=True)) as store:
        write_archive(store, target, "pt_PT")
    with zipfile.ZipFile(target) as opened:
        yield opened


def lines(archive: zipfile.ZipFile, table: str) -> list[list[str]]:
    text = archive.read(f"data/{table}.csv").decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_rows_in_are_rows_out_for_every_table(
    company: Path, archive: zipfile.ZipFile
) -> None:
    content: dict[str, list[dict[str, Any]]] = json.loads(archive.read("kpidesk.json"))
    with open_tables(company) as source:
        assert {"client", "ticket", "setting", "change_log", "document"} <= {
            table.name for table in source.tables
        }
        assert list(content) == [table.name for table in source.tables]
        for table in source.tables:
            rows = list(source.rows(table))
            assert [tuple(each.values()) for each in content[table.name]] == rows
            written = lines(archive, table.name)
            assert len(written) == len(rows) + 1 == table.count + 1
            heads = [decimal_name(column) for column in table.columns]
            assert written[0] == heads
            assert len(set(heads)) == len(heads)
            for place, column in enumerate(table.columns):
                if column in heads:
                    kept = [
                        "" if row[place] is None else str(row[place]) for row in rows
                    ]
                    assert [line[place] for line in written[1:]] == kept


def test_schema_and_json_make_the_same_file_again(
    company: Path, archive: zipfile.ZipFile
) -> None:
    content = json.loads(archive.read("kpidesk.json"))
    with closing(sqlite3.connect(":memory:")) as again:
        again.executescript(archive.read("schema.sql").decode("utf-8"))
        for table, records in content.items():
            for record in records:
                marks = ", ".join(f":{name}" for name in record)
                again.execute(
                    f"INSERT INTO {table} ({', '.join(record)}) VALUES ({marks})",
                    record,
                )
        with open_tables(company) as source:
            for table in source.tables:
                names = ", ".join(table.columns)
                found = again.execute(
                    f"SELECT {names} FROM {table.name} ORDER BY rowid"
                )
                assert found.fetchall() == list(source.rows(table))


def test_texts_stay_whole_and_amounts_have_a_point(archive: zipfile.ZipFile) -> None:
    clients = lines(archive, "client")
    assert clients[-1][clients[0].index("name")] == TRICKY
    prices = lines(archive, "price_term")
    at = prices[0].index("amount")
    # A yen has no smaller unit; the company's euro has cents.
    assert [line[at] for line in prices[-2:]] == ["1205", "12.05"]
    answers = lines(archive, "survey_answer")
    score, scale = (answers[0].index(name) for name in ("score", "scale_max"))
    scores = [float(line[score]) for line in answers[1:] if line[score]]
    assert max(scores) <= max(int(line[scale]) for line in answers[1:])
    assert b"\r\n" in archive.read("data/client.csv")


def test_small_units_are_written_exactly() -> None:
    out = io.StringIO()
    columns = ("amount_minor", "rate_nano", "discount_ppm", "note")
    rows = [(-7, 1, 150_000, None), (10**17 + 1, None, 0, "x")]
    write_csv(out, columns, rows, lambda _row: "EUR")

    assert out.getvalue() == (
        "amount,rate,discount,note\r\n"
        "-0.07,0.000000001,0.150000,\r\n"
        "1000000000000000.01,,0.000000,x\r\n"
    )


def test_it_explains_itself_in_the_language_of_the_person(
    archive: zipfile.ZipFile,
) -> None:
    readme = archive.read("README.md").decode("utf-8")
    names = set(archive.namelist())
    for name in ("kpidesk.json", "schema.sql", "dictionary.md", "kpidesk.xlsx"):
        assert name in names
        assert f"`{name}`" in readme
    assert "ficheiro" in readme
    dictionary = archive.read("dictionary.md").decode("utf-8")
    assert "| `amount_minor` |" in dictionary
    tables = [name[5:-4] for name in names if name.startswith("data/")]
    for table in tables:
        assert f"## {table} — " in dictionary or f"- `{table}`: " in dictionary
    assert all(info.date_time[0] > 2000 for info in archive.infolist())


def test_it_can_be_stopped_and_leaves_nothing(company: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def stopping(done: int, total: int) -> None:
        seen.append((done, total))
        if done > total // 2:
            raise Cancelled

    with (
        closing(SqliteStore.open(company, read_only=True)) as store,
        pytest.raises(Cancelled),
    ):
        write_archive(store, tmp_path / "all.zip", "en", stopping)

    assert [done for done, _total in seen] == list(range(len(seen)))
    assert len({total for _done, total in seen}) == 1
    assert list(tmp_path.iterdir()) == []
