"""How many answers each score has, as small bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.theme.theme import Theme

_BAR, _GAP, _HEIGHT = 14, 3, 36


class DistributionBars(QWidget):
    """One bar per score, from the lowest to the highest.

    Args:
        theme: The look in force.
        low: The lowest score.
        counts: Answers per score.
    """

    def __init__(self, theme: Theme, low: int, counts: Sequence[int]) -> None:
        super().__init__()
        self._theme = theme
        self._counts = counts
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        told = ", ".join(f"{low + at}: {n}" for at, n in enumerate(counts))
        self.setAccessibleName(_("Answers by score"))
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for every bar."""
        return QSize(len(self._counts) * (_BAR + _GAP), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars; a score nobody gave is a line."""
        painter = QPainter(self)
        most = max(self._counts, default=0) or 1
        color = self._theme.color("accent")
        for at, count in enumerate(self._counts):
            height = max(count / most * (_HEIGHT - 2), 1.0)
            bar = QRectF(at * (_BAR + _GAP), _HEIGHT - height, _BAR, height)
            painter.fillRect(bar, color if count else self._theme.color("control"))
        painter.end()
