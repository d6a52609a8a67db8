"""Shapes that a plot lacks: columns that can be hatched, and flags."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kpidesk.ui.charts.canvas import slanted

_FLAG = 10.0


class ColumnItem(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph has no annotations
    """One column; that of a period which is not over is hatched line by line.

    A pattern of Qt's own would be smeared to a gradient in SVG.

    Args:
        bar: From zero to the value, in the units of the plot.
        color: Its colour.
        ground: What lies under the hatch; empty for a column filled whole.
    """

    def __init__(self, bar: QRectF, color: str, ground: str) -> None:
        super().__init__()
        self._bar = bar
        self._color = QColor(color)
        self._ground = ground

    def boundingRect(self) -> QRectF:
        """The column."""
        return self._bar

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        """Paint in pixels, so that hatches keep their distance."""
        box = painter.transform().mapRect(self._bar)
        painter.save()
        painter.resetTransform()
        painter.fillRect(box, QColor(self._ground) if self._ground else self._color)
        if self._ground:
            painter.setPen(QPen(self._color, 1.4))
            painter.drawLines(slanted(box, up=True))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        painter.restore()


def flag_path() -> QPainterPath:
    """A flag on its pole, ten pixels high, hanging from its top."""
    path = QPainterPath(QPointF(0, _FLAG + 2))
    path.lineTo(0, 2)
    path.lineTo(_FLAG * 0.8, 2 + _FLAG * 0.3)
    path.lineTo(0, 2 + _FLAG * 0.6)
    return path
