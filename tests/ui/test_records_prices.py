"""Another price from a day on, and why: entered, told, corrected, undone."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.operations.edit_contracts import add_contract, prices_of
from kpidesk.operations.edit_records import add_records
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.forms.choice_line import ChoiceLine
from kpidesk.ui.forms.contract_form import ContractForm
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.client_page import ClientPage
from kpidesk.ui.pages.record_pages import RecordPage
from kpidesk.ui.records.desk import RecordDesk
from tests.ui.conftest import OpenWindow, settle

DAY = date(2026, 3, 20)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """One client with one contract at 100 a month."""
    path = tmp_path / "Alfa.kpidesk"
    with closing(SqliteStore.create(path, Rules(), "Alfa")) as store:
        [client] = add_records(store, "client", [{"name": "Rossi Srl"}]).ids
        add_contract(
            store,
            {"client_id": client, "start_on": "2025-01-01", "status": "signed"},
            {"amount_minor": 10_000, "interval": "monthly"},
        )
    return path


def prices(path: Path) -> list[tuple[object, ...]]:
    with closing(SqliteStore.open(path, read_only=True)) as store:
        return [
            (price["valid_from"], price["amount_minor"], price["change_kind"])
            for price in prices_of(store, 1)
        ]


def contract_form(window: MainWindow, qtbot: QtBot, verb: str = "") -> ContractForm:
    desk = RecordDesk.of(window.session)
    if verb:
        desk.verb(verb, "contract", 1)
    else:
        desk.edit("contract", 1)
    settle(qtbot, window)
    form = window.commands.records.forms.sheet.form
    assert isinstance(form, ContractForm)
    return form


def choose(form: ContractForm, words: str) -> None:
    box = form.fields["change_kind"].widget
    assert isinstance(box, ChoiceLine)
    box.setFocus()
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def type_amount(form: ContractForm, text: str) -> None:
    field = form.fields["amount_minor"].widget
    field.setFocus()
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClicks(field, text)


def save(window: MainWindow, qtbot: QtBot) -> None:
    sheet = window.commands.records.forms.sheet
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def last_change(window: MainWindow, qtbot: QtBot) -> str:
    """What the page of the client says of the contract's price."""
    window.navigator.go("client", "1")
    settle(qtbot, window)
    page = window.pages.page("client")
    assert isinstance(page, ClientPage)
    model = page.contracts.model()
    headings = [
        model.headerData(at, Qt.Orientation.Horizontal)
        for at in range(model.columnCount())
    ]
    return str(model.index(0, headings.index("Last change of price")).data())


def exported(window: MainWindow, qtbot: QtBot, target: Path) -> list[str]:
    """The contract in a file of the list, with the column of the reason shown."""
    window.navigator.go("contracts")
    settle(qtbot, window)
    page = window.pages.page("contracts")
    assert isinstance(page, RecordPage)
    assert page._model.records is not None
    page.table.show_column(page._model.records.column("change_kind"), shown=True)
    page.list.export_to(target)
    settle(qtbot, window)
    return target.read_text(encoding="utf-8-sig").splitlines()[1].split(",")


def test_a_new_price_says_why_and_is_undone(
    open_window: OpenWindow, company: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(company, today=DAY)
    assert last_change(window, qtbot) == "—"

    form = contract_form(window, qtbot, "change_price")
    assert form.fields["change_kind"].isVisibleTo(form)
    type_amount(form, "104.50")
    choose(form, "Indexation")
    save(window, qtbot)

    assert prices(company) == [
        ("2025-01-01", 10_000, None),
        ("2026-03-01", 10_450, "indexation"),
    ]
    assert last_change(window, qtbot).endswith("· Indexation")
    assert "Indexation" in exported(window, qtbot, tmp_path / "contracts.csv")
    window.actions_of_menus.by_key["undo"].trigger()
    settle(qtbot, window)
    assert prices(company) == [("2025-01-01", 10_000, None)]


def test_the_reason_of_the_last_change_is_corrected(
    open_window: OpenWindow, company: Path, qtbot: QtBot
) -> None:
    with closing(SqliteStore.open(company)) as store, store.writing("anna") as writer:
        more: Record = {"valid_from": "2026-01-01", "amount_minor": 12_000}
        more |= {"contract_id": 1, "interval": "monthly", "months_num": 1}
        writer.add("price_term", [{**more, "change_kind": "price"}])
    window = open_window(company, today=DAY)
    form = contract_form(window, qtbot)

    assert form.fields["change_kind"].value() == "price"
    assert "Price list" in form._lines["lines.prices"].text()
    choose(form, "More sold (upsell)")
    save(window, qtbot)

    assert prices(company)[-1] == ("2026-01-01", 12_000, "upsell")


def test_another_price_starts_without_the_reason_of_the_last_one(
    open_window: OpenWindow, company: Path, qtbot: QtBot
) -> None:
    window = open_window(company, today=DAY)
    form = contract_form(window, qtbot)
    # The first price differs from nothing: there is no reason to ask for.
    assert not form.fields["change_kind"].isVisibleTo(form)

    type_amount(form, "110")
    assert not form.fields["change_kind"].isVisibleTo(form)
    form.question.new_price.click()
    assert form.fields["change_kind"].isVisibleTo(form)
    assert form.fields["change_kind"].value() is None
    save(window, qtbot)

    assert prices(company)[-1] == ("2026-03-01", 11_000, None)
