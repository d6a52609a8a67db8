"""A combo box drawn in the window's own look, deaf to the wheel."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QWidget

from kpidesk.ui.theme.theme import Theme

_RADIUS = 6
_ARROW = 16
_PADDING = 10


Entries = list[tuple[object, str]]
"""Values with their texts, in order."""


class SharedEntries(QStandardItemModel):
    """Entries that many boxes offer: one list of them is made, not one for each."""

    def __init__(self, entries: Entries, parent: QObject) -> None:
        super().__init__(parent)
        for value, text in entries:
            item = QStandardItem(text)
            item.setData(value, Qt.ItemDataRole.UserRole)
            self.appendRow(item)


class ChoiceBox(QComboBox):
    """A list to choose one from; each entry has a value behind its text.

    Args:
        theme: The look in force.
        name: What is chosen, for screen readers.
        entries: What can be chosen.
        parent: The widget it stands in.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        entries: Entries | SharedEntries,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        if isinstance(entries, SharedEntries):
            self.setModel(entries)
        else:
            for value, text in entries:
                self.addItem(text, value)
        theme.changed.connect(self.update)

    def choose(self, value: object) -> None:
        """Select the entry of a value."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def sizeHint(self) -> QSize:
        """Wide enough for the longest entry."""
        metrics = self._theme.metrics("body")
        texts = [self.itemText(index) for index in range(self.count())]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=60)
        width = round(widest) + 2 * _PADDING + _ARROW + 8
        return QSize(width, max(32, round(metrics.height()) + 12))

    minimumSizeHint = sizeHint

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel that passes over must change nothing."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused, enabled = self.hasFocus(), self.isEnabled()
        width = 2.0 if focused else 1.0
        border = "focus" if focused else "control" if enabled else "border"
        painter.setPen(QPen(self._theme.color(border), width))
        painter.setBrush(self._theme.color("card" if enabled else "sunken"))
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(self._theme.color("text" if enabled else "text3"))
        painter.setFont(self._theme.font("body"))
        room = self.rect().adjusted(_PADDING, 0, -_PADDING - _ARROW, 0)
        text = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        self._draw_arrow(painter)
        painter.end()

    def _draw_arrow(self, painter: QPainter) -> None:
        arrow = self._theme.pixmap(
            "chevron-down", _ARROW, "text2", self.devicePixelRatioF()
        )
        top = (self.height() - _ARROW) // 2
        left = self.width() - _PADDING - _ARROW
        painter.drawPixmap(QRect(left, top, _ARROW, _ARROW), arrow)
