"""Buttons in the looks that the style sheet knows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from kpidesk.ui.theme.theme import Theme


class TextButton(QPushButton):
    """A button with words.

    Args:
        text: What it does.
        kind: ``""``, ``primary``, ``outline``, ``link``, ``chip``, ``section``,
            ``search`` or ``status``.
        parent: The widget it stands in.
    """

    def __init__(
        self, text: str = "", kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class IconButton(QToolButton):
    """A button that is only an icon: its tooltip and its name say what it does.

    Args:
        theme: The look in force.
        icon: Name of the icon.
        text: What it does.
        shortcut: Its keys, for the tooltip.
        size: Size of the icon in pixels.
        parent: The widget it stands in.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        *,
        shortcut: str = "",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setProperty("kind", "icon")
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({shortcut})" if shortcut else text)
        self.setIconSize(QSize(size, size))
        self.setMinimumSize(size + 8, size + 8)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setIcon(self._theme.icon(self._icon, self.iconSize().width()))


class SegmentButton(QToolButton):
    """One choice of a row of choices, or a button that looks like one.

    Args:
        text: What it chooses.
        place: ``first``, ``middle``, ``last`` or ``""`` for one alone.
        checkable: It stays pressed.
    """

    def __init__(self, text: str, place: str = "", *, checkable: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setProperty("kind", "segment")
        self.setProperty("place", place)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def put(self, place: str) -> None:
        """Put it to another place of its row."""
        if self.property("place") != place:
            self.setProperty("place", place)
            # The style sheet chooses by properties only when it is asked again.
            self.style().unpolish(self)
            self.style().polish(self)
