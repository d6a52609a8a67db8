"""Pages that nobody sees compute nothing until they are seen."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kpidesk.ui.pages.dashboard_page import DashboardPage
from kpidesk.ui.pages.record_pages import RecordPage
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.session import Session
from tests.ui.conftest import OpenWindow, settle

DAY = date(2026, 11, 20)
FIGURES = {"dashboard", "cards", "story", "forecast", "what if", "at risk", "ahead"}


def test_an_edit_computes_only_what_is_shown(
    open_window: OpenWindow,
    demo_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(demo_file, today=DAY)
    dashboard = window.pages.page("dashboard")
    assert isinstance(dashboard, DashboardPage)
    card = next(card for card in dashboard.grid.cards if card.face.key == "mrr")
    before = card.face.value
    for page in ("forecast", "what_if", "at_risk", "contracts"):
        window.navigator.go(page)
        settle(qtbot, window)
    window.navigator.go("kpi", "mrr")
    settle(qtbot, window)
    window.navigator.go("tickets")
    settle(qtbot, window)
    tickets = window.pages.page("tickets")
    assert isinstance(tickets, RecordPage)
    asked: list[str] = []
    ask = Session.ask

    def remember(session: Session, question: object, **more: object) -> object:
        asked.append(str(more.get("group")))
        return ask(session, question, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "ask", remember)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Delete):
        tickets.table.setFocus()
        QTest.keyClick(tickets.table, key)
        settle(qtbot, window)
    assert "list" in asked
    assert not FIGURES & set(asked)

    window.navigator.go("dashboard")
    settle(qtbot, window)
    assert asked.count("dashboard") == 1
    assert card.face.value == before

    asked.clear()
    window.navigator.go("forecast")
    settle(qtbot, window)
    assert sorted(asked) == ["contracts", "forecast"]


def test_what_is_outdated_is_computed_once_when_it_comes_to_light(
    qtbot: QtBot,
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    computed: list[bool] = []
    refreshing = Refreshing(page, lambda: computed.append(page.isVisible()))

    refreshing.ask()
    refreshing.ask()
    assert computed == []
    page.show()
    assert computed == [True]
    page.hide()
    page.show()
    assert computed == [True]
    refreshing.ask()
    assert computed == [True, True]
