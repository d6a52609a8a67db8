"""Columns of bins, with lines where the median, the 90th percentile and target are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from kpidesk.ui.charts.canvas import LEFT, RIGHT
from kpidesk.ui.charts.column_frame import (
    ColumnFrame,
    draw_frame,
    draw_names,
    draw_tops,
    frame_of,
)

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import HistogramPicture, Marker
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

_AIR = 1.1


def draw_histogram(canvas: Canvas, box: QRectF, picture: HistogramPicture) -> Areas:
    """Draw the bins; the last one is hatched where it is of another kind."""
    # Lines of text above the plot name the markers, one line each.
    above = len(picture.markers) * (canvas.line_height + 2)
    highest = max((*picture.counts, *(v for v, _t in picture.ticks), 1)) * _AIR
    room = box.adjusted(0, above, 0, 0)
    count, names = len(picture.names), picture.names
    frame = frame_of(canvas, room, picture.ticks, 0, highest, count, names=names)
    draw_frame(canvas, frame, picture.ticks)
    row = []
    last = len(picture.counts) - 1
    for at, count in enumerate(picture.counts):
        column = frame.column(at, 0, count)
        row.append(column)
        if picture.apart and at == last:
            canvas.unfinished(column, "neutral") if count else None
        else:
            canvas.fill(column, "series.0")
    for place, marker in enumerate(picture.markers):
        draw_marker(canvas, frame, marker, box.top() + place * (canvas.line_height + 2))
    draw_tops(canvas, frame, picture.tops, picture.counts)
    draw_names(canvas, frame, picture.names, every_one=True)
    return [row]


def draw_marker(canvas: Canvas, frame: ColumnFrame, marker: Marker, top: float) -> None:
    """A vertical line with its text beside its upper end."""
    x = frame.plot.left() + marker.place / frame.slots * frame.plot.width()
    height = canvas.line_height
    dash = "dot" if marker.color == "line.target" else "dash"
    canvas.line(
        QPointF(x, top + 2), QPointF(x, frame.plot.bottom()), marker.color, 1.5, dash
    )
    width = canvas.width_of(marker.text) + 4
    if x + 6 + width <= frame.plot.right():
        beside = QRectF(x + 6, top, width, height)
        canvas.text(beside, marker.text, color=marker.color, align=LEFT, backed=True)
    else:
        beside = QRectF(x - 6 - width, top, width, height)
        canvas.text(beside, marker.text, color=marker.color, align=RIGHT, backed=True)
