"""Importing in the window: nothing is saved before the review, all can be undone."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kpidesk.importing.issues import Severity
from kpidesk.operations import import_workbook
from kpidesk.operations.open_workspace import create_workspace, rules_for
from kpidesk.store.backups import list_backups
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.import_wizard.issue_list import rows_of_equal_cells
from kpidesk.ui.import_wizard.sheet_card import changed_lines
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.import_page import ImportPage
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox
from tests.cli.workbooks import ITALIAN, Sheets, save
from tests.ui.conftest import OpenWindow, settle

FAULTY: Sheets = {
    **ITALIAN,
    "Contratti": [
        *ITALIAN["Contratti"][:-1],
        ["K4", "Rosi Srl", "CRM", "10,00", "mensile", "01/02/2024", "", "", ""],
        ["K5", "Rossi Srl", "CRM", "10,00", "mensile", "31/02/2024", "", "", ""],
    ],
}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """An empty company file."""
    path = tmp_path / "Alfa.kpidesk"
    create_workspace(path, "Alfa", rules_for("it"))
    return path


def count(path: Path, kind: str) -> int:
    store = SqliteStore.open(path, read_only=True)
    try:
        return store.count(kind)
    finally:
        store.close()


def drop(window: MainWindow, qtbot: QtBot, *files: Path) -> ImportPage:
    """Drop files on the window, as from the desktop."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    settle(qtbot, window)
    page = window.pages.page("import")
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(
        lambda: (
            page.steps.currentWidget() in {page.review, page.choose}
            and not window.session.runner.busy
            and page.review.is_complete
        )
    )
    return page


def test_a_dropped_workbook_is_reviewed_before_anything_is_saved(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(company)
    page = drop(window, qtbot, save(ITALIAN, tmp_path / "alfa.xlsx"))

    assert page.steps.currentWidget() is page.review
    assert [card.kind.currentData() for card in page.review.cards] == [
        "client",
        "contract",
        "ticket",
        "survey_answer",
        "lead",
        "cost",
    ]
    assert count(company, "client") == 0

    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)

    assert count(company, "client") == 3
    assert count(company, "contract") == 3

    page.undo(1)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.choose)
    settle(qtbot, window)

    assert count(company, "client") == 0
    assert page.choose.model.rowCount() == 1


