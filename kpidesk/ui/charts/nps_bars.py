"""Detractors, passives and promoters of some periods, and the scores of the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from kpidesk.ui.charts.bars import draw_shares
from kpidesk.ui.charts.canvas import LEFT, RIGHT
from kpidesk.ui.charts.column_frame import (
    ColumnFrame,
    draw_legend,
    draw_names,
    draw_tops,
)

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import NpsPicture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

ROW = 28.0
SCORES = 96.0


def draw_nps(canvas: Canvas, box: QRectF, picture: NpsPicture) -> Areas:
    """Draw a bar per period, and a column per score."""
    groups = [(share.name, share.color, "") for share in picture.rows[-1].shares]
    top = box.top() + draw_legend(canvas, box, groups)
    names = max(canvas.width_of(row.name) for row in picture.rows) + 10
    beside = max(canvas.width_of(r.beside, "caption_strong") for r in picture.rows) + 12
    step = canvas.px(ROW)
    areas: Areas = []
    for at, row in enumerate(picture.rows):
        line = QRectF(box.left(), top + at * step, box.width(), step)
        name = QRectF(line.left(), line.top(), names - 8, step)
        canvas.text(name, row.name, align=RIGHT)
        bar = line.adjusted(names, 4, -beside, -4)
        areas.append(draw_shares(canvas, bar, row.shares, running=row.running))
        text = QRectF(bar.right() + 8, line.top(), beside, step)
        canvas.text(text, row.beside, align=LEFT, color="text", role="caption_strong")
    plot = QRectF(
        box.left() + names,
        top + len(picture.rows) * step + canvas.line_height + 8,
        box.width() - names - beside,
        0,
    )
    plot.setBottom(box.bottom() - canvas.line_height - 8)
    areas.append(_draw_scores(canvas, plot, picture))
    return areas


def _draw_scores(canvas: Canvas, plot: QRectF, picture: NpsPicture) -> list[QRectF]:
    highest = max((bar.length for bar in picture.scores), default=1.0) or 1.0
    frame = ColumnFrame(plot, 0, highest, len(picture.scores))
    row = []
    for at, bar in enumerate(picture.scores):
        column = frame.column(at, 0, bar.length)
        if bar.length:
            canvas.fill(column, bar.color)
        row.append(column)
    canvas.line(plot.bottomLeft(), plot.bottomRight(), "axis")
    lengths = [bar.length for bar in picture.scores]
    draw_tops(canvas, frame, [bar.text for bar in picture.scores], lengths)
    draw_names(canvas, frame, [bar.name for bar in picture.scores])
    return row
