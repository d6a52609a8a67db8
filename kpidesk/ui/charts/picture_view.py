"""A special chart on the screen: arrows walk its marks, Enter shows their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kpidesk.ui.charts.announcer import Announcer
from kpidesk.ui.charts.canvas import Canvas
from kpidesk.ui.charts.drawings import draw, height_of
from kpidesk.ui.charts.take_away import WIDTH, Heading, as_image, save_svg

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import ChartTable, Mark, SpecialFacts
    from kpidesk.ui.charts.drawing import Areas
    from kpidesk.ui.theme.theme import Theme

_EDGE = 6.0
_HEADING = 92
_HANDY = 10.0
_MOVES = {
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
}


def _grown(area: QRectF) -> QRectF:
    """An area of at least some pixels, as a hand can hit."""
    wide = max(0.0, _HANDY - area.width()) / 2
    high = max(0.0, _HANDY - area.height()) / 2
    return area.adjusted(-wide, -high, wide, high)


class PictureView(QWidget):
    """Shows one chart at a time.

    Signals:
        mark_opened: A mark was clicked or entered (``Mark``).
        mark_reached: Another mark is walked to (``Mark``, or ``None``).
    """

    mark_opened = Signal(object)
    mark_reached = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._facts: SpecialFacts | None = None
        self.foot = ""
        self._areas: Areas = []
        self._at: tuple[int, int] | None = None
        self.announcer = Announcer(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    def show_facts(self, facts: SpecialFacts) -> None:
        """Draw another chart."""
        self._facts = facts
        self._areas = []
        self._reach(None)
        self.setAccessibleName(facts.title)
        self.setAccessibleDescription(facts.spoken)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        picture = self._facts.picture if self._facts else None
        self.setMinimumHeight(self._theme.px(height_of(picture) + 2 * _EDGE))
        self.update()

    def sizeHint(self) -> QSize:
        """The width of a page, and the height that the picture wants."""
        return QSize(640, self.minimumHeight())

    @property
    def current(self) -> Mark | None:
        """The mark walked to."""
        if self._facts is None or self._at is None:
            return None
        row, column = self._at
        return self._facts.marks[row][column]

    # -- painting ------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture and the frame around the mark walked to."""
        painter = QPainter(self)
        canvas = Canvas(painter, self._theme, self._theme.tokens)
        box = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        self._areas = self._draw(canvas, box)
        if self._at is not None:
            row, column = self._at
            canvas.focus(self._areas[row][column])
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("focus"), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, 6, 6)
        painter.end()

    def _draw(self, canvas: Canvas, box: QRectF) -> Areas:
        facts = self._facts
        if facts is None:
            return []
        if facts.picture is None:
            canvas.text(box, facts.said, color="text2", role="body")
            return []
        return draw(canvas, box, facts.picture)

    # -- hands ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End go to the ends, Enter opens, Escape leaves."""
        key = event.key()
        marks = self._facts.marks if self._facts else ()
        if not marks:
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._walk(*_MOVES[Qt.Key(key)])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            row = self._at[0] if self._at else 0
            last = len(marks[row]) - 1
            self._announce((row, 0 if key == Qt.Key.Key_Home else last))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current:
            self.mark_opened.emit(self.current)
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._reach(None)
            QToolTip.hideText()
        else:
            super().keyPressEvent(event)

    def _walk(self, down: int, right: int) -> None:
        """Step to the next mark; the first step comes to the first one."""
        if self._facts is None:
            return
        marks = self._facts.marks
        if self._at is None:
            self._announce((0, 0))
            return
        row = min(max(self._at[0] + down, 0), len(marks) - 1)
        column = self._at[1] + right
        if len(marks[row]) == 1 and right and len(marks) > 1:
            # Bars one below the other are one row to the arrows.
            row, column = min(max(row + right, 0), len(marks) - 1), 0
        self._announce((row, min(max(column, 0), len(marks[row]) - 1)))

    def _announce(self, at: tuple[int, int]) -> None:
        self._reach(at)
        mark = self.current
        if mark is None:
            return
        self.announcer.say(mark.spoken)
        if self._areas:
            where = self._areas[at[0]][at[1]].center().toPoint()
            QToolTip.showText(self.mapToGlobal(where), mark.spoken, self)

    def _reach(self, at: tuple[int, int] | None) -> None:
        self._at = at
        if at is None:
            self.announcer.hush()
        self.mark_reached.emit(self.current)
        self.update()

    def _under(self, spot: QPointF) -> tuple[int, int] | None:
        """The mark under the pointer; one that is hard to hit is met from beside.

        Of several, it is the one whose middle is nearest.
        """
        marks = [
            (row, column)
            for row, areas in enumerate(self._areas)
            for column, area in enumerate(areas)
            if _grown(area).contains(spot)
        ]
        return min(
            marks,
            key=lambda at: self._away(at, spot),
            default=None,
        )

    def _away(self, at: tuple[int, int], spot: QPointF) -> float:
        """How far the middle of a mark is from a spot, in pixels."""
        return (self._areas[at[0]][at[1]].center() - spot).manhattanLength()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the mark under the pointer."""
        at = self._under(event.position())
        marks = self._facts.marks if self._facts else ()
        text = marks[at[0]][at[1]].spoken if at else ""
        shape = Qt.CursorShape.PointingHandCursor if at else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the mark under the pointer."""
        super().mousePressEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = self._under(event.position())
        if at is not None:
            self._reach(at)
            self.mark_opened.emit(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.update()

    # -- taking away ---------------------------------------------------------

    @property
    def _heading(self) -> Heading:
        facts = self._facts
        return Heading(facts.title, facts.said, self.foot) if facts else Heading("")

    @property
    def _paper(self) -> QSize:
        picture = self._facts.picture if self._facts else None
        return QSize(WIDTH, self._theme.px(height_of(picture)) + _HEADING)

    def table(self) -> ChartTable | None:
        """The numbers of the chart."""
        return self._facts.table if self._facts else None

    def as_image(self) -> QImage:
        """The chart with its title, always light, at twice the size."""
        return as_image(self._theme, self._heading, self._draw, self._paper)

    def save_svg(self, path: str) -> bool:
        """Save the chart as a drawing; whether that worked."""
        return save_svg(self._theme, self._heading, self._draw, self._paper, path)
