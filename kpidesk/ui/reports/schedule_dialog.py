"""How a report is written month by month: by the program, or by the system."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.operations.reports.schedule import schedule_of
from kpidesk.ui.reports.schedule_list import ScheduleList
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.reports.report_question import ReportQuestion

_DAYS, _HOUR = "1-7", 8
"""The first working day of a month is one of its first seven days, Monday the first."""


def command_of(question: ReportQuestion, company: Path, folder: Path) -> list[str]:
    """The command that writes the report of the last month into a folder."""
    program = shutil.which("kpidesk")
    start = [program] if program else [sys.executable, "-m", "kpidesk"]
    name = f"kpidesk_{question.report}_{{period}}.pdf"
    words = ["export", "--in", str(company), "--to", str(folder / name)]
    words += ["--report", question.report.value]
    words += ["--language", question.summary.language]
    for section in sorted(question.without):
        words += ["--without", section.value]
    if question.hide_names:
        words.append("--hide-names")
    if question.greyscale:
        words.append("--greyscale")
    if not question.summary.logo:
        words.append("--no-logo")
    return [*start, *words]


def cron_line(command: list[str]) -> str:
    """The line for ``crontab -e``: Mondays of the first week at eight.

    A percent sign has a meaning of its own there.
    """
    text = shlex.join(command).replace("%", r"\%")
    return f"0 {_HOUR} * * 1 [ $(date +\\%d) -le 7 ] && {text}"


def task_line(command: list[str]) -> str:
    """The line for a Windows prompt: the first Monday of each month at eight."""
    text = subprocess.list2cmdline(command).replace('"', '\\"')
    return (
        "schtasks /Create /TN kpidesk /SC MONTHLY /MO FIRST /D MON"
        f' /ST {_HOUR:02}:00 /TR "{text}"'
    )


class ScheduleDialog(QDialog):
    """The list of the program's own reports, and the line for the system.

    With the line, kpidesk itself need not be running.
    """

    def __init__(
        self, question: ReportQuestion, company: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        today = question.summary.today
        self.schedules = ScheduleList(
            schedule_of(question, company, company.parent, today)
        )
        self.setWindowTitle(_("Every month by itself…").rstrip("…"))
        command = command_of(question, company, company.parent)
        windows = sys.platform == "win32"
        line = task_line(command) if windows else cron_line(command)
        where = (
            _("Paste this line into a command prompt:")
            if windows
            else _("Add this line with “crontab -e”:")
        )
        self.line = QPlainTextEdit(line)
        self.line.setReadOnly(True)
        self.line.setAccessibleName(where)
        self._build(where)

    def _build(self, where: str) -> None:
        told = _(
            "Your system then writes this report of the month before on the first"
            " Monday of each month, into the folder of the data file. If it fails, the"
            " program says why and the older file stays."
        )
        copy, close = TextButton(_("Copy line")), TextButton(_("Close"))
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(PlainLabel(_("By kpidesk itself"), "subtitle"))
        column.addWidget(self.schedules)
        column.addSpacing(12)
        column.addWidget(PlainLabel(_("By your system, without kpidesk"), "subtitle"))
        column.addWidget(PlainLabel(told, "body", "text2", wraps=True))
        column.addWidget(PlainLabel(where, "strong"))
        column.addWidget(self.line)
        column.addLayout(buttons)
        self.resize(680, 520)

    def copy(self) -> None:
        """Put the line on the clipboard."""
        QGuiApplication.clipboard().setText(self.line.toPlainText())
