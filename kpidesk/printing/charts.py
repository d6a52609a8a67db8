"""Small charts of the printed pages, painted as vectors."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen, QPolygonF

from kpidesk.printing.ink import font, ink
from kpidesk.printing.sheet import CENTRE, RIGHT, Sheet, fitting
from kpidesk.reporting.document import LineChart
from kpidesk.reporting.summary import AnswerShares, Bar

_TORN = 7.0
_LABEL = 15.0
_SMALLEST = 8.0
_FEWEST_PERCENT_INSIDE = 8
_VALUE_ROOM = 90.0


def paint_sparkline(sheet: Sheet, box: QRectF, series: Sequence[float | None]) -> None:
    """The last 13 values as a line with a dot at its end; gaps stay gaps."""
    known = [value for value in series if value is not None]
    if not known:
        return
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = box.width() / max(len(series) - 1, 1)
    points = [
        None
        if value is None
        else QPointF(
            box.left() + position * step,
            box.bottom() - (value - low) / span * box.height(),
        )
        for position, value in enumerate(series)
    ]
    path = QPainterPath()
    previous: QPointF | None = None
    for point in points:
        if point is not None:
            if previous is None:
                path.moveTo(point)
            else:
                path.lineTo(point)
        previous = point
    sheet.painter.setPen(QPen(ink().accent, 1.4))
    sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
    sheet.painter.drawPath(path)
    last = points[-1]
    if last is not None:
        sheet.painter.setBrush(ink().accent)
        sheet.painter.drawEllipse(last, 2.2, 2.2)


def paint_waterfall(sheet: Sheet, box: QRectF, bars: Sequence[Bar]) -> None:
    """MRR from start to end; the totals are torn stubs on a cropped axis."""
    tops, bottoms = _levels(bars)
    low, high = min(bottoms), max(tops)
    span = (high - low) or max(abs(high), 1.0) * 0.05
    base = low - span * 0.30
    top_space, foot = _LABEL + 4, _LABEL + 4
    height = box.height() - top_space - foot
    scale = height / (high - base)

    def y_of(value: float) -> float:
        return box.top() + top_space + (high - value) * scale

    slot = box.width() / len(bars)
    width = slot * 0.62
    painter = sheet.painter
    for position, bar in enumerate(bars):
        x = box.left() + position * slot + (slot - width) / 2
        upper, lower = y_of(tops[position]), y_of(bottoms[position])
        if bar.role == "total":
            lower = y_of(base)
            _torn_bar(sheet, QRectF(x, upper, width, lower - upper))
        else:
            tall = max(lower - upper, 1.0)
            colour = ink().movements.get(bar.role, ink().axis)
            sheet.fill(QRectF(x, upper, width, tall), colour)
        label = QRectF(x - slot * 0.19, upper - _LABEL - 1, slot, _LABEL)
        sheet.text(label, bar.text, size=10.5, strong=True, align=CENTRE)
        name = QRectF(box.left() + position * slot, box.bottom() - _LABEL, slot, _LABEL)
        size = fitting(bar.label, slot - 2, 9.5, _SMALLEST)
        sheet.text(name, bar.label, size=size, colour=ink().text2, align=CENTRE)
        if position + 1 < len(bars):
            level = y_of(_after(bars, position))
            painter.setPen(QPen(ink().axis, 0.8))
            painter.drawLine(QPointF(x + width, level), QPointF(x + slot, level))
    sheet.line(box.left(), box.bottom() - foot, box.right(), box.bottom() - foot)


def _after(bars: Sequence[Bar], position: int) -> float:
    """The level of MRR after a bar."""
    level = bars[0].amount
    for bar in bars[1 : position + 1]:
        level = bar.amount if bar.role == "total" else level + bar.amount
    return level


def _levels(bars: Sequence[Bar]) -> tuple[list[float], list[float]]:
    tops, bottoms = [], []
    level = 0.0
    for bar in bars:
        after = bar.amount if bar.role == "total" else level + bar.amount
        before = after if bar.role == "total" else level
        tops.append(max(before, after))
        bottoms.append(min(before, after))
        level = after
    return tops, bottoms


def _torn_bar(sheet: Sheet, box: QRectF) -> None:
    """A bar that goes on below: its lower edge is a zig-zag."""
    edge = QPolygonF([box.topLeft(), box.topRight()])
    teeth = 6
    step = box.width() / teeth
    for tooth in range(teeth + 1):
        lift = 0.0 if tooth % 2 else _TORN
        edge.append(QPointF(box.right() - tooth * step, box.bottom() - lift))
    sheet.painter.setPen(Qt.PenStyle.NoPen)
    sheet.painter.setBrush(ink().total)
    sheet.painter.drawPolygon(edge)


def paint_answers(sheet: Sheet, box: QRectF, answers: AnswerShares) -> None:
    """NPS answers as one bar of a hundred percent, with the score at its right."""
    counts = (answers.detractors, answers.passives, answers.promoters)
    total = sum(counts) or 1
    bar = QRectF(box.left(), box.top() + 4, box.width() - 52, 20)
    x = bar.left()
    third = bar.width() / len(counts)
    for position, (count, colour, label) in enumerate(
        zip(counts, ink().answers, answers.labels, strict=True)
    ):
        width = bar.width() * count / total
        part = QRectF(x, bar.top(), max(width - 1, 0), bar.height())
        sheet.fill(part, colour)
        percent = round(100 * count / total)
        if percent >= _FEWEST_PERCENT_INSIDE:
            white = QColor(Qt.GlobalColor.white)
            sheet.text(
                part, f"{percent}%", size=10, strong=True, colour=white, align=CENTRE
            )
        x += width
        key = QRectF(bar.left() + position * third, bar.bottom() + 4, 7, 7)
        sheet.fill(key, colour)
        name = QRectF(key.right() + 3, bar.bottom() + 1, third - 11, 13)
        sheet.text(name, label, size=9, colour=ink().text2)
    score = QRectF(bar.right() + 4, bar.top(), 48, bar.height())
    sheet.text(score, answers.score, size=16, strong=True, align=RIGHT)


def paint_line_chart(sheet: Sheet, box: QRectF, chart: LineChart) -> None:
    """A value per period over its axis, with the last value written beside it."""
    title = QRectF(box.left(), box.top(), box.width(), _LABEL)
    sheet.text(title, chart.title, size=11.5, strong=True, colour=ink().text2)
    known = [value for value in chart.values if value is not None]
    if chart.target is not None:
        known.append(chart.target[0])
    if not known:
        return
    low, high = min(known), max(known)
    air = (high - low or abs(high) or 1.0) * 0.12
    plot = box.adjusted(0, 2 * _LABEL, -_VALUE_ROOM, -_LABEL - 6)

    def y_of(value: float) -> float:
        share = (value - low + air) / (high - low + 2 * air)
        return plot.bottom() - share * plot.height()

    slot = plot.width() / len(chart.labels)

    def x_of(position: int) -> float:
        return plot.left() + (position + 0.5) * slot

    sheet.line(plot.left(), plot.bottom(), plot.right(), plot.bottom())
    for position, label in enumerate(chart.labels):
        under = QRectF(x_of(position) - slot / 2, plot.bottom() + 3, slot, _LABEL)
        sheet.text(under, label, size=9, colour=ink().text2, align=CENTRE)
    level = None
    if chart.target is not None:
        level = y_of(chart.target[0])
        _paint_target(sheet, plot, level, chart.target[1])
    points = [
        None if value is None else QPointF(x_of(position), y_of(value))
        for position, value in enumerate(chart.values)
    ]
    _paint_points(sheet, points)
    last = points[-1]
    if last is not None:
        before = points[-2] if len(points) > 1 else None
        box = _free_place(last, before, slot, level)
        # Where neither place is free, the line does not run through the figure.
        wide = QFontMetricsF(font(11, strong=True)).horizontalAdvance(chart.texts[-1])
        behind = QRectF(box.center().x() - wide / 2 - 2, box.top() + 1, wide + 4, 13)
        sheet.fill(behind, QColor(Qt.GlobalColor.white))
        sheet.text(box, chart.texts[-1], size=11, strong=True, align=CENTRE)


def _free_place(
    last: QPointF, before: QPointF | None, slot: float, level: float | None
) -> QRectF:
    """A box for the last value, above or below its dot, where no line strikes it."""
    places = [
        QRectF(last.x() - slot, top, 2 * slot, _LABEL)
        for top in (last.y() - _LABEL - 4, last.y() + 4)
    ]
    reach = before or last

    def struck(box: QRectF) -> int:
        by_target = level is not None and box.top() - 2 < level < box.bottom() + 2
        low, high = sorted((reach.y(), last.y()))
        by_line = low < box.center().y() < high
        return 2 * by_target + by_line

    return min(places, key=struck)


def _paint_points(sheet: Sheet, points: list[QPointF | None]) -> None:
    """Dots joined by lines, with gaps where there is none."""
    pen = QPen(ink().accent, 1.6)
    sheet.painter.setPen(pen)
    sheet.painter.setBrush(ink().accent)
    for before, after in pairwise(points):
        if before is not None and after is not None:
            sheet.painter.drawLine(before, after)
    for point in points:
        if point is not None:
            sheet.painter.drawEllipse(point, 2.2, 2.2)


def _paint_target(sheet: Sheet, plot: QRectF, y: float, text: str) -> None:
    sheet.painter.setPen(QPen(ink().text2, 1, Qt.PenStyle.DotLine))
    sheet.painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    beside = QRectF(plot.right() + 4, y - _LABEL / 2, _VALUE_ROOM - 4, _LABEL)
    sheet.text(beside, text, size=9.5, colour=ink().text2)
