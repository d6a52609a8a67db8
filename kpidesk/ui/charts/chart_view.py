"""A chart of one KPI over its periods, with what hands and ears need.

Import it when the first chart is shown: pyqtgraph is the slowest of all libraries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.over_time import table_over_time
from kpidesk.ui.charts.canvas import Canvas
from kpidesk.ui.charts.period_plot import PeriodPlot, span_of
from kpidesk.ui.charts.take_away import (
    HEIGHT,
    WIDTH,
    Heading,
    as_image,
    as_text,
    save_svg,
)
from kpidesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import ChartTable
    from kpidesk.operations.charts.over_time import ChartFacts, ChartPoint

_NOWHERE = -1


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
        self._pressed = QPointF()
        self._plot: PeriodPlot | None = None
        self._print: PeriodPlot | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 2, 2)
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
            self._column.addWidget(self._plot)
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
        self.point_reached.emit(place)

    def _walk_to(self, place: int) -> None:
        facts = self._facts
        if facts is None or not facts.points or self._plot is None:
            return
        self._reach(min(max(place, 0), len(facts.points) - 1))
        point = facts.points[self._at]
        self._plot.crosshair.setPos(self._at)
        self._plot.crosshair.show()
        box = self._plot.getPlotItem().getViewBox()
        level = point.value if point.value is not None else span_of(facts)[0]
        scene = box.mapViewToScene(QPointF(self._at, level))
        on_screen = self._plot.mapToGlobal(self._plot.mapFromScene(scene))
        text = point_text(facts, point)
        QToolTip.showText(on_screen, text, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows read the points, Enter opens one, N pins a note, 0 shows all."""
        last = len(self._facts.points) - 1 if self._facts else 0
        places = {
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Left: self._at - 1 if self._at > 0 else 0,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key, walked = event.key(), self._at != _NOWHERE
        if key in places:
            self._walk_to(places[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and walked:
            self.point_opened.emit(self._at)
        elif key == Qt.Key.Key_N and walked and not event.modifiers():
            self.note_wanted.emit(self._at)
        elif key == Qt.Key.Key_0 and self._plot is not None and self._facts:
            self._plot.show_whole(self._facts)
        elif key == Qt.Key.Key_Escape and walked:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self._reach(_NOWHERE)
        if self._plot is not None:
            self._plot.crosshair.hide()
        QToolTip.hideText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer over the plot; a click opens the point under it."""
        plot = self._plot
        if plot is not None and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseMove and not event.buttons():
                self._walk_to(round(plot.place_of(event.position())))
            elif (
                event.type() == QEvent.Type.MouseButtonPress
                and event.button() is Qt.MouseButton.LeftButton
            ):
                self.setFocus()
                self._pressed = event.position()
            elif (
                event.type() == QEvent.Type.MouseButtonRelease
                and self._at != _NOWHERE
                and self._is_click(event)
            ):
                self.point_opened.emit(self._at)
        return super().eventFilter(watched, event)

    def _is_click(self, event: QMouseEvent) -> bool:
        """The button came up where it went down, so nothing was dragged."""
        moved = event.position() - self._pressed
        left = event.button() is Qt.MouseButton.LeftButton
        return left and moved.manhattanLength() < 4  # noqa: PLR2004 # pixels

    # -- taking away ---------------------------------------------------------

    def table(self) -> ChartTable | None:
        """The numbers of the chart."""
        return table_over_time(self._facts) if self._facts else None

    def as_table(self) -> str:
        """The points as tab-separated lines."""
        table = self.table()
        return as_text(table, self._formats) if table else ""

    @property
    def _heading(self) -> Heading:
        if self._facts is None:
            return Heading("")
        earlier = self._facts.earlier_name
        below = f"┅ {earlier}" if earlier else ""
        return Heading(self._facts.title, below, self.foot)

    def as_image(self, width: int = WIDTH, height: int = HEIGHT) -> QImage:
        """The chart with its title, always light, at twice the size."""
        size = QSize(width, height)
        return as_image(self._theme, self._heading, self._paint, size)

    def save_svg(self, path: str) -> bool:
        """Save the chart as a drawing; whether that worked."""
        size = QSize(WIDTH, HEIGHT)
        return save_svg(self._theme, self._heading, self._paint, size, path)

    def _paint(self, canvas: Canvas, room: QRectF) -> None:
        """Paint the plot through one that is never seen."""
        if self._facts is None:
            return
        if self._print is None:
            self._print = PeriodPlot(self._formats)
            # Only a widget that is shown gets laid out.
            self._print.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        plot = self._print
        plot.fill(self._facts, self._formats, canvas.tokens, canvas.font("caption"))
        plot.resize(room.size().toSize())
        plot.show()
        try:
            plot.render(canvas.painter, room, plot.viewport().rect())
        finally:
            plot.hide()


def point_text(facts: ChartFacts, point: ChartPoint) -> str:
    """A point in words: ``mar 25: 2,3%``, with the comparison and its note."""
    told = f"{point.label}: {point.text}"
    if facts.earlier_name and point.earlier_text:
        told += f" · {facts.earlier_name}: {point.earlier_text}"
    if point.note:
        told += f" · {point.note}"
    return told
