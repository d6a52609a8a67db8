"""Horizontal bars with their names at the left, under a bar of 100 percent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from kpidesk.ui.charts.canvas import HATCHES, LEFT, RIGHT
from kpidesk.ui.charts.column_frame import draw_legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.operations.charts.facts import Bar, BarsPicture, Share
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

BAR = 26.0
REMARK = 16.0
WHOLE = 64.0
_NAME_SHARE = 0.36
_FEWEST_PERCENT_INSIDE = 8.0


def draw_bars(canvas: Canvas, box: QRectF, picture: BarsPicture) -> Areas:
    """Draw the bars; areas are a row for the whole bar, then one for each bar."""
    areas: Areas = []
    top = box.top()
    if picture.whole:
        entries = [
            (share.name, share.color, HATCHES[at])
            for at, share in enumerate(picture.whole)
        ]
        top += draw_legend(canvas, box, entries)
        whole = QRectF(box.left(), top, box.width(), canvas.px(26))
        areas.append(draw_shares(canvas, whole, picture.whole, hatched=True))
        top = whole.bottom() + 14
    names = [bar.name for bar in picture.bars]
    name_width = min(
        max(canvas.width_of(name) for name in names) + 12, box.width() * _NAME_SHARE
    )
    text_width = max(canvas.width_of(b.text, "caption_strong") for b in picture.bars)
    scale = _scale(picture, box, name_width, text_width + 12)
    remarked = any(bar.remark for bar in picture.bars)
    step = canvas.px(BAR + (REMARK if remarked else 0))
    for at, bar in enumerate(picture.bars):
        line = QRectF(box.left(), top + at * step, box.width(), canvas.px(BAR))
        name = QRectF(line.left(), line.top(), name_width - 8, line.height())
        canvas.text(name, bar.name, align=RIGHT, color="text")
        shape = scale.bar(bar.length, line)
        canvas.fill(shape, bar.color)
        _draw_text(canvas, line, shape, bar)
        if bar.remark:
            below = QRectF(
                shape.left(),
                line.bottom() - 3,
                line.right() - shape.left(),
                canvas.px(REMARK),
            )
            canvas.text(below, bar.remark, align=LEFT, color="text3")
        areas.append([shape.adjusted(0, 0, max(0.0, 8 - shape.width()), 0)])
    if scale.low < 0:
        zero, bottom = scale.x(0.0), top + len(picture.bars) * step
        canvas.line(QPointF(zero, top), QPointF(zero, bottom), "axis")
    return areas


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where lengths from ``low`` (0 or below) to ``high`` stand."""

    left: float
    room: float
    low: float
    high: float

    def x(self, length: float) -> float:
        return self.left + self.room * (length - self.low) / (self.high - self.low)

    def bar(self, length: float, line: QRectF) -> QRectF:
        start, end = sorted((self.x(0.0), self.x(length)))
        return QRectF(start, line.top() + 4, end - start, line.height() - 8)


def _scale(
    picture: BarsPicture, box: QRectF, name_width: float, text_width: float
) -> _Scale:
    low = min(0.0, *(bar.length for bar in picture.bars))
    high = max(0.0, *(bar.length for bar in picture.bars)) or (0.0 if low else 1.0)
    # A bar to the left has its text at its left end.
    left = box.left() + name_width + (text_width if low else 0.0)
    return _Scale(left, box.right() - left - text_width, low, high)


def _draw_text(canvas: Canvas, line: QRectF, shape: QRectF, bar: Bar) -> None:
    """What a bar amounts to, beyond its end."""
    width = canvas.width_of(bar.text, "caption_strong") + 8
    beside = QRectF(shape.right() + 6, line.top(), width, line.height())
    align = LEFT
    if bar.length < 0:
        beside.moveRight(shape.left() - 6)
        align = RIGHT
    canvas.text(beside, bar.text, align=align, color="text", role="caption_strong")


def draw_shares(
    canvas: Canvas,
    bar: QRectF,
    shares: Sequence[Share],
    *,
    hatched: bool = False,
    running: bool = False,
) -> list[QRectF]:
    """A bar of 100 percent in parts, with a hair of the card between them."""
    x = bar.left()
    row = []
    for at, share in enumerate(shares):
        part = QRectF(x, bar.top(), bar.width() * share.percent / 100, bar.height())
        x = part.right()
        row.append(part)
        shown = part.adjusted(0, 0, -1, 0) if part.width() > 1 else part
        if running:
            canvas.unfinished(shown, share.color)
        else:
            canvas.fill(shown, share.color, HATCHES[at] if hatched else "")
        if share.percent >= _FEWEST_PERCENT_INSIDE:
            _label(
                canvas, shown, share, plain=not (running or (hatched and HATCHES[at]))
            )
    return row


def _label(canvas: Canvas, shown: QRectF, share: Share, *, plain: bool) -> None:
    if canvas.width_of(share.text) + 8 > shown.width():
        return
    if not plain:
        behind = QRectF(0, 0, canvas.width_of(share.text) + 8, canvas.line_height + 2)
        behind.moveCenter(shown.center())
        canvas.painter.fillRect(behind, canvas.color(share.color))
    canvas.text_on(shown, share.text, canvas.color(share.color))
