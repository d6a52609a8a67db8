"""The forecast, clients at risk, and the watch list's way to a calendar."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpidesk.operations.close_month import close_month
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.at_risk_page import AtRiskPage
from kpidesk.ui.pages.dashboard_page import DashboardPage
from kpidesk.ui.pages.forecast_page import ForecastPage
from tests.ui.conftest import OpenWindow, settle


def show(window: MainWindow, key: str, qtbot: QtBot) -> object:
    window.navigator.go(key)
    settle(qtbot, window)
    return window.pages.page(key)


def test_the_forecast_follows_what_is_assumed(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    before = demo_file.read_bytes()
    page = show(window, "forecast", qtbot)
    assert isinstance(page, ForecastPage)
    # Thirteen months recorded and twelve ahead.
    assert page.model.rowCount() == 25
    last = page.model.index(24, 4).data()

    churn = page.fields["churn"]
    churn.selectAll()
    QTest.keyClicks(churn, "50")
    qtbot.waitUntil(lambda: page.model.index(24, 4).data() != last)

    churn.selectAll()
    QTest.keyClicks(churn, "lots")
    qtbot.waitUntil(lambda: "type a number" in page._problem.text())
    page._reset.click()
    settle(qtbot, window)
    assert page.model.index(24, 4).data() == last
    assert demo_file.read_bytes() == before


def test_the_forecast_is_read_as_a_table_and_for_clients(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = show(window, "forecast", qtbot)
    assert isinstance(page, ForecastPage)
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_End)
    QTest.keyClick(page.chart, Qt.Key.Key_Right)
    assert page.chart.current is not None
    assert "expected" in page.chart.current.spoken

    page.toggle()
    assert page.table.isVisible()
    money = page.model.index(24, 4).data()
    page.shown.choose("clients")
    page.shown.activated.emit(1)
    assert page.model.index(24, 4).data() != money


def test_clients_are_listed_by_health_with_reasons(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = show(window, "at_risk", qtbot)
    assert isinstance(page, AtRiskPage)
    scores = [
        int(page.model.index(row, 1).data().split()[0])
        for row in range(page.model.rowCount())
    ]
    assert scores == sorted(scores)
    assert page.model.index(0, 4).data()
    assert page.past.rowCount() > 0

    first = page.model.index(0, 0)
    name = first.data()
    page.table.activated.emit(first)
    settle(qtbot, window)
    assert window.navigator.place.page == "client"
    assert window.pages.page("client").windowTitle() == name
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.navigator.place.page == "at_risk"


def test_deadlines_go_to_a_calendar_file(
    open_window: OpenWindow,
    demo_file: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(demo_file)
    page = window.pages.page("dashboard")
    assert isinstance(page, DashboardPage)
    assert page.attention._calendar.isVisible()

    monkeypatch.setattr(
        "kpidesk.ui.deadline_calendar.QFileDialog.getSaveFileName",
        lambda *_given: (str(tmp_path / "deadlines"), ""),
    )
    page.attention._calendar.click()
    settle(qtbot, window)

    text = (tmp_path / "deadlines.ics").read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") > 0


def test_a_month_that_should_be_closed_is_on_the_list(
    open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file)
    page = window.pages.page("dashboard")
    assert isinstance(page, DashboardPage)
    screen = window.session.screen
    assert screen is not None
    assert "open_month" not in {line.kind for line in screen.attention}
    period = window.session.period
    window.close()
    window.session.close()

    store = SqliteStore.open(demo_file)
    close_month(store, period.previous())
    store.close()
    screen = open_window(demo_file).session.screen
    assert screen is not None
    assert "open_month" in {line.kind for line in screen.attention}
