"""One client whole, and the rights of the people behind it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.client_page import ClientPage
from kpidesk.ui.records.desk import RecordDesk
from tests.ui.conftest import OpenWindow, settle

DAY = date(2026, 11, 20)


def open_client(window: MainWindow, qtbot: QtBot, client: int) -> ClientPage:
    window.navigator.go("client", str(client))
    settle(qtbot, window)
    page = window.pages.page("client")
    assert isinstance(page, ClientPage)
    return page


def test_a_client_is_told_whole(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_client(window, qtbot, 5)

    assert page._story is not None
    assert window.header.title.text() == str(page._story.record["name"])
    assert page.contracts.model().rowCount() == len(page._story.contracts)
    assert page.tickets.model().rowCount() == len(page._story.tickets)
    assert page.overview.health.text()
    assert "MRR from" in page.overview.line.accessibleDescription()


def test_the_history_says_who_changed_what(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    store = SqliteStore.open(demo_file)
    with store.writing("marta") as writer:
        writer.change("client", 5, {"city": "Aosta"})
    store.close()
    page = open_client(window, qtbot, 5)
    model = page.history.model()

    row = [str(model.index(0, column).data()) for column in range(6)]
    assert row[1] == "marta"
    assert row[3] == "City"
    assert row[5] == "Aosta"


def test_a_note_is_added_and_undone(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_client(window, qtbot, 5)
    page.overview.note.setText("Asked for a discount")
    QTest.keyClick(page.overview.note, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert page._story is not None
    assert [note["body"] for note in page._story.notes] == ["Asked for a discount"]
    window.actions_of_menus.by_key["undo"].trigger()
    settle(qtbot, window)
    assert not page._story.notes


def test_everything_is_exported_and_personal_data_erased(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(demo_file, today=DAY)
    page = open_client(window, qtbot, 5)
    assert page._story is not None
    name = str(page._story.record["name"])
    page.privacy.export_to(5, tmp_path / "client.json")
    settle(qtbot, window)
    content = json.loads((tmp_path / "client.json").read_text(encoding="utf-8"))
    assert content["records"]["client"][0]["name"] == name

    page._on_erase()
    [box] = window.findChildren(QMessageBox)
    [erase] = [b for b in box.buttons() if b.text() == "Erase personal data"]
    QTest.mouseClick(erase, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert page._story.record["name"] == "#5"
    assert name.encode() not in demo_file.read_bytes()
    assert RecordDesk.of(window.session).stack.undoable is None