def test_leaving_the_review_saves_nothing(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(company)
    page = drop(window, qtbot, save(ITALIAN, tmp_path / "alfa.xlsx"))
    page.review.leave.click()

    assert page.steps.currentWidget() is page.choose
    assert count(company, "client") == 0


def test_a_wrong_cell_is_corrected_in_place(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(company)
    page = drop(window, qtbot, save(FAULTY, tmp_path / "alfa.xlsx"))
    model = page.review.model
    codes = [model.shown(row).issue.code for row in range(2)]
    assert codes == ["unknown_client_suggestion", "bad_date"]

    assert model.setData(model.index(0, 4), "Rossi Srl")
    settle(qtbot, window)
    assert [model.shown(0).issue.code] == ["bad_date"]
    assert model.setData(model.index(0, 4), "29/02/2024")
    settle(qtbot, window)

    plan = page.state.plan
    assert plan is not None
    assert not plan.has_errors


def test_a_field_can_be_chosen_by_hand_and_remembered(
    open_window: OpenWindow,
    company: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        QInputDialog, "getText", lambda *_args, **_named: ("Gestionale", True)
    )
    sheets: Sheets = {
        "Foglio1": [
            ["Cliente", "Colonna misteriosa"],
            ["Rossi Srl", "Torino"],
            ["Verdi Snc", "Roma"],
        ]
    }
    book = save(sheets, tmp_path / "strano.xlsx")
    window = open_window(company)
    page = drop(window, qtbot, book)
    [card] = page.review.cards
    assert card.kind.currentData() == "client"
    box = card.fields["Colonna misteriosa"]
    box.choose("city")
    box.activated.emit(box.currentIndex())
    settle(qtbot, window)
    [card] = page.review.cards
    assert card.fields["Colonna misteriosa"].currentData() == "city"

    card.keep.click()
    settle(qtbot, window)
    page = drop(window, qtbot, book)

    [card] = page.review.cards
    assert card.fields["Colonna misteriosa"].currentData() == "city"
    assert page.state.plan is not None
    assert page.state.plan.sheets[0].profile

    page.review.leave.click()
    settle(qtbot, window)
    [forget] = page.choose.profiles.menu().actions()
    assert "Gestionale" in forget.text()
    forget.trigger()
    settle(qtbot, window)
    assert page.choose.profiles.isHidden()


def test_a_grid_of_months_is_one_line_and_stays_whole(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    head = ["Cliente", "Colonna misteriosa", *(f"{at:02}/2025" for at in range(1, 13))]
    book = save(
        {"MRR": [head, ["Rossi Srl", "ERP", *[100] * 12]]}, tmp_path / "mrr.xlsx"
    )
    window = open_window(company)
    page = drop(window, qtbot, book)
    [card] = page.review.cards
    assert card.kind.currentData() == "contract"
    assert list(card.fields) == ["Cliente", "Colonna misteriosa"]

    box = card.fields["Colonna misteriosa"]
    box.choose("product")
    box.activated.emit(box.currentIndex())
    settle(qtbot, window)
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)

    assert count(company, "contract") == 1
    assert count(company, "price_term") == 1
    assert count(company, "product") == 1


def test_copied_cells_are_pasted(
    open_window: OpenWindow, company: Path, qtbot: QtBot
) -> None:
    window = open_window(company)
    window.navigator.go("import")
    page = window.pages.page("import")
    assert isinstance(page, ImportPage)
    QGuiApplication.clipboard().setText("Cliente\tCittà\nAlfa\tAsti\nBeta\tBari\n")
    page.paste()
    settle(qtbot, window)

    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.review)
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)
    assert count(company, "client") == 2


def test_the_same_file_again_is_told(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(company)
    book = save(ITALIAN, tmp_path / "alfa.xlsx")
    page = drop(window, qtbot, book)
    assert page.review.before.isHidden()
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)

    page = drop(window, qtbot, book)

    assert "alfa.xlsx" in page.review.before.text()
    assert not page.review.accept.isEnabled()


def test_changes_are_shown_before_they_are_made(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(company)
    first = {"Clienti": [["Codice", "Cliente", "Città"], ["1", "Alfa", "Asti"]]}
    second = {"Clienti": [["Codice", "Cliente", "Città"], ["1", "Alfa", "Bari"]]}
    page = drop(window, qtbot, save(first, tmp_path / "1.xlsx"))
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)

    page = drop(window, qtbot, save(second, tmp_path / "2.xlsx"))

    assert page.state.plan is not None
    [line] = changed_lines(page.state.plan.sheets[0])
    assert "Asti → Bari" in line

    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)
    # Before the second import, not before the first into an empty file.
    [copy] = list_backups(company)
    assert count(copy.path, "client") == 1


