"""The chart of a KPI over time, read line by line and looked at closer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kpidesk.ui.charts.chart_view import ChartView
from kpidesk.ui.charts.line_legend import LineLegend
from tests.ui.conftest import OpenWindow
from tests.ui.test_special_charts import open_page

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(open_window: OpenWindow, demo_file: Path, qtbot: QtBot) -> ChartView:
    """The chart of churn, with its average, over 25 months."""
    page = open_page(open_window(demo_file), qtbot, "churn_rate")
    found = page.chart.view
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    found.setFocus()
    return found


def shown(view: ChartView) -> tuple[int, int]:
    """First and last period in sight."""
    assert view._plot is not None
    low, high = view._plot.getPlotItem().getViewBox().viewRange()[0]
    return round(low + 0.6), round(high - 0.6)


def place(view: ChartView, at: int) -> QPoint:
    plot = view._plot
    assert plot is not None
    box = plot.getPlotItem().getViewBox()
    spot: QPoint = plot.mapFromScene(box.mapViewToScene(QPointF(at, 1.0)))
    return spot


def test_up_and_down_go_from_line_to_line(view: ChartView) -> None:
    QTest.keyClick(view, Qt.Key.Key_End)
    assert (view.current, view._line) == (24, 0)

    QTest.keyClick(view, Qt.Key.Key_Down)
    assert (view.current, view._line) == (24, 1)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view._line == 1
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view._line == 0


def test_the_lines_are_named_above_the_chart(view: ChartView) -> None:
    legend = view.findChild(LineLegend)
    assert legend is not None
    assert legend.isVisible()
    assert [name for name, _color, _stroke in legend._entries] == [
        "Client churn",
        "12-month average",
    ]


def test_shift_and_arrows_mark_a_range_that_enter_shows(
    view: ChartView, qtbot: QtBot
) -> None:
    opened: list[int] = []
    view.point_opened.connect(opened.append)
    QTest.keyClick(view, Qt.Key.Key_End)
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert shown(view) == (19, 24)
    assert opened == []
    # What is walked to comes into sight.
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert shown(view) == (0, 5)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert shown(view) == (0, 24)


def test_a_range_of_two_is_no_chart(view: ChartView) -> None:
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Escape)

    assert shown(view) == (0, 24)
    assert view.current == -1


def test_a_drag_shows_its_range_and_a_double_click_all(view: ChartView) -> None:
    plot = view._plot
    assert plot is not None
    opened: list[int] = []
    view.point_opened.connect(opened.append)
    port = plot.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=place(view, 10))
    QTest.mouseMove(port, place(view, 14))
    QTest.mouseMove(port, place(view, 18))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place(view, 18))

    assert shown(view) == (10, 18)
    assert opened == []
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place(view, 12))
    assert shown(view) == (0, 24)


def test_control_plus_looks_closer_and_minus_farther(view: ChartView) -> None:
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Plus, CTRL)
    first, last = shown(view)
    assert last == 24
    assert first > 8
    QTest.keyClick(view, Qt.Key.Key_Minus, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Minus, CTRL)
    assert shown(view) == (0, 24)
