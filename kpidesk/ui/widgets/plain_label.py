"""The only label of the window: plain text, in a type role and a colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """Text as it is: names from a company file are never read as HTML.

    Args:
        text: What it says.
        role: A type role of the theme.
        tone: A colour token, empty for the normal text.
        wraps: It breaks into lines.
        parent: The widget it stands in.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wraps)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            # Style sheets look at properties only when a widget is polished.
            self.style().unpolish(self)
            self.style().polish(self)
