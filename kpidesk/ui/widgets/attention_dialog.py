"""Everything there is to keep an eye on, in one list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.operations.first_screen import AttentionLine
from kpidesk.ui.widgets.buttons import TextButton


class AttentionDialog(QDialog):
    """The whole watch list; Enter or a double click opens a line.

    Signals:
        line_opened: A line was chosen (``AttentionLine``).
    """

    line_opened = Signal(object)

    def __init__(self, lines: Sequence[AttentionLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Needs attention"))
        self._lines = lines
        self.entries = QListWidget()
        self.entries.setAccessibleName(_("Needs attention"))
        # A long line is broken, not cut.
        self.entries.setWordWrap(True)
        self.entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entries.addItems([line.text for line in lines])
        self.entries.itemActivated.connect(lambda _item: self._on_activated())
        close = TextButton(_("Close"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.entries)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(560, 420)

    def _on_activated(self) -> None:
        self.line_opened.emit(self._lines[self.entries.currentRow()])
        self.close()
