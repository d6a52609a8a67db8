"""Horizontal bars with their names at the left, under a bar of 100 percent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from kpidesk.ui.charts.canvas import HATCHES, LEFT, RIGHT
from kpidesk.ui.charts.column_frame import draw_legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.operations.charts.facts import BarsPicture, Share
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
    longest = max(bar.length for bar in picture.bars) or 1.0
    room = box.width() - name_width - text_width - 12
    remarked = any(bar.remark for bar in picture.bars)
    step = canvas.px(BAR + (REMARK if remarked else 0))
    for at, bar in enumerate(picture.bars):
        line = QRectF(box.left(), top + at * step, box.width(), canvas.px(BAR))
        name = QRectF(line.left(), line.top(), name_width - 8, line.height())
        canvas.text(name, bar.name, align=RIGHT, color="text")
        left = line.left() + name_width
        shape = QRectF(
            left, line.top() + 4, room * bar.length / longest, line.height() - 8
        )
        canvas.fill(shape, bar.color)
        beside = QRectF(shape.right() + 6, line.top(), text_width + 8, line.height())
        canvas.text(beside, bar.text, align=LEFT, color="text", role="caption_strong")
        if bar.remark:
            below = QRectF(
                left, line.bottom() - 3, line.right() - left, canvas.px(REMARK)
            )
            canvas.text(below, bar.remark, align=LEFT, color="text3")
        areas.append([shape.adjusted(0, 0, max(0.0, 8 - shape.width()), 0)])
    return areas


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
