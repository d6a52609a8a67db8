"""A page to paint on: text and lines in 1/96 inch, on any device."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from kpidesk.printing.ink import font, ink

UNITS_PER_MM = 96 / 25.4
PAGE_WIDTH_MM, PAGE_HEIGHT_MM, MARGIN_MM = 210.0, 297.0, 15.0
WIDTH = (PAGE_WIDTH_MM - 2 * MARGIN_MM) * UNITS_PER_MM
HEIGHT = (PAGE_HEIGHT_MM - 2 * MARGIN_MM) * UNITS_PER_MM

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


def mm(length: float) -> float:
    """Millimetres in painting units."""
    return length * UNITS_PER_MM


class Sheet:
    """The printable area of one page; (0, 0) is its top left corner.

    Args:
        painter: Paints on the page; its unit is 1/96 inch, its origin the margin's.
    """

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(
        self,
        box: QRectF,
        text: str,
        *,
        size: float = 12,
        strong: bool = False,
        colour: QColor | None = None,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Write one line, vertically centred, shortened with … where it is too long."""
        made = font(size, strong=strong)
        shown = QFontMetricsF(made).elidedText(
            text, Qt.TextElideMode.ElideRight, box.width()
        )
        self._write(box, shown, made, colour, align | Qt.AlignmentFlag.AlignVCenter)

    def paragraph(
        self,
        box: QRectF,
        text: str,
        *,
        size: float = 12,
        strong: bool = False,
        colour: QColor | None = None,
        align: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """Write lines broken at words; the height they take."""
        made = font(size, strong=strong)
        flags = align | Qt.AlignmentFlag.AlignTop | _wrapping(text, box.width(), made)
        self._write(box, text, made, colour, flags)
        return paragraph_height(text, box.width(), size)

    def _write(
        self,
        box: QRectF,
        text: str,
        made: QFont,
        colour: QColor | None,
        flags: Qt.AlignmentFlag | Qt.TextFlag,
    ) -> None:
        self.painter.setFont(made)
        self.painter.setPen(colour or ink().text)
        self.painter.drawText(box, int(flags), text)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, width: float = 1
    ) -> None:
        """Draw a thin line in the colour of rules."""
        self.painter.setPen(QPen(ink().rule, width))
        self.painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def fill(self, box: QRectF, colour: QColor) -> None:
        """Fill a rectangle."""
        self.painter.fillRect(box, colour)


def fitting(text: str, width: float, size: float, smallest: float) -> float:
    """The size, not above *size*, at which a line is as wide as its room."""
    wide = QFontMetricsF(font(size)).horizontalAdvance(text)
    return size if wide <= width else max(smallest, size * (width - 1) / wide)


def _wrapping(text: str, width: float, made: QFont) -> Qt.TextFlag:
    """Break lines at words; anywhere where a word alone is too wide."""
    longest = max(text.split(), key=len, default="")
    if QFontMetricsF(made).horizontalAdvance(longest) > width:
        return Qt.TextFlag.TextWrapAnywhere
    return Qt.TextFlag.TextWordWrap


def paragraph_height(text: str, width: float, size: float) -> float:
    """How high a paragraph is at a width."""
    made = font(size)
    metrics = QFontMetricsF(made)
    flags = int(LEFT | Qt.AlignmentFlag.AlignTop | _wrapping(text, width, made))
    return metrics.boundingRect(QRectF(0, 0, width, 100_000), flags, text).height()
