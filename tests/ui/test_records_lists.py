"""Lists as people work in them: typed over, pasted, filtered, deleted, exported."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kpidesk.reporting.document import Document, Heading, Table
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.record_pages import (
    ClientsPage,
    ContractsPage,
    CostsPage,
    RecordPage,
    SurveysPage,
    TicketsPage,
)
from tests.ui.conftest import OpenWindow, settle

DAY = date(2026, 11, 20)


def open_page(window: MainWindow, qtbot: QtBot, key: str, tab: str = "") -> RecordPage:
    window.navigator.go(key)
    settle(qtbot, window)
    page = window.pages.page(key)
    assert isinstance(page, RecordPage)
    page.show_tab(tab)
    return page


def column(page: RecordPage, name: str) -> int:
    assert page._model.records is not None
    return page._model.records.column(name)


def saved(path: Path, kind: str, ids: list[int]) -> list[dict[str, object]]:
    store = SqliteStore.open(path, read_only=True)
    try:
        return [dict(record) for record in store.records(kind, ids)]
    finally:
        store.close()


def select(page: RecordPage, rows: list[int], at: int) -> None:
    selection = page.table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    selection.clear()
    for row in rows:
        selection.select(page._model.index(row, at), flags.Select | flags.Rows)
    selection.setCurrentIndex(page._model.index(rows[0], at), flags.NoUpdate)


def type_over(page: RecordPage, text: str) -> None:
    """F2, the text, Enter."""
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_cells_of_several_rows_are_typed_over_at_once(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "clients")
    city = column(page, "city")
    page.table.show_column(city, shown=True)
    select(page, [0, 1, 2], city)
    ids = page.list.selected_ids()
    before = [record["city"] for record in saved(demo_file, "client", ids)]

    type_over(page, "Aosta")
    settle(qtbot, window)

    cities = {record["city"] for record in saved(demo_file, "client", ids)}
    assert cities == {"Aosta"}
    assert page.list.selected_ids() == ids
    undo = window.actions_of_menus.by_key["undo"]
    assert undo.text() == "Undo: edit 3 rows"
    undo.trigger()
    settle(qtbot, window)
    assert [r["city"] for r in saved(demo_file, "client", ids)] == before


def test_cells_are_pasted_and_copied_back(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, language="it", today=DAY)
    page = open_page(window, qtbot, "leads")
    name = column(page, "name")
    select(page, [0], name)
    ids = [page._model.record_id(row) for row in (0, 1)]
    QGuiApplication.clipboard().setText(
        "Anna\tDelta Srl\tFiera\t\tVinto\t1.234,50\nBruno\tEta Srl\tWeb\t\tAperto\t2k"
    )

    QTest.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)

    first, second = saved(demo_file, "lead", ids)
    assert (first["name"], first["outcome"]) == ("Anna", "converted")
    assert first["value_minor"] == 123_450
    assert (second["company"], second["value_minor"]) == ("Eta Srl", 200_000)
    row = page._model.row_of(ids[0])
    select(page, [row], name)
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied[:2] == ["Anna", "Delta Srl"]
    assert "1234,5" in copied


def test_what_cannot_be_read_changes_nothing(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "clients")
    since = column(page, "signed_up_on")
    select(page, [0], since)
    [identifier] = page.list.selected_ids()
    before = saved(demo_file, "client", [identifier])

    type_over(page, "soon")
    settle(qtbot, window)

    assert saved(demo_file, "client", [identifier]) == before
    assert "Use the format" in window.commands.records.toast.text.text()


def test_delete_and_undo_by_keyboard(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "costs")
    page.tabs.setCurrentIndex(1)  # type: ignore[attr-defined]
    total = page._model.total
    select(page, [0, 1], 0)
    page.table.setFocus()

    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert page._model.total == total - 2
    assert window.commands.records.toast.text.text() == "2 rows deleted"

    window.navigator.go("clients")
    settle(qtbot, window)
    window.actions_of_menus.by_key["undo"].trigger()
    settle(qtbot, window)
    assert page._model.total == total
    window.actions_of_menus.by_key["redo"].trigger()
    settle(qtbot, window)
    assert page._model.total == total - 2


def test_filters_say_what_they_hide(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "tickets")
    bar = page.list.bar
    box = bar.boxes["priority"]
    box.setCurrentIndex(box.findData("high"))
    box.activated.emit(box.currentIndex())

    assert "Priority = High" in bar.hidden_text.text()
    assert "hidden" in bar.hidden_text.text()
    shown = page._model.rowCount()
    assert 0 < shown < page._model.total
    bar.clear_filters()
    assert page._model.rowCount() == page._model.total
    assert not bar.hidden_text.isVisible()


def test_the_latest_rows_are_shown_while_the_rest_is_read(
    open_window: OpenWindow,
    demo_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kpidesk.ui.records.record_list._AT_FIRST", 50)
    window = open_window(demo_file, today=DAY)
    shown: list[tuple[int, bool, str]] = []
    window.navigator.go("surveys")
    page = window.pages.page("surveys")
    assert isinstance(page, SurveysPage)

    def look() -> None:
        shown.append((page._model.rowCount(), page._model.writable, page._count.text()))
        if len(shown) == 1:
            # All rows are more than those here: nothing is deleted yet.
            page.table.selectAll()
            page.list.remove_selected()

    page._model.modelReset.connect(look)
    settle(qtbot, window)

    [(first, writable, said), (whole, *_rest)] = shown
    # Answers of the team are read and not shown.
    assert 0 < first <= 50
    assert (writable, said) == (False, "Loading…")
    assert page._model.rowCount() == whole > 1000
    assert page._model.writable
    assert window.commands.records.toast.text.text() == "Loading…"
    assert page._count.text().startswith(f"{whole:,} of {whole:,} rows")


def test_columns_are_chosen_and_remembered(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    first = open_page(open_window(demo_file, today=DAY), qtbot, "clients")
    email = column(first, "email")
    assert first.table.isColumnHidden(email)
    first.table.show_column(email, shown=True)
    first.table.setColumnWidth(0, 233)
    qtbot.waitUntil(lambda: not first.table._keeping.isActive())

    second = open_page(open_window(demo_file, today=DAY), qtbot, "clients")

    assert not second.table.isColumnHidden(email)
    assert second.table.columnWidth(0) == 233


def test_what_is_shown_is_exported(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(demo_file, language="it", today=DAY)
    page = open_page(window, qtbot, "clients", "active")
    for name in ("clients.xlsx", "clients.csv"):
        page.list.export_to(tmp_path / name)
        settle(qtbot, window)

    sheet = load_workbook(tmp_path / "clients.xlsx").active
    assert sheet is not None
    assert sheet.max_row == page._model.rowCount() + 1
    assert isinstance(sheet.cell(2, 2).value, int | float)
    text = (tmp_path / "clients.csv").read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == page._model.rowCount() + 1
    assert lines[0].split(";")[1] == "MRR"


def test_the_footer_sums_what_is_shown_and_selected(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "clients", "active")
    assert isinstance(page, ClientsPage)

    assert "Σ MRR" in page._count.text()
    select(page, [0, 1, 2], 0)
    assert page.list.chosen.text().startswith("3 selected · Σ MRR")


def test_enter_opens_the_client_and_back_returns(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "clients", "active")
    page.table.setFocus()
    page.table.selectRow(2)
    chosen = page.list.current_id()

    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.navigator.place.page == "client"
    assert window.navigator.place.subject == str(chosen)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert window.navigator.place.page == "clients"
    assert page.list.current_id() == chosen


def test_a_ticket_in_ten_seconds_by_keyboard(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=date(2027, 1, 5))
    page = open_page(window, qtbot, "tickets", "open")
    assert isinstance(page, TicketsPage)
    entry = page.entry
    name = entry.client.matches("a")[0].name
    total = page._model.total
    begun = time.perf_counter()

    QTest.keyClicks(entry.client, name[:6])
    entry.subject.setFocus()
    QTest.keyClicks(entry.subject, "Printer on fire")
    entry.category.setFocus()
    QTest.keyClicks(entry.category, "Bug")
    QTest.keyClick(entry.category, Qt.Key.Key_Return)
    settle(qtbot, window)

    keys = len(name[:6]) + len("Printer on fire") + len("Bug") + 3
    assert time.perf_counter() - begun + keys * 0.08 < 10
    assert page._model.total == total + 1
    assert page._model.index(0, column(page, "subject")).data() == "Printer on fire"
    assert window.focusWidget() is entry.client
    assert not entry.client.text()
    assert entry.category.text() == "Bug"


def test_a_ticket_that_cannot_be_saved_stays_in_its_line(
    open_window: OpenWindow,
    demo_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kpidesk.store.sqlite_store._BUSY_SECONDS", 0.01)
    window = open_window(demo_file, today=date(2027, 1, 5))
    page = open_page(window, qtbot, "tickets", "open")
    assert isinstance(page, TicketsPage)
    entry = page.entry
    client = entry.client.matches("a")[0]
    total = page._model.total
    entry.client.show_value(client.id)
    QTest.keyClicks(entry.subject, "Printer on fire")
    with closing(sqlite3.connect(demo_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        QTest.keyClick(entry.subject, Qt.Key.Key_Return)
        settle(qtbot, window)
        assert "in use by another program" in entry.problem.text()
        assert entry.subject.text() == "Printer on fire"
        assert entry.client.value() == client.id
        other.execute("ROLLBACK")
    QTest.keyClick(entry.subject, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert page._model.total == total + 1
    assert not entry.subject.text()


def test_first_response_and_resolution_by_a_key(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "tickets", "open")
    page.table.selectRow(0)
    [ticket] = page.list.selected_ids()
    actions = window.actions_of_menus.by_key

    actions["first_response"].trigger()
    settle(qtbot, window)
    actions["resolve"].trigger()
    settle(qtbot, window)
    [record] = saved(demo_file, "ticket", [ticket])
    assert record["first_response_at"]
    assert record["status"] == "resolved"

    page.show_tab("")
    page.list.show_record(ticket)
    actions["reopen"].trigger()
    settle(qtbot, window)
    [record] = saved(demo_file, "ticket", [ticket])
    assert record["resolved_at"] is None
    assert int(str(record["reopenings"] or 0)) >= 1
    assert record["first_resolved_at"]


def test_costs_are_typed_and_pasted_into_the_grid(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, language="it", today=DAY)
    page = open_page(window, qtbot, "costs")
    assert isinstance(page, CostsPage)
    grid = page.grid
    grid.show_year(2030)
    settle(qtbot, window)
    assert grid.model.amount(0, 1) is None
    grid.table.setFocus()
    grid.table.setCurrentIndex(grid.model.index(0, 1))

    QTest.keyClick(grid.table, Qt.Key.Key_F2)
    editor = grid.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "1.200,50")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    # Enter is carried out when the key has been handled.
    qtbot.waitUntil(lambda: grid.model.amount(0, 1) == 1200.5)
    settle(qtbot, window)

    grid.table.setCurrentIndex(grid.model.index(0, 2))
    QGuiApplication.clipboard().setText("0\t950\n\t1.000")
    QTest.keyClick(grid.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert [grid.model.amount(0, c) for c in (2, 3)] == [0, 950]
    assert grid.model.amount(1, 2) is None
    assert grid.model.amount(1, 3) == 1000
    assert grid.model.amount(grid.model.rowCount() - 1, 3) == 1950


def test_renewals_come_first_with_what_is_at_stake(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "contracts")
    assert isinstance(page, ContractsPage)
    settle(qtbot, window)

    assert page.tabs.currentIndex() == 0
    assert page.renewals.model.rowCount() > 0
    assert "MRR at stake" in page.renewals.stake.text()


def test_renewals_go_to_a_calendar_and_to_paper(
    open_window: OpenWindow,
    demo_file: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "contracts")
    assert isinstance(page, ContractsPage)
    renewals = page.renewals
    renewals._group.button(30).click()
    settle(qtbot, window)
    shown = renewals.model.rowCount()
    assert shown
    target = tmp_path / "d.ics"
    monkeypatch.setattr(
        "kpidesk.ui.deadline_calendar.QFileDialog.getSaveFileName",
        lambda *_given: (str(target), ""),
    )
    renewals.calendar.click()
    settle(qtbot, window)
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines.count("BEGIN:VEVENT") == shown

    printed: list[Document] = []
    monkeypatch.setattr(
        "kpidesk.ui.reports.print_document.print_document",
        lambda document, _parent, _failed: printed.append(document),
    )
    renewals.print.click()
    settle(qtbot, window)
    [document] = printed
    heading, _stake, table = document.blocks
    assert heading == Heading("Renewals and notices of the next 30 days")
    assert isinstance(table, Table)
    assert len(table.rows) == shown


def test_the_figures_of_answers_follow_what_is_shown(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "surveys")
    assert isinstance(page, SurveysPage)
    said = page.figures.text()
    assert said.startswith("NPS ")
    assert "(95%) · n " in said
    assert "Client effort (CES)" in said

    box = page.list.bar.boxes["survey"]
    box.choose("ces")
    box.activated.emit(box.currentIndex())
    settle(qtbot, window)
    assert page.figures.text().startswith("Client effort (CES) ")
    comment = page.list.bar.search
    comment.setText("zzz nobody wrote this")
    qtbot.waitUntil(lambda: page._model.rowCount() == 0)
    settle(qtbot, window)
    assert not page.figures.isVisible()


def test_the_team_is_shown_by_distributions_only(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_page(window, qtbot, "surveys")
    assert isinstance(page, SurveysPage)
    page.tabs.setCurrentIndex(1)
    settle(qtbot, window)

    records = page._model.records
    assert records is not None
    surveys = set(records.cells[records.column("survey")])
    assert surveys.isdisjoint({"enps", "pulse"})
    assert page.team._grid.count() > 0


@pytest.mark.parametrize("key", ["clients", "contracts", "tickets", "leads", "costs"])
def test_nothing_can_be_changed_in_a_file_that_is_only_read(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, key: str
) -> None:
    from kpidesk.operations.open_workspace import lock_workspace

    with lock_workspace(demo_file):
        window = open_window(demo_file, today=DAY)
        page = open_page(window, qtbot, key)

        assert page._model.rowCount() > 0
        assert not window.header.add.isVisible()
        index = page._model.index(0, 0)
        assert not page._model.flags(index) & Qt.ItemFlag.ItemIsEditable
