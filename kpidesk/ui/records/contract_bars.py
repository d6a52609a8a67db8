"""The contracts of a client over time: one bar each, from start to end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.i18n.messages import _

if TYPE_CHECKING:
    from kpidesk.operations.client_page import ContractSpan
    from kpidesk.ui.session import Session

_BAR, _GAP, _MOST = 20, 4, 12


class ContractBars(QWidget):
    """Bars over the months of the line above.

    Args:
        session: Gives theme and formats.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._spans: tuple[ContractSpan, ...] = ()
        self._first = self._last = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Contracts"))
        session.theme.changed.connect(self.updateGeometry)

    def show_contracts(
        self, spans: tuple[ContractSpan, ...], first: date, last: date
    ) -> None:
        """Show contracts between two days."""
        shown = [each for each in spans if each.end is None or each.end > first]
        self._spans = tuple(shown[:_MOST])
        self._first, self._last = first, last
        self.setAccessibleDescription(
            "; ".join(self._words(each) for each in self._spans)
        )
        self.updateGeometry()
        self.update()

    def _height(self) -> int:
        return self._session.theme.px(_BAR)

    def sizeHint(self) -> QSize:
        """One bar a contract."""
        return QSize(360, len(self._spans) * (self._height() + _GAP))

    def _words(self, span: ContractSpan) -> str:
        formats = self._session.formats
        end = formats.date(span.end) if span.end else "…"
        name = span.product or span.code
        parts = [name, f"{formats.date(span.start)} – {end}"]
        if span.mrr is not None:
            parts.append(formats.money(span.mrr, 2, currency=span.currency))
        return " · ".join(part for part in parts if part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars with their words inside."""
        if not self._spans:
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        days = max((self._last - self._first).days, 1)
        height = self._height()
        for at, span in enumerate(self._spans):
            left = max((span.start - self._first).days, 0) / days
            right = 1.0
            if span.end is not None:
                right = min((span.end - self._first).days / days, 1.0)
            box = QRectF(
                left * self.width(),
                at * (height + _GAP),
                max((right - left) * self.width(), 3.0),
                height,
            )
            running = span.state in {"active", "ending", "future"}
            painter.fillRect(box, theme.color("selection" if running else "band"))
            painter.setPen(theme.color("text" if running else "text2"))
            # Words go on beyond a bar that is too short for them, but not beyond the
            # edge: there they stand before it.
            text = self._words(span)
            room = self.width() - painter.fontMetrics().horizontalAdvance(text) - 6
            start = max(min(box.left() + 6, room), 6)
            words = QRectF(start, box.top(), self.width() - start, height)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
