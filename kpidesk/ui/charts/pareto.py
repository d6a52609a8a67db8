"""Columns, the largest first, under the line of what they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from kpidesk.ui.charts.column_frame import (
    draw_frame,
    draw_names,
    draw_right_axis,
    draw_tops,
    frame_of,
)

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import ParetoPicture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

_GUIDE = 80.0
_LINE = "series.1"


def draw_pareto(canvas: Canvas, box: QRectF, picture: ParetoPicture) -> Areas:
    """Draw the columns; 100 percent at the right stand where the total is at left."""
    total = float(sum(picture.counts))
    count, names = len(picture.names), picture.names
    frame = frame_of(
        canvas, box, picture.ticks, 0, total, count, picture.shares, names=names
    )
    draw_frame(canvas, frame, picture.ticks)
    draw_right_axis(canvas, frame, picture.shares, total)
    guide = round(frame.y(_GUIDE / 100 * total)) + 0.5
    plot = frame.plot
    canvas.line(
        QPointF(plot.left(), guide), QPointF(plot.right(), guide), "axis", 1, "dot"
    )
    row = []
    above = list(picture.tops)
    for at, count in enumerate(picture.counts):
        column = frame.column(at, 0, count)
        canvas.fill(column, "series.0")
        row.append(column)
        height = canvas.line_height + 2
        inside = QRectF(column.left(), column.top() + 6, column.width(), height)
        if inside.bottom() < column.bottom():
            # Above the column the line would strike its number through.
            canvas.text_on(inside, picture.tops[at], canvas.color("series.0"))
            above[at] = ""
    points = [
        QPointF(frame.slot(at).center().x(), frame.y(percent / 100 * total))
        for at, percent in enumerate(picture.cumulative)
    ]
    painter = canvas.painter
    painter.setPen(QPen(canvas.color(_LINE), 2, Qt.PenStyle.DashLine))
    painter.drawPolyline(points)
    painter.setPen(QPen(canvas.color(_LINE), 1))
    painter.setBrush(canvas.color(_LINE))
    for point in points:
        painter.drawRect(QRectF(point.x() - 3, point.y() - 3, 6, 6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw_tops(canvas, frame, above, picture.counts)
    draw_names(canvas, frame, picture.names, every_one=True)
    return [row]
