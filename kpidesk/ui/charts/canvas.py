"""A painter that knows the theme: texts, fills and hatches by name of their token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

if TYPE_CHECKING:
    from kpidesk.ui.theme.theme import Theme
    from kpidesk.ui.theme.tokens import Tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
HATCHES = ("", "/", "x", "=", "|", "\\")
"""Second channel of the colours of a series: none for the first, then patterns."""
DOT = 4.0
"""Radius of a dot, in pixels."""
_HATCH_STEP = 6.0
_FAINT = 0.6
DASHES = {
    "dash": Qt.PenStyle.DashLine,
    "dot": Qt.PenStyle.DotLine,
    "dash dot": Qt.PenStyle.DashDotLine,
    "": Qt.PenStyle.SolidLine,
}


class Canvas:
    """Draws with the colours of given tokens and the fonts of the theme.

    Hatches are drawn as lines of our own: a picture saved as SVG then stays a drawing.

    Args:
        painter: What is painted with.
        theme: Gives the fonts.
        tokens: Give the colours; a picture taken away has the light ones.
    """

    def __init__(self, painter: QPainter, theme: Theme, tokens: Tokens) -> None:
        self.painter = painter
        self.tokens = tokens
        self._theme = theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def color(self, name: str) -> QColor:
        """A colour by its token: ``axis``, ``nps.passives``, ``series.2``."""
        return QColor(self.tokens.color(name))

    def font(self, role: str) -> QFont:
        """The font of a type role."""
        return self._theme.font(role)

    def metrics(self, role: str = "caption") -> QFontMetricsF:
        """Measures of a type role."""
        return self._theme.metrics(role)

    def px(self, pixels: float) -> float:
        """A length that grows with the text."""
        return pixels * self._theme.scale

    @property
    def line_height(self) -> float:
        """Height of a line of small text."""
        return self.metrics().height()

    def width_of(self, text: str, role: str = "caption") -> float:
        """How wide a text is."""
        return self.metrics(role).horizontalAdvance(text)

    def text(
        self,
        box: QRectF,
        text: str,
        *,
        color: str = "text2",
        align: Qt.AlignmentFlag = CENTER,
        role: str = "caption",
        backed: bool = False,
    ) -> None:
        """A text in a box, shortened where it does not fit; never over two lines.

        *backed* fills what is behind it, so that no line strikes it through.
        """
        metrics = self.metrics(role)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        if backed:
            width = metrics.horizontalAdvance(shown)
            behind = QRectF(0, 0, width + 4, metrics.height())
            behind.moveCenter(box.center())
            if align & Qt.AlignmentFlag.AlignLeft:
                behind.moveLeft(box.left() - 2)
            if align & Qt.AlignmentFlag.AlignRight:
                behind.moveRight(box.right() + 2)
            self.painter.fillRect(behind, self.color("card"))
        self.painter.setFont(self.font(role))
        self.painter.setPen(self.color(color))
        self.painter.drawText(box, int(align), shown)

    def ink_on(self, fill: QColor) -> str:
        """The colour of text that reads best on a fill."""
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 # the definition of sRGB
            for part in (fill.redF(), fill.greenF(), fill.blueF())
        ]
        light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        # Black on it has the better contrast above this luminance, white below.
        return "#0B1220" if (light + 0.05) ** 2 > 0.05 * 1.05 else "#FFFFFF"  # as above

    def text_on(self, box: QRectF, text: str, fill: QColor) -> None:
        """A text on a filled box, if it fits; nothing otherwise."""
        if self.width_of(text) + 4 > box.width() or self.line_height > box.height() + 2:
            return
        self.painter.setFont(self.font("caption"))
        self.painter.setPen(QColor(self.ink_on(fill)))
        self.painter.drawText(box, int(CENTER), text)

    def line(
        self,
        start: QPointF,
        end: QPointF,
        color: str,
        width: float = 1.0,
        dash: str = "",
    ) -> None:
        """A straight line."""
        self.painter.setPen(QPen(self.color(color), width, DASHES[dash]))
        self.painter.drawLine(start, end)

    def fill(self, box: QRectF, color: str, hatch: str = "") -> None:
        """A filled box with a pattern in the colour of the card over it."""
        self.painter.fillRect(box, self.color(color))
        if hatch:
            self._hatch(box, hatch, QPen(self.color("card"), 1.0))

    def dot(self, spot: QPointF, color: str, *, hollow: bool = False) -> None:
        """A dot, filled with its colour or, hollow, with that of the card."""
        self.painter.setPen(QPen(self.color(color), 1.6))
        self.painter.setBrush(self.color("card" if hollow else color))
        self.painter.drawEllipse(spot, DOT, DOT)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def running(self, box: QRectF, color: str) -> None:
        """A filled box of a month that is not over: its pattern shows on any fill."""
        self.painter.fillRect(box, self.color(color))
        ink = QColor(self.ink_on(self.color(color)))
        ink.setAlphaF(_FAINT)
        self._hatch(box, "/", QPen(ink, 1.0))

    def outline(self, box: QRectF) -> None:
        """A thin frame around a fill too light to stand out by itself."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.color("axis"), 1.0))
        self.painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def unfinished(self, box: QRectF, color: str) -> None:
        """A box of something that is not over: an outline, hatched inside."""
        self.painter.fillRect(box, self.color("card"))
        self._hatch(box, "/", QPen(self.color(color), 1.4))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.color(color), 1.0))
        self.painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _hatch(self, box: QRectF, hatch: str, pen: QPen) -> None:
        self.painter.setPen(pen)
        if hatch in {"/", "x"}:
            self.painter.drawLines(slanted(box, up=True))
        if hatch in {"\\", "x"}:
            self.painter.drawLines(slanted(box, up=False))
        if hatch == "=":
            y = box.top() + _HATCH_STEP / 2
            while y < box.bottom():
                self.painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
                y += _HATCH_STEP
        if hatch == "|":
            x = box.left() + _HATCH_STEP / 2
            while x < box.right():
                self.painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
                x += _HATCH_STEP

    def focus(self, box: QRectF) -> None:
        """The frame around what was walked to."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.color("focus"), 2))
        self.painter.drawRect(box.adjusted(-1, -1, 1, 1))


def slanted(box: QRectF, *, up: bool) -> list[QLineF]:
    """Lines at 45° across a box, cut at its edges."""
    lines = []
    offset = _HATCH_STEP
    width, height = box.width(), box.height()
    while offset < width + height:
        # Along x + y = offset, from the left or bottom edge to the top or right one.
        x1, y1 = max(0.0, offset - height), min(offset, height)
        x2, y2 = min(offset, width), max(0.0, offset - width)
        if not up:
            y1, y2 = height - y1, height - y2
        lines.append(
            QLineF(box.left() + x1, box.top() + y1, box.left() + x2, box.top() + y2)
        )
        offset += _HATCH_STEP
    return lines
