"""Records for everybody: names for screen readers, speed with many tickets."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.record_pages import TicketsPage
from kpidesk.ui.pages.settings_page import SettingsPage
from tests.ui.conftest import OpenWindow, settle

DAY = date(2026, 11, 20)
PLACES = (
    ("clients", ""),
    ("client", "5"),
    ("contracts", ""),
    ("tickets", ""),
    ("surveys", ""),
    ("leads", ""),
    ("costs", ""),
    ("settings", ""),
)


def nameless(page: QWidget) -> list[str]:
    """Widgets that can get the focus but say nothing of themselves."""
    found = []
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        named = widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            named = named or widget.text()
        # The parts of a combo box and of a scroll area speak through their owner.
        parent = widget.parentWidget()
        if isinstance(widget, QLineEdit) and parent and parent.accessibleName():
            continue
        if not named and widget.metaObject().className() not in {
            "QComboBoxListView",
            "QHeaderView",
            "QScrollBar",
        }:
            found.append(f"{widget.metaObject().className()} {widget.objectName()}")
    return found


def open_place(window: MainWindow, qtbot: QtBot, place: tuple[str, str]) -> QWidget:
    window.navigator.go(*place)
    settle(qtbot, window)
    return window.pages.page(place[0])


@pytest.mark.parametrize("place", PLACES)
def test_everything_that_gets_the_focus_has_a_name(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, place: tuple[str, str]
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_place(window, qtbot, place)
    tabs = getattr(page, "tabs", None)

    assert nameless(page) == []
    for number in range(1, tabs.count() if tabs is not None else 0):
        tabs.setCurrentIndex(number)  # type: ignore[union-attr]
        settle(qtbot, window)
        assert nameless(page) == []
    if isinstance(page, SettingsPage):
        for row in range(page.sections.count()):
            page.sections.setCurrentRow(row)
            settle(qtbot, window)
            assert nameless(page) == []


@pytest.mark.slow
def test_fifty_thousand_tickets_are_filtered_while_one_types(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    store = SqliteStore.open(demo_file)
    with store.writing("test") as writer:
        batch = writer.start_batch(["many"])
        writer.add(
            "ticket",
            [
                {
                    "client_id": 1 + n % 100,
                    "subject": f"Relatório número {n} não imprime",
                    "opened_at": f"2026-0{1 + n % 9}-{1 + n % 28:02}T09:00:00",
                    "category": ("Bug", "Question")[n % 2],
                    "priority": "normal",
                    "status": "open",
                }
                for n in range(50_000)
            ],
        )
        writer.finish_batch({"ticket": 50_000})
    store.close()
    assert batch
    window = open_window(demo_file, today=DAY)
    page = open_place(window, qtbot, ("tickets", ""))
    assert isinstance(page, TicketsPage)
    page.show_tab("")
    took = []
    for text in ("n", "nu", "num", "nume", "numero 4"):
        page.search.setText(text)
        begun = time.thread_time()
        page.list.bar.changed.emit()
        page.table.viewport().repaint()
        took.append(time.thread_time() - begun)
    bar = page.table.verticalScrollBar()
    page.list.bar.clear_filters()
    QApplication.processEvents()
    frames = []
    for at in range(50):
        begun = time.thread_time()
        bar.setValue(bar.maximum() * at // 49)
        page.table.viewport().repaint()
        frames.append(time.thread_time() - begun)

    assert page._model.rowCount() > 50_000
    # Time of this thread alone: other programs may be busy meanwhile.
    assert min(took) < 0.1
    assert min(frames) < 0.1
