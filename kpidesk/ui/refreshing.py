"""Computing again what a page shows, but only while somebody can see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, SignalInstance
from PySide6.QtWidgets import QWidget


class Refreshing(QObject):
    """Calls *compute* at once while *page* is shown, else when it is shown next.

    A page that was visited stays in the window. Without this every edit would compute
    all of them again, though only one is seen.

    Args:
        page: Whose figures they are.
        compute: Asks for them; called without arguments, at most once per showing
            however often they became outdated meanwhile.
        signals: What makes them outdated.
    """

    def __init__(
        self, page: QWidget, compute: Callable[[], None], *signals: SignalInstance
    ) -> None:
        super().__init__(page)
        self._page = page
        self._compute = compute
        self._outdated = False
        page.installEventFilter(self)
        for signal in signals:
            signal.connect(self.ask)

    def ask(self) -> None:
        """The figures are outdated."""
        self._outdated = True
        if self._page.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._outdated:
            self._outdated = False
            self._compute()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page comes to light."""
        if watched is self._page and event.type() == QEvent.Type.Show:
            self._catch_up()
        return False
