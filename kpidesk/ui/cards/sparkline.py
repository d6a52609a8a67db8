"""A line without axes: thirteen points, gaps left open, the target range behind."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from kpidesk.operations.first_screen import CardFace
from kpidesk.ui.theme.theme import Theme

_LINE = 1.6
_DOT = 3.0
_INSET = 4.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """Maps values onto a box."""

    box: QRectF
    low: float
    high: float

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.box.bottom() - share * self.box.height()


def draw_sparkline(
    painter: QPainter, room: QRectF, face: CardFace, theme: Theme
) -> None:
    """Draw the last periods of a card into a box."""
    known = [value for value in face.points if value is not None]
    if not known:
        return
    box = room.adjusted(_INSET, _INSET, -_INSET, -_INSET)
    low, high = min(known), max(known)
    if low == high:
        low, high = low - 1, high + 1
    scale = _Scale(box, low, high)
    painter.save()
    _draw_band(painter, room, face, scale, theme)
    painter.setPen(QPen(theme.color("accent"), _LINE))
    for run in _runs(face.points, box, scale):
        if len(run) > 1:
            painter.drawPolyline(QPolygonF(run))
        elif len(run) == 1:
            painter.drawPoint(run[0])
    _draw_end(painter, face, box, scale, theme)
    painter.restore()


def nearest_point(face: CardFace, room: QRectF, x: float) -> int:
    """Position of the point nearest to a horizontal place, −1 if there is none."""
    count = len(face.points)
    if not count or not room.left() <= x <= room.right():
        return -1
    if count == 1:
        return 0
    share = (x - room.left() - _INSET) / max(room.width() - 2 * _INSET, 1.0)
    return min(max(round(share * (count - 1)), 0), count - 1)


def _x(position: int, count: int, box: QRectF) -> float:
    return box.left() + box.width() * (position / max(count - 1, 1))


def _runs(
    points: tuple[float | None, ...], box: QRectF, scale: _Scale
) -> list[list[QPointF]]:
    """Stretches of points without a gap: a missing month is never bridged."""
    runs: list[list[QPointF]] = [[]]
    for position, value in enumerate(points):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(QPointF(_x(position, len(points), box), scale.y(value)))
    return runs


def _draw_band(
    painter: QPainter, room: QRectF, face: CardFace, scale: _Scale, theme: Theme
) -> None:
    if face.band is None:
        return
    low, high = face.band
    top = room.top() if high is None else scale.y(high)
    bottom = room.bottom() if low is None else scale.y(low)
    top = min(max(top, room.top()), room.bottom())
    bottom = min(max(bottom, room.top()), room.bottom())
    if bottom - top >= 1:
        band = QRectF(room.left(), top, room.width(), bottom - top)
        painter.fillRect(band, theme.color("band"))


def _draw_end(
    painter: QPainter, face: CardFace, box: QRectF, scale: _Scale, theme: Theme
) -> None:
    last = face.points[-1]
    if last is None:
        return
    accent = theme.color("accent")
    painter.setPen(QPen(accent, _LINE))
    # A period that is not over ends in a hollow dot.
    painter.setBrush(theme.color("card") if face.running else accent)
    center = QPointF(box.right(), scale.y(last))
    painter.drawEllipse(center, _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)
