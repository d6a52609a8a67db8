"""A line that reads what is typed with good will and echoes how it was understood."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from kpidesk.domain.records import Value
from kpidesk.ui.forms.field_typing import UnreadableError

Read = Callable[[str], Value]
Write = Callable[[Value], str]


class TypedLine(QLineEdit):
    """One value of any kind in a line of text.

    Args:
        read: What a text means; raises ``UnreadableError``.
        write: A value as text.
        suggestions: Texts used before.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, read: Read, write: Write, suggestions: list[str] | None = None
    ) -> None:
        super().__init__()
        self._read = read
        self._write = write
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.suggest(suggestions or [])

    def suggest(self, suggestions: list[str]) -> None:
        """Offer texts used before."""
        if suggestions:
            completer = QCompleter(suggestions, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(lambda _text: self.edited.emit())
            self.setCompleter(completer)

    def value(self) -> Value:
        """What is entered.

        Raises:
            UnreadableError: It means nothing.
        """
        return self._read(self.text())

    def show_value(self, value: Value) -> None:
        """Show a value that was not entered here."""
        self.setText(self._write(value))
        self.setCursorPosition(0)

    def set_fixed(self, *, fixed: bool) -> None:
        """The value can be read but not changed."""
        self.setReadOnly(fixed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Echo what was understood."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            # What means nothing stays as typed, for the form to say what is wrong.
            with suppress(UnreadableError):
                self.show_value(self.value())
            self.left.emit()
