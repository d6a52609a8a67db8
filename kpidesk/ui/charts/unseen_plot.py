"""A plot that only paints what is taken away: a picture, or a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from kpidesk.ui.charts.column_frame import draw_legend
from kpidesk.ui.charts.line_legend import entries_of
from kpidesk.ui.charts.period_plot import PeriodPlot

if TYPE_CHECKING:
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.charts.over_time import ChartFacts
    from kpidesk.ui.charts.canvas import Canvas


class UnseenPlot(PeriodPlot):
    """Laid out like one on the screen, in the colours of the canvas."""

    def __init__(self, formats: Formats) -> None:
        super().__init__(formats)
        # Only a widget that is shown gets laid out.
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)

    def paint(
        self, canvas: Canvas, room: QRectF, facts: ChartFacts, formats: Formats
    ) -> None:
        """Paint the legend and the plot below it."""
        entries = entries_of(facts)
        taken = draw_legend(canvas, room, entries) if entries else 0.0
        plot_room = room.adjusted(0, taken, 0, 0)
        self.fill(facts, formats, canvas.tokens, canvas.font("caption"))
        self.resize(plot_room.size().toSize())
        self.show()
        try:
            self.render(canvas.painter, plot_room, self.viewport().rect())
        finally:
            self.hide()
