"""What a screen reader is told while a chart is walked: not more than one can hear."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kpidesk.operations.charts.over_time import point_text
from kpidesk.ui.charts import announcer
from kpidesk.ui.pages.dashboard_page import DashboardPage
from tests.ui.conftest import OpenWindow
from tests.ui.test_special_charts import choose, open_page

Told = list[tuple[object, str]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Who announced what."""
    heard: Told = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append((event.object(), event.message()))

    reader = SimpleNamespace(updateAccessibility=hear)
    monkeypatch.setattr(announcer, "QAccessible", reader)
    return heard


def walk(chart: QWidget, steps: int) -> None:
    """Keys that come faster than anybody can listen: no event loop runs between."""
    for _ in range(steps):
        QTest.keyClick(chart, Qt.Key.Key_Right)


def end_pause(voice: announcer.Announcer) -> None:
    """Time passes."""
    voice.pause.stop()
    voice.pause.timeout.emit()


def test_the_first_step_and_the_last_are_told(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, told: Told
) -> None:
    window = open_window(demo_file)
    view = open_page(window, qtbot, "mrr").chart.view
    assert view is not None
    facts = view._facts
    assert facts is not None

    walk(view, 5)
    assert told == [(view, point_text(facts, 0, 0))]
    assert view.announcer.pause.interval() == 150
    end_pause(view.announcer)
    assert told[1:] == [(view, point_text(facts, 4, 0))]

    # The pause begins anew; when it ends with nothing waiting, nothing is told.
    walk(view, 1)
    assert len(told) == 2
    QTest.keyClick(view, Qt.Key.Key_Escape)
    end_pause(view.announcer)
    assert len(told) == 2
    walk(view, 1)
    assert len(told) == 3


def test_a_pointer_that_stays_in_a_month_says_nothing_more(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, told: Told
) -> None:
    window = open_window(demo_file)
    view = open_page(window, qtbot, "mrr").chart.view
    assert view is not None
    assert view._plot is not None
    viewport = view._plot.viewport()
    middle = viewport.rect().center()
    QTest.mouseMove(viewport, middle)
    qtbot.waitUntil(lambda: len(told) == 1)
    end_pause(view.announcer)
    QTest.mouseMove(viewport, middle + QPoint(1, 1))
    end_pause(view.announcer)

    assert len(told) == 1


def test_marks_of_a_special_chart_wait_their_turn_too(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, told: Told
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "nps")
    picture = choose(page, qtbot, window, "groups")
    assert picture._facts is not None
    first = picture._facts.marks[0][0]
    walk(picture, 3)
    end_pause(picture.announcer)

    last = picture.current
    assert last is not None
    assert told == [(picture, first.spoken), (picture, last.spoken)]


def test_bars_of_the_dashboard_wait_their_turn_too(
    open_window: OpenWindow, demo_file: Path, told: Told
) -> None:
    window = open_window(demo_file)
    dashboard = window.pages.page("dashboard")
    assert isinstance(dashboard, DashboardPage)
    bars = dashboard.waterfall
    assert bars._face is not None
    walk(bars, 3)
    end_pause(bars.announcer)

    spoken = [bar.spoken for bar in bars._face.bars]
    assert told == [(bars, spoken[0]), (bars, spoken[2])]
