"""Filtering the company, keeping views, arranging cards and setting targets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Kpi, Measurement
from kpidesk.domain.period import PeriodKind
from kpidesk.domain.segment import Segment
from kpidesk.domain.window import Window
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.cards.customize_dialog import CustomizeDialog
from kpidesk.ui.cards.kpi_card import KpiCard
from kpidesk.ui.cards.target_dialog import TargetDialog
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.dashboard_page import DashboardPage
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.custom_period_dialog import CustomPeriodDialog
from kpidesk.ui.widgets.segment_popover import SegmentPopover
from tests.ui.conftest import OpenWindow, settle

MOVE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def dashboard(window: MainWindow) -> DashboardPage:
    page = window.pages.page("dashboard")
    assert isinstance(page, DashboardPage)
    return page


def card(window: MainWindow, key: str) -> KpiCard:
    return next(c for c in dashboard(window).grid.cards if c.face.key == key)


def keys(window: MainWindow) -> list[str]:
    return [c.face.key for c in dashboard(window).grid.cards]


def view_names(window: MainWindow) -> list[str]:
    return [view.name for view in window.periods.views.views]


def test_ticking_a_country_filters_every_figure(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    whole = card(window, "mrr").face.value
    window.periods.choose_segment()
    settle(qtbot, window)
    popover = window.periods.findChild(SegmentPopover)
    assert popover is not None
    countries = popover.tree.topLevelItem(2)
    assert countries is not None
    assert countries.text(0) == "Country"
    items = [countries.child(row) for row in range(countries.childCount())]
    names = [item.text(0) for item in items if item is not None]
    assert names == ["Ireland", "United Kingdom", "Not set"]

    ireland = items[0]
    assert ireland is not None
    ireland.setCheckState(0, Qt.CheckState.Checked)
    settle(qtbot, window)

    assert card(window, "mrr").face.value != whole
    assert [chip.text() for chip in window.chips.chips] == ["Country: Ireland ✕"]
    assert window.chips.isVisible()
    # Costs belong to no country: the card keeps its figure and says so.
    assert "Country" in card(window, "cac").face.unreached
    assert "Country" in card(window, "cac").accessibleName()

    window.chips.chips[0].click()
    settle(qtbot, window)
    assert card(window, "mrr").face.value == whole
    assert window.chips.isHidden()


def test_a_filter_without_data_says_so_and_is_left_by_a_button(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    window.session.filter_by(Segment(country=("AQ",)))
    settle(qtbot, window)

    nps = card(window, "nps")
    assert nps.face.missing == "No data for this selection"
    nps.fix_requested.emit(nps.face.fix)
    settle(qtbot, window)
    assert card(window, "nps").face.value


def test_a_view_is_kept_in_the_file_and_shown_by_its_keys(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    window.session.filter_by(Segment(country=("IT",), size=("1-9",)))
    window.session.compare("year_before")
    window.periods.views.keep("Small & Italian")
    settle(qtbot, window)
    window.session.filter_by(None)
    window.session.compare("previous")
    settle(qtbot, window)
    window.close()
    window.session.close()

    other = open_window(demo_file)
    QTest.keyClick(other, Qt.Key.Key_1, MOVE)
    settle(qtbot, other)
    assert other.session.segment == Segment(country=("IT",), size=("1-9",))
    assert other.session.compare_with == "year_before"

    other.periods.views.forget("Small & Italian")
    settle(qtbot, other)
    assert view_names(other) == []

    other.actions_of_menus.by_key["undo"].trigger()
    settle(qtbot, other)
    assert view_names(other) == ["Small & Italian"]


def test_cards_are_moved_removed_and_pinned(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    before = keys(window)
    moved = card(window, before[0])
    moved.setFocus()
    QTest.keyClick(moved, Qt.Key.Key_Right, MOVE)
    settle(qtbot, window)
    assert keys(window) == [before[1], before[0], *before[2:]]
    assert card(window, before[0]).hasFocus()

    card(window, before[0]).asked.emit("unpin", before[0])
    settle(qtbot, window)
    assert keys(window) == before[1:]
    assert window.status.undo.text() == "↶ Undo: arrange cards"
    window.status.undo.click()
    settle(qtbot, window)
    assert keys(window) == [before[1], before[0], *before[2:]]
    window.actions_of_menus.by_key["redo"].trigger()
    settle(qtbot, window)
    assert keys(window) == before[1:]

    page = dashboard(window)
    section = next(s for s in page._sections if "arr" in s.keys)
    section.open()
    settle(qtbot, window)
    arr = next(c for c in section.grid.cards if c.face.key == "arr")
    assert not arr.pinned
    arr.asked.emit("pin", "arr")
    settle(qtbot, window)
    assert keys(window) == [*before[1:], "arr"]


def test_a_card_is_dragged_to_another_place(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    before = keys(window)
    first, fourth = (card(window, before[at]) for at in (0, 3))
    opened: list[str] = []
    dashboard(window).grid.opened.connect(opened.append)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(first, left, pos=first.rect().center())
    # To the right half of the fourth card: behind it.
    goal = first.mapFromGlobal(fourth.mapToGlobal(fourth.rect().center()))
    goal += QPoint(20, 0)
    for step in (QPoint(60, 0), goal):
        QTest.mouseMove(first, step)
    QTest.mouseRelease(first, left, pos=goal)
    settle(qtbot, window)

    assert keys(window) == [*before[1:4], before[0], *before[4:]]
    assert opened == []
    assert window.session.writable
    window.commands.run("undo")
    settle(qtbot, window)
    assert keys(window) == before


def test_cards_are_chosen_from_the_whole_catalogue(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    before = keys(window)
    QTest.mouseClick(dashboard(window).customize, Qt.MouseButton.LeftButton)
    dialog = dashboard(window).findChild(CustomizeDialog)
    assert dialog is not None
    assert dialog.keys == tuple(before)

    # Two words find the quick ratio, in whatever case.
    QTest.keyClicks(dialog.search, "RATIO quick")
    rows = [dialog.catalog.item(row) for row in range(dialog.catalog.count())]
    (found,) = [item for item in rows if not item.isHidden()]
    assert found.text() == find("quick_ratio").short
    found.setCheckState(Qt.CheckState.Checked)
    # The last one goes up a place, the first one out.
    dialog.chosen.setCurrentRow(len(before))
    click(dialog, "Move up")
    dialog.chosen.setCurrentRow(0)
    click(dialog, "Remove")
    assert not any(
        item.checkState() is Qt.CheckState.Checked
        for item in rows
        if item.text() == find(before[0]).short
    )
    click(dialog, "Save")
    settle(qtbot, window)

    assert keys(window) == [*before[1:-1], "quick_ratio", before[-1]]


def click(dialog: CustomizeDialog, text: str) -> None:
    button = next(b for b in dialog.findChildren(TextButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_target_is_set_from_the_card_and_removed(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)

    def dialog() -> TargetDialog:
        card(window, "nps").asked.emit("target", "nps")
        found = dashboard(window).findChildren(TargetDialog)[-1]
        assert isinstance(found, TargetDialog)
        return found

    store = SqliteStore.open(demo_file)
    targets = [each["kpi"] for each in store.records("target")].count("nps")
    store.close()
    asked = dialog()
    asked.value.setText("many")
    asked._on_save()
    assert asked.isVisible()
    asked.value.setText("12.5")
    QTest.keyClick(asked.value, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert (
        "12.5" in card(window, "nps").face.target
        or "13" in card(window, "nps").face.target
    )
    again = dialog()
    settle(qtbot, window)
    assert again.value.text() == "12.5"
    again._on_remove()
    settle(qtbot, window)
    assert "Target" not in card(window, "nps").face.target

    # From another page, too, and each step by its name.
    window.navigator.go("clients")
    undo = window.actions_of_menus.by_key["undo"]
    for name in ("remove target", "set target"):
        assert undo.text() == f"Undo: {name}"
        undo.trigger()
        settle(qtbot, window)
    store = SqliteStore.open(demo_file)
    assert [each["kpi"] for each in store.records("target")].count("nps") == targets
    store.close()


def test_a_card_is_copied_as_a_picture(
    open_window: OpenWindow, demo_file: Path
) -> None:
    window = open_window(demo_file)
    nps = card(window, "nps")
    nps.copy_image()
    picture = QApplication.clipboard().image()
    assert picture.width() == nps.width() * 2


def test_eight_weeks_are_one_click(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    window.periods.choose_kind(PeriodKind.CUSTOM)
    dialog = window.periods.findChild(CustomPeriodDialog)
    assert dialog is not None
    dialog._on_eight_weeks()
    dialog._on_apply()
    settle(qtbot, window)

    assert window.session.period.days == 56


def test_a_week_has_figures_of_its_own(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    month = card(window, "first_response_median").face.records
    window.periods.choose_kind(PeriodKind.WEEK)
    settle(qtbot, window)

    assert window.session.period.days == 7
    assert card(window, "first_response_median").face.records != month


def test_a_bug_in_one_kpi_leaves_the_other_cards_alone(
    open_window: OpenWindow, demo_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_window: Window) -> Measurement:
        raise ZeroDivisionError("the details")

    def find_broken(key: str) -> Kpi:
        kpi = find(key)
        return replace(kpi, measure=broken) if key == "nps" else kpi

    monkeypatch.setattr("kpidesk.operations.load_dashboard.find", find_broken)
    window = open_window(demo_file)

    nps = card(window, "nps")
    assert nps.face.missing == "This KPI could not be calculated."
    nps._fix.click()
    assert "the details" in QApplication.clipboard().text()
    others = [c for c in dashboard(window).grid.cards if c is not nps]
    assert all(c.face.value for c in others)


def test_what_is_missing_is_told_until_nobody_wants_to_know(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    store = SqliteStore.open(demo_file)
    with store.writing("Anna") as writer:
        leads = [int(each["id"] or 0) for each in store.records("lead")]
        writer.remove("lead", leads)
    store.close()
    window = open_window(demo_file)
    strip = dashboard(window).setup

    assert strip.isVisible()
    assert strip.lines["lead"].text() == "☐ Leads"
    assert strip.lines["ticket"].text() == "☑ Tickets"
    strip.dismissed.emit()
    settle(qtbot, window)
    assert strip.isHidden()
