"""Charts of columns one above the other over one axis of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from kpidesk.ui.charts.canvas import LEFT
from kpidesk.ui.charts.column_frame import room_of_ticks
from kpidesk.ui.charts.stacked_columns import draw_stacked_columns

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import PanelsPicture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

PANEL = 124.0
"""The height of one panel at a text size of 100 %, in pixels."""
_APART = 8.0


def draw_panels(canvas: Canvas, box: QRectF, picture: PanelsPicture) -> Areas:
    """Draw the panels; their areas follow one another."""
    left = max(room_of_ticks(canvas, panel.ticks) for panel in picture.panels)
    height = box.height() / len(picture.panels)
    areas: Areas = []
    for at, (title, panel) in enumerate(
        zip(picture.titles, picture.panels, strict=True)
    ):
        top = box.top() + at * height
        name = QRectF(box.left(), top, box.width(), canvas.line_height + 2)
        canvas.text(name, title, color="text", align=LEFT, role="caption_strong")
        room = QRectF(
            box.left(), name.bottom(), box.width(), height - name.height() - _APART
        )
        areas += draw_stacked_columns(canvas, room, panel, left)
    return areas
