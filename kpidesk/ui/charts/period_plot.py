"""A plot of readings over periods: line or columns, comparison, target, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsItem, QGraphicsPathItem

from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _
from kpidesk.reporting.axis import round_ticks
from kpidesk.ui.charts.canvas import DASHES
from kpidesk.ui.charts.kpi_axes import MOST_TICKS, PeriodAxis, QuietPlot, ValueAxis
from kpidesk.ui.charts.line_legend import stroke_of
from kpidesk.ui.charts.plot_items import ColumnItem, flag_path
from kpidesk.ui.charts.range_zoom import RangeZoom
from kpidesk.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from kpidesk.operations.charts.over_time import ChartFacts, ChartPoint

_AIR = 0.12
_DOT_ROOM = 0.015
_DOT, _LAST_DOT = 2.5, 4.5
_UNDER = -6.0
"""Above the grid and under the readings."""
_BESIDE = 4
"""How many points a label beside them covers."""
_BAR, _DASH = 0.62, 0.36
_IGNORES = QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations


class PeriodPlot(QuietPlot):
    """Draws the facts of a KPI over time.

    It is filled anew instead of being thrown away: pyqtgraph goes on calling a plot
    that was deleted.
    """

    def __init__(self, formats: Formats) -> None:
        super().__init__(ValueAxis(formats), PeriodAxis())
        self.zooming = RangeZoom(self)
        self._ground = ""

    def fill(
        self, facts: ChartFacts, formats: Formats, tokens: Tokens, font: QFont
    ) -> None:
        """Draw figures in place of those it held."""
        self.clear()
        self.values.unit, self.values.formats = facts.unit, formats
        beyond = self.periods.show_names([p.label for p in facts.points], font)
        self.getPlotItem().setContentsMargins(0, 0, beyond, 0)
        # The colour of the card: without it the page would shine through.
        self.setBackground(tokens.card)
        self._ground = tokens.card
        for axis in (self.values, self.periods):
            axis.setPen(pg.mkPen(tokens.axis))
            axis.setTextPen(pg.mkPen(tokens.text3))
            axis.setStyle(tickFont=font, tickTextOffset=6)
            axis.picture = None
        # A plot that is painted once has no second pass to make room for its texts.
        self.values.setWidth(self.values.room_for(*span_of(facts), font))
        self._draw_grid(facts, tokens)
        for value, text in facts.references:
            color = tokens.control, tokens.text3
            self._draw_level(facts, (value, text), color, font)
        if facts.target is not None:
            color = tokens.line["target"], tokens.line["target"]
            told = _("Target {value}", value=facts.target[1])
            self._draw_level(facts, (facts.target[0], told), color, font)
        self._draw_series(facts, tokens)
        self._draw_notes(facts, tokens)
        self.crosshair.setPen(pg.mkPen(tokens.axis, width=1))
        self.crosshair.hide()
        self.addItem(self.crosshair, ignoreBounds=True)
        self.zooming.attach(len(facts.points) - 1, tokens.accent)
        self.show_whole(facts)

    def show_whole(self, facts: ChartFacts) -> None:
        """Show every period and every value."""
        low, high = span_of(facts)
        box = self.getPlotItem().getViewBox()
        last = max(len(facts.points) - 1, 1)
        box.setRange(
            xRange=(-0.6, last + 0.6),
            yRange=(low, high),
            padding=0,
            disableAutoRange=True,
        )
        box.setLimits(xMin=-0.6, xMax=last + 0.6)

    def _draw_grid(self, facts: ChartFacts, tokens: Tokens) -> None:
        low, high = span_of(facts)
        for place in round_ticks(low, high, MOST_TICKS):
            pen = pg.mkPen(tokens.grid, width=1)
            line = pg.InfiniteLine(pos=place, angle=0, pen=pen)
            # pyqtgraph's own grid is drawn over the bars.
            line.setZValue(-10)
            self.addItem(line, ignoreBounds=True)

    def _draw_level(
        self,
        facts: ChartFacts,
        level: tuple[float, str],
        color: tuple[str, str],
        font: QFont,
    ) -> None:
        """A dotted line at a value with its text at the right; its two colours."""
        value, text = level
        low, high = span_of(facts)
        if not low <= value <= high:
            return
        pen = pg.mkPen(color[0], width=1.5, style=Qt.PenStyle.DotLine)
        line = pg.InfiniteLine(pos=value, angle=0, pen=pen)
        line.setZValue(_UNDER)
        self.addItem(line, ignoreBounds=True)
        at_left = _is_freer_at_left(facts, value)
        label = pg.TextItem(text, color=color[1], anchor=(0 if at_left else 1, 1))
        label.setFont(font)
        label.fill = pg.mkBrush(self._ground)
        # Its line must not strike it through, and it must not hide a reading.
        label.setZValue(_UNDER + 1)
        self.addItem(label, ignoreBounds=True)
        label.setPos(-0.5 if at_left else len(facts.points) - 0.5, value)

    def _draw_series(self, facts: ChartFacts, tokens: Tokens) -> None:
        color = tokens.line["current"]
        if not facts.columns:
            self._draw_earlier(facts, tokens)
        if all(point.value is None for point in facts.points):
            # pyqtgraph cannot measure a line without a single point.
            return
        if facts.columns:
            self._draw_columns(facts, tokens, color)
            self._draw_earlier(facts, tokens)
            self._draw_companions(facts, tokens)
            return
        self._draw_companions(facts, tokens)
        values = [_or_gap(point.value) for point in facts.points]
        pen = pg.mkPen(color, width=2)
        self.plot(
            list(range(len(values))), values, pen=pen, connect="finite", antialias=True
        )
        self._draw_dots(facts, tokens, color)

    def _draw_earlier(self, facts: ChartFacts, tokens: Tokens) -> None:
        """The comparison: a dashed line, or a dash across each column."""
        earlier = [_or_gap(point.earlier) for point in facts.points]
        if all(point.earlier is None for point in facts.points):
            return
        places = [float(place) for place in range(len(earlier))]
        style, connect, width = Qt.PenStyle.DashLine, "finite", 1.5
        if facts.columns:
            places = [at + half for at in places for half in (-_DASH, _DASH)]
            earlier = [value for value in earlier for _half in (0, 1)]
            style, connect, width = Qt.PenStyle.SolidLine, "pairs", 3.0
        pen = pg.mkPen(tokens.line["previous"], width=width, style=style)
        self.plot(places, earlier, pen=pen, connect=connect, antialias=True)

    def _draw_companions(self, facts: ChartFacts, tokens: Tokens) -> None:
        for line in facts.companions:
            color, dash = stroke_of(line)
            style = DASHES[dash]
            pen = pg.mkPen(tokens.color(color), width=1.8, style=style)
            values = [_or_gap(value) for value in line.values]
            self.plot(
                list(range(len(values))),
                values,
                pen=pen,
                connect="finite",
                antialias=True,
            )

    def _draw_dots(self, facts: ChartFacts, tokens: Tokens, color: str) -> None:
        """A dot on each value; pyqtgraph's own symbols become bitmaps in SVG."""
        last = len(facts.points) - 1
        for place, point in enumerate(facts.points):
            if point.value is None:
                continue
            size = _LAST_DOT if place == last else _DOT
            dot = QGraphicsEllipseItem(-size, -size, 2 * size, 2 * size)
            hollow = facts.running and place == last
            dot.setBrush(pg.mkBrush(tokens.card if hollow else color))
            dot.setPen(pg.mkPen(color, width=1.6))
            dot.setFlag(_IGNORES)
            self.addItem(dot, ignoreBounds=True)
            dot.setPos(place, point.value)

    def _draw_columns(self, facts: ChartFacts, tokens: Tokens, color: str) -> None:
        known = [
            (i, p.value) for i, p in enumerate(facts.points) if p.value is not None
        ]
        last = len(facts.points) - 1
        for place, value in known:
            bar = QRectF(place - _BAR / 2, min(value, 0.0), _BAR, abs(value))
            hatched = place == last and facts.running
            self.addItem(ColumnItem(bar, color, tokens.card if hatched else ""))

    def _draw_notes(self, facts: ChartFacts, tokens: Tokens) -> None:
        """A flag at the top over each period with a note."""
        _low, high = span_of(facts)
        for place, point in enumerate(facts.points):
            if not point.note:
                continue
            flag = QGraphicsPathItem(flag_path())
            flag.setPen(pg.mkPen(tokens.warn, width=1.5))
            flag.setBrush(pg.mkBrush(tokens.warn))
            flag.setFlag(_IGNORES)
            flag.setToolTip(point.note)
            self.addItem(flag, ignoreBounds=True)
            flag.setPos(place, high)

    def place_of(self, spot: QPointF) -> float:
        """The period under a point of the viewport, counted from the first."""
        box = self.getPlotItem().getViewBox()
        place = box.mapSceneToView(self.mapToScene(spot.toPoint()))
        return float(place.x())


def span_of(facts: ChartFacts) -> tuple[float, float]:
    """Lowest and highest value of the axis."""
    levels = [v for line in facts.lines() for v in line.values if v is not None]
    if facts.target is not None:
        levels.append(facts.target[0])
    levels = levels or [0.0, 1.0]
    low, high = min(levels), max(levels)
    if facts.columns:
        low, high = min(low, 0.0), max(high, 0.0)
    air = (high - low or abs(high) or 1.0) * _AIR
    low_end = low - air
    if low >= 0 and low_end < 0:
        # No axis far below zero, only room for the dots that lie on it.
        low_end = -(high + air) * _DOT_ROOM
    return low_end, high + air


def _is_freer_at_left(facts: ChartFacts, level: float) -> bool:
    """The first readings keep farther from a value than the last ones do."""

    def nearest(points: tuple[ChartPoint, ...]) -> float:
        away = [abs(p.value - level) for p in points if p.value is not None]
        return min(away, default=float("inf"))

    return nearest(facts.points[:_BESIDE]) > nearest(facts.points[-_BESIDE:])


def _or_gap(value: float | None) -> float:
    return float("nan") if value is None else value
