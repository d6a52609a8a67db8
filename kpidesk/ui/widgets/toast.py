"""A sentence at the foot of the window that goes away by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import IconButton, TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

SHORT_MS, LONG_MS = 5000, 10_000
_GAP = 48
_WIDEST = 560


class Toast(QFrame):
    """Says what was done, with one thing to do about it.

    It waits while the pointer is over it or the focus in it.

    Args:
        theme: The look in force.
        window: The widget at whose foot it stands.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("panel", "popover")
        self._action: Callable[[], None] | None = None
        self.text = PlainLabel("", "body", wraps=True)
        self.button = TextButton("", "link")
        self._close = IconButton(theme, "x", _("Dismiss"))
        self._timer = QTimer(self, singleShot=True)
        self._build()
        self._timer.timeout.connect(self.hide)
        self.button.clicked.connect(self._on_clicked)
        self._close.clicked.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(8)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        line.addWidget(self._close)

    def say(
        self, text: str, button: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say a sentence; with an action it stays longer."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._action = action
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.start(LONG_MS if button else SHORT_MS)

    def _place(self) -> None:
        window = self._window
        widest = min(_WIDEST, window.width() - 2 * _GAP)
        self.text.setFixedWidth(
            min(
                self.text.fontMetrics().horizontalAdvance(self.text.text()) + 4,
                max(widest - self.button.sizeHint().width() - _GAP, 120),
            )
        )
        self.adjustSize()
        left = (window.width() - self.width()) // 2
        self.move(left, window.height() - self.height() - _GAP)

    def _on_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while it is read."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on after it was read."""
        self._timer.start(SHORT_MS)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of a window that changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
