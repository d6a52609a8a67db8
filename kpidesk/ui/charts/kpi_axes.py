"""Axes that speak the person's language, and the plot they belong to."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QWheelEvent

from kpidesk.domain.kpi import Unit
from kpidesk.i18n.formats import Formats
from kpidesk.reporting.axis import round_ticks

_MONEY = {Unit.MONEY, Unit.MONEY_PER_MONTH}
_BETWEEN_LABELS = 16
_AXIS_GAP = 20
MOST_TICKS = 6
_COMPACT_DIGITS = 50
_MOST_DECIMALS = 2


def _decimals(step: float) -> int:
    """As many decimals as ticks a step apart need to be written as they are."""
    for digits in range(_MOST_DECIMALS):
        if math.isclose(step * 10**digits, round(step * 10**digits)):
            return digits
    return _MOST_DECIMALS


class ValueAxis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no annotations
    """Round values, at most six, written by ``Formats``."""

    def __init__(self, formats: Formats) -> None:
        super().__init__("left")
        self.unit = Unit.COUNT
        self.formats = formats
        self.enableAutoSIPrefix(False)

    def tickValues(self, low: float, high: float, _size: float) -> Any:
        """Places of the ticks."""
        ticks = list(round_ticks(low, high, MOST_TICKS))
        step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
        return [(step, ticks)]

    def tickStrings(self, values: Any, _scale: float, spacing: float) -> list[str]:
        """Texts of the ticks."""
        return [self.text(float(value), spacing) for value in values]

    def room_for(self, low: float, high: float, font: QFont) -> float:
        """The width that the texts of a range need, in pixels."""
        ((spacing, places),) = self.tickValues(low, high, 0.0)
        metrics = QFontMetricsF(font)
        texts = self.tickStrings(places, 1.0, spacing)
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        return widest + _AXIS_GAP

    def text(self, value: float, spacing: float) -> str:
        """A value as the axis writes it."""
        formats = self.formats
        if self.unit in _MONEY:
            # Ticks closer than the compact form can tell apart need all digits.
            close = spacing < abs(value) / _COMPACT_DIGITS
            return formats.money(value) if close else formats.money_compact(value)
        if self.unit is Unit.PERCENT:
            return formats.percent(value, _decimals(spacing))
        if self.unit is Unit.HOURS:
            return formats.hours(value)
        if self.unit is Unit.RATIO:
            return formats.ratio(value)
        return formats.compact(value)


class PeriodAxis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph has no annotations
    """One slot per period, as many names as fit."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.labels: list[str] = []
        self.room = 64.0
        # The first and the last name may stand out a little; the plot has room.
        self.setStyle(hideOverlappingLabels=False)

    def show_names(self, labels: list[str], font: QFont) -> float:
        """Name the slots; how far a name may stand out at the sides, in pixels."""
        metrics = QFontMetricsF(font)
        self.labels = labels
        widest = max((metrics.horizontalAdvance(text) for text in labels), default=0.0)
        self.room = widest + _BETWEEN_LABELS
        return widest / 2

    def tickValues(self, low: float, high: float, size: float) -> Any:
        """Places of the names: every slot, or every n-th counted from the last."""
        count = max(high - low, 1.0)
        every = max(1, round(count * self.room / max(size, 1.0) + 0.49))
        last = len(self.labels) - 1
        places = [p for p in range(last, -1, -every) if low <= p <= high]
        return [(float(every), [float(place) for place in reversed(places)])]

    def tickStrings(self, values: Any, _scale: float, _spacing: float) -> list[str]:
        """Names of the periods."""
        return [self.labels[int(value)] for value in values]


class QuietPlot(pg.PlotWidget):  # type: ignore[misc] # pyqtgraph has no annotations
    """A plot without menus, whose wheel scrolls the page unless Ctrl is held."""

    def __init__(self, value_axis: ValueAxis, period_axis: PeriodAxis) -> None:
        super().__init__(axisItems={"left": value_axis, "bottom": period_axis})
        self.values = value_axis
        self.periods = period_axis
        self.crosshair = pg.InfiniteLine(angle=90)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.getViewBox().setMouseEnabled(x=True, y=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; otherwise the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()
