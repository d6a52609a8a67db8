"""The pages: a KPI taken apart, lists, settings, reports."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.rules import ChurnAt
from kpidesk.operations.first_screen import AttentionLine
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.dashboard_page import DashboardPage
from kpidesk.ui.pages.kpi_page import KpiPage
from kpidesk.ui.pages.record_pages import RecordPage
from kpidesk.ui.pages.settings_page import SettingsPage
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.theme.tokens import load_tokens
from kpidesk.ui.widgets.attention_panel import AttentionRow
from tests.ui.conftest import OpenWindow, settle


def open_kpi(window: MainWindow, qtbot: QtBot, key: str) -> KpiPage:
    window.navigator.go("kpi", key)
    settle(qtbot, window)
    page = window.pages.page("kpi")
    assert isinstance(page, KpiPage)
    qtbot.waitUntil(lambda: page.chart.view is not None)
    return page


def open_list(window: MainWindow, qtbot: QtBot, key: str) -> RecordPage:
    window.navigator.go(key)
    settle(qtbot, window)
    page = window.pages.page(key)
    assert isinstance(page, RecordPage)
    page.show_tab("")
    return page


def dashboard(window: MainWindow) -> DashboardPage:
    page = window.pages.page("dashboard")
    assert isinstance(page, DashboardPage)
    return page


# One KPI


def test_from_card_to_record_and_back_by_keyboard(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    cards = dashboard(window).grid.cards
    cards[0].setFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Right)
    QTest.keyClick(cards[1], Qt.Key.Key_Return)
    settle(qtbot, window)
    page = window.pages.page("kpi")
    assert isinstance(page, KpiPage)
    qtbot.waitUntil(lambda: page.chart.view is not None)

    assert page._value.text() == cards[1].face.value
    page.tabs.setCurrentIndex(1)
    page.records.table.setFocus()
    page.records.table.selectRow(0)
    page.records.table.activated.emit(page.records.table.currentIndex())
    settle(qtbot, window)
    assert window.navigator.place.page == "clients"

    window.navigator.back()
    assert window.navigator.place.subject == "churn_rate"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.navigator.place.page == "dashboard"
    assert window.focusWidget() is cards[1]


@pytest.mark.slow
def test_every_kpi_of_the_catalogue_can_be_opened(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    for kpi in CATALOG:
        page = open_kpi(window, qtbot, kpi.key)
        assert page._value.text(), kpi.key


def test_the_chart_is_read_by_arrows(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    page = open_kpi(open_window(demo_file), qtbot, "mrr")
    view = page.chart.view
    assert view is not None
    assert view._plot is not None

    QTest.keyClick(view, Qt.Key.Key_End)
    last = view._at
    QTest.keyClick(view, Qt.Key.Key_Left)

    assert view._at == last - 1
    assert view._plot.crosshair.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view._plot.crosshair.isVisible()
    assert "Chart" in view.accessibleDescription()


def test_the_wheel_leaves_the_chart_alone(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    view = open_kpi(open_window(demo_file), qtbot, "mrr").chart.view
    assert view is not None
    plot = view._plot
    assert plot is not None
    before = plot.getPlotItem().getViewBox().viewRange()

    event = QWheelEvent(
        QPointF(100, 100),
        QPointF(plot.mapToGlobal(QPoint(100, 100))),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), event)

    assert not event.isAccepted()
    assert plot.getPlotItem().getViewBox().viewRange() == before


def test_a_picture_of_the_chart_is_always_light(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    view = open_kpi(open_window(demo_file, theme="dark"), qtbot, "mrr").chart.view
    assert view is not None

    image = view.as_image()

    assert image.pixelColor(3, 3).name() == load_tokens(dark=False).card.lower()
    assert image.width() == 1800


def test_the_chart_has_a_table_twin(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    page = open_kpi(open_window(demo_file), qtbot, "mrr")
    view = page.chart.view
    assert view is not None

    page.chart.toggle()

    assert page.chart.table.isVisible()
    rows = page.chart.table.model().rowCount()
    assert len(view.as_table().splitlines()) == 1 + rows


def test_the_calculation_ends_in_the_figure_of_the_card(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    page = open_kpi(open_window(demo_file), qtbot, "churn_rate")

    assert "÷" in page.calculation._words.text()
    assert page.calculation._numbers.text().startswith("= ")
    assert page.calculation._check.isVisibleTo(page.calculation)


def test_the_waterfall_is_walked_and_opened(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    chart = dashboard(window).waterfall
    chart.setFocus()

    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(chart.bar_opened) as opened:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert opened.args == ["mrr_new"]
    assert window.navigator.place.subject == "mrr_new"
    face = chart._face
    assert face is not None
    for before, after in zip(face.bars, face.bars[1:-1], strict=False):
        assert before.end == pytest.approx(after.start)
    assert face.bars[-2].end == pytest.approx(face.bars[-1].end)


def test_a_chapter_computes_its_cards_when_opened(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    section = dashboard(window)._sections[0]
    assert not section.grid.cards

    section.open()
    settle(qtbot, window)

    assert section.grid.cards
    assert any(card.face.value for card in section.grid.cards)


def test_the_watch_list_leads_to_what_it_names(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    panel = dashboard(window).attention
    line = panel._lines[0]

    panel._rows[0].click()  # type: ignore[attr-defined]
    settle(qtbot, window)

    assert window.navigator.place.page != "dashboard"
    assert line.text


def test_the_watch_list_cuts_no_sentence_that_three_lines_hold(
    qtbot: QtBot, theme: Theme
) -> None:
    text = (
        "Trasporti Caruso SpA: notice possible until 26/11/2026 (1,430 euros a month)"
    )
    row = AttentionRow(theme, AttentionLine("notice", text, "contract", 1))
    qtbot.addWidget(row)
    row.resize(280, 10)
    lines = row._broken(240)

    assert " ".join(lines) == text
    assert 2 <= len(lines) <= 3
    assert all(theme.metrics("body").horizontalAdvance(line) <= 240 for line in lines)
    assert row.heightForWidth(2000) < row.heightForWidth(280)
    assert len(row._broken(30)) == 3


# Lists


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("clients", "client"),
        ("contracts", "contract"),
        ("tickets", "ticket"),
        ("surveys", "survey_answer"),
        ("leads", "lead"),
        ("costs", "cost"),
    ],
)
def test_lists_hold_every_record(
    open_window: OpenWindow,
    demo_file: Path,
    qtbot: QtBot,
    qtmodeltester: ModelTester,
    page: str,
    kind: str,
) -> None:
    window = open_window(demo_file)
    shown = open_list(window, qtbot, page)
    store = SqliteStore.open(demo_file)
    count = store.count(kind)
    # What the team answered is in no list.
    count -= len(store.records_with("survey_answer", "survey", ["enps", "pulse"])) * (
        kind == "survey_answer"
    )
    store.close()

    assert shown._model.rowCount() == count
    if count < 1000:
        qtmodeltester.check(shown._model)  # type: ignore[no-untyped-call]


def test_a_list_is_searched_without_accents_and_case(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    store = SqliteStore.open(demo_file)
    with store.writing("test") as writer:
        writer.add("client", [{"name": "<b>Città</b> & Figli"}])
    store.close()
    page = open_list(open_window(demo_file), qtbot, "clients")

    QTest.keyClicks(page.search, "citta")
    qtbot.waitUntil(lambda: page._model.rowCount() == 1)

    assert page._model.index(0, 0).data() == "<b>Città</b> & Figli"
    assert page._count.text().startswith("1 of ")
    page.search.setText("nobody at all")
    qtbot.waitUntil(lambda: page._model.rowCount() == 0)
    assert page._count.text() == "Nothing matches these filters"


def test_a_list_is_sorted_with_empty_cells_last(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    page = open_list(open_window(demo_file), qtbot, "tickets")
    model = page._model
    column = next(
        c
        for c in range(model.columnCount())
        if model.headerData(c, Qt.Orientation.Horizontal) == "Resolved"
    )

    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(column, order)
        assert model.index(0, column).data() != "—"
        assert model.index(model.rowCount() - 1, column).data() == "—"


def test_selected_rows_are_copied_as_cells(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    page = open_list(open_window(demo_file), qtbot, "clients")
    page.table.selectRow(0)

    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    text = QGuiApplication.clipboard().text()
    assert text.split("\t")[0] == page._model.index(0, 0).data()


def test_an_empty_list_says_what_to_do(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.files.start("Empty", "EUR")
    qtbot.waitUntil(lambda: window.session.company is not None)

    page = open_list(window, qtbot, "tickets")

    assert page._empty_title.text() == "No tickets yet"
    QTest.mouseClick(page._import, Qt.MouseButton.LeftButton)
    assert window.navigator.place.page == "import"


# Settings


def settings_of(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    window.navigator.go("settings")
    settle(qtbot, window)
    page = window.pages.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_theme_and_text_size_apply_at_once(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = settings_of(window, qtbot)

    page.theme_choice.choose("dark")
    page.theme_choice.activated.emit(page.theme_choice.currentIndex())
    page.text_size.setValue(120)

    assert window.session.theme.tokens.dark
    assert window.session.theme.scale == 1.2
    assert page._size_text.text() == "120%"


def test_a_region_writes_figures_its_way(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = settings_of(window, qtbot)

    page.region.choose("IT")
    page.region.activated.emit(page.region.currentIndex())
    settle(qtbot, window)

    window.navigator.go("dashboard")
    settle(qtbot, window)
    assert dashboard(window).grid.cards[0].face.value.endswith("€")


def test_a_rule_changes_the_company_file(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = settings_of(window, qtbot)

    page.churn_at.choose(ChurnAt.NOTICE)
    page.churn_at.activated.emit(page.churn_at.currentIndex())
    settle(qtbot, window)
    page.margin.setText("70")
    page.margin.editingFinished.emit()
    settle(qtbot, window)

    company = window.session.company
    assert company is not None
    assert company.rules.churn_at is ChurnAt.NOTICE
    assert company.rules.gross_margin == 0.7
    store = SqliteStore.open(demo_file, read_only=True)
    assert store.rules() == company.rules
    store.close()


def test_a_name_changes_the_title(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = settings_of(window, qtbot)

    page.company_name.setText("Beta & Co")
    page.company_name.editingFinished.emit()
    settle(qtbot, window)

    assert "Beta & Co" in window.windowTitle()


def test_the_wheel_changes_no_choice(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    page = settings_of(open_window(demo_file), qtbot)
    before = page.region.currentIndex()

    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.region, event)

    assert page.region.currentIndex() == before
    assert event.type() is QEvent.Type.Wheel
