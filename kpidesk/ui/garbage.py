"""Collects garbage on the main thread only.

Python's collector runs in whichever thread happens to allocate. In a thread that
computes it would destroy Qt objects that hang in a cycle while the main thread paints
them, and the program would crash.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000
LONGEST_WAIT = 20
"""So many times in a row threads may put it off."""


class MainThreadCollector(QObject):
    """Switches Python's own collector off and collects now and then instead.

    Args:
        parent: Its owner; made and destroyed on the main thread.
        busy: Threads are computing; what they hold is looked through later.
    """

    def __init__(self, parent: QObject, busy: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._busy = busy
        self._waited = 0
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(INTERVAL_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python would.

        Not while threads compute: their half-done lists of hundreds of thousands
        would be looked through for nothing, and the window would wait.
        """
        if self._busy() and self._waited < LONGEST_WAIT:
            self._waited += 1
            return
        self._waited = 0
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generations = [age for age, (count, limit) in enumerate(due) if count > limit]
        if generations:
            gc.collect(generations[-1])

    def stop(self) -> None:
        """Leave it to Python again: no thread is computing any more."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        gc.enable()
