"""Reports that the program writes by itself: set up, written, failed, removed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.reports_page import ReportsPage
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.reports.schedule_dialog import ScheduleDialog
from kpidesk.ui.reports.schedule_list import ScheduleList
from tests.ui.conftest import OpenWindow, settle


def schedules(window: MainWindow, qtbot: QtBot) -> ScheduleList:
    window.navigator.go("reports")
    settle(qtbot, window)
    page = window.pages.page("reports")
    assert isinstance(page, ReportsPage)
    page.reports.show_schedule()
    dialog = page.reports.findChild(ScheduleDialog)
    assert dialog is not None
    return dialog.schedules


def open_on(
    open_window: OpenWindow, path: Path, day: date, qtbot: QtBot
) -> tuple[MainWindow, list[str]]:
    """Open the company on a day and hear what is said."""
    window = open_window(today=day)
    said: list[str] = []
    RecordDesk.of(window.session).said.connect(lambda text, _undo: said.append(text))
    window.files.open(path)
    settle(qtbot, window)
    return window, said


def test_a_month_is_written_once_when_it_is_due(
    open_window: OpenWindow,
    demo_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "partners"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    window = open_window(demo_file, today=date(2026, 11, 24))
    found = schedules(window, qtbot)
    assert found.list.count() == 0
    found.add.click()
    assert found.list.count() == 1
    assert str(folder) in found.list.item(0).text()
    window.session.close()

    window, said = open_on(open_window, demo_file, date(2026, 12, 1), qtbot)
    target = folder / "kpidesk_summary_2026-11_en.pdf"
    assert target.read_bytes().startswith(b"%PDF")
    assert said == [f"Written by itself: {target.name}"]
    window.session.close()

    target.unlink()
    window, said = open_on(open_window, demo_file, date(2026, 12, 2), qtbot)
    assert said == []
    assert list(folder.iterdir()) == []


def test_what_fails_is_said_and_stays_on_the_list_until_it_is_moved_or_removed(
    open_window: OpenWindow,
    demo_file: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone, other = tmp_path / "gone", tmp_path / "other"
    gone.mkdir()
    other.mkdir()
    folders = iter([gone, other])
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_args: str(next(folders))
    )
    window = open_window(demo_file, today=date(2026, 11, 24))
    schedules(window, qtbot).add.click()
    window.session.close()
    shutil.rmtree(gone)

    window, said = open_on(open_window, demo_file, date(2027, 1, 4), qtbot)
    boxes = window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert "Monthly summary" in boxes[0].text()
    assert "November 2026" in boxes[0].text()
    assert str(gone) in boxes[0].text()
    assert said == []
    found = schedules(window, qtbot)
    assert "✕" in found.list.item(0).text()
    found.move_.click()
    window.session.close()

    window, said = open_on(open_window, demo_file, date(2027, 1, 4), qtbot)
    assert sorted(path.name for path in other.iterdir()) == [
        "kpidesk_summary_2026-11_en.pdf",
        "kpidesk_summary_2026-12_en.pdf",
    ]
    assert len(said) == 1
    found = schedules(window, qtbot)
    assert "✕" not in found.list.item(0).text()
    found.remove.click()
    assert found.list.count() == 0
    window.session.close()

    window, said = open_on(open_window, demo_file, date(2027, 3, 1), qtbot)
    assert said == []
