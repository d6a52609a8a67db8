"""What the design asks of the records, from one end of the window to the other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.cards.kpi_card import KpiCard
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.dashboard_page import DashboardPage
from kpidesk.ui.pages.record_pages import CostsPage, RecordPage
from tests.ui.conftest import OpenWindow, settle

DAY = date(2026, 11, 20)
CTRL = Qt.KeyboardModifier.ControlModifier


def card(window: MainWindow, key: str) -> KpiCard:
    page = window.pages.page("dashboard")
    assert isinstance(page, DashboardPage)
    return next(each for each in page.grid.cards if each.face.key == key)


def press(window: MainWindow, key: Qt.Key, keys: Any = CTRL) -> None:
    QTest.keyClick(window.focusWidget(), key, keys)


def test_a_card_without_costs_leads_to_their_month_and_fills(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    assert card(window, "cac").face.value
    window.navigator.go("costs")
    settle(qtbot, window)
    page = window.pages.page("costs")
    assert isinstance(page, CostsPage)
    page.tabs.setCurrentIndex(1)
    page.table.setFocus()
    press(window, Qt.Key.Key_A)
    press(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    settle(qtbot, window)
    assert page._model.rowCount() == 0
    window.navigator.go("dashboard")
    settle(qtbot, window)

    cac = card(window, "cac")
    assert not cac.face.value
    assert cac.face.missing == (
        "No marketing or sales cost has been recorded in the period (October 2026)."
    )
    assert cac.face.fix_text == "Add costs"
    cac._fix.click()
    settle(qtbot, window)
    assert window.navigator.place.page == "costs"
    grid = page.grid
    assert grid.isVisible()
    assert grid.table.hasFocus()
    assert grid.model.place(grid.table.currentIndex().row(), 10) is not None
    assert grid.table.currentIndex().column() == 10
    assert "2026" in grid._title.text()

    QTest.keyClick(grid.table, Qt.Key.Key_F2)
    editor = grid.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "9000")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    # Enter is carried out when the key has been handled.
    qtbot.waitUntil(lambda: grid.model.amount(0, 10) == 9000)
    settle(qtbot, window)
    assert grid.table.currentIndex().row() == 1
    window.navigator.go("dashboard")
    settle(qtbot, window)
    assert card(window, "cac").face.value


def test_a_deleted_client_comes_back_with_its_history(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    def counts() -> dict[str, int]:
        store = SqliteStore.open(demo_file)
        kinds = ("client", "contract", "price_term", "ticket", "survey_answer")
        try:
            return {kind: store.count(kind) for kind in kinds}
        finally:
            store.close()

    window = open_window(demo_file, today=DAY)
    before = counts()
    window.navigator.go("clients")
    settle(qtbot, window)
    page = window.pages.page("clients")
    assert isinstance(page, RecordPage)
    page.table.selectRow(0)
    page.table.setFocus()
    press(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    settle(qtbot, window)
    [question] = window.findChildren(QMessageBox)
    told = f"{question.text()} {question.informativeText()}"
    assert "contract" in told
    assert "ticket" in told
    words = [button.text() for button in question.buttons()]
    assert "End contract…" in words
    next(b for b in question.buttons() if b.text() == "Delete").click()
    settle(qtbot, window)
    assert counts()["client"] == before["client"] - 1
    assert counts()["contract"] < before["contract"]
    assert window.status.undo.text() == "↶ Undo: delete client"

    window.status.undo.click()
    settle(qtbot, window)
    assert counts() == before


def test_arrow_keys_reach_cells_with_names_and_headings(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    window.navigator.go("clients")
    settle(qtbot, window)
    page = window.pages.page("clients")
    assert isinstance(page, RecordPage)
    table = QAccessible.queryAccessibleInterface(page.table)
    assert table is not None
    assert table.text(QAccessible.Text.Name) == "Clients"
    assert table.role() is QAccessible.Role.Table
    page.table.setFocus()
    page.table.setCurrentIndex(page._model.index(0, 0))

    heard = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        press(window, key, Qt.KeyboardModifier.NoModifier)
        cell = table.focusChild()
        assert cell is not None
        assert cell.role() is QAccessible.Role.Cell
        assert cell.state().focused
        heard.append(cell.text(QAccessible.Text.Name))

    shown = [page._model.index(1, column).data() for column in range(3)]
    assert heard == [shown[0], *shown[1:]]
