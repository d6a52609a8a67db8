"""The charts of a KPI, chosen, walked, read, opened and taken away as a person does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.period import parse_period
from kpidesk.operations.charts.choice import charts_of
from kpidesk.operations.charts.facts import HeatPicture
from kpidesk.operations.charts.save_chart import NumbersAs
from kpidesk.ui.charts.picture_view import PictureView
from kpidesk.ui.charts.plot_items import ColumnItem
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.client_page import ClientPage
from kpidesk.ui.pages.kpi_page import KpiPage
from kpidesk.ui.pages.what_if_page import WhatIfPage
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.theme.tokens import load_tokens
from tests.ui.conftest import OpenWindow, settle

EACH = sorted({chart.key: kpi.key for kpi in CATALOG for chart in charts_of(kpi.key)})
KPI_OF = {chart.key: kpi.key for kpi in CATALOG for chart in charts_of(kpi.key)}


def open_page(window: MainWindow, qtbot: QtBot, key: str) -> KpiPage:
    window.navigator.go("kpi", key)
    settle(qtbot, window)
    page = window.pages.page("kpi")
    assert isinstance(page, KpiPage)
    qtbot.waitUntil(lambda: page.chart.view is not None)
    return page


def choose(page: KpiPage, qtbot: QtBot, window: MainWindow, chart: str) -> PictureView:
    page.chart.choice.choose(chart)
    settle(qtbot, window)
    picture = page.chart.picture
    assert picture is not None
    qtbot.waitUntil(lambda: bool(picture._areas))
    return picture


def activate(qtbot: QtBot, window: MainWindow) -> None:
    """Shortcuts work in the active window; without a screen, a tip takes its place."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


@pytest.mark.parametrize("chart", EACH)
def test_a_chart_is_chosen_walked_read_and_taken_away(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, tmp_path: Path, chart: str
) -> None:
    window = open_window(demo_file, theme="dark")
    page = open_page(window, qtbot, KPI_OF[chart])
    picture = choose(page, qtbot, window, chart)
    facts = picture._facts
    assert facts is not None

    # Every mark has its place, inside the chart.
    assert [len(row) for row in picture._areas] == [len(row) for row in facts.marks]
    room = picture.rect().toRectF()
    assert all(room.contains(area.center()) for row in picture._areas for area in row)
    assert picture.accessibleName() == facts.title
    assert facts.said in picture.accessibleDescription()

    # Arrows walk the marks.
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.current == facts.marks[0][0]
    QTest.keyClick(picture, Qt.Key.Key_End)
    assert picture.current == facts.marks[0][-1]
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert picture._at is None

    # The table says the same.
    activate(qtbot, window)
    QTest.keyClick(picture, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    model = page.chart.table.model()
    assert page.chart.table.isVisible()
    shown = [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    assert shown == list(facts.table.rows)
    page.chart.toggle()
    assert picture.isVisible()

    # It can be taken away, always light.
    for ending in ("png", "svg"):
        page.chart.take_away.save_picture(tmp_path / f"a.{ending}", ending)
    page.chart.take_away.save_numbers(tmp_path / "a.csv", NumbersAs.CSV)
    page.chart.take_away.save_numbers(tmp_path / "a.xlsx", NumbersAs.WORKBOOK)
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == 1800
    assert image.pixelColor(3, 3).name() == load_tokens(dark=False).card.lower()
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "<image" not in svg
    assert "<text" in svg
    csv = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(csv) == 1 + len(facts.table.rows)
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.max_row == 4 + len(facts.table.rows)


def test_picture_table_and_text_are_copied_at_once(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "churn_rate")
    picture = choose(page, qtbot, window, "reasons")
    picture.setFocus()

    activate(qtbot, window)
    QTest.keyClick(picture, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasImage()
    assert "<table" in mime.html()
    table = picture.table()
    assert table is not None
    assert mime.text().splitlines()[0] == "\t".join(table.headings)


def test_a_cell_leads_to_its_clients_and_on_to_one_of_them(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "churn_rate")
    picture = choose(page, qtbot, window, "client_cohorts")

    spot = picture._areas[1][0].center().toPoint()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=spot)
    settle(qtbot, window)

    mark = picture.current
    assert mark is not None
    behind = page.chart.behind
    assert behind.isVisible()
    assert behind.table.model().rowCount() == len(mark.ids)
    behind.table.activated.emit(behind.table.model().index(0, 0))
    settle(qtbot, window)
    assert window.navigator.place.page == "clients"
    assert window.navigator.place.subject == str(mark.ids[0])


def test_a_dot_names_its_client_and_opens_it(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "ttfv_median")
    picture = choose(page, qtbot, window, "first_values")
    assert picture._facts is not None
    name = picture._facts.table.rows[0][0]
    middle = picture._areas[0][0].center().toPoint()
    QTest.mouseMove(picture, middle)
    qtbot.waitUntil(lambda: QToolTip.text().startswith(f"{name}: "))

    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Home)
    assert picture.current == picture._facts.marks[0][0]
    QTest.keyClick(picture, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert window.navigator.place.page == "clients"
    assert window.navigator.place.subject == str(picture._facts.marks[0][0].ids[0])


def test_an_overdue_invoice_leads_to_its_client(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "overdue")
    picture = choose(page, qtbot, window, "overdue")
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_End)
    mark = picture.current
    assert mark is not None
    QTest.keyClick(picture, Qt.Key.Key_Return)
    settle(qtbot, window)

    table = page.chart.behind.table
    assert table.model().rowCount() == len(mark.ids)
    name, _dot, code = str(table.model().index(0, 0).data()).partition(" · ")
    table.activated.emit(table.model().index(0, 0))
    settle(qtbot, window)
    client = window.pages.page("client")
    assert isinstance(client, ClientPage)
    assert window.navigator.place.page == "client"
    assert client.windowTitle() == name
    assert client.invoices.isVisible()
    listed = client.invoices.model()
    assert code in {listed.index(row, 0).data() for row in range(listed.rowCount())}


def test_the_loss_of_a_client_is_tried_out(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "concentration_top1")
    picture = choose(page, qtbot, window, "concentration")
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert not page.chart.links.lose.isVisible()

    QTest.keyClick(picture, Qt.Key.Key_Down)
    mark = picture.current
    assert mark is not None
    page.chart.links.lose.click()
    settle(qtbot, window)

    what_if = window.pages.page("what_if")
    assert isinstance(what_if, WhatIfPage)
    assert what_if.client.currentData() == mark.lose
    assert what_if.model.rowCount() > 0


def test_the_chart_chosen_stays_when_the_period_changes(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "nps")
    picture = choose(page, qtbot, window, "groups")
    before = picture.accessibleName()

    window.session.show_period(window.session.period.previous())
    settle(qtbot, window)

    assert page.chart.chart == "groups"
    qtbot.waitUntil(lambda: picture.accessibleName() != before)


def test_the_wheel_scrolls_the_page(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    picture = choose(open_page(window, qtbot, "nps"), qtbot, window, "groups")
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(picture.mapToGlobal(QPoint(50, 50))),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(picture, event)

    assert not event.isAccepted()


# Over time


def test_a_note_is_pinned_to_a_month_and_taken_back(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "mrr")
    view = page.chart.view
    assert view is not None
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Left)

    QTest.keyClick(view, Qt.Key.Key_N)
    line = page.chart.note_line
    assert line.isVisible()
    QTest.keyClicks(line.text, "Prices raised")
    QTest.keyClick(line.text, Qt.Key.Key_Return)
    settle(qtbot, window)

    facts = page.chart._facts
    assert facts is not None
    assert [p.note for p in facts.points][-2:] == ["Prices raised", ""]
    assert "Prices raised" in view.as_table()
    assert page.chart.table.model().columnCount() == 3

    RecordDesk.of(window.session).undo()
    settle(qtbot, window)
    facts = page.chart._facts
    assert facts is not None
    assert not any(point.note for point in facts.points)


def test_escape_gives_a_note_up(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "mrr")

    page.chart.links.note.click()
    QTest.keyClicks(page.chart.note_line.text, "Never mind")
    QTest.keyClick(page.chart.note_line.text, Qt.Key.Key_Escape)

    assert not page.chart.note_line.isVisible()
    facts = page.chart._facts
    assert facts is not None
    assert not any(point.note for point in facts.points)


def test_a_point_leads_to_the_records_of_its_month(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "mrr")
    view = page.chart.view
    assert view is not None
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Left)
    before = window.session.period

    QTest.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert window.session.period == before.previous()
    assert page.records.isVisible()


