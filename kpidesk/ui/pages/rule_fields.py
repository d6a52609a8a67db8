"""Fields for the rules of the company."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit

_WIDTH = 110


class WholeNumberField(QLineEdit):
    """A whole number between two others; told when the person has finished.

    Signals:
        changed: The person entered another number.
        looked_at: Another number is being typed, and may yet be changed.
    """

    changed = Signal(int)
    looked_at = Signal(int)

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self._shown = low
        self.setValidator(QIntValidator(low, high, self))
        self.setFixedWidth(_WIDTH)
        self.editingFinished.connect(self._on_finished)
        self.textEdited.connect(self._on_typed)

    def show_number(self, number: int) -> None:
        """Show a number that was not entered here."""
        self._shown = number
        self.setText(str(number))

    def _on_typed(self, text: str) -> None:
        if self.hasAcceptableInput():
            self.looked_at.emit(int(text))

    def _on_finished(self) -> None:
        number = int(self.text())
        if number != self._shown:
            self._shown = number
            self.changed.emit(number)