def test_the_order_of_dates_is_asked_and_heeded(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    sheets: Sheets = {
        "Leads": [["Name", "Source", "Created at"], ["Ada", "Web", "03/04/2024"]]
    }
    window = open_window(company)
    page = drop(window, qtbot, save(sheets, tmp_path / "leads.xlsx"))
    assert not page.review.options.order.isHidden()
    page.review.options.order.choose("mdy")
    page.review.options.order.activated.emit(page.review.options.order.currentIndex())
    settle(qtbot, window)

    assert page.state.plan is not None
    assert page.state.plan.adds["lead"][0][1]["created_on"] == "2024-03-04"


def test_equal_cells_are_corrected_together_and_problems_filtered(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    faulty: Sheets = {
        **ITALIAN,
        "Contratti": [
            *ITALIAN["Contratti"][:-1],
            ["K4", "Rosi", "CRM", "10,00", "mensile", "01/02/2024", "", "", ""],
            ["K5", "Rosi", "CRM", "10,00", "mensile", "01/02/2024", "", "", ""],
        ],
    }
    window = open_window(company)
    page = drop(window, qtbot, save(faulty, tmp_path / "alfa.xlsx"))
    review = page.review
    shown = review.model.shown(0)
    assert len(rows_of_equal_cells(shown)) == 2
    total = review.model.rowCount()
    review.filter.choose(Severity.ERROR)
    review._show_filtered()
    assert review.model.rowCount() == 2 < total

    review._correct_equal(shown, "Rossi Srl")
    settle(qtbot, window)

    assert page.state.plan is not None
    assert not page.state.plan.has_errors


def test_a_blank_workbook_and_all_records_are_written(
    open_window: OpenWindow,
    company: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(company)
    page = drop(window, qtbot, save(ITALIAN, tmp_path / "alfa.xlsx"))
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)
    page.result.again.click()
    for button, name in (
        (page.choose.template, "blank.xlsx"),
        (page.choose.everything, "all.xlsx"),
    ):
        target = tmp_path / name
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_args, to=target: (str(to), "")
        )
        button.click()
        settle(qtbot, window)
        qtbot.waitUntil(target.exists)


def test_a_file_that_cannot_be_used_is_told_in_a_sentence(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"%PDF-1.7")
    window = open_window(company)
    page = drop(window, qtbot, bad)

    assert page.steps.currentWidget() is page.choose
    assert "bad.xlsx" in page.choose.message.text()


def test_rows_with_errors_are_saved_apart_and_imported_when_corrected(
    open_window: OpenWindow,
    company: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "errors.xlsx"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(target), "")
    )
    window = open_window(company)
    page = drop(window, qtbot, save(FAULTY, tmp_path / "alfa.xlsx"))
    page.review.errors.click()
    settle(qtbot, window)
    qtbot.waitUntil(target.exists)
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)
    assert count(company, "contract") == 3

    page = drop(window, qtbot, target)
    [card] = page.review.cards
    assert card.kind.currentData() == "contract"
    model = page.review.model
    model.setData(model.index(0, 4), "Rossi Srl")
    settle(qtbot, window)
    model.setData(model.index(0, 4), "29/02/2024")
    settle(qtbot, window)
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)

    assert count(company, "contract") == 5


def test_the_table_of_problems_is_a_sound_model(
    open_window: OpenWindow,
    company: Path,
    tmp_path: Path,
    qtbot: QtBot,
    qtmodeltester: ModelTester,
) -> None:
    window = open_window(company)
    page = drop(window, qtbot, save(FAULTY, tmp_path / "alfa.xlsx"))

    qtmodeltester.check(page.review.model)  # type: ignore[no-untyped-call]


def test_a_drop_on_the_first_page_makes_a_company(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    page = drop(window, qtbot, save(ITALIAN, tmp_path / "alfa.xlsx"))

    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.review)
    assert window.session.path is not None
    assert count(window.session.path, "client") == 0


def choose(box: ChoiceBox, value: object) -> None:
    """Take an entry of a list, as with the mouse or the keys."""
    box.choose(value)
    box.activated.emit(box.currentIndex())


