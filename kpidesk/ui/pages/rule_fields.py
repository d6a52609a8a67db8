"""Fields for the rules of the company."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox


class WholeNumberField(QSpinBox):
    """A whole number; told when the person has finished, deaf to the wheel.

    Signals:
        changed: The person entered another number.
    """

    changed = Signal(int)

    def __init__(self, low: int, high: int, suffix: str) -> None:
        super().__init__()
        self._shown = low
        self.setRange(low, high)
        self.setSuffix(suffix)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setMinimumHeight(32)
        self.setMinimumWidth(110)
        self.setKeyboardTracking(False)
        self.editingFinished.connect(self._on_finished)

    def show_number(self, number: int) -> None:
        """Show a number that was not entered here."""
        self._shown = number
        self.setValue(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def _on_finished(self) -> None:
        if self.value() != self._shown:
            self._shown = self.value()
            self.changed.emit(self._shown)
