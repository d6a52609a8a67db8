"""What a KPI is: definition, formula in words, direction and source."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

WIDTH = 340


class KpiPopover(QFrame):
    """A small window that closes with Esc or a click elsewhere.

    Args:
        theme: The look in force.
        title: Name of the KPI.
        paragraphs: What to say, the formula second.
        parent: The card.
    """

    def __init__(
        self, theme: Theme, title: str, paragraphs: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("panel", "popover")
        self.setAccessibleName(title)
        self._return_to = parent
        self._build(theme, title, paragraphs)

    def _build(self, theme: Theme, title: str, paragraphs: tuple[str, ...]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel(title, "strong", wraps=True))
        for position, text in enumerate(paragraphs):
            tone = "" if position == 1 else "text2"
            column.addWidget(PlainLabel(text, "body", tone, wraps=True))
        close = TextButton(_("Close"), "link")
        close.clicked.connect(self.close)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(theme.px(WIDTH))
        close.setFocus()

    def show_below(self, anchor: QWidget) -> None:
        """Open under a widget, inside the screen."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width(), anchor.height() + 4))
        left = corner.x() - self.width()
        screen = anchor.screen().availableGeometry()
        left = max(screen.left(), min(left, screen.right() - self.width()))
        top = min(corner.y(), screen.bottom() - self.height())
        self.move(left, top)
        self.show()