def test_a_month_that_runs_looks_unfinished(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    """Its column is hatched on the card, and so is its part of a special chart."""
    window = open_window(demo_file, today=date(2026, 11, 20))
    window.session.show_period(parse_period("2026-11"))
    page = open_page(window, qtbot, "clients_lost")
    view = page.chart.view
    assert view is not None
    assert view._plot is not None

    items = view._plot.getPlotItem().items
    columns = [item for item in items if isinstance(item, ColumnItem)]
    assert [bool(column._ground) for column in columns[-2:]] == [False, True]
    picture = choose(page, qtbot, window, "client_cohorts")
    assert picture._facts is not None
    heat = picture._facts.picture
    assert isinstance(heat, HeatPicture)
    last = [cell for cell in heat.cells[-1] if cell][-1]
    assert last.running


def test_a_click_opens_the_month_under_the_pointer(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "churn_rate")
    view = page.chart.view
    assert view is not None
    plot, facts = view._plot, page.chart._facts
    assert plot is not None
    assert facts is not None
    place = len(facts.points) - 3
    box = plot.getPlotItem().getViewBox()

    def spot() -> QPoint:
        found: QPoint = plot.mapFromScene(box.mapViewToScene(QPointF(place, 1.0)))
        return found

    def is_met() -> bool:
        # The page may still be laid out: the month is where it is now.
        QTest.mouseMove(plot.viewport(), spot())
        return view.current == place

    qtbot.waitUntil(is_met)
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=spot())
    settle(qtbot, window)

    assert window.session.period.code == facts.points[place].period
    assert page.records.isVisible()


def test_what_is_kept_is_compared_with_all_of_it(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "nrr")
    facts = page.chart._facts

    assert facts is not None
    assert facts.references == ((100.0, "100%"),)


def test_the_chart_over_time_is_saved_as_a_drawing(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(demo_file)
    page = open_page(window, qtbot, "mrr")

    page.chart.take_away.save_picture(tmp_path / "a.svg", "svg")

    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "<image" not in svg
    # The values of the axis are there, although the plot was laid out only once.
    assert "€" in "".join(re.findall(r"<text[^>]*>([^<]*)", svg))
