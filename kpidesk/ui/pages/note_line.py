"""One line in which a note is written and pinned to a period."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel


class NoteLine(QWidget):
    """Hidden until a note is wanted; Enter keeps it, Escape gives it up.

    Signals:
        written: A note was written (code of its period, its text).
        closed: The line is gone again.
    """

    written = Signal(str, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self._about = PlainLabel("", "small", "text2")
        self.text = QLineEdit()
        self.text.setMaxLength(200)
        self._save = TextButton(_("Save"), "outline")
        self._cancel = TextButton(_("Cancel"), "link")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (self._about, self.text, self._save, self._cancel):
            line.addWidget(widget, int(widget is self.text))
        self.text.returnPressed.connect(self._on_save)
        self._save.clicked.connect(self._on_save)
        self._cancel.clicked.connect(self.close_line)
        self.hide()

    def ask(self, code: str, name: str) -> None:
        """Ask for a note about the period of a code."""
        self._code = code
        about = _("Note about {period}", period=name)
        self._about.setText(about)
        self.text.setAccessibleName(about)
        self.text.clear()
        self.show()
        self.text.setFocus()

    def _on_save(self) -> None:
        text = self.text.text().strip()
        if text:
            self.written.emit(self._code, text)
        self.close_line()

    def close_line(self) -> None:
        """Give up, or be done."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)
