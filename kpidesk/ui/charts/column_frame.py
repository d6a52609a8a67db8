"""Axes and slots that all charts of columns share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from kpidesk.ui.charts.canvas import CENTER, LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.operations.charts.facts import Ticks
    from kpidesk.ui.charts.canvas import Canvas

_SHARE = 0.64
_WIDEST = 84.0
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class ColumnFrame:
    """A plot divided into slots, with a scale from ``low`` to ``high``."""

    plot: QRectF
    low: float
    high: float
    slots: int

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / (self.high - self.low or 1.0)
        return self.plot.bottom() - share * self.plot.height()

    def slot(self, at: int) -> QRectF:
        """The whole height over a name."""
        width = self.plot.width() / self.slots
        left = self.plot.left() + at * width
        return QRectF(left, self.plot.top(), width, self.plot.height())

    def column(self, at: int, low: float, high: float) -> QRectF:
        """A column from one value to another."""
        slot = self.slot(at)
        width = min(slot.width() * _SHARE, _WIDEST)
        top, bottom = self.y(max(low, high)), self.y(min(low, high))
        return QRectF(slot.center().x() - width / 2, top, width, bottom - top)


def frame_of(  # noqa: PLR0917 # the box, its scale and what stands around it
    canvas: Canvas,
    box: QRectF,
    ticks: Ticks,
    low: float,
    high: float,
    slots: int,
    right_ticks: Ticks = (),
    names: Sequence[str] = (),
    least_left: float = 0.0,
) -> ColumnFrame:
    """The plot in a box, leaving room for the texts around it.

    *names* are given where each of them must be read, in two lines if need be;
    *least_left* is the room at the left that another plot above or below needs.
    """
    left = max(room_of_ticks(canvas, ticks), least_left)
    right = max((canvas.width_of(text) for _value, text in right_ticks), default=0)
    right += _GAP + 2 if right_ticks else 4
    slot = (box.width() - left - right) / max(slots, 1)
    lines = 2 if any(canvas.width_of(name) > slot - 2 for name in names) else 1
    top, below = canvas.line_height + 6, lines * canvas.line_height + 8
    plot = box.adjusted(left, top, -right, -below)
    return ColumnFrame(plot, low, high, max(slots, 1))


def room_of_ticks(canvas: Canvas, ticks: Ticks) -> float:
    """The room that the texts of an axis need at its left."""
    widest = max((canvas.width_of(text) for _value, text in ticks), default=0.0)
    return widest + _GAP + 4


def draw_frame(canvas: Canvas, frame: ColumnFrame, ticks: Ticks) -> None:
    """Lines of the grid with their texts, and the line of zero."""
    plot = frame.plot
    for value, text in ticks:
        y = round(frame.y(value)) + 0.5
        canvas.line(QPointF(plot.left(), y), QPointF(plot.right(), y), "grid")
        height = canvas.line_height
        box = QRectF(0, y - height / 2, plot.left() - _GAP, height)
        canvas.text(box, text, color="text3", align=RIGHT)
    zero = round(frame.y(0.0)) + 0.5
    canvas.line(QPointF(plot.left(), zero), QPointF(plot.right(), zero), "axis")


def draw_right_axis(
    canvas: Canvas, frame: ColumnFrame, ticks: Ticks, full: float
) -> None:
    """Texts of percent at the right, where 100 percent stand at *full*."""
    for percent, text in ticks:
        y, height = frame.y(percent / 100 * full), canvas.line_height
        box = QRectF(frame.plot.right() + _GAP, y - height / 2, 60, height)
        canvas.text(box, text, color="text3", align=LEFT)


def draw_names(
    canvas: Canvas, frame: ColumnFrame, names: Sequence[str], *, every_one: bool = False
) -> None:
    """Names under the slots: as many as fit, counted from the last.

    *every_one* parts or shortens the names instead of leaving some out.
    """
    widest = max((canvas.width_of(name) for name in names), default=0) + _GAP
    width = frame.plot.width() / frame.slots
    step = 1 if every_one else max(1, -int(-widest // width))
    for at in range(len(names) - 1, -1, -step):
        slot = frame.slot(at)
        room = max(slot.width(), widest) if step > 1 else slot.width()
        box = QRectF(0, frame.plot.bottom() + 4, room - 2, canvas.line_height)
        box.moveLeft(slot.center().x() - box.width() / 2)
        for line in name_lines(canvas, names[at], room - 2):
            canvas.text(box, line, align=CENTER)
            box.translate(0, canvas.line_height)


def name_lines(canvas: Canvas, name: str, room: float) -> list[str]:
    """A name in one line, or in two parted at the space nearest to its middle."""
    spaces = [at for at, sign in enumerate(name) if sign == " "]
    if canvas.width_of(name) <= room or not spaces:
        return [name]
    middle = min(spaces, key=lambda at: abs(at - len(name) / 2))
    return [name[:middle], name[middle + 1 :]]


def draw_tops(
    canvas: Canvas, frame: ColumnFrame, tops: Sequence[str], heights: Sequence[float]
) -> None:
    """Texts above columns, where all have room: some alone would look chosen."""
    widest = max((canvas.width_of(text, "caption_strong") for text in tops), default=0)
    if widest > frame.plot.width() / frame.slots:
        return
    for at, (text, height) in enumerate(zip(tops, heights, strict=True)):
        if not text:
            continue
        slot = frame.slot(at)
        line = canvas.line_height
        box = QRectF(slot.left(), frame.y(height) - line - 2, slot.width(), line)
        canvas.text(box, text, color="text", role="caption_strong", backed=True)


def draw_legend(
    canvas: Canvas, box: QRectF, entries: Sequence[tuple[str, str, str]]
) -> float:
    """Names beside their colours, in as many lines as they need; the height taken.

    Entries are name, colour and hatch; a hatch ``line``, ``line dash`` or ``line dot``
    draws a line instead, ``dot`` and ``ring`` a filled or hollow dot.
    """
    x, y, height = box.left(), box.top(), canvas.line_height
    for name, color, hatch in entries:
        wide = 14 + canvas.width_of(name) + 18
        if x + wide > box.right() and x > box.left():
            x, y = box.left(), y + height + 4
        swatch = QRectF(x, y + height / 2 - 5, 10, 10)
        if hatch.startswith("line"):
            dash, middle = hatch.removeprefix("line").strip(), swatch.center().y()
            start, end = QPointF(x - 4, middle), QPointF(x + 11, middle)
            canvas.line(start, end, color, width=2, dash=dash)
        elif hatch in {"dot", "ring"}:
            canvas.dot(swatch.center(), color, hollow=hatch == "ring")
        else:
            canvas.fill(swatch, color, hatch)
            if color.startswith("sequential"):
                canvas.outline(swatch)
        canvas.text(QRectF(x + 14, y, wide, height), name, align=LEFT)
        x += wide
    return y + height + 6 - box.top()
