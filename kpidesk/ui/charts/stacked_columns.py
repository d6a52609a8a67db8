"""Columns made of parts, up and down from zero, with a line across."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from kpidesk.ui.charts.canvas import HATCHES
from kpidesk.ui.charts.column_frame import (
    ColumnFrame,
    draw_frame,
    draw_legend,
    draw_names,
    draw_tops,
    frame_of,
)

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import ColumnsPicture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

_AIR = 1.06
_LINE = "text"
_RAMP = "sequential"


def draw_stacked_columns(
    canvas: Canvas, box: QRectF, picture: ColumnsPicture, left: float = 0.0
) -> Areas:
    """Draw the columns; areas come by series, and then those of the line.

    *left* is the least room for the texts of the axis.
    """
    entries = [
        (series.name, series.color, _hatch(series.color, at))
        for at, series in enumerate(picture.series)
    ]
    if picture.line_name:
        entries.append((picture.line_name, _LINE, "line"))
    taken = draw_legend(canvas, box, entries) if entries else 0.0
    low, high = _span(picture)
    room = box.adjusted(0, taken, 0, 0)
    slots = len(picture.names)
    frame = frame_of(canvas, room, picture.ticks, low, high, slots, least_left=left)
    draw_frame(canvas, frame, picture.ticks)
    areas = _draw_columns(canvas, frame, picture)
    draw_names(canvas, frame, picture.names)
    if picture.tops:
        draw_tops(canvas, frame, picture.tops, _heights(picture))
    if picture.line:
        areas.append(_draw_line(canvas, frame, picture))
    return areas


def _hatch(color: str, place: int) -> str:
    """The pattern of a colour; steps of a ramp differ in lightness already."""
    return "" if color.startswith(_RAMP) else HATCHES[place % len(HATCHES)]


def _heights(picture: ColumnsPicture) -> list[float]:
    return [
        sum(max(series.values[at], 0.0) for series in picture.series)
        for at in range(len(picture.names))
    ]


def _span(picture: ColumnsPicture) -> tuple[float, float]:
    downs = [
        sum(min(series.values[at], 0.0) for series in picture.series)
        for at in range(len(picture.names))
    ]
    line = [value for value in picture.line if value is not None]
    ticks = [value for value, _text in picture.ticks]
    high = max((*_heights(picture), *ticks, *line, 0.0))
    low = min((*downs, *line, 0.0))
    return low * _AIR, (high or 1.0) * (_AIR if picture.tops or low else 1.0)


def _draw_columns(canvas: Canvas, frame: ColumnFrame, picture: ColumnsPicture) -> Areas:
    ups = [0.0] * len(picture.names)
    downs = [0.0] * len(picture.names)
    areas: Areas = []
    for place, series in enumerate(picture.series):
        row = []
        for at, value in enumerate(series.values):
            stack = ups if value >= 0 else downs
            part = frame.column(at, stack[at], stack[at] + value)
            stack[at] += value
            row.append(part)
            if not value:
                continue
            # A hair of the card between two parts tells them apart without colour.
            shown = part.adjusted(0, 0, 0, -1) if part.height() > 3 else part  # noqa: PLR2004 # pixels
            if picture.running and at == len(series.values) - 1:
                canvas.unfinished(shown, series.color)
            else:
                canvas.fill(shown, series.color, _hatch(series.color, place))
                if series.color.startswith(_RAMP):
                    canvas.outline(shown)
        areas.append(row)
    return areas


def _draw_line(
    canvas: Canvas, frame: ColumnFrame, picture: ColumnsPicture
) -> list[QRectF]:
    points = [
        None if value is None else QPointF(frame.slot(at).center().x(), frame.y(value))
        for at, value in enumerate(picture.line)
    ]
    painter = canvas.painter
    for start, end in itertools.pairwise(points):
        if start is not None and end is not None:
            # The card's colour around it keeps the line apart from the columns.
            painter.setPen(QPen(canvas.color("card"), 4.5))
            painter.drawLine(start, end)
            painter.setPen(QPen(canvas.color(_LINE), 2))
            painter.drawLine(start, end)
    last = len(points) - 1
    for at, point in enumerate(points):
        if point is None:
            continue
        hollow = picture.running and at == last
        painter.setPen(QPen(canvas.color(_LINE), 1.6))
        painter.setBrush(canvas.color("card" if hollow else _LINE))
        painter.drawEllipse(point, 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return [
        QRectF(point.x() - 6, point.y() - 6, 12, 12) if point else QRectF()
        for point in points
    ]
