"""A chart of one KPI over its periods; the only place that knows pyqtgraph.

Import it when the first chart is shown: pyqtgraph is the slowest of all libraries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _
from kpidesk.reporting.axis import round_ticks
from kpidesk.ui.charts.kpi_axes import (
    MOST_TICKS,
    PeriodAxis,
    QuietPlot,
    ValueAxis,
)
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.theme.tokens import Tokens, load_tokens

if TYPE_CHECKING:
    from kpidesk.operations.tell_kpi import ChartFacts, ChartPoint

_AIR = 0.12
_DOT_ROOM = 0.015
_EXPORT_SCALE = 2
_NOWHERE = -1


class ChartView(QWidget):
    """Line or columns with comparison and target; arrows walk the points.

    Args:
        theme: The look in force.
        formats: How figures are written.
    """

    def __init__(self, theme: Theme, formats: Formats) -> None:
        super().__init__()
        self._theme = theme
        self._formats = formats
        self._facts: ChartFacts | None = None
        self._at = _NOWHERE
        self._plot: QuietPlot | None = None
        self._print: QuietPlot | None = None
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
        self._at = _NOWHERE
        self.setAccessibleName(facts.title)
        self.setAccessibleDescription(facts.spoken)
        self._draw()

    # -- drawing -------------------------------------------------------------

    def _draw(self) -> None:
        if self._facts is None:
            return
        if self._plot is None:
            self._plot = QuietPlot(ValueAxis(self._formats), PeriodAxis())
            self._plot.viewport().installEventFilter(self)
            self._column.addWidget(self._plot)
        self._fill(self._plot, self._facts, self._theme.tokens)

    def _fill(self, plot: QuietPlot, facts: ChartFacts, tokens: Tokens) -> None:
        """Draw figures into a plot, in place of those it held.

        A plot is never thrown away: pyqtgraph goes on calling one that was deleted.
        """
        plot.clear()
        plot.values.unit, plot.values.formats = facts.unit, self._formats
        plot.periods.labels = [point.label for point in facts.points]
        # The colour of the card: without it the page would shine through.
        plot.setBackground(tokens.card)
        font = self._theme.font("caption")
        for axis in (plot.values, plot.periods):
            axis.setPen(pg.mkPen(tokens.axis))
            axis.setTextPen(pg.mkPen(tokens.text3))
            axis.setStyle(tickFont=font, tickTextOffset=6)
            axis.picture = None
        self._draw_grid(plot, facts, tokens)
        self._draw_target(plot, facts, tokens)
        self._draw_series(plot, facts, tokens)
        plot.crosshair.setPen(pg.mkPen(tokens.axis, width=1))
        plot.crosshair.hide()
        plot.addItem(plot.crosshair, ignoreBounds=True)
        self._set_range(plot, facts)

    def _levels(self, facts: ChartFacts) -> list[float]:
        levels = [p.value for p in facts.points if p.value is not None]
        levels += [p.earlier for p in facts.points if p.earlier is not None]
        if facts.target is not None:
            levels.append(facts.target[0])
        return levels or [0.0, 1.0]

    def _span(self, facts: ChartFacts) -> tuple[float, float]:
        levels = self._levels(facts)
        low, high = min(levels), max(levels)
        if facts.columns:
            low, high = min(low, 0.0), max(high, 0.0)
        air = (high - low or abs(high) or 1.0) * _AIR
        low_end = low - air
        if low >= 0 and low_end < 0:
            # No axis far below zero, only room for the dots that lie on it.
            low_end = -(high + air) * _DOT_ROOM
        return low_end, high + air

    def _set_range(self, plot: QuietPlot, facts: ChartFacts) -> None:
        low, high = self._span(facts)
        box = plot.getPlotItem().getViewBox()
        last = max(len(facts.points) - 1, 1)
        box.setRange(
            xRange=(-0.6, last + 0.6),
            yRange=(low, high),
            padding=0,
            disableAutoRange=True,
        )
        box.setLimits(xMin=-0.6, xMax=last + 0.6)

    def _draw_grid(self, plot: QuietPlot, facts: ChartFacts, tokens: Tokens) -> None:
        low, high = self._span(facts)
        for place in round_ticks(low, high, MOST_TICKS):
            pen = pg.mkPen(tokens.grid, width=1)
            line = pg.InfiniteLine(pos=place, angle=0, pen=pen)
            # pyqtgraph's own grid is drawn over the bars.
            line.setZValue(-10)
            plot.addItem(line, ignoreBounds=True)

    def _draw_target(self, plot: QuietPlot, facts: ChartFacts, tokens: Tokens) -> None:
        if facts.target is None:
            return
        value, text = facts.target
        color = tokens.line["target"]
        pen = pg.mkPen(color, width=1.5, style=Qt.PenStyle.DotLine)
        plot.addItem(pg.InfiniteLine(pos=value, angle=0, pen=pen), ignoreBounds=True)
        label = pg.TextItem(_("Target {value}", value=text), color=color, anchor=(1, 1))
        label.setFont(self._theme.font("caption"))
        label.fill = pg.mkBrush(tokens.card)
        plot.addItem(label, ignoreBounds=True)
        label.setPos(len(facts.points) - 0.5, value)

    def _draw_series(self, plot: QuietPlot, facts: ChartFacts, tokens: Tokens) -> None:
        color = tokens.line["current"]
        if any(point.earlier is not None for point in facts.points):
            pen = pg.mkPen(
                tokens.line["previous"], width=1.5, style=Qt.PenStyle.DashLine
            )
            earlier = [_or_gap(point.earlier) for point in facts.points]
            plot.plot(list(range(len(earlier))), earlier, pen=pen, connect="finite")
        values = [_or_gap(point.value) for point in facts.points]
        if all(point.value is None for point in facts.points):
            # pyqtgraph cannot measure a line without a single point.
            return
        places = list(range(len(values)))
        if facts.columns:
            self._draw_columns(plot, facts, color)
            return
        plot.plot(
            places,
            values,
            pen=pg.mkPen(color, width=2),
            connect="finite",
            symbol="o",
            symbolSize=[5] * max(len(values) - 1, 0) + [9] * min(len(values), 1),
            symbolPen=pg.mkPen(color, width=1.6),
            symbolBrush=[pg.mkBrush(color)] * max(len(values) - 1, 0)
            + [pg.mkBrush(tokens.card if facts.running else color)],
        )

    def _draw_columns(self, plot: QuietPlot, facts: ChartFacts, color: str) -> None:
        known = [
            (i, p.value) for i, p in enumerate(facts.points) if p.value is not None
        ]
        last = len(facts.points) - 1
        brushes = [
            _brush(color, hatched=place == last and facts.running)
            for place, _value in known
        ]
        plot.addItem(
            pg.BarGraphItem(
                x=[place for place, _value in known],
                height=[value for _place, value in known],
                width=0.62,
                brushes=brushes,
                pens=[pg.mkPen(color)] * len(known),
            )
        )

    @property
    def is_cropped(self) -> bool:
        """The axis does not start at zero."""
        return self._facts is not None and self._span(self._facts)[0] > 0

    # -- reading -------------------------------------------------------------

    def _walk_to(self, place: int) -> None:
        facts = self._facts
        if facts is None or not facts.points or self._plot is None:
            return
        self._at = min(max(place, 0), len(facts.points) - 1)
        point = facts.points[self._at]
        self._plot.crosshair.setPos(self._at)
        self._plot.crosshair.show()
        box = self._plot.getPlotItem().getViewBox()
        level = point.value if point.value is not None else self._span(facts)[0]
        scene = box.mapViewToScene(QPointF(self._at, level))
        on_screen = self._plot.mapToGlobal(self._plot.mapFromScene(scene))
        text = point_text(facts, point)
        QToolTip.showText(on_screen, text, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows read the points, 0 shows the whole range, Ctrl+C copies."""
        last = len(self._facts.points) - 1 if self._facts else 0
        places = {
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Left: self._at - 1 if self._at > 0 else 0,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_table())
        elif key in places:
            self._walk_to(places[Qt.Key(key)])
        elif key == Qt.Key.Key_0 and self._plot is not None and self._facts:
            self._set_range(self._plot, self._facts)
        elif key == Qt.Key.Key_Escape and self._at != _NOWHERE:
            self._at = _NOWHERE
            if self._plot is not None:
                self._plot.crosshair.hide()
            QToolTip.hideText()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer over the plot."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            plot = self._plot
            if plot is not None and not event.buttons():
                box = plot.getPlotItem().getViewBox()
                place = box.mapSceneToView(plot.mapToScene(event.position().toPoint()))
                self._walk_to(round(place.x()))
        return super().eventFilter(watched, event)

    # -- taking away ---------------------------------------------------------

    def as_table(self) -> str:
        """The points as tab-separated lines."""
        facts = self._facts
        if facts is None:
            return ""
        lines = []
        for point in facts.points:
            cells = [point.label, point.text]
            if facts.earlier_name:
                cells.append(point.earlier_text)
            lines.append("\t".join(cells))
        return self._formats.plain("\n".join(lines))

    def as_image(self, width: int = 900, height: int = 420) -> QImage:
        """The chart with its title, always light, at twice the size."""
        facts = self._facts
        image = QImage(
            QSize(width, height) * _EXPORT_SCALE, QImage.Format.Format_ARGB32
        )
        image.setDevicePixelRatio(_EXPORT_SCALE)
        tokens = load_tokens(dark=False)
        image.fill(QColor(tokens.card))
        if facts is None:
            return image
        if self._print is None:
            self._print = QuietPlot(ValueAxis(self._formats), PeriodAxis())
            # Only a widget that is shown gets laid out.
            self._print.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        plot = self._print
        self._fill(plot, facts, tokens)
        plot.resize(width - 32, height - 64)
        plot.show()
        painter = QPainter(image)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font("strong"))
            painter.setPen(QColor(tokens.text))
            painter.drawText(QPointF(16, 28), facts.title)
            painter.translate(16, 44)
            room = QRectF(0, 0, plot.width(), plot.height())
            plot.render(painter, room, plot.viewport().rect())
        finally:
            # An exception while a painter is open would abort the program.
            painter.end()
            plot.hide()
        return image


def point_text(facts: ChartFacts, point: ChartPoint) -> str:
    """A point in words: ``mar 25: 2,3%``."""
    told = f"{point.label}: {point.text}"
    if facts.earlier_name and point.earlier_text:
        told += f" · {facts.earlier_name}: {point.earlier_text}"
    return told


def _or_gap(value: float | None) -> float:
    return float("nan") if value is None else value


def _brush(color: str, *, hatched: bool) -> object:
    brush = pg.mkBrush(color)
    if hatched:
        brush.setStyle(Qt.BrushStyle.BDiagPattern)
    return brush
