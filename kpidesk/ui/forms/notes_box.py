"""A few lines of text; Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from kpidesk.domain.records import Value

_HEIGHT = 72


class NotesBox(QPlainTextEdit):
    """Notes as plain text."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(_HEIGHT)
        self._showing = False
        self.textChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        if not self._showing:
            self.edited.emit()

    def value(self) -> Value:
        """What is written, or nothing."""
        return self.toPlainText().strip() or None

    def show_value(self, value: Value) -> None:
        """Show a text that was not entered here."""
        self._showing = True
        self.setPlainText("" if value is None else str(value))
        self._showing = False

    def set_fixed(self, *, fixed: bool) -> None:
        """The text can be read but not changed."""
        self.setReadOnly(fixed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()
