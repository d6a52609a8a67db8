"""A chart of one KPI over its periods, with what hands and ears need.

Import it when the first chart is shown: pyqtgraph is the slowest of all libraries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.over_time import point_text, table_over_time
from kpidesk.ui.charts.announcer import Announcer
from kpidesk.ui.charts.canvas import Canvas
from kpidesk.ui.charts.line_legend import LineLegend
from kpidesk.ui.charts.period_plot import PeriodPlot, span_of
from kpidesk.ui.charts.take_away import (
    HEIGHT,
    WIDTH,
    Heading,
    as_image,
    as_text,
    save_svg,
)
from kpidesk.ui.charts.unseen_plot import UnseenPlot
from kpidesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import ChartTable
    from kpidesk.operations.charts.over_time import ChartFacts

_NOWHERE = -1
_STEPS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Home: (0, 0),
    Qt.Key.Key_End: (0, 0),
}
"""Keys that walk: periods to the right, lines down."""
_CLOSER = {Qt.Key.Key_Plus: 0.5, Qt.Key.Key_Equal: 0.5, Qt.Key.Key_Minus: 2.0}


class ChartView(QWidget):
    """Line or columns with comparison and target; arrows walk the points.

    Args:
        theme: The look in force.
        formats: How figures are written.

    Signals:
        point_opened: A point was clicked or entered (its place).
        point_reached: Another point is walked to (its place, −1 = none).
        note_wanted: A note shall be pinned to a point (its place).
    """

    point_opened = Signal(int)
    point_reached = Signal(int)
    note_wanted = Signal(int)

    def __init__(self, theme: Theme, formats: Formats) -> None:
        super().__init__()
        self._theme = theme
        self._formats = formats
        self._facts: ChartFacts | None = None
        self.foot = ""
        self._at = _NOWHERE
        self._line = 0
        self.announcer = Announcer(self)
        self._pressed = QPointF()
        self._plot: PeriodPlot | None = None
        self._print: UnseenPlot | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._legend = LineLegend(theme)
        self._column.addWidget(self._legend)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.px(240))
        theme.changed.connect(self._draw)

    def sizeHint(self) -> QSize:
        """Room for a year or two of months."""
        return QSize(640, self._theme.px(320))

    def show_facts(self, facts: ChartFacts, formats: Formats) -> None:
        """Draw other figures."""
        self._facts = facts
        self._formats = formats
        self._reach(_NOWHERE)
        self.setAccessibleName(facts.title)
        self.setAccessibleDescription(facts.spoken)
        self._draw()

    def _draw(self) -> None:
        if self._facts is None:
            return
        if self._plot is None:
            self._plot = PeriodPlot(self._formats)
            self._plot.viewport().installEventFilter(self)
            self._column.addWidget(self._plot, 1)
        self._legend.show_facts(self._facts)
        font = self._theme.font("caption")
        self._plot.fill(self._facts, self._formats, self._theme.tokens, font)

    @property
    def is_cropped(self) -> bool:
        """The axis does not start at zero."""
        return self._facts is not None and span_of(self._facts)[0] > 0

    @property
    def current(self) -> int:
        """The point walked to, −1 = none."""
        return self._at

    # -- reading -------------------------------------------------------------

    def _reach(self, place: int) -> None:
        self._at = place
        if place == _NOWHERE:
            self.announcer.hush()
        self.point_reached.emit(place)

    def _walk_to(self, place: int, line: int | None = None) -> None:
        """Come to a period, and to one of the lines that can be read there."""
        facts = self._facts
        if facts is None or not facts.points or self._plot is None:
            return
        lines = facts.lines()
        self._line = min(max(self._line if line is None else line, 0), len(lines) - 1)
        self._reach(min(max(place, 0), len(facts.points) - 1))
        self._plot.zooming.reveal(self._at)
        self._plot.crosshair.setPos(self._at)
        self._plot.crosshair.show()
        box = self._plot.getPlotItem().getViewBox()
        value = lines[self._line].values[self._at]
        level = span_of(facts)[0] if value is None else value
        scene = box.mapViewToScene(QPointF(self._at, level))
        on_screen = self._plot.mapToGlobal(self._plot.mapFromScene(scene))
        text = point_text(facts, self._at, self._line)
        QToolTip.showText(on_screen, text, self)
        self.announcer.say(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows read the points of a line, and go from line to line.

        With Shift they mark a range; Enter shows it, or opens the point. Ctrl with +
        or − looks closer or farther, 0 shows all, N pins a note.
        """
        key, walked = event.key(), self._at != _NOWHERE
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in _STEPS:
            self._step(Qt.Key(key), event.modifiers())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and walked:
            self._enter()
        elif key == Qt.Key.Key_N and walked and not event.modifiers():
            self.note_wanted.emit(self._at)
        elif key in _CLOSER and control and self._plot is not None:
            self._plot.zooming.closer(self._middle(), _CLOSER[Qt.Key(key)])
        elif key == Qt.Key.Key_0:
            self._show_whole()
        elif key == Qt.Key.Key_Escape and walked:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        right, down = _STEPS[key]
        if modifiers & Qt.KeyboardModifier.ShiftModifier and right and self._plot:
            self._walk_to(self._plot.zooming.grow(max(self._at, 0), right))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._walk_to(0 if key == Qt.Key.Key_Home else self._last)
        elif self._at == _NOWHERE:
            self._walk_to(0, 0)
        else:
            self._walk_to(self._at + right, self._line + down)

    def _enter(self) -> None:
        if self._plot is not None and self._plot.zooming.is_marked:
            self._plot.zooming.zoom()
        else:
            self.point_opened.emit(self._at)

    @property
    def _last(self) -> int:
        return len(self._facts.points) - 1 if self._facts else 0

    def _middle(self) -> float:
        """What a closer look is centred on: the point walked to, or the last one."""
        return float(self._last if self._at == _NOWHERE else self._at)

    def _show_whole(self) -> None:
        if self._plot is not None and self._facts is not None:
            self._plot.zooming.drop()
            self._plot.show_whole(self._facts)

    def _leave(self) -> None:
        self._reach(_NOWHERE)
        if self._plot is not None:
            self._plot.crosshair.hide()
            self._plot.zooming.drop()
        QToolTip.hideText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer: a click opens a point, a drag shows its range alone."""
        plot = self._plot
        if plot is None or not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        left = Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseMove and event.buttons() & left:
            if not self._is_click(event):
                start = plot.place_of(self._pressed)
                plot.zooming.mark(start, plot.place_of(event.position()))
            return True
        if event.type() == QEvent.Type.MouseMove and not event.buttons():
            place = min(max(round(plot.place_of(event.position())), 0), self._last)
            # Inside the same period there is nothing new to say.
            if place != self._at:
                self._walk_to(place)
        elif event.type() == QEvent.Type.MouseButtonPress and event.button() is left:
            self.setFocus()
            self._pressed = event.position()
            return True
        elif event.type() == QEvent.Type.MouseButtonRelease and event.button() is left:
            self._release(event, plot)
            return True
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self._show_whole()
            return True
        return super().eventFilter(watched, event)

    def _release(self, event: QMouseEvent, plot: PeriodPlot) -> None:
        if not self._is_click(event):
            plot.zooming.zoom()
        elif self._at != _NOWHERE:
            self.point_opened.emit(self._at)

    def _is_click(self, event: QMouseEvent) -> bool:
        """The pointer is where the button went down, so nothing was dragged."""
        moved = event.position() - self._pressed
        return moved.manhattanLength() < 4  # noqa: PLR2004 # pixels

    # -- taking away ---------------------------------------------------------

    def table(self) -> ChartTable | None:
        """The numbers of the chart."""
        return table_over_time(self._facts) if self._facts else None

    def as_table(self) -> str:
        """The points as tab-separated lines."""
        table = self.table()
        return as_text(table, self._formats) if table else ""

    def as_image(self, width: int = WIDTH, height: int = HEIGHT) -> QImage:
        """The chart with its title, always light, at twice the size."""
        size = QSize(width, height)
        return as_image(self._theme, self._heading, self._paint, size)

    def save_svg(self, path: str) -> bool:
        """Save the chart as a drawing; whether that worked."""
        size = QSize(WIDTH, HEIGHT)
        return save_svg(self._theme, self._heading, self._paint, size, path)

    @property
    def _heading(self) -> Heading:
        return Heading(self._facts.title if self._facts else "", "", self.foot)

    def _paint(self, canvas: Canvas, room: QRectF) -> None:
        if self._facts is not None:
            if self._print is None:
                self._print = UnseenPlot(self._formats)
            self._print.paint(canvas, room, self._facts, self._formats)
