"""A choice of a few values; the wheel passes over it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from kpidesk.domain.records import Value
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.choice_box import ChoiceBox


class ChoiceLine(ChoiceBox):
    """One of a few values.

    Args:
        theme: The look in force.
        entries: Values with their words; ``None`` stands for an empty field.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, theme: Theme, entries: list[tuple[object, str]]) -> None:
        super().__init__(theme, "", entries)
        self.activated.connect(lambda _index: self.edited.emit())

    def value(self) -> Value:
        """What is chosen."""
        chosen: Value = self.currentData()
        return chosen

    def show_value(self, value: Value) -> None:
        """Show a value; one that is not offered is added."""
        if value is not None and self.findData(value) < 0:
            self.addItem(str(value), value)
        self.choose(value)

    def set_fixed(self, *, fixed: bool) -> None:
        """The value can be read but not changed."""
        self.setEnabled(not fixed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()
