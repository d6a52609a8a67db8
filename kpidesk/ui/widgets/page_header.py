"""The head of a page: the way back, its title, the search field, and what to add."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.add_button import AddButton
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

_SEARCH_WIDTH = 320
_SPACING = 8


class PageHeader(QWidget):
    """Breadcrumb, title, search and the button that adds.

    Signals:
        search_requested: The search field was used.
        back_requested: The breadcrumb was used.
    """

    search_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = PlainLabel("", "title")
        self._crumb = TextButton("", "link")
        self._search = TextButton("", "search")
        self.add = AddButton(theme)
        self._search.setAccessibleName(_("Search"))
        self._search.clicked.connect(self.search_requested)
        self._crumb.clicked.connect(self.back_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_SPACING)
        line.addWidget(self._crumb)
        line.addWidget(self.title, 1)
        line.addWidget(self._search)
        line.addWidget(self.add)
        # What it says yields to the window, never the window to what it says.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_title("")

    def show_title(self, title: str, crumb: str = "") -> None:
        """Say where one is, and what lies behind."""
        self.title.setText(title)
        self._crumb.setText(f"‹ {crumb}" if crumb else "")
        self._crumb.setAccessibleName(_("Back") + f": {crumb}" * bool(crumb))
        self._crumb.setVisible(bool(crumb))
        self._fit()

    def _on_theme_changed(self) -> None:
        self._search.setIcon(self._theme.icon("search", 16, "text3"))
        self._search.setMinimumHeight(self._theme.px(32))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the title the room it needs."""
        super().resizeEvent(event)
        self._fit()

    def show_add(self, words: str, *, named: bool, allowed: bool) -> None:
        """Offer to add a record; *named*: in words of its own."""
        self.add.say(words, named=named)
        self.add.setVisible(allowed)
        self._fit()

    def _fit(self) -> None:
        """Say all that the field can do, or one word where there is little room."""
        metrics = self._theme.metrics("body")
        whole = _("Search or run a command (Ctrl+K)")
        wanted = max(_SEARCH_WIDTH, round(metrics.horizontalAdvance(whole)) + 56)
        room = self.width() - self.title.sizeHint().width() - 3 * _SPACING
        room -= self._crumb.sizeHint().width() * self._crumb.isVisibleTo(self)
        self.add.shorten(short=False)
        adding = self.add.sizeHint().width() * self.add.isVisibleTo(self)
        roomy = wanted + adding <= room
        self._search.setText(whole if roomy else _("Search"))
        self._search.setMinimumWidth(wanted if roomy else 0)
        self.add.shorten(short=self._search.sizeHint().width() + adding > room)
