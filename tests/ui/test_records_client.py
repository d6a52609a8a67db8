"""One client whole, and the rights of the people behind it."""

from __future__ import annotations

import json
from contextlib import closing
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


def test_invoices_say_whether_they_are_paid(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    """On 20 November one of the 19th is past due, one of that very day is not."""
    window = open_window(demo_file, today=DAY)
    store = SqliteStore.open(demo_file)
    with store.writing("marta") as writer:
        writer.add(
            "invoice",
            [
                {
                    "code": f"X{number}",
                    "client_id": 5,
                    "issued_on": f"2026-11-1{9 - number}",
                    "due_on": due,
                    "paid_on": paid,
                    "amount_minor": 123_450,
                    "currency": "USD",
                }
                for number, (due, paid) in enumerate(
                    (
                        ("2026-11-19", None),
                        ("2026-11-20", None),
                        (None, None),
                        ("2026-11-19", "2026-11-20"),
                    )
                )
            ],
        )
    store.close()
    page = open_client(window, qtbot, 5)
    model = page.invoices.model()

    rows = [[str(model.index(at, i).data()) for i in range(6)] for at in range(4)]
    assert rows[0][:4] == ["X0", "19/11/2026", "19/11/2026", "—"]
    assert rows[0][4] == "US$1,234.50"
    assert [row[5] for row in rows] == [
        "Past due",
        "Not paid yet",
        "Not paid yet",
        "Paid",
    ]


def test_a_payment_is_noted_and_taken_back(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    """From the invoice behind what is overdue to its form; undo owes it again."""
    window = open_window(demo_file, today=DAY)
    store = SqliteStore.open(demo_file)
    with store.writing("marta") as writer:
        [invoice] = writer.add(
            "invoice",
            [
                {
                    "code": "X1",
                    "client_id": 5,
                    "issued_on": "2026-11-18",
                    "due_on": "2026-11-19",
                    "amount_minor": 100_000,
                }
            ],
        )
    store.close()

    def paid_on() -> object:
        with closing(SqliteStore.open(demo_file, read_only=True)) as opened:
            return opened.records("invoice", [invoice])[0]["paid_on"]

    window.navigator.go("client", "5/invoice")
    settle(qtbot, window)
    page = window.pages.page("client")
    assert isinstance(page, ClientPage)
    assert page.invoices.isVisible()
    page.invoices.setCurrentIndex(page.invoices.model().index(0, 0))
    QTest.keyClick(page.invoices, Qt.Key.Key_Return)
    settle(qtbot, window)
    sheet = window.commands.records.forms.sheet
    assert sheet.form is not None
    QTest.keyClicks(sheet.form.fields["paid_on"].widget, "20/11/2026")
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    settle(qtbot, window)

    assert paid_on() == "2026-11-20"
    assert page.invoices.model().index(0, 5).data() == "Paid"
    RecordDesk.of(window.session).undo()
    settle(qtbot, window)
    assert paid_on() is None
    assert page.invoices.model().index(0, 5).data() == "Past due"


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
