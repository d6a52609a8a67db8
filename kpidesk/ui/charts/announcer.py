"""What a chart says aloud while hands walk it: not more than ears can follow."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

_APART = 150
"""Milliseconds between two announcements."""


class Announcer(QObject):
    """Tells a screen reader where one is.

    The first step is told at once. Of those that follow too soon only the last one is,
    as soon as it may: where somebody stops is never left unsaid.

    Args:
        chart: The widget that is walked.
    """

    def __init__(self, chart: QObject) -> None:
        super().__init__(chart)
        self._chart = chart
        self._waiting = ""
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(_APART)
        self.pause.timeout.connect(self._on_pause_over)

    def say(self, text: str) -> None:
        """Announce a text, now or when the one before had its time."""
        if self.pause.isActive():
            self._waiting = text
            return
        event = QAccessibleAnnouncementEvent(self._chart, text)
        QAccessible.updateAccessibility(event)
        self.pause.start()

    def hush(self) -> None:
        """Forget what waits: one is no longer there."""
        self._waiting = ""

    def _on_pause_over(self) -> None:
        text, self._waiting = self._waiting, ""
        if text:
            self.say(text)
