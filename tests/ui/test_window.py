"""The window as a person uses it: rail, keys, periods, search, drop."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.domain.period import PeriodKind, parse_period
from kpidesk.operations.open_workspace import lock_workspace
from kpidesk.ui.command_palette import CommandPalette, PaletteEntry, matching
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.navigation import DESTINATIONS
from kpidesk.ui.pages.dashboard_page import DashboardPage
from kpidesk.ui.pages.record_pages import RecordPage
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage
from tests.ui.conftest import OpenWindow, settle

_QT_PARTS = {"qt_scrollarea_viewport", "qt_spinbox_lineedit"}
CTRL = Qt.KeyboardModifier.ControlModifier


def dashboard(window: MainWindow) -> DashboardPage:
    page = window.pages.page("dashboard")
    assert isinstance(page, DashboardPage)
    return page


def visit_everything(window: MainWindow, qtbot: QtBot) -> None:
    for destination in DESTINATIONS:
        window.navigator.go(destination.key)
        settle(qtbot, window)
    window.navigator.go("kpi", "churn_rate")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.pages.page("kpi").chart.view is not None)  # type: ignore[attr-defined]


def test_eight_cards_are_filled_from_the_company(
    open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file)

    assert [bool(card.face.value) for card in dashboard(window).grid.cards] == [
        True
    ] * 8
    assert "Demo data" in window.windowTitle()


def test_the_first_page_offers_three_ways(open_window: OpenWindow) -> None:
    window = open_window()
    welcome = dashboard(window).welcome

    assert welcome.isVisible()
    assert not window.periods.isEnabled()
    assert window.focusWidget() is welcome.first_focus()


def test_a_new_company_is_made_and_opened(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    welcome = dashboard(window).welcome
    QTest.keyClicks(welcome._name, "Acme / Sons")
    QTest.mouseClick(welcome._company, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.company is not None)
    settle(qtbot, window)

    company = window.session.company
    assert company is not None
    assert company.workspace.company == "Acme / Sons"
    assert company.path.name == "Acme   Sons.kpidesk"
    assert window.session.preferences.last_file == str(company.path)
    # An empty company still shows how to begin, without offering another one.
    assert welcome.isVisible()
    assert not welcome._company.isVisible()


@pytest.mark.parametrize(
    ("number", "page"), [(at + 1, d.key) for at, d in enumerate(DESTINATIONS)]
)
def test_each_destination_has_a_key(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, number: int, page: str
) -> None:
    window = open_window(demo_file)
    window.navigator.go("clients" if page == "dashboard" else "dashboard")

    action = next(
        a
        for a in window.findChildren(QAction)
        if any(s.toString() == f"Ctrl+{number % 10}" for s in a.shortcuts())
    )
    action.trigger()
    settle(qtbot, window)

    assert window.navigator.place.page == page
    assert window.rail._items[page].isChecked()


def test_every_command_does_something(open_window: OpenWindow, demo_file: Path) -> None:
    window = open_window(demo_file)

    for key in window.actions_of_menus.by_key:
        assert key.startswith("go.") or key in window.commands._runs


def test_the_head_adds_what_the_page_is_about(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    add, menus = window.header.add, window.actions_of_menus
    said = [add.main.text()]
    for page in ("clients", "surveys", "reports"):
        window.navigator.go(page)
        settle(qtbot, window)
        said.append(add.main.text())

    assert said == ["Add", "New client", "New survey answer", "Add"]

    window.navigator.go("leads")
    settle(qtbot, window)
    assert menus.by_key["new"].text() == "New lead"
    add.main.click()
    settle(qtbot, window)
    assert window.commands.records.forms.sheet.accessibleName() == "New lead"

    add.more.click()
    assert [action.text() for action in menus.add.actions()][:2] == [
        "New client",
        "New contract",
    ]
    assert menus.add.isVisible()
    menus.add.close()


def test_without_a_company_nothing_can_be_added(open_window: OpenWindow) -> None:
    assert not open_window().header.add.isVisible()


def test_no_two_commands_share_keys(open_window: OpenWindow) -> None:
    window = open_window()
    keys = [
        shortcut.toString()
        for action in window.actions_of_menus.by_key.values()
        for shortcut in action.shortcuts()
    ]

    assert len(keys) == len(set(keys))


def test_names_from_the_file_are_never_read_as_html(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    visit_everything(window, qtbot)

    rich = [
        label.text()
        for label in window.findChildren(QLabel)
        if not isinstance(label, PlainLabel)
    ]
    assert rich == []
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in window.findChildren(PlainLabel)
    )


def test_everything_that_takes_the_focus_has_a_name(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    nameless = []
    for page in [*(destination.key for destination in DESTINATIONS), "kpi"]:
        window.navigator.go(page, "churn_rate" if page == "kpi" else "")
        settle(qtbot, window)
        nameless += [
            (page, widget)
            for widget in window.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (widget.accessibleName() or getattr(widget, "text", str)())
            and widget.objectName() not in _QT_PARTS
        ]

    assert nameless == []


def test_tab_goes_through_the_dashboard_from_above_to_below(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    page = dashboard(window)
    page._sections[0].open()
    settle(qtbot, window)
    start = window.rail.findChildren(QAbstractButton)[0]
    start.setFocus()
    reached: list[QWidget] = []
    while window.focusWidget() not in reached:
        reached.append(window.focusWidget())
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)

    assert window.focusWidget() is start
    ways = [
        start,
        window.header._search,
        window.periods._filter,
        page.grid.cards[0],
        page.waterfall,
        page.attention._rows[0],
        page.attention._rows[-1],
        page.customize,
        page._sections[0].stops()[0],
        page._sections[0].grid.cards[0],
        page._sections[1].stops()[0],
    ]
    places = [reached.index(widget) for widget in ways]
    assert places == sorted(places)
    # The status bar comes last.
    assert window.status.isAncestorOf(reached[-1])


def test_a_small_window_keeps_everything(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)

    window.resize(960, 600)
    qtbot.waitUntil(lambda: window.rail.width() == 56)

    grid = dashboard(window).grid
    qtbot.waitUntil(lambda: len({card.x() for card in grid.cards}) == 3)
    assert window.size().width() == 960


@pytest.mark.parametrize("size", [100, 150])
@pytest.mark.parametrize("language", ["it", "pt_BR", "pt_PT", "en"])
def test_nothing_is_wider_than_the_window(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, language: str, size: int
) -> None:
    window = open_window(demo_file, language=language, text_size=size)
    window.resize(960, 600)
    visit_everything(window, qtbot)

    assert window.minimumSizeHint().width() <= 960
    assert window.width() == 960
    needed = [
        (type(page.parent()).__name__, page.column.minimumSize().width())
        for page in window.findChildren(ScrollPage)
    ]
    cut = [found for found in needed if found[1] > window.pages.width()]
    assert cut == []


# Periods


def test_the_default_is_the_last_complete_month_with_data(
    open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file, today=date(2100, 5, 20))

    latest = window.session.latest
    assert latest.kind is PeriodKind.MONTH
    assert latest.end < date(2100, 1, 1)


def test_periods_are_walked_by_buttons_and_keys(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    session = window.session
    latest = session.period

    QTest.mouseClick(window.periods._earlier, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert session.period == latest.previous()
    window.actions_of_menus.by_key["earlier"].trigger()
    assert session.period == latest.shifted(-2)
    window.actions_of_menus.by_key["latest"].trigger()
    assert session.period == latest
    settle(qtbot, window)


def test_another_length_keeps_the_end(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    session = window.session
    session.show_period(parse_period("2025-03"))

    for kind, code in (
        (PeriodKind.QUARTER, "2025-Q1"),
        (PeriodKind.YEAR, "2025"),
    ):
        window.periods.choose_kind(kind)
        assert session.period.code == code
    settle(qtbot, window)


def test_another_length_never_ends_in_the_future(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file, today=date(2026, 11, 24))
    session = window.session
    assert session.period.code == "2026-10"

    codes = []
    for kind in (
        PeriodKind.QUARTER,
        PeriodKind.MONTH,
        PeriodKind.YEAR,
        PeriodKind.TTM,
    ):
        window.periods.choose_kind(kind)
        codes.append(session.period.code)
    assert codes[:3] == ["2026-Q4", "2026-10", "2026"]
    assert session.period.last_day == date(2026, 10, 31)

    # The month that runs is kept: it has begun.
    window.periods.choose_kind(PeriodKind.MONTH)
    window.periods.show_later()
    window.periods.choose_kind(PeriodKind.TTM)
    assert session.period.last_day == date(2026, 11, 30)
    settle(qtbot, window)


def test_the_comparison_names_its_dates(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    window.session.show_period(parse_period("2025-03"))
    window.periods._on_comparisons()
    texts = [action.text() for action in window.periods._group.actions()]

    assert texts[0].endswith("\tFeb 25")
    assert texts[1].endswith("\tMar 24")
    window.periods._group.actions()[1].trigger()
    settle(qtbot, window)
    assert window.session.compare_with == "year_before"
    assert "Mar 24" in window.periods._comparison.text()


def test_the_lengths_of_a_period_collapse_as_room_goes(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    bar = window.periods

    def shown() -> list[PeriodKind]:
        return [kind for kind, button in bar._presets.items() if button.isVisible()]

    # At 1280 the usual four stand side by side; weeks and dates are in a menu.
    assert shown() == [
        PeriodKind.MONTH,
        PeriodKind.QUARTER,
        PeriodKind.YEAR,
        PeriodKind.TTM,
    ]
    QTest.mouseClick(bar._presets[PeriodKind.QUARTER], Qt.MouseButton.LeftButton)
    assert window.session.period.kind is PeriodKind.QUARTER
    bar.choose_kind(PeriodKind.WEEK)
    assert bar._menu_button.text() == "Week ▾"
    assert bar._menu_button.isChecked()

    window.resize(960, 600)
    settle(qtbot, window)
    assert shown() == []
    window.resize(1900, 900)
    settle(qtbot, window)
    assert shown() == list(PeriodKind)
    assert not bar._menu_button.isVisible()


def test_a_future_period_is_not_offered(
    open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file)
    session = window.session

    for _ in range(5):
        window.periods.show_later()

    assert session.period.start <= session.today()


# Finding


def test_the_palette_finds_without_accents() -> None:
    entries = [PaletteEntry(text, "", list) for text in ("Città", "Churn clienti", "x")]

    assert [e.text for e in matching(entries, "citta")] == ["Città"]
    assert [e.text for e in matching(entries, "clienti churn")] == ["Churn clienti"]


def test_the_palette_opens_a_kpi(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    window.commands.search()
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, CommandPalette)

    QTest.keyClicks(palette._query, "net retention")
    QTest.keyClick(palette._query, Qt.Key.Key_Return)
    settle(qtbot, window)

    assert window.navigator.place.subject == "nrr"


# Files


def test_a_second_window_may_only_read(
    open_window: OpenWindow, demo_file: Path
) -> None:
    with lock_workspace(demo_file):
        window = open_window(demo_file)

    assert not window.session.writable
    assert window.banner.isVisible()
    assert "Read-only" in window.banner.accessibleName()


def test_dropped_files_go_to_the_import_page(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(demo_file)
    sheet = tmp_path / "contratti.xlsx"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sheet))])
    enter = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dragEnterEvent(enter)
    assert window.overlay.isVisible()
    assert "contratti.xlsx" in window.overlay.accessibleName()

    drop = QDropEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.session.import_requested) as asked:
        window.dropEvent(drop)

    assert asked.args == [[sheet]]
    assert window.navigator.place.page == "import"
    assert not window.overlay.isVisible()


def test_a_dropped_company_is_opened(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(demo_file)
    other = Path(shutil.copy(demo_file, tmp_path / "Other.kpidesk"))

    window.take_files([other])
    settle(qtbot, window)

    assert window.session.path == other
    # The first file is free again.
    lock_workspace(demo_file).close()


def test_leaving_the_demo_leads_to_the_first_page(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    window.navigator.go("clients")
    settle(qtbot, window)
    clients = window.pages.page("clients")
    assert isinstance(clients, RecordPage)
    assert clients.table.isVisible()

    window.session.leave()
    settle(qtbot, window)

    assert dashboard(window).welcome.isVisible()
    assert window.session.preferences.last_file is None
    # Nothing of the demo stays in sight on the pages visited before.
    assert clients.list.bar.isHidden()
    for page in ("clients", "forecast", "reports"):
        window.navigator.go(page)
        assert window.navigator.place.page == "dashboard"
    window.navigator.go("calculator")
    assert window.navigator.place.page == "calculator"


def test_the_way_back_is_called_by_where_it_leads(
    qtbot: QtBot, open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file)
    crumb = window.header.findChildren(TextButton)[0]
    for before, called in (("at_risk", "Clients at risk"), ("clients", "Clients")):
        window.navigator.go(before)
        settle(qtbot, window)
        window.navigator.go("client", "1")
        settle(qtbot, window)
        assert crumb.text() == f"‹ {called}"
        QTest.mouseClick(crumb, Qt.MouseButton.LeftButton)
        assert window.navigator.place.page == before


def test_without_a_company_only_what_is_of_use_can_be_chosen(
    open_window: OpenWindow, demo_file: Path
) -> None:
    def open_places(window: MainWindow) -> list[str]:
        return [
            item.text()
            for item in window.rail.findChildren(QAbstractButton)
            if item.isEnabled()
        ]

    assert open_places(open_window()) == ["Dashboard", "Import", "Settings"]
    assert len(open_places(open_window(demo_file))) == len(DESTINATIONS)
