"""Choosing a range of periods, with the mouse or the keyboard, to look at closer."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QColor

_FEWEST = 3
"""Periods that are worth a chart of their own."""
_EDGE = 0.6
_FAINT = 48


class RangeZoom:
    """The range marked on a plot of periods, and the zoom into it.

    Places are counted from the first period.

    Args:
        plot: The plot; its view must show slots 0 … ``last``.
    """

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._plot = plot
        self._anchor: float | None = None
        self._reached = 0.0
        self._last = 1
        self._region = pg.LinearRegionItem(movable=False)
        self._region.setZValue(20)
        self._region.hide()

    @property
    def is_marked(self) -> bool:
        """A range is marked that Enter would show."""
        return self._anchor is not None and len(self._span()) >= _FEWEST

    def attach(self, last: int, color: str) -> None:
        """Belong to the figures just drawn; *last* is the place of the last period."""
        self._last = max(last, 1)
        self.drop()
        fill = QColor(color)
        fill.setAlpha(_FAINT)
        self._region.setBrush(pg.mkBrush(fill))
        self._plot.addItem(self._region, ignoreBounds=True)

    def mark(self, start: float, end: float) -> None:
        """Mark the range between two places."""
        self._anchor, self._reached = start, end
        span = self._span()
        self._region.setRegion((span[0] - _EDGE, span[-1] + _EDGE))
        self._region.show()

    def grow(self, at: int, step: int) -> int:
        """Make the range one period longer or shorter; the place reached.

        Args:
            at: Where the range begins if none is marked.
            step: 1 = to the right, −1 = to the left.
        """
        start = float(at) if self._anchor is None else self._anchor
        reached = start if self._anchor is None else self._reached
        reached = min(max(reached + step, 0.0), float(self._last))
        self.mark(start, reached)
        return round(reached)

    def zoom(self) -> None:
        """Show only the range marked, if it is worth it, and unmark it."""
        span = self._span()
        if self.is_marked:
            self._show(span[0], span[-1])
        self.drop()

    def drop(self) -> None:
        """Unmark the range."""
        self._anchor = None
        self._region.hide()

    def closer(self, at: float, share: float) -> None:
        """Show *share* times as many periods as now, around a place."""
        low, high = self._plot.getPlotItem().getViewBox().viewRange()[0]
        wide = max((high - low) * share - 2 * _EDGE, _FEWEST - 1.0)
        first = min(max(at - wide / 2, 0.0), max(self._last - wide, 0.0))
        self._show(first, first + wide)

    def reveal(self, at: int) -> None:
        """Move the view as far as a period needs to be seen."""
        low, high = self._plot.getPlotItem().getViewBox().viewRange()[0]
        beyond = max(at + _EDGE - high, 0.0) or min(at - _EDGE - low, 0.0)
        if beyond:
            self._show(low + beyond + _EDGE, high + beyond - _EDGE)

    def _span(self) -> range:
        start = self._reached if self._anchor is None else self._anchor
        low, high = sorted((round(start), round(self._reached)))
        return range(max(low, 0), min(high, self._last) + 1) or range(1)

    def _show(self, first: float, last: float) -> None:
        low = max(first, 0.0) - _EDGE
        high = min(last, float(self._last)) + _EDGE
        self._plot.getPlotItem().getViewBox().setXRange(low, high, padding=0)
