"""Importing into a real company file: twice is once, taken back is as before."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import parse_period
from kpidesk.domain.records import KINDS
from kpidesk.importing.plan import Outcome
from kpidesk.importing.reading.model import Limits, WorkbookData
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.error_workbook import write_error_workbook
from kpidesk.operations.everything_workbook import write_everything
from kpidesk.operations.import_workbook import (
    commit_import,
    prepare_import,
    read_files,
    redo_import,
    undo_import,
)
from kpidesk.operations.open_workspace import create_workspace, rules_for
from kpidesk.operations.template_workbook import write_template
from kpidesk.store.sqlite_store import SqliteStore
from tests.importing import unseen_sheets, wild_sheets
from tests.importing.plans import book_of
from tests.importing.wild_sheets import WildBook

LANGUAGES = ("it", "pt_BR", "pt_PT", "en")
BOOKS = (*wild_sheets.BOOKS, *unseen_sheets.BOOKS)


@pytest.fixture
def new_company(tmp_path: Path) -> Callable[[str], SqliteStore]:
    """Makes an empty company and opens it."""

    def make(name: str) -> SqliteStore:
        path = tmp_path / f"{name}.kpidesk"
        create_workspace(path, name, rules_for("it"))
        return SqliteStore.open(path)

    return make


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A believable company with every kind of record."""
    path = tmp_path_factory.mktemp("demo") / "demo.kpidesk"
    make_demo_company(path, "it", today=date(2026, 11, 24))
    return path


def contents(store: SqliteStore) -> dict[str, list[dict[str, object]]]:
    """All records, without when and by what they came in."""
    hidden = {"recorded_at", "batch_id"}
    return {
        kind.name: [
            {name: value for name, value in record.items() if name not in hidden}
            for record in store.records(kind.name)
        ]
        for kind in KINDS
    }


def wild(book: WildBook) -> list[tuple[str, WorkbookData]]:
    return [(book.name, book_of(book.sheets, book.merges, book.text))]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_the_same_file_again_changes_nothing(
    book: WildBook, new_company: Callable[[str], SqliteStore]
) -> None:
    with closing(new_company("a")) as store:
        commit_import(store, prepare_import(store, wild(book)), "anna")
        before = contents(store)

        again = prepare_import(store, wild(book))

        assert again.is_empty, (again.adds, again.changes)
        assert commit_import(store, again, "anna").batch_id is None
        assert contents(store) == before


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_an_import_taken_back_leaves_nothing_and_comes_back_whole(
    book: WildBook, new_company: Callable[[str], SqliteStore]
) -> None:
    with closing(new_company("a")) as store:
        empty = contents(store)
        result = commit_import(store, prepare_import(store, wild(book)), "anna")
        full = contents(store)
        assert result.batch_id is not None

        undo_import(store, result.batch_id, "anna")
        assert contents(store) == empty

        redo_import(store, result.batch_id, "anna")
        assert contents(store) == full


def test_a_changed_cell_updates_and_an_empty_one_does_not(
    new_company: Callable[[str], SqliteStore],
) -> None:
    first = book_of({"Clienti": [["Codice", "Cliente", "Città"], ["1", "A", "Asti"]]})
    second = book_of(
        {
            "Clienti": [
                ["Codice", "Cliente", "Città", "Settore"],
                ["1", "Alfa", "", "Food"],
            ]
        }
    )
    with closing(new_company("a")) as store:
        commit_import(store, prepare_import(store, [("1", first)]), "anna")
        plan = prepare_import(store, [("2", second)])
        commit_import(store, plan, "anna")
        [client] = store.records("client")

    assert plan.sheets[0].rows[0].changes == {
        "name": ("A", "Alfa"),
        "industry": (None, "Food"),
    }
    assert (client["name"], client["city"]) == ("Alfa", "Asti")


