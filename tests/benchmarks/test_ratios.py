"""What grows with the size of a company, and what must not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from kpidesk.domain.catalog import CATALOG, find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import parse_period
from kpidesk.importing.reading.model import WorkbookData
from kpidesk.operations.arrangement import Arrangement
from kpidesk.operations.edit_records import change_records
from kpidesk.operations.import_workbook import (
    commit_import,
    prepare_import,
    undo_import,
)
from kpidesk.operations.list_records import list_records, refreshed
from kpidesk.operations.load_dashboard import DashboardQuestion, load_dashboard
from kpidesk.operations.open_workspace import create_workspace, rules_for
from kpidesk.operations.remembering_store import DatasetMemory, remembering
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.import_wizard.issue_list import IssueList
from tests.benchmarks.conftest import TODAY, Compare
from tests.importing.plans import book_of

OpenStore = Callable[[Path], SqliteStore]


def test_reading_takes_as_long_as_there_are_tickets(
    compare: Compare, store_of: OpenStore, small: Path, large: Path
) -> None:
    few, many = store_of(small), store_of(large)
    rules = few.rules()

    ratio = compare(
        "read five times the tickets",
        lambda: many.dataset(rules),
        lambda: few.dataset(rules),
    )

    assert ratio < 12


def test_the_figures_of_five_times_the_tickets(
    compare: Compare, store_of: OpenStore, small: Path, large: Path
) -> None:
    rules = store_of(small).rules()
    few, many = (store_of(path).dataset(rules) for path in (small, large))
    spans = [parse_period("2026-10").shifted(-step) for step in range(13)]

    def every(data: object) -> None:
        evaluator = Evaluator(data, rules)  # type: ignore[arg-type]
        for kpi in CATALOG:
            evaluator.series(kpi, spans)

    ratio = compare(
        "every KPI × 13 months of five times the tickets",
        lambda: every(many),
        lambda: every(few),
    )

    assert ratio < 5


def test_another_period_asks_the_memory_and_not_the_file(
    compare: Compare, large: Path
) -> None:
    memory = DatasetMemory()
    question = DashboardQuestion(parse_period("2026-10"), TODAY)

    def ask(known: DatasetMemory) -> None:
        with remembering(large, known, read_only=True) as store:
            load_dashboard(store, question)

    ask(memory)
    ratio = compare(
        "dashboard from memory against the file",
        lambda: ask(memory),
        lambda: ask(DatasetMemory()),
    )

    assert ratio < 0.8


def test_one_more_period_reuses_what_the_first_computed(
    compare: Compare, store_of: OpenStore, large: Path
) -> None:
    store = store_of(large)
    rules = store.rules()
    data, month = store.dataset(rules), parse_period("2026-10")
    family = [find(key) for key in ("nrr", "grr", "mrr_new", "churn_rate", "clients")]

    def together() -> None:
        evaluator = Evaluator(data, rules)
        for kpi in family:
            evaluator.read(kpi, month)

    def apart() -> None:
        for kpi in family:
            Evaluator(data, rules).read(kpi, month)

    assert compare("five KPIs of one snapshot against five", together, apart) < 0.9


@pytest.fixture
def company(tmp_path: Path) -> Path:
    path = tmp_path / "company.kpidesk"
    create_workspace(path, "Alfa", rules_for("en"))
    return path


def _tickets(count: int) -> list[tuple[str, WorkbookData]]:
    rows: list[list[object]] = [["Ticket", "Client", "Opened", "Resolved", "Category"]]
    rows += [
        [
            f"T{number}",
            f"Client {number % 50}",
            f"2026-{number % 12 + 1:02}-03 09:00",
            f"2026-{number % 12 + 1:02}-03 15:30",
            "Login",
        ]
        for number in range(count)
    ]
    return [("tickets.csv", book_of({"Tickets": rows}))]


def test_planning_takes_as_long_as_there_are_rows(
    compare: Compare, company: Path
) -> None:
    with closing(SqliteStore.open(company)) as store:
        few, many = _tickets(1_000), _tickets(4_000)

        ratio = compare(
            "plan four times the rows",
            lambda: prepare_import(store, many, create_clients=True),
            lambda: prepare_import(store, few, create_clients=True),
        )

    assert ratio < 6


def test_taking_an_import_back_is_no_slower_than_planning_it(
    compare: Compare, company: Path
) -> None:
    with closing(SqliteStore.open(company)) as store:
        book = _tickets(4_000)
        batches: list[int] = []

        def bring() -> None:
            plan = prepare_import(store, book, create_clients=True)
            batch = commit_import(store, plan, "benchmark").batch_id
            assert batch is not None
            batches.append(batch)

        def take_back() -> None:
            undo_import(store, batches[-1], "benchmark")

        ratio = 1 / compare("bring in against take back", bring, take_back)

    assert ratio < 1


def test_starting_costs_little_more_than_an_empty_window(compare: Compare) -> None:
    def start(line: str) -> Callable[[], object]:
        command = [sys.executable, "-c", line]
        return lambda: subprocess.run(command, check=True)

    ratio = compare(
        "load the window's code against load Qt",
        start("import kpidesk.ui.main_window"),
        start("import PySide6.QtWidgets"),
    )

    assert ratio < 2.5


def test_an_edit_costs_a_long_list_little_of_what_reading_it_does(
    compare: Compare, large: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(large, tmp_path / "edited.kpidesk"))
    with closing(SqliteStore.open(path)) as store:
        found = list_records(store, "ticket", TODAY)
        subject = found.column("subject")
        wanted = Arrangement(query="a", order=(subject, False))
        found.arranged(wanted)
        names = (f"Subject {number}" for number in count())

        def edit() -> None:
            middle = int(found.ids[len(found.ids) // 2])
            change_records(store, "ticket", {middle: {"subject": next(names)}})
            refreshed(store, found, TODAY).arranged(wanted)

        def read() -> None:
            list_records(store, "ticket", TODAY).arranged(wanted)

        assert compare("take an edit into a sorted list, read it", edit, read) < 0.4


def test_a_problem_in_every_row_is_listed_in_no_time(
    compare: Compare, company: Path
) -> None:
    with closing(SqliteStore.open(company)) as store:
        # Nobody knows the clients, and none shall be made.
        book = _tickets(4_000)
        plan = prepare_import(store, book)
        assert len(IssueList(plan.sheets)) >= 4_000

        ratio = compare(
            "list the problems against find them",
            lambda: IssueList(plan.sheets),
            lambda: prepare_import(store, book),
        )

    assert ratio < 0.1
