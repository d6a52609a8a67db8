"""Ctrl+K: pages, commands, KPIs and records by a few letters of their name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.store.search_text import searchable
from kpidesk.ui.widgets.plain_label import PlainLabel

_MOST = 12
_WIDTH = 520
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to find and do.

    Attributes:
        text: What it is called.
        hint: What it is, or its keys.
        run: Does it.
        also: Other words it is found by.
    """

    text: str
    hint: str
    run: Callable[[], object]
    also: str = ""


def matching(entries: Iterable[PaletteEntry], query: str) -> list[PaletteEntry]:
    """Entries that hold every word of a query, those that begin with it first."""
    words = searchable(query).split()
    found: list[tuple[bool, int, PaletteEntry]] = []
    for entry in entries:
        text = searchable(f"{entry.text} {entry.also}")
        if all(word in text for word in words):
            starts = bool(words) and text.startswith(words[0])
            found.append((not starts, len(found), entry))
    return [entry for _starts, _position, entry in sorted(found, key=lambda f: f[:2])]


class CommandPalette(QFrame):
    """A field and the list of what it finds; Enter does the first.

    Args:
        entries: Everything there is to find at once.
        parent: The window.

    Signals:
        asked: Something was typed; whoever knows more may call ``add_found``.
    """

    asked = Signal(str)

    def __init__(self, entries: list[PaletteEntry], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "popover")
        self._entries = entries
        self._found: list[PaletteEntry] = []
        self._query = QLineEdit()
        self._query.setPlaceholderText(_("Search or run a command (Ctrl+K)"))
        self._query.setAccessibleName(_("Search"))
        self._list = QListWidget()
        self._list.setAccessibleName(_("Search"))
        self._nothing = PlainLabel("", "body", "text3")
        self._build()
        self._query.installEventFilter(self)
        self._query.textChanged.connect(self._on_typed)
        self._list.itemClicked.connect(lambda _item: self._run())
        self._on_typed("")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._query)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(_WIDTH)

    def show_over(self, window: QWidget) -> None:
        """Open near the top of the window."""
        left = (window.width() - self.width()) // 2
        self.move(window.mapToGlobal(QPoint(left, 64)))
        self.show()
        self._query.setFocus()

    def _on_typed(self, query: str) -> None:
        self._found = matching(self._entries, query)[: _MOST if query else None]
        self._fill(query)
        self.asked.emit(query)

    def add_found(self, query: str, entries: list[PaletteEntry]) -> None:
        """Add what was found elsewhere, if it still answers what is typed."""
        if query == self._query.text():
            row = self._list.currentRow()
            self._found = [*self._found, *entries]
            self._fill(query)
            self._list.setCurrentRow(max(row, 0))

    def _fill(self, query: str) -> None:
        self._list.clear()
        for entry in self._found:
            hint = f"   {entry.hint}" if entry.hint else ""
            self._list.addItem(f"{entry.text}{hint}")
        self._list.setCurrentRow(0)
        rows = max(self._list.sizeHintForRow(0), 1) * min(len(self._found), _MOST)
        self._list.setFixedHeight(rows + 8)
        self._list.setVisible(bool(self._found))
        self._nothing.setVisible(not self._found)
        self._nothing.setText(_('No results for "{query}"', query=query))
        self.adjustSize()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES and self._found:
                row = self._list.currentRow() + _MOVES[key]
                self._list.setCurrentRow(min(max(row, 0), len(self._found) - 1))
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _run(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._found):
            entry = self._found[row]
            self.close()
            entry.run()