def test_corrected_rows_of_the_error_workbook_are_all_that_is_added(
    new_company: Callable[[str], SqliteStore], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    sheets = {
        "Clienti": [["Cliente", "Città"], ["Alfa", "Asti"]],
        "Contratti": [
            ["Contratto", "Cliente", "Colore", "Canone mensile", "Data inizio"],
            ["K1", "Alfa", "blu", "1,50", "13/01/2024"],
            ["K2", "Alfa", "rosso", "uno", "13/01/2024"],
        ],
    }
    target = tmp_path / "errors.xlsx"
    with closing(new_company("a")) as store:
        plan = prepare_import(store, [("a", book_of(sheets))])
        commit_import(store, plan, "anna")
        write_error_workbook(plan, target)
        book = load_workbook(target)
        sheet = book["Contratti"]
        assert [cell.value for cell in sheet[1]][:5] == sheets["Contratti"][0]
        assert sheet.max_row == 2
        assert sheet["D2"].fill.fgColor.rgb.endswith("FFF2D1")
        assert "uno" in str(sheet["F2"].value)
        sheet["D2"] = "2,50"
        book.save(target)

        corrected = prepare_import(store, read_files([target], Limits()))

    assert [sheet.count(Outcome.ADDED) for sheet in corrected.sheets] == [1]
    assert list(corrected.adds) == ["contract", "price_term"]


def test_contracts_may_renew_those_below_them(
    new_company: Callable[[str], SqliteStore],
) -> None:
    head = ["Contratto", "Cliente", "Canone mensile", "Dal", "Rinnova il contratto"]
    rows = [
        ["K3", "Alfa", 3, date(2025, 1, 1), "K2"],
        ["K2", "Alfa", 2, date(2024, 1, 1), "K1"],
        ["K1", "Alfa", 1, date(2023, 1, 1), "K1"],
        ["K4", "Alfa", 1, date(2023, 1, 1), "K99"],
    ]
    book = book_of({"Contratti": [head, *rows]})
    with closing(new_company("a")) as store:
        plan = prepare_import(store, [("a.xlsx", book)], create_clients=True)
        commit_import(store, plan, "anna")
        codes = {one["id"]: one["code"] for one in store.records("contract")}
        renewed = {
            one["code"]: codes.get(one["renews_contract_id"])
            for one in store.records("contract")
        }
        again = prepare_import(store, [("a.xlsx", book)], create_clients=True)

    assert renewed == {"K3": "K2", "K2": "K1", "K1": None, "K4": None}
    unknown = [issue.row for issue in plan.issues if issue.code == "unknown_contract"]
    assert unknown == [4, 5]
    assert again.is_empty


def test_a_longer_grid_taken_back_leaves_the_shorter_one(
    new_company: Callable[[str], SqliteStore],
) -> None:
    head: list[object] = ["Cliente", "01/2025", "02/2025", "03/2025"]
    short = [head, ["Alfa", 1, 1, 2], ["Beta", 5, 5, ""], ["Gamma", 3, 3, 3]]
    longer = [
        [*head, "04/2025"],
        ["Alfa", 1, 1, 2, 4],
        ["Beta", 5, 5, 5, 5],
        ["Gamma", 3, 3, 3, ""],
        ["Delta", "", "", "", 7],
    ]
    with closing(new_company("a")) as store:

        def bring_in(rows: list[list[object]]) -> int:
            books = [("mrr.xlsx", book_of({"MRR": rows}))]
            plan = prepare_import(store, books, create_clients=True)
            return commit_import(store, plan, "anna").batch_id or 0

        bring_in(short)
        before = contents(store)
        second = bring_in(longer)
        ends = [item["end_on"] for item in store.records("contract")]
        undo_import(store, second, "anna")

        assert ends == [None, None, "2025-04-01", None]
        assert contents(store) == before


def test_the_client_that_a_lead_became_comes_back(
    new_company: Callable[[str], SqliteStore], tmp_path: Path
) -> None:
    target = tmp_path / "everything.xlsx"
    limits = Limits().for_command_line()
    lead = {"name": "Anna", "company": "Alfa", "created_on": "2026-01-05"}
    with closing(new_company("a")) as old, closing(new_company("b")) as new:
        with old.writing("anna") as writer:
            [client] = writer.add("client", [{"name": "Alfa Srl"}])
            writer.add("lead", [{**lead, "client_id": client}, {**lead, "code": "L2"}])
        write_everything(old, target, "it")
        plan = prepare_import(new, read_files([target], limits))
        commit_import(new, plan, "anna")
        [again] = new.records("client")

        linked = {item["code"]: item["client_id"] for item in new.records("lead")}
        assert linked == {None: again["id"], "L2": None}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_exported_imports_to_the_same_figures(
    demo: Path,
    new_company: Callable[[str], SqliteStore],
    tmp_path: Path,
    language: str,
) -> None:
    target = tmp_path / "everything.xlsx"
    limits = Limits().for_command_line()
    with (
        closing(SqliteStore.open(demo, read_only=True)) as old,
        closing(new_company("b")) as new,
    ):
        write_everything(old, target, language)
        workbooks = read_files([target], limits)
        plan = prepare_import(new, workbooks)
        assert not plan.has_errors
        commit_import(new, plan, "anna")
        assert prepare_import(new, workbooks).is_empty

        before = Evaluator(old.dataset(old.rules()), old.rules())
        after = Evaluator(new.dataset(new.rules()), new.rules())
        for text in ("2024-03", "2025-06", "2026-01", "2026-10", "2025-Q2", "2025"):
            period = parse_period(text, old.rules().fiscal_start)
            for kpi in CATALOG:
                # Amounts are added up in the order of the records.
                once, again = before.read(kpi, period), after.read(kpi, period)
                same = once.value and pytest.approx(once.value, rel=1e-12)
                assert again.value == same, kpi.key
        kinds = ("client", "contract", "price_term", "ticket", "survey_answer", "lead")
        for kind in kinds:
            assert old.count(kind) == new.count(kind)
        whys, again_whys = (
            Counter(price["change_kind"] for price in store.records("price_term"))
            for store in (old, new)
        )
        assert whys == again_whys
        assert {"indexation", "upsell", "price", "other"} < whys.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_recognised_and_its_examples_are_passed_over(
    tmp_path: Path, language: str
) -> None:
    target = tmp_path / "template.xlsx"
    write_template(target, language)

    plan = prepare_import(None, read_files([target], Limits()))

    assert plan.is_empty
    assert len(plan.sheets) == 11
    for sheet in plan.sheets:
        assert sheet.match is not None, sheet.sheet
        assert sheet.match.export == "kpidesk"
        assert all(column.field for column in sheet.match.columns)
        assert sheet.ignored["title"] == 1


KILLED = """
import sys
from contextlib import closing
from pathlib import Path
from kpidesk.operations.import_workbook import commit_import, prepare_import
from kpidesk.store.sqlite_store import SqliteStore
from tests.importing.plans import book_of

rows = [["ID", "Oggetto", "Aperto il"]]
rows += [[n, f"richiesta {n}", "13/03/2024 10:00"] for n in range(20000)]
with closing(SqliteStore.open(Path(sys.argv[1]))) as store:
    plan = prepare_import(store, [("a", book_of({"Ticket": rows}))])
    print("ready", flush=True)
    commit_import(store, plan, "anna")
    print("done", flush=True)
"""


def killed_at(path: Path, seconds: float) -> bool:
    """Start an import in another process and kill it; whether it had finished."""
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    return "done" in rest


def is_intact(path: Path) -> int:
    """Check the file as it is found; how many tickets it holds."""
    with closing(SqliteStore.open(path)) as store:
        count = store.count("ticket")
        assert len(store.batches()) == (1 if count else 0)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    return count


def kill_often(tmp_path: Path, times: int) -> None:
    """Kill imports at random moments of the commit."""
    chance = random.Random(4)  # noqa: S311 - the same moments each time
    for number in range(times):
        path = tmp_path / f"{number}.kpidesk"
        create_workspace(path, "Alfa", rules_for("it"))
        finished = killed_at(path, chance.uniform(0, 0.5))
        count = is_intact(path)

        assert count in {0, 20000}
        assert count == 20000 or not finished


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed otherwise")
def test_a_killed_import_leaves_the_file_whole(tmp_path: Path) -> None:
    kill_often(tmp_path, 2)


@pytest.mark.exhaustive
@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed otherwise")
def test_imports_killed_at_fifty_moments_leave_the_file_whole(tmp_path: Path) -> None:
    kill_often(tmp_path, 50)
