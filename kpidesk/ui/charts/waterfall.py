"""The movements of MRR as bars that hang between its opening and its closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPen, QPolygonF

from kpidesk.ui.charts.canvas import CENTER, RIGHT
from kpidesk.ui.charts.column_frame import name_lines

if TYPE_CHECKING:
    from kpidesk.operations.first_screen import BarFace, WaterfallFace
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

_COLORS = {
    "mrr_new": "movements.new",
    "mrr_expansion": "movements.expansion",
    "mrr_reactivation": "movements.reactivation",
    "mrr_contraction": "movements.contraction",
    "mrr_churned": "movements.churned",
    "exchange": "neutral",
}
_SLOT_SHARE = 0.62
_WIDEST_BAR = 72.0
_STUB = 26.0
_TEETH = 8
_TOOTH = 3.0
_TORN_BY = 7.0
_THINNEST = 2.0


@dataclass(frozen=True, slots=True)
class _Places:
    """Where everything of a waterfall stands."""

    face: WaterfallFace
    plot: QRectF
    stub: float

    def y(self, value: float) -> float:
        share = (value - self.face.low) / (self.face.high - self.face.low)
        return self.plot.bottom() - share * self.plot.height()

    def slot(self, at: int) -> QRectF:
        width = self.plot.width() / len(self.face.bars)
        left = self.plot.left() + at * width
        return QRectF(left, self.plot.top(), width, self.plot.height())

    def bar(self, at: int) -> QRectF:
        bar, slot = self.face.bars[at], self.slot(at)
        width = min(slot.width() * _SLOT_SHARE, _WIDEST_BAR)
        left = slot.center().x() - width / 2
        top = self.y(max(bar.start, bar.end))
        if bar.total and self.face.low > 0:
            # A stub: its height says nothing, so it is the same for both totals.
            return QRectF(left, top, width, self.stub)
        bottom = self.y(min(bar.start, bar.end))
        return QRectF(left, top, width, max(bottom - top, _THINNEST))


def draw_waterfall(canvas: Canvas, box: QRectF, face: WaterfallFace) -> Areas:
    """Draw the bars; totals far larger than the movements become torn stubs.

    A cropped bar lies about its size and one from zero hides the movements.
    """
    widest = max(canvas.width_of(text) for _value, text in face.ticks)
    left = widest + 12
    slot = (box.width() - left - 4) / len(face.bars)
    lines = max(len(name_lines(canvas, bar.label, slot - 4)) for bar in face.bars)
    plot = box.adjusted(left, 4, -4, -(lines * canvas.line_height + 8))
    places = _Places(face, plot, canvas.px(_STUB))
    _draw_axis(canvas, places)
    for at in range(len(face.bars) - 1):
        y = round(places.y(face.bars[at].end)) + 0.5
        start, end = places.bar(at).right(), places.bar(at + 1).left()
        canvas.line(QPointF(start, y), QPointF(end, y), "axis")
    for at, bar in enumerate(face.bars):
        _draw_bar(canvas, places, at, bar)
    for at, bar in enumerate(face.bars):
        _draw_texts(canvas, places, at, bar)
    return [[places.bar(at) for at in range(len(face.bars))]]


def _draw_axis(canvas: Canvas, places: _Places) -> None:
    plot, face = places.plot, places.face
    for value, text in face.ticks:
        y = round(places.y(value)) + 0.5
        canvas.line(QPointF(plot.left(), y), QPointF(plot.right(), y), "grid")
        room = QRectF(0, y - 10, plot.left() - 8, 20)
        canvas.text(room, text, color="text3", align=RIGHT)
    canvas.line(plot.topLeft(), plot.bottomLeft(), "axis")
    if face.low <= 0:
        y = round(places.y(0.0)) + 0.5
        canvas.line(QPointF(plot.left(), y), QPointF(plot.right(), y), "axis")


def _draw_bar(canvas: Canvas, places: _Places, at: int, bar: BarFace) -> None:
    if bar.start == bar.end and not bar.total:
        return
    box = places.bar(at)
    color = "movements.total" if bar.total else _COLORS[bar.key]
    canvas.fill(box, color)
    if bar.total and places.face.low > 0:
        _tear(canvas, box)


def _tear(canvas: Canvas, box: QRectF) -> None:
    """Two zig-zags across the stub, in the colour of the card."""
    for offset in (_TORN_BY, _TORN_BY + 6):
        base = box.bottom() - offset
        step = (box.width() + 4) / _TEETH
        line = QPolygonF(
            [
                QPointF(
                    box.left() - 2 + index * step,
                    base + (_TOOTH if index % 2 else -_TOOTH),
                )
                for index in range(_TEETH + 1)
            ]
        )
        canvas.painter.setPen(QPen(canvas.color("card"), 3))
        canvas.painter.drawPolyline(line)


def _draw_texts(canvas: Canvas, places: _Places, at: int, bar: BarFace) -> None:
    slot, box = places.slot(at), places.bar(at)
    height = canvas.metrics("caption_strong").height()
    wide = slot.width() + 24
    label = QRectF(slot.left() - 12, box.top() - height - 3, wide, height)
    # Lines of the grid must not strike the amount through.
    canvas.text(label, bar.text, color="text", role="caption_strong", backed=True)
    below = QRectF(slot.left() + 2, slot.bottom() + 4, slot.width() - 4, height)
    for line in name_lines(canvas, bar.label, below.width()):
        canvas.text(below, line, align=CENTER)
        below.translate(0, canvas.line_height)
