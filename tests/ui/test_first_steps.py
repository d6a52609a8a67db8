"""From an empty company to the first filled card, typed in by hand."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.dashboard_page import DashboardPage
from kpidesk.ui.records.contracts_needed import ContractsNeeded
from tests.ui.conftest import OpenWindow, settle
from tests.ui.test_pages import open_kpi
from tests.ui.test_records_forms import form_of, leave, save, type_into

DAY = date(2026, 11, 24)


def start(open_window: OpenWindow, qtbot: QtBot) -> tuple[MainWindow, DashboardPage]:
    window = open_window(today=DAY)
    page = window.pages.page("dashboard")
    assert isinstance(page, DashboardPage)
    QTest.mouseClick(page.welcome._company, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.company is not None)
    settle(qtbot, window)
    return window, page


def test_the_first_client_and_contract_fill_the_first_card(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window, page = start(open_window, qtbot)
    assert page.welcome.isVisible()
    assert not page.welcome._company.isVisible()

    assert window.focusWidget() is page.welcome._client
    QTest.keyClick(page.welcome._client, Qt.Key.Key_Space)
    form = form_of(window, qtbot)
    type_into(form.fields["name"], "Alfa Srl")
    save(window, qtbot)
    card = next(each for each in page.grid.cards if each.face.key == "mrr")
    assert not page.welcome.isVisible()
    assert card.isVisible()
    assert card.face.missing
    assert card.face.value == ""
    assert window.focusWidget() is page.grid.cards[0]

    window.navigator.go("contracts")
    settle(qtbot, window)
    needed = window.pages.page("contracts").findChild(ContractsNeeded)
    assert needed is not None
    QTest.mouseClick(needed.state.new, Qt.MouseButton.LeftButton)
    form = form_of(window, qtbot)
    type_into(form.fields["client_id"], "Alfa")
    leave(form.fields["client_id"])
    type_into(form.fields["amount_minor"], "120000")
    type_into(form.fields["start_on"], "01/04/2025")
    save(window, qtbot)
    assert not needed.state.isVisible()

    window.navigator.go("dashboard")
    settle(qtbot, window)
    assert card.face.value == "€120,000"


def test_a_kpi_without_figures_says_what_to_do(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window, _page = start(open_window, qtbot)
    page = open_kpi(window, qtbot, "churn_rate")
    assert page._value.text() == "Not enough data"
    assert "start of the period (October 2026)" in page._remarks.text()
    assert page.chart._nothing.isVisible()
    page.chart.toggle()
    assert page.chart.table.isVisible()
    page.chart.toggle()
    assert page.chart._nothing.isVisible()
    QTest.mouseClick(page.fix, Qt.MouseButton.LeftButton)
    assert window.navigator.place.page == "contracts"

    # That nobody left is no lack of data: there is nothing to enter.
    page = open_kpi(window, qtbot, "backlog_age")
    assert "No ticket was open" in page._remarks.text()
    assert not page.fix.isVisible()


@pytest.mark.parametrize("key", ["contracts", "what_if", "forecast", "at_risk"])
def test_without_contracts_a_page_says_so_and_helps(
    open_window: OpenWindow, qtbot: QtBot, key: str
) -> None:
    window, _page = start(open_window, qtbot)
    window.navigator.go(key)
    settle(qtbot, window)
    page: QWidget = window.pages.page(key)
    needed = page.findChild(ContractsNeeded)
    assert needed is not None
    assert needed.state.title_text.text() == "No contracts yet"
    assert needed.state.new.isVisible()

    QTest.mouseClick(needed.state.import_button, Qt.MouseButton.LeftButton)
    assert window.navigator.place.page == "import"
