"""A client's MRR over time, drawn as steps: a price holds until the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.i18n.messages import _

if TYPE_CHECKING:
    from kpidesk.ui.session import Session

_TOP, _BOTTOM, _SIDE = 18.0, 18.0, 4.0
_LINE = 1.8
_HEIGHT = 120


class MrrLine(QWidget):
    """MRR at the end of each month, from zero up.

    Args:
        session: Gives theme and formats.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._months: Sequence[date] = ()
        self._values: Sequence[float] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        session.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(360, _HEIGHT)

    def show_line(self, months: Sequence[date], values: Sequence[float]) -> None:
        """Show the months and their MRR."""
        self._months, self._values = months, values
        formats = self._session.formats
        if months:
            told = _(
                "MRR from {first} ({a}) to {last} ({b})",
                first=formats.month(months[0]),
                a=formats.money(values[0], 2),
                last=formats.month(months[-1]),
                b=formats.money(values[-1], 2),
            )
            self.setAccessibleName(_("MRR over time"))
            self.setAccessibleDescription(told)
            self.setToolTip(told)
        self.update()

    def _point(self, at: int, box: QRectF, most: float) -> QPointF:
        x = box.left() + box.width() * at / max(len(self._values), 1)
        return QPointF(x, box.bottom() - box.height() * self._values[at] / most)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps, the highest figure and the first and last month."""
        if not self._values:
            return
        theme, formats = self._session.theme, self._session.formats
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        box = self.rect().toRectF().adjusted(_SIDE, _TOP, -_SIDE, -_BOTTOM)
        most = max(*self._values, 1.0)
        painter.setPen(QPen(theme.color("axis"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        steps = []
        for at in range(len(self._values)):
            point = self._point(at, box, most)
            steps += [point, QPointF(point.x() + box.width() / len(self._values), 0)]
            steps[-1].setY(point.y())
        painter.setPen(QPen(theme.color("accent"), _LINE))
        painter.drawPolyline(QPolygonF(steps))
        painter.setPen(theme.color("text2"))
        metrics = theme.metrics("caption")
        painter.drawText(QPointF(_SIDE, metrics.ascent()), formats.money(most, 0))
        first, last = (formats.month_short(each) for each in self._ends())
        base = self.height() - metrics.descent()
        painter.drawText(QPointF(_SIDE, base), first)
        width = metrics.horizontalAdvance(last)
        painter.drawText(QPointF(self.width() - _SIDE - width, base), last)
        painter.end()

    def _ends(self) -> tuple[date, date]:
        return self._months[0], self._months[-1]
