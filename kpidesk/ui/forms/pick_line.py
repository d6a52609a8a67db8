"""A client, a product or a ticket, found by any part of its name or code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from kpidesk.domain.records import Value
from kpidesk.i18n.messages import _
from kpidesk.operations.form_facts import Pick
from kpidesk.store.search_text import searchable
from kpidesk.ui.forms.field_typing import UnreadableError

_MOST = 12


class PickLine(QLineEdit):
    """Types the beginning, or any part, of what is meant; Tab or Enter takes it.

    Args:
        picks: What there is to choose from.
        unknown: Message id for a text that finds nothing, with ``{value}``.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, picks: Sequence[Pick], unknown: str) -> None:
        super().__init__()
        self._unknown = unknown
        self._picks: Sequence[Pick] = ()
        self._search: list[str] = []
        self._chosen: Pick | None = None
        self._found: list[Pick] = []
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        # The list is found here, without case and accents; Qt only shows it.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._on_activated)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)
        self.set_picks(picks)

    def set_picks(self, picks: Sequence[Pick]) -> None:
        """Offer other things to choose from."""
        self._picks = picks
        self._search = [searchable(pick.name, pick.code) for pick in picks]

    def matches(self, text: str) -> list[Pick]:
        """What a text finds, what begins with it first."""
        words = searchable(text).split()
        if not words:
            return list(self._picks[:_MOST])
        found = [
            (not search.startswith(words[0]), position)
            for position, search in enumerate(self._search)
            if all(word in search for word in words)
        ]
        return [self._picks[position] for _starts, position in sorted(found)[:_MOST]]

    def _on_edited(self, text: str) -> None:
        self._chosen = None
        self._found = self.matches(text)
        self._names.setStringList([pick.label for pick in self._found])
        self.edited.emit()

    def _on_activated(self, label: str) -> None:
        for pick in self._found:
            if pick.label == label:
                self._choose(pick)
                self.edited.emit()
                return

    def _choose(self, pick: Pick) -> None:
        self._chosen = pick
        self.setText(pick.label)
        self.setCursorPosition(0)

    def value(self) -> Value:
        """The id of what is meant.

        Raises:
            UnreadableError: Nothing is found by what was typed.
        """
        if self._chosen is not None:
            return self._chosen.id
        if not self.text().strip():
            return None
        found = self.matches(self.text())
        if not found:
            raise UnreadableError(_(self._unknown, value=self.text().strip()))
        return found[0].id

    def typed_name(self) -> str:
        """What was typed, when it names nothing known."""
        text = self.text().strip()
        return "" if self._chosen or self.matches(text) else text

    def show_value(self, value: Value) -> None:
        """Show what has an id."""
        self._chosen = None
        self.clear()
        for pick in self._picks:
            if pick.id == value:
                self._choose(pick)

    def set_fixed(self, *, fixed: bool) -> None:
        """The value can be read but not changed."""
        self.setReadOnly(fixed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was found."""
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        found = self.matches(self.text())
        if self._chosen is None and self.text().strip() and found:
            self._choose(found[0])
        self.left.emit()
