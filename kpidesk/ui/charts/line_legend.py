"""Names of the lines of a chart over time, each beside its stroke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kpidesk.ui.charts.canvas import Canvas
from kpidesk.ui.charts.column_frame import draw_legend

if TYPE_CHECKING:
    from kpidesk.operations.charts.companions import Companion
    from kpidesk.operations.charts.over_time import ChartFacts
    from kpidesk.ui.theme.theme import Theme

_LEFT = 6.0


def stroke_of(line: Companion) -> tuple[str, str]:
    """Colour and dash of a line beside that of the KPI.

    The KPI under another definition has its colour; another figure has its own.
    """
    return ("line.current", "dash") if line.variant else ("series.1", "dash dot")


def entries_of(facts: ChartFacts) -> list[tuple[str, str, str]]:
    """Name, colour and stroke of each line, where there are several."""
    lines = facts.lines()
    if len(lines) == 1:
        return []
    entries = [(lines[0].name, "line.current", "" if facts.columns else "line")]
    for line in facts.companions:
        color, dash = stroke_of(line)
        entries.append((line.name, color, f"line {dash}"))
    if facts.earlier_name:
        stroke = "line" if facts.columns else "line dash"
        entries.append((facts.earlier_name, "line.previous", stroke))
    return entries


class LineLegend(QWidget):
    """The legend above a plot; as high as its names need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: list[tuple[str, str, str]] = []

    def show_facts(self, facts: ChartFacts) -> None:
        """Name the lines of other figures; hidden where there is but one."""
        self._entries = entries_of(facts)
        self.setVisible(bool(self._entries))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the names need in another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # A layout with height for width would stretch the plot as high as it likes.
        image = QImage(1, 1, QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        try:
            canvas = Canvas(painter, self._theme, self._theme.tokens)
            room = QRectF(0, 0, self.width() - _LEFT, 1)
            self.setFixedHeight(round(draw_legend(canvas, room, self._entries)))
        finally:
            painter.end()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names."""
        painter = QPainter(self)
        canvas = Canvas(painter, self._theme, self._theme.tokens)
        draw_legend(canvas, QRectF(self.rect()).adjusted(_LEFT, 0, 0, 0), self._entries)
        painter.end()
