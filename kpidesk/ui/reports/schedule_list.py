"""The reports that are written by themselves: added, moved, taken off the list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kpidesk.errors import KpideskError
from kpidesk.i18n.languages import find_language
from kpidesk.i18n.messages import _
from kpidesk.operations.reports.report_question import REPORT_NAMES, Report
from kpidesk.operations.reports.schedule import (
    Schedule,
    forget_schedule,
    keep_schedule,
    load_schedules,
)
from kpidesk.ui.error_dialog import show_error
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

_LIST_HEIGHT, _AIR = 140, 20


class ScheduleList(QWidget):
    """Every schedule of a company, and the one that is offered.

    Args:
        offered: The report that is shown, as it would be scheduled.
    """

    def __init__(self, offered: Schedule) -> None:
        super().__init__()
        self._offered = offered
        self._shown: list[Schedule] = []
        self.list = QListWidget()
        self.list.setAccessibleName(_("Reports written by themselves"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.add = TextButton(_("Write this report each month…"), "primary")
        self.move_ = TextButton(_("Change folder…"))
        self.remove = TextButton(_("Remove"))
        self._build()
        self.add.clicked.connect(self._on_add)
        self.move_.clicked.connect(self._on_move)
        self.remove.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._on_row)
        self._show(load_schedules())

    def _build(self) -> None:
        told = _(
            "On the first working day of each month kpidesk writes the month before"
            " into a folder, or at its next start if it was not running. What it has"
            " missed is made up for."
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.move_)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel(told, "body", "text2", wraps=True))
        column.addWidget(self.list)
        column.addLayout(buttons)

    def _show(self, schedules: list[Schedule]) -> None:
        company = self._offered.company
        self._shown = [each for each in schedules if each.company == company]
        self.list.clear()
        for each in self._shown:
            item = QListWidgetItem(_line(each))
            lines = item.text().count("\n") + 1
            height = lines * self.fontMetrics().lineSpacing() + _AIR
            item.setSizeHint(QSize(0, height))
            self.list.addItem(item)
        self.list.setCurrentRow(len(self._shown) - 1)
        self._on_row()

    def _on_row(self) -> None:
        chosen = self.list.currentRow() >= 0
        self.move_.setEnabled(chosen)
        self.remove.setEnabled(chosen)

    def _folder(self, start: str) -> str:
        return QFileDialog.getExistingDirectory(self, _("Folder of the reports"), start)

    def _on_add(self) -> None:
        folder = self._folder(self._offered.folder)
        if folder:
            schedule = replace(self._offered, folder=str(Path(folder)))
            self._change(lambda: keep_schedule(schedule))

    def _on_move(self) -> None:
        chosen = self._shown[self.list.currentRow()]
        folder = self._folder(chosen.folder)
        if folder:
            moved = replace(chosen, folder=str(Path(folder)), failed="")
            self._change(lambda: keep_schedule(moved))

    def _on_remove(self) -> None:
        chosen = self._shown[self.list.currentRow()]
        self._change(lambda: forget_schedule(chosen))

    def _change(self, change: Callable[[], list[Schedule]]) -> None:
        try:
            self._show(change())
        except KpideskError as error:
            show_error(error, self.window())


def _line(schedule: Schedule) -> str:
    """Report, language and folder; below them why the last try failed."""
    name = _(REPORT_NAMES[Report(schedule.report)])
    language = find_language(schedule.language).native_name
    text = f"{name} · {language} · {schedule.folder}"
    return f"{text}\n✕ {schedule.failed}" if schedule.failed else text
