"""The one primary button of a page's head: adds what the page is about, or another."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import TextButton

_ARROW = "▾"


class AddButton(QWidget):
    """``+ New client`` adds at once, ``▾`` beside it offers every kind of record.

    Two buttons, so that the keyboard reaches both.

    Args:
        theme: The look in force.

    Signals:
        wanted: What the page is about shall be added.
        choice_wanted: Something else shall be added.
    """

    wanted = Signal()
    choice_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = ""
        self.main = TextButton("", "primary")
        self.more = TextButton(_ARROW, "primary")
        self.main.setProperty("place", "first")
        self.more.setProperty("place", "last")
        self.main.clicked.connect(self.wanted)
        self.more.clicked.connect(self.choice_wanted)
        self.more.setAccessibleName(_("Add something else"))
        self.more.setToolTip(_("Add something else") + " (Ctrl+Shift+N)")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.main)
        line.addWidget(self.more)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def say(self, words: str, *, named: bool) -> None:
        """Tell what would be added; *named*: on the button, not only to who asks."""
        self._words = words if named else ""
        self.main.setAccessibleName(words)
        self.main.setToolTip(f"{words} (Ctrl+N)")
        self.shorten(short=False)

    def shorten(self, *, short: bool) -> None:
        """Say one word where there is little room."""
        self.main.setText(_("Add") if short else self._words or _("Add"))

    def offer(self, menu: QMenu) -> None:
        """Open the kinds of record below the button."""
        size = menu.sizeHint()
        corner = self.mapToGlobal(QPoint(self.width() - size.width(), self.height()))
        menu.popup(corner)

    def _on_theme_changed(self) -> None:
        self.main.setIcon(self._theme.icon("plus", 16, "on_accent"))
        for button in (self.main, self.more):
            button.setMinimumHeight(self._theme.px(32))
