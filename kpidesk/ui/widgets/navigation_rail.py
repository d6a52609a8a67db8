"""The rail on the left: the destinations in their groups."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.navigation import DESTINATIONS, GROUPS, Destination
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.plain_label import PlainLabel

WIDE = 208
NARROW = 56
_ITEM = 36
_ICON = 20
_BAR = 3


class RailItem(QAbstractButton):
    """One destination: filled, barred and semibold when it is the one shown."""

    def __init__(self, theme: Theme, destination: Destination, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = destination.icon
        self.narrow = False
        self.setText(_(destination.title))
        self.setAccessibleName(self.text())
        self.setToolTip(f"{self.text()} ({keys})")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as a comfortable target, higher for large text."""
        width = NARROW if self.narrow else WIDE
        return QSize(width - 16, max(_ITEM, self._theme.px(30)))

    def event(self, event: QEvent) -> bool:
        """Repaint when the pointer comes and goes."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint fill, bar, icon and label."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, QRectF(self.rect())
        if self.isChecked():
            self._fill(painter, box, theme.color("selection"))
            bar = QRectF(0, 4, _BAR, box.height() - 8)
            painter.fillRect(bar, theme.color("accent"))
        elif self.underMouse() and self.isEnabled():
            self._fill(painter, box, theme.color("border"))
        ink = "accent" if self.isChecked() else "text2"
        if not self.isEnabled():
            ink = "text3"
        icon = theme.pixmap(self._icon, _ICON, ink, self.devicePixelRatioF())
        left = (box.width() - _ICON) / 2 if self.narrow else 16
        painter.drawPixmap(round(left), round((box.height() - _ICON) / 2), icon)
        if not self.narrow:
            role = "strong" if self.isChecked() else "body"
            painter.setFont(theme.font(role))
            painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
            room = box.adjusted(46, 0, -8, 0)
            text = theme.metrics(role).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _fill(self, painter: QPainter, box: QRectF, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(box, 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, arrows walk the rail."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class NavigationRail(QFrame):
    """All destinations; icons only when narrow.

    Signals:
        chosen: A destination was chosen (its key).
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: dict[str, RailItem] = {}
        self._headings: list[PlainLabel] = []
        self.narrow = False
        self.setAccessibleName(_("Main navigation"))
        self.setAutoFillBackground(True)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_narrow(narrow=False)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(2)
        group = ""
        for position, destination in enumerate(DESTINATIONS):
            if destination.group != group:
                group = destination.group
                if group in GROUPS:
                    column.addSpacing(8)
                    column.addWidget(self._heading(_(GROUPS[group])))
                else:
                    column.addStretch(1)
            keys = f"Ctrl+{(position + 1) % 10}"
            item = RailItem(self._theme, destination, keys)
            item.clicked.connect(
                lambda _on=False, key=destination.key: self.chosen.emit(key)
            )
            self._items[destination.key] = item
            column.addWidget(item)

    def _heading(self, text: str) -> PlainLabel:
        heading = PlainLabel(text.upper(), "caption_strong", "text3")
        heading.setContentsMargins(14, 6, 0, 4)
        self._headings.append(heading)
        return heading

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons with words."""
        self.narrow = narrow
        self.setFixedWidth(NARROW if narrow else self._wide())
        for heading in self._headings:
            heading.setVisible(not narrow)
        for item in self._items.values():
            item.narrow = narrow
            item.updateGeometry()
            item.update()

    def _wide(self) -> int:
        metrics = self._theme.metrics("strong")
        longest = max(metrics.horizontalAdvance(i.text()) for i in self._items.values())
        return max(WIDE, round(longest) + 16 + 46 + 12)

    def mark(self, key: str) -> None:
        """Mark the destination that is shown; a tool outside the rail marks none."""
        for name, item in self._items.items():
            # Items that exclude each other cannot all be unchecked.
            item.setAutoExclusive(False)
            item.setChecked(name == key)
            item.setAutoExclusive(True)

    def allow(self, keys: Container[str]) -> None:
        """Let people go to these destinations alone."""
        for key, item in self._items.items():
            item.setEnabled(key in keys)

    def _on_theme_changed(self) -> None:
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._theme.color("nav"))
        self.setPalette(palette)
        if self._items:
            self.set_narrow(narrow=self.narrow)
