"""How MRR went from its opening to its closing, bar by bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kpidesk.operations.first_screen import WaterfallFace
from kpidesk.ui.charts.announcer import Announcer
from kpidesk.ui.charts.canvas import Canvas
from kpidesk.ui.charts.waterfall import draw_waterfall
from kpidesk.ui.theme.theme import Theme

_NO_BAR = -1


class WaterfallChart(QWidget):
    """The movements of MRR; arrows walk the bars, Enter opens what is behind one.

    Totals far larger than the movements are drawn as torn stubs: a cropped bar lies
    about its size and one from zero hides the movements.

    Signals:
        bar_opened: Key of a bar: a KPI, ``opening`` or ``closing``.
    """

    bar_opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face: WaterfallFace | None = None
        self._current = _NO_BAR
        self._areas: list[QRectF] = []
        self.announcer = Announcer(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_face(self, face: WaterfallFace | None) -> None:
        """Show other movements, or none."""
        self._face = face
        self._areas = []
        self._current = _NO_BAR
        self.announcer.hush()
        self.setAccessibleName(face.title if face else "")
        self.setAccessibleDescription(face.spoken if face else "")
        self.update()

    def sizeHint(self) -> QSize:
        """High enough for the labels of the movements."""
        return QSize(480, self._theme.px(220))

    def minimumSizeHint(self) -> QSize:
        """Small enough for the smallest window."""
        return QSize(280, self._theme.px(200))

    # -- painting ------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, and the frame around the one walked to."""
        face = self._face
        if face is None:
            return
        painter = QPainter(self)
        canvas = Canvas(painter, self._theme, self._theme.tokens)
        self._areas = draw_waterfall(canvas, QRectF(self.rect()), face)[0]
        if self.hasFocus():
            if self._current >= 0:
                canvas.focus(self._areas[self._current].adjusted(-2, -2, 2, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, 6, 6)
        painter.end()

    # -- hands ---------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first bar."""
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the bars with the arrows; Enter opens one."""
        face, key = self._face, event.key()
        if face is None:
            super().keyPressEvent(event)
            return
        last = len(face.bars) - 1
        places = {
            Qt.Key.Key_Right: min(self._current + 1, last),
            Qt.Key.Key_Left: max(self._current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in places:
            self._walk_to(face, places[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current >= 0:
            self.bar_opened.emit(face.bars[self._current].key)
        else:
            super().keyPressEvent(event)

    def _walk_to(self, face: WaterfallFace, position: int) -> None:
        self._current = position
        self.announcer.say(face.bars[position].spoken)
        self.update()

    def _at(self, event: QMouseEvent) -> int:
        x = event.position().x()
        slots = range(len(self._areas))
        middles = [area.center().x() for area in self._areas]
        return min(slots, key=lambda at: abs(middles[at] - x), default=_NO_BAR)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what is behind a bar."""
        position = self._at(event)
        if self._face is not None and position >= 0:
            self._current = position
            self.bar_opened.emit(self._face.bars[position].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the bar under the pointer."""
        position = self._at(event)
        text = self._face.bars[position].spoken if self._face and position >= 0 else ""
        QToolTip.showText(event.globalPosition().toPoint(), text, self)
