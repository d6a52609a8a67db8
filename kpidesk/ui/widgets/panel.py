"""Boxes of the page: the card with a border, and the banner strip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

PADDING = 16


class CardPanel(QFrame):
    """A box on the page with a title and room below it."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(PADDING, 12, PADDING, 12)
        self.body.setSpacing(8)
        self.title = PlainLabel(title, "strong")
        self.title.setVisible(bool(title))
        self.body.addWidget(self.title)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)


class BannerStrip(QFrame):
    """A lasting state of the window in one line, with one thing to do about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "banner")
        self._text = PlainLabel("", "body", wraps=True)
        self._button = TextButton("", "link")
        self._action: Callable[[], None] | None = None
        self._button.clicked.connect(self._on_clicked)
        self._build()
        self.hide()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 8, 4)
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        self.setMinimumHeight(36)

    def show_state(
        self,
        text: str,
        tone: str = "info",
        button: str = "",
        action: Callable[[], None] | None = None,
    ) -> None:
        """Say a state; *tone* is ``info``, ``warn`` or ``bad``."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._action = action
        self.setAccessibleName(text)
        self.show()

    def _on_clicked(self) -> None:
        if self._action is not None:
            self._action()
