"""How a card is painted: where each line stands and what yields when it is narrow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTextOption

from kpidesk.i18n.messages import _
from kpidesk.operations.first_screen import CardFace
from kpidesk.ui.cards.sparkline import draw_sparkline
from kpidesk.ui.theme.theme import Theme

PADDING = 16.0
RADIUS = 8.0
MARKS = {True: "✓", False: "✕"}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_GAP = 8.0
_DIMMED = 0.6
_HATCH = 8.0


@dataclass(frozen=True, slots=True)
class CardState:
    """What decides the look of a card besides what it says."""

    focused: bool = False
    hovered: bool = False
    loading: bool = False
    dimmed: bool = False


@dataclass(slots=True)
class CardPainter:
    """Paints one card; the box is in logical pixels."""

    painter: QPainter
    theme: Theme
    face: CardFace
    box: QRectF
    state: CardState

    def paint(self) -> None:
        """Paint frame and contents."""
        self._frame()
        if self.face.unreached and not self.state.loading:
            self._hatch()
        self._title()
        if self.state.loading:
            self._skeleton()
        elif not self.face.value:
            self._not_enough()
        else:
            if self.state.dimmed:
                self.painter.setOpacity(_DIMMED)
            self._value()
            self._change()
            draw_sparkline(self.painter, self.sparkline_room(), self.face, self.theme)
            self._footer()
            self.painter.setOpacity(1.0)

    def sparkline_room(self) -> QRectF:
        """Where the sparkline stands."""
        return self._line(94, 30)

    def _line(self, top: float, height: float) -> QRectF:
        theme = self.theme
        return QRectF(
            self.box.left() + PADDING,
            self.box.top() + theme.px(top),
            self.box.width() - 2 * PADDING,
            theme.px(height),
        )

    def _text(
        self,
        room: QRectF,
        text: str,
        role: str,
        color: QColor,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        painter = self.painter
        painter.setFont(self.theme.font(role))
        painter.setPen(color)
        shown = self.theme.metrics(role).elidedText(
            text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(side), shown)

    def _width(self, text: str, role: str) -> float:
        return self.theme.metrics(role).horizontalAdvance(text)

    def _frame(self) -> None:
        theme, state = self.theme, self.state
        border = "focus" if state.focused else "accent" if state.hovered else "border"
        width = 2.0 if state.focused else 1.0
        self.painter.setPen(QPen(theme.color(border), width))
        self.painter.setBrush(theme.color("card"))
        half = width / 2
        self.painter.drawRoundedRect(
            self.box.adjusted(half, half, -half, -half), RADIUS, RADIUS
        )

    def _hatch(self) -> None:
        """Mark at the left edge that a filter does not reach this figure."""
        edge = self.box.adjusted(2, RADIUS, 0, -RADIUS)
        edge.setWidth(_HATCH)
        self.painter.fillRect(
            edge, QBrush(self.theme.color("control"), Qt.BrushStyle.BDiagPattern)
        )

    def _title(self) -> None:
        room = self._line(11, 20).adjusted(0, 0, -24, 0)
        self._text(room, self.face.title, "small_strong", self.theme.color("text2"))

    def _skeleton(self) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.color("band"))
        value = self._line(37, 28)
        value.setWidth(self.theme.px(96))
        self.painter.drawRoundedRect(value, 4, 4)
        change = self._line(75, 12)
        change.setWidth(self.theme.px(140))
        self.painter.drawRoundedRect(change, 4, 4)

    def _not_enough(self) -> None:
        theme = self.theme
        room = self._line(36, 24)
        color = theme.color("text2")
        self._text(room, _("Not enough data"), "subtitle", color)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self.painter.setFont(theme.font("small"))
        self.painter.setPen(theme.color("text3"))
        self.painter.drawText(self._line(61, 50), self.face.missing, option)

    def _value(self) -> None:
        room = self._line(32, 38)
        # A long amount is written smaller before it is ever cut.
        fits = self._width(self.face.value, "value") <= room.width()
        role = "value" if fits else "title"
        self._text(room, self.face.value, role, self.theme.color("text"))

    def _change(self) -> None:
        face, theme, room = self.face, self.theme, self._line(72, 18)
        full = self._width(face.change, "small_strong")
        versus = self._width(face.versus, "small")
        told = face.change if full <= room.width() else face.amount or face.change
        color = theme.color(face.tone)
        role = "small_strong" if face.amount else "small"
        self._text(room, told, role, color)
        if full + _GAP + versus <= room.width() and face.versus:
            rest = room.adjusted(full + _GAP, 0, 0, 0)
            self._text(rest, face.versus, "small", theme.color("text3"))

    def _footer(self) -> None:
        face, theme, room = self.face, self.theme, self._line(130, 16)
        if face.unreached:
            self._text(room, face.unreached, "caption", theme.color("text2"))
            return
        mark = f"{MARKS[face.met]} " if face.met is not None else ""
        left = f"{mark}{face.target}"
        tone = {True: "good", False: "bad", None: "text3"}[face.met]
        left_width = self._width(left, "caption")
        right_width = self._width(face.records, "caption")
        if left_width + right_width + _GAP <= room.width() or not left:
            self._text(room, face.records, "caption", theme.color("text3"), _RIGHT)
        self._text(room, left, "caption", theme.color(tone))
