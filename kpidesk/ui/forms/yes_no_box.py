"""Yes or no."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from kpidesk.domain.records import Value


class YesNoBox(QCheckBox):
    """A check box as a value of 1 or 0.

    Args:
        text: What is true when it is checked.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.clicked.connect(lambda _on: self.edited.emit())

    def value(self) -> Value:
        """1 or 0."""
        return int(self.isChecked())

    def show_value(self, value: Value) -> None:
        """Show a value that was not entered here."""
        self.setChecked(bool(value))

    def set_fixed(self, *, fixed: bool) -> None:
        """The value can be read but not changed."""
        self.setEnabled(not fixed)
