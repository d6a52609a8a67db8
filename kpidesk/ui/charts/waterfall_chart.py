"""How MRR went from its opening to its closing, bar by bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kpidesk.operations.first_screen import BarFace, WaterfallFace
from kpidesk.ui.theme.theme import Theme

_COLORS = {
    "mrr_new": "new",
    "mrr_expansion": "expansion",
    "mrr_reactivation": "reactivation",
    "mrr_contraction": "contraction",
    "mrr_churned": "churned",
}
_SLOT_SHARE = 0.62
_WIDEST_BAR = 72.0
_TEETH = 8
_TOOTH = 3.0
_TORN_BY = 7.0
_THINNEST = 2.0
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
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_face(self, face: WaterfallFace | None) -> None:
        """Show other movements, or none."""
        self._face = face
        self._current = _NO_BAR
        self.setAccessibleName(face.title if face else "")
        self.setAccessibleDescription(face.spoken if face else "")
        self.update()

    def sizeHint(self) -> QSize:
        """High enough for the labels of the movements."""
        return QSize(480, self._theme.px(220))

    def minimumSizeHint(self) -> QSize:
        """Small enough for the smallest window."""
        return QSize(280, self._theme.px(200))

    # -- geometry ------------------------------------------------------------

    def _plot(self, face: WaterfallFace) -> QRectF:
        metrics = self._theme.metrics("caption")
        widest = max((metrics.horizontalAdvance(text) for _, text in face.ticks))
        below = metrics.height() + 8
        return QRectF(self.rect()).adjusted(widest + 12, 4, -4, -below)

    def _y(self, face: WaterfallFace, value: float) -> float:
        plot = self._plot(face)
        share = (value - face.low) / (face.high - face.low)
        return plot.bottom() - share * plot.height()

    def _slot(self, face: WaterfallFace, position: int) -> QRectF:
        plot = self._plot(face)
        width = plot.width() / len(face.bars)
        return QRectF(plot.left() + position * width, plot.top(), width, plot.height())

    def _bar(self, face: WaterfallFace, position: int) -> QRectF:
        bar, slot = face.bars[position], self._slot(face, position)
        width = min(slot.width() * _SLOT_SHARE, _WIDEST_BAR)
        left = slot.center().x() - width / 2
        top = self._y(face, max(bar.start, bar.end))
        if bar.total and face.low > 0:
            # A stub: its height says nothing, so it is the same for both totals.
            return QRectF(left, top, width, self._theme.px(26))
        bottom = self._y(face, min(bar.start, bar.end))
        return QRectF(left, top, width, max(bottom - top, _THINNEST))

    # -- painting ------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axis, connectors, bars and labels."""
        face = self._face
        if face is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter, face)
        self._paint_connectors(painter, face)
        for position in range(len(face.bars)):
            self._paint_bar(painter, face, position)
        for position in range(len(face.bars)):
            self._paint_texts(painter, face, position)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, 6, 6)
        painter.end()

    def _paint_axis(self, painter: QPainter, face: WaterfallFace) -> None:
        plot, theme = self._plot(face), self._theme
        painter.setFont(theme.font("caption"))
        for value, text in face.ticks:
            y = round(self._y(face, value)) + 0.5
            painter.setPen(QPen(theme.color("grid"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.color("text3"))
            room = QRectF(0, y - 10, plot.left() - 8, 20)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(right), text)
        painter.setPen(QPen(theme.color("axis"), 1))
        corner = QPointF(plot.left(), plot.bottom())
        painter.drawLine(QPointF(plot.left(), plot.top()), corner)
        if face.low <= 0:
            y = round(self._y(face, 0.0)) + 0.5
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_connectors(self, painter: QPainter, face: WaterfallFace) -> None:
        painter.setPen(QPen(self._theme.color("axis"), 1))
        for position in range(len(face.bars) - 1):
            y = round(self._y(face, face.bars[position].end)) + 0.5
            start = self._bar(face, position).right()
            end = self._bar(face, position + 1).left()
            painter.drawLine(QPointF(start, y), QPointF(end, y))

    def _color(self, bar: BarFace) -> QColor:
        movements = self._theme.tokens.movements
        if bar.key == "exchange":
            return self._theme.color("neutral")
        return QColor(movements["total" if bar.total else _COLORS[bar.key]])

    def _paint_bar(self, painter: QPainter, face: WaterfallFace, at: int) -> None:
        bar, box = face.bars[at], self._bar(face, at)
        if bar.start == bar.end and not bar.total:
            return
        painter.fillRect(box, self._color(bar))
        if bar.total and face.low > 0:
            self._tear(painter, box)
        if at == self._current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.drawRect(box.adjusted(-3, -3, 3, 3))

    def _tear(self, painter: QPainter, box: QRectF) -> None:
        """Two zig-zags across the stub, in the colour of the card and of the axis."""
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
            painter.setPen(QPen(self._theme.color("card"), 3))
            painter.drawPolyline(line)

    def _paint_texts(self, painter: QPainter, face: WaterfallFace, at: int) -> None:
        theme, bar = self._theme, face.bars[at]
        slot, box = self._slot(face, at), self._bar(face, at)
        center = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        strong = theme.metrics("caption_strong")
        height = strong.height()
        label = QRectF(
            slot.left() - 12, box.top() - height - 3, slot.width() + 24, height
        )
        width = strong.horizontalAdvance(bar.text)
        backing = QRectF(label.center().x() - width / 2, label.top(), width, height)
        # Lines of the grid must not strike the amount through.
        painter.fillRect(backing, theme.color("card"))
        painter.setFont(theme.font("caption_strong"))
        painter.setPen(theme.color("text"))
        painter.drawText(label, int(center), bar.text)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        room = slot.width() - 4
        name = theme.metrics("caption").elidedText(
            bar.label, Qt.TextElideMode.ElideRight, room
        )
        below = QRectF(slot.left(), slot.bottom() + 4, slot.width(), height)
        painter.drawText(below, int(center), name)

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
        spoken = face.bars[position].spoken
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
        self.update()

    def _at(self, event: QMouseEvent) -> int:
        face = self._face
        if face is None:
            return _NO_BAR
        for position in range(len(face.bars)):
            if self._slot(face, position).contains(event.position()):
                return position
        return _NO_BAR

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
