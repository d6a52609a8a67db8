"""A rising staircase: how many have got there by each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from kpidesk.operations.charts.facts import Marker
from kpidesk.ui.charts.canvas import CENTER
from kpidesk.ui.charts.column_frame import ColumnFrame, draw_frame, frame_of
from kpidesk.ui.charts.histogram import draw_marker

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import SurvivalPicture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

_PERCENT = 100.0
_DOT = 4.0


def draw_survival(canvas: Canvas, box: QRectF, picture: SurvivalPicture) -> Areas:
    """Draw the staircase with a dot at each step."""
    line_height = canvas.line_height
    room = box.adjusted(0, len(picture.markers) * (line_height + 2), -12, 0)
    frame = frame_of(canvas, room, picture.ticks, 0, _PERCENT, 1)
    draw_frame(canvas, frame, picture.ticks)
    plot = frame.plot

    def x(day: float) -> float:
        return plot.left() + day / picture.end * plot.width()

    for day, text in picture.across:
        under = QRectF(x(day) - 30, plot.bottom() + 4, 60, line_height)
        canvas.text(under, text, align=CENTER)
    points = [QPointF(x(0), frame.y(0))]
    dots = []
    for day, share in zip(picture.days, picture.shares, strict=True):
        points.append(QPointF(x(day), points[-1].y()))
        dots.append(QPointF(x(day), frame.y(share)))
        points.append(dots[-1])
    points.append(QPointF(plot.right(), points[-1].y()))
    painter = canvas.painter
    painter.setPen(QPen(canvas.color("line.current"), 2))
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(canvas.color("line.current"))
    for dot in dots:
        painter.drawEllipse(dot, _DOT - 1, _DOT - 1)
    painter.setBrush(canvas.color("card"))
    for day in picture.waiting:
        # A hollow dot for who has not got there yet.
        level = max(
            (s for d, s in zip(picture.days, picture.shares, strict=True) if d <= day),
            default=0.0,
        )
        painter.drawEllipse(QPointF(x(day), frame.y(level)), _DOT - 1, _DOT - 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw_markers(canvas, frame, box.top(), picture)
    return [[QRectF(d.x() - _DOT, d.y() - _DOT, 2 * _DOT, 2 * _DOT) for d in dots]]


def _draw_markers(
    canvas: Canvas, frame: ColumnFrame, top: float, picture: SurvivalPicture
) -> None:
    for place, marker in enumerate(picture.markers):
        # The frame has one slot: places are shares of its width.
        at = Marker(min(marker.place / picture.end, 1.0), marker.text, marker.color)
        draw_marker(canvas, frame, at, top + place * (canvas.line_height + 2))
