"""Choosing the company's logo, printing it, leaving it out, taking it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kpidesk.reporting.html import summary_as_html
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.reports_page import ReportsPage
from kpidesk.ui.pages.settings_page import SettingsPage
from tests.ui.conftest import OpenWindow, settle

_RED = QColor("#c00000")


def settings(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    window.navigator.go("settings")
    settle(qtbot, window)
    page = window.pages.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def reports(window: MainWindow, qtbot: QtBot) -> ReportsPage:
    window.navigator.go("reports")
    settle(qtbot, window)
    page = window.pages.page("reports")
    assert isinstance(page, ReportsPage)
    return page


def red_on_the_page(page: ReportsPage) -> bool:
    """The logo is where the head of the page begins."""
    picture = page.reports.preview.grab().toImage()
    width, height = picture.width(), picture.height()
    return any(
        picture.pixelColor(x, y) == _RED
        for x in range(0, width // 3, 3)
        for y in range(0, height // 8, 3)
    )


def test_the_logo_is_chosen_printed_left_out_and_taken_back(
    open_window: OpenWindow,
    demo_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "logo.png"
    image = QImage(80, 30, QImage.Format.Format_RGB32)
    image.fill(_RED)
    image.save(str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    window = open_window(demo_file)
    row = settings(window, qtbot).logo
    assert not row.remove.isVisible()

    row.choose.click()
    settle(qtbot, window)
    assert row.picture.pixmap().toImage().pixelColor(60, 24) == _RED
    page = reports(window, qtbot)
    assert red_on_the_page(page)
    assert page.reports.document is not None
    assert '<img class="logo"' in summary_as_html(page.reports.document.summary)

    page.reports.report.choose("client")
    page.reports.refresh()
    settle(qtbot, window)
    assert red_on_the_page(page)
    page.reports.logo.click()
    settle(qtbot, window)
    assert not red_on_the_page(page)

    window.actions_of_menus.by_key["undo"].trigger()
    settle(qtbot, window)
    assert not settings(window, qtbot).logo.picture.isVisible()
    assert not page.reports.logo.isVisibleTo(page.reports)


def test_a_file_that_is_no_picture_is_told_and_nothing_is_kept(
    open_window: OpenWindow, demo_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "logo.png"
    path.write_text("no picture")
    window = open_window(demo_file)
    row = settings(window, qtbot).logo
    row.take(path)
    settle(qtbot, window)

    box = window.findChild(QMessageBox)
    assert box is not None
    assert "logo.png" in box.text()
    assert not row.remove.isVisible()
