"""The body of a page: it scrolls vertically only and keeps a readable width."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

WIDEST = 1760
GUTTER = 14
"""Room at the right of every page in which a scroll bar may stand."""
SPACING = 16


class ScrollPage(QScrollArea):
    """A scrolling column; put widgets into ``column``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The contents take the focus, not the frame around them.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("scrolled")
        body.setMaximumWidth(WIDEST)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 24)
        self.column.setSpacing(SPACING)
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the right edge of the contents where it is without a scroll bar."""
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        taken = bar.width() if bar.isVisible() else 0
        margins = self.column.contentsMargins()
        margins.setRight(max(GUTTER - taken, 0))
        self.column.setContentsMargins(margins)
