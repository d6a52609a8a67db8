"""A line that was, and the dashed one that is expected, in the band of its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from kpidesk.ui.charts.column_frame import (
    ColumnFrame,
    draw_frame,
    draw_legend,
    draw_names,
    frame_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.operations.charts.facts import ForecastPicture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

_AIR = 1.06
_DOT = 4.0
_PAST, _AHEAD, _DECIDED = "line.current", "line.current", "line.previous"


def draw_forecast(canvas: Canvas, box: QRectF, picture: ForecastPicture) -> Areas:
    """Draw facts solid and what is expected dashed: nobody shall mix them up."""
    recorded, expected, decided, band = picture.legend
    entries = [(recorded, _PAST, "line"), (expected, _AHEAD, "line dash")]
    entries.append((decided, _DECIDED, "line dot"))
    if any(picture.ranges):
        entries.append((band, "band", ""))
    taken = draw_legend(canvas, box, entries)
    ends = [pair[1] for pair in picture.ranges if pair]
    shown = [*(v for v in picture.past if v), *picture.expected, *ends]
    room = box.adjusted(0, taken, 0, 0)
    high = max((*shown, *(t for t, _text in picture.ticks), 1.0)) * _AIR
    frame = frame_of(canvas, room, picture.ticks, 0.0, high, len(picture.names))
    _draw_band(canvas, frame, picture)
    draw_frame(canvas, frame, picture.ticks)
    draw_names(canvas, frame, picture.names)
    first = len(picture.past)
    last = picture.past[-1] or 0.0
    _draw_line(canvas, frame, [*picture.past], 0, QPen(canvas.color(_PAST), 2))
    dashed = QPen(canvas.color(_AHEAD), 2, Qt.PenStyle.DashLine)
    dotted = QPen(canvas.color(_DECIDED), 2, Qt.PenStyle.DotLine)
    _draw_line(canvas, frame, [last, *picture.decided], first - 1, dotted)
    _draw_line(canvas, frame, [last, *picture.expected], first - 1, dashed)
    values = [*picture.past, *picture.expected]
    return [[_dot(frame, at, value or 0.0) for at, value in enumerate(values)]]


def _point(frame: ColumnFrame, at: int, value: float) -> QPointF:
    return QPointF(frame.slot(at).center().x(), frame.y(value))


def _dot(frame: ColumnFrame, at: int, value: float) -> QRectF:
    point = _point(frame, at, value)
    return QRectF(point.x() - _DOT, point.y() - _DOT, 2 * _DOT, 2 * _DOT)


def _draw_band(canvas: Canvas, frame: ColumnFrame, picture: ForecastPicture) -> None:
    first = len(picture.past)
    known = [(first + at, pair) for at, pair in enumerate(picture.ranges) if pair]
    if not known:
        return
    start = _point(frame, first - 1, picture.past[-1] or 0.0)
    above = [_point(frame, at, pair[1]) for at, pair in known]
    below = [_point(frame, at, pair[0]) for at, pair in reversed(known)]
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.color("band"))
    canvas.painter.drawPolygon(QPolygonF([start, *above, *below]))
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_line(
    canvas: Canvas,
    frame: ColumnFrame,
    values: Sequence[float | None],
    first: int,
    pen: QPen,
) -> None:
    """A line with a gap wherever there is no value."""
    canvas.painter.setPen(pen)
    before: QPointF | None = None
    for at, value in enumerate(values, start=first):
        point = None if value is None else _point(frame, at, value)
        if point is not None and before is not None:
            canvas.painter.drawLine(before, point)
        before = point
