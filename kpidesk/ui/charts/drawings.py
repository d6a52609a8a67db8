"""Which drawing shows a picture, and how much room it wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.operations.charts.facts import (
    BarsPicture,
    ColumnsPicture,
    HeatPicture,
    HistogramPicture,
    NpsPicture,
    ParetoPicture,
    SurvivalPicture,
)
from kpidesk.operations.first_screen import WaterfallFace
from kpidesk.ui.charts.bars import BAR, REMARK, WHOLE, draw_bars
from kpidesk.ui.charts.heat_map import ROW, draw_heat_map
from kpidesk.ui.charts.histogram import draw_histogram
from kpidesk.ui.charts.nps_bars import ROW as NPS_ROW
from kpidesk.ui.charts.nps_bars import SCORES, draw_nps
from kpidesk.ui.charts.pareto import draw_pareto
from kpidesk.ui.charts.stacked_columns import draw_stacked_columns
from kpidesk.ui.charts.survival_curve import draw_survival
from kpidesk.ui.charts.waterfall import draw_waterfall

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from kpidesk.operations.charts.facts import Picture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

_USUAL = 300.0


def draw(canvas: Canvas, box: QRectF, picture: Picture) -> Areas:  # one per picture
    """Paint a picture into a box and say where its marks are."""
    match picture:
        case HeatPicture():
            return draw_heat_map(canvas, box, picture)
        case ColumnsPicture():
            return draw_stacked_columns(canvas, box, picture)
        case HistogramPicture():
            return draw_histogram(canvas, box, picture)
        case ParetoPicture():
            return draw_pareto(canvas, box, picture)
        case BarsPicture():
            return draw_bars(canvas, box, picture)
        case NpsPicture():
            return draw_nps(canvas, box, picture)
        case SurvivalPicture():
            return draw_survival(canvas, box, picture)
        case WaterfallFace():
            return draw_waterfall(canvas, box, picture)


def height_of(picture: Picture | None) -> float:
    """The height a picture wants at a text size of 100 %, in pixels."""
    match picture:
        case HeatPicture():
            return (len(picture.rows) + 2) * ROW + 4
        case BarsPicture():
            each = BAR + (REMARK if any(bar.remark for bar in picture.bars) else 0)
            return len(picture.bars) * each + (WHOLE if picture.whole else 0) + 12
        case NpsPicture():
            return len(picture.rows) * NPS_ROW + SCORES + 72
        case _:
            return _USUAL