def test_the_header_row_is_chosen_among_the_first_rows(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    sheets: Sheets = {
        "Foglio1": [
            ["Cliente", "Città", "Telefono"],
            ["vecchio", "elenco", "qui"],
            ["Ragione sociale", "Comune", "Tel."],
            ["Rossi Srl", "Torino", "011 223344"],
        ]
    }
    window = open_window(company)
    page = drop(window, qtbot, save(sheets, tmp_path / "a.xlsx"))
    card = page.review.cards[0]
    card.header.toggle.click()
    table = card.header.table
    assert table is not None
    assert window.focusWidget() is table
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(qtbot, window)

    plan = page.state.plan
    assert plan is not None
    assert [row.row for row in plan.sheets[0].rows] == [4]

    page.review.cards[0].header.toggle.click()
    page.review.cards[0].header.again.click()
    settle(qtbot, window)
    assert page.state.headers == {}


def test_only_what_exists_is_updated_by_the_key_chosen(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(company)
    page = drop(window, qtbot, save(ITALIAN, tmp_path / "alfa.xlsx"))
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)
    head = ["Cliente", "Città", "Partita IVA"]
    renamed = ["Rossi nuova Srl", "Asti", "01234567890"]
    sheets: Sheets = {"Clienti": [head, renamed, ["Gialli Srl", "Bra", "05556667778"]]}
    page = drop(window, qtbot, save(sheets, tmp_path / "b.xlsx"))
    choose(page.review.cards[0].identity, "tax_id")
    settle(qtbot, window)
    choose(page.review.options.mode, "update")
    settle(qtbot, window)

    [card] = page.review.cards
    assert card.identity.currentData() == "tax_id"
    assert page.state.plan is not None
    assert page.state.plan.sheets[0].ignored["new"] == 1

    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)
    assert count(company, "client") == 3


def test_hidden_rows_and_sheets_are_asked_about(
    open_window: OpenWindow, company: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    book = save(ITALIAN, tmp_path / "alfa.xlsx")
    opened = load_workbook(book)
    opened["Clienti"].row_dimensions[5].hidden = True
    opened["Costi"].sheet_state = "hidden"
    opened.save(book)
    window = open_window(company)
    page = drop(window, qtbot, book)
    options = page.review.options
    assert not options.hidden.isHidden()
    assert "Costi" in options.hidden_label.text()
    assert options.hidden.currentData() == "include"

    choose(options.hidden, "skip")
    settle(qtbot, window)
    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)
    assert count(company, "client") == 2
    assert count(company, "cost") == 0


@pytest.fixture
def saving(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Set once the first records are being saved; the rest waits for the second."""
    begun, gate = threading.Event(), threading.Event()
    add = import_workbook._add

    def add_and_wait(*arguments: Any) -> None:
        add(*arguments)
        begun.set()
        assert gate.wait(30)

    monkeypatch.setattr(import_workbook, "_add", add_and_wait)
    return begun, gate


def test_stopping_while_it_is_saved_leaves_the_file_as_it_was(
    open_window: OpenWindow,
    company: Path,
    tmp_path: Path,
    qtbot: QtBot,
    saving: tuple[threading.Event, threading.Event],
) -> None:
    begun, gate = saving
    window = open_window(company)
    page = drop(window, qtbot, save(ITALIAN, tmp_path / "alfa.xlsx"))
    page.review.accept.click()
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: bool(window.session.runner.announced))
    [stop] = window.banner.findChildren(TextButton)
    stop.click()
    gate.set()
    settle(qtbot, window)

    assert count(company, "client") == 0
    assert page.steps.currentWidget() is page.review
    assert page.review.accept.isEnabled()

    page.review.accept.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.result)
    assert count(company, "client") == 3


def test_leaving_while_it_is_saved_takes_nothing_from_what_is_saved(
    open_window: OpenWindow,
    company: Path,
    tmp_path: Path,
    qtbot: QtBot,
    saving: tuple[threading.Event, threading.Event],
) -> None:
    begun, gate = saving
    window = open_window(company)
    page = drop(window, qtbot, save(ITALIAN, tmp_path / "alfa.xlsx"))
    page.review.accept.click()
    qtbot.waitUntil(begun.is_set)
    page.review.leave.click()
    # All but the saving is done: what was read is let go of meanwhile.
    qtbot.waitUntil(lambda: len(window.session.runner._waiting) == 1)
    gate.set()
    settle(qtbot, window)

    assert count(company, "client") == 3
    assert count(company, "contract") == 3
    assert count(company, "price_term") == 3
