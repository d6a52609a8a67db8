"""One dot per record over time, with lines across at what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from kpidesk.ui.charts.canvas import CENTER, DOT, LEFT
from kpidesk.ui.charts.column_frame import (
    ColumnFrame,
    draw_frame,
    draw_legend,
    frame_of,
)

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import DotsPicture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

_AIR = 1.06
_COLOR = "series.0"
_NEXT_NAME = 12.0


def draw_dots(canvas: Canvas, box: QRectF, picture: DotsPicture) -> Areas:
    """Draw the dots over the lines; hollow ones are of what is still to come."""
    filled, hollow = picture.legend
    legend = [(filled, _COLOR, "dot"), (hollow, _COLOR, "ring")]
    taken = draw_legend(canvas, box, legend)
    heights = [dot.y for dot in picture.dots]
    tops = [height for height, _text, _color in picture.levels]
    high = max((*heights, *tops, *(value for value, _text in picture.ticks), 1.0))
    at_right = tuple((height, text) for height, text, _color in picture.levels)
    room = box.adjusted(0, taken, 0, 0)
    frame = frame_of(
        canvas, room, picture.ticks, 0, high * _AIR, 1, right_ticks=at_right
    )
    draw_frame(canvas, frame, picture.ticks)
    _draw_days(canvas, frame, picture)
    _draw_levels(canvas, frame, picture)
    row = []
    for dot in picture.dots:
        spot = QPointF(_x(frame, picture, dot.x), frame.y(dot.y))
        canvas.dot(spot, _COLOR, hollow=dot.hollow)
        row.append(QRectF(spot.x() - DOT, spot.y() - DOT, 2 * DOT, 2 * DOT))
    return [row]


def _x(frame: ColumnFrame, picture: DotsPicture, place: float) -> float:
    plot = frame.plot
    return plot.left() + place / (picture.end or 1.0) * plot.width()


def _draw_days(canvas: Canvas, frame: ColumnFrame, picture: DotsPicture) -> None:
    """Ticks with their names: all, or every n-th; the last may stand out by half."""
    widest = max((canvas.width_of(text) for _at, text in picture.across), default=0.0)
    apart = frame.plot.width() / max(len(picture.across), 1)
    step = max(1, -int(-(widest + _NEXT_NAME) // apart))
    for at, (place, text) in enumerate(picture.across):
        x, bottom = _x(frame, picture, place), frame.plot.bottom()
        canvas.line(QPointF(x, bottom), QPointF(x, bottom + 4), "axis")
        if at % step == 0:
            under = QRectF(x - widest / 2, bottom + 5, widest + 1, canvas.line_height)
            canvas.text(under, text, color="text3", align=CENTER)


def _draw_levels(canvas: Canvas, frame: ColumnFrame, picture: DotsPicture) -> None:
    """Lines across, with texts at the right that keep off one another."""
    plot, height = frame.plot, canvas.line_height
    below = plot.bottom() + height / 2
    for value, text, color in picture.levels:
        y = frame.y(value)
        dash = "dot" if color == "line.target" else "dash"
        canvas.line(QPointF(plot.left(), y), QPointF(plot.right(), y), color, 1.5, dash)
        middle = min(y, below - height)
        below = middle
        width = canvas.width_of(text) + 4
        beside = QRectF(plot.right() + 6, middle - height / 2, width, height)
        canvas.text(beside, text, color=color, align=LEFT)
