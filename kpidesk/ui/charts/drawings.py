"""Which drawing shows a picture, and how much room it wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF

from kpidesk.operations.charts.facts import (
    BarsPicture,
    ColumnsPicture,
    DotsPicture,
    ForecastPicture,
    HeatPicture,
    HistogramPicture,
    NpsPicture,
    PanelsPicture,
    ParetoPicture,
    SurvivalPicture,
)
from kpidesk.operations.first_screen import WaterfallFace
from kpidesk.ui.charts.bars import BAR, REMARK, WHOLE, draw_bars
from kpidesk.ui.charts.canvas import Canvas
from kpidesk.ui.charts.dot_plot import draw_dots
from kpidesk.ui.charts.drawing import Areas
from kpidesk.ui.charts.forecast_band import draw_forecast
from kpidesk.ui.charts.heat_map import ROW, draw_heat_map
from kpidesk.ui.charts.histogram import draw_histogram
from kpidesk.ui.charts.nps_bars import ROW as NPS_ROW
from kpidesk.ui.charts.nps_bars import SCORES, draw_nps
from kpidesk.ui.charts.panels import PANEL, draw_panels
from kpidesk.ui.charts.pareto import draw_pareto
from kpidesk.ui.charts.stacked_columns import draw_stacked_columns
from kpidesk.ui.charts.survival_curve import draw_survival
from kpidesk.ui.charts.waterfall import draw_waterfall

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import Picture

_USUAL = 300.0


_DRAWINGS: dict[type, Callable[[Canvas, QRectF, Any], Areas]] = {
    HeatPicture: draw_heat_map,
    ColumnsPicture: draw_stacked_columns,
    HistogramPicture: draw_histogram,
    ParetoPicture: draw_pareto,
    BarsPicture: draw_bars,
    NpsPicture: draw_nps,
    PanelsPicture: draw_panels,
    SurvivalPicture: draw_survival,
    DotsPicture: draw_dots,
    ForecastPicture: draw_forecast,
    WaterfallFace: draw_waterfall,
}


def draw(canvas: Canvas, box: QRectF, picture: Picture) -> Areas:
    """Paint a picture into a box and say where its marks are."""
    return _DRAWINGS[type(picture)](canvas, box, picture)


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
        case PanelsPicture():
            return len(picture.panels) * PANEL
        case _:
            return _USUAL
