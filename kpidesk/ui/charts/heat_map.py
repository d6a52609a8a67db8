"""Cohorts as rows of cells, the more is left the deeper the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPen

from kpidesk.ui.charts.canvas import CENTER, LEFT, RIGHT

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import Cell, HeatPicture
    from kpidesk.ui.charts.canvas import Canvas
    from kpidesk.ui.charts.drawing import Areas

ROW = 24.0
"""Height of a row at a text size of 100 %."""
_STEPS = (15, 30, 45, 60, 75, 90)
_FULL = 100.5
_MUCH = 119.5
_WIDEST_CELL = 84.0


def step_of(share: float) -> int:
    """The step of the colour ramp for a percentage."""
    return sum(share >= bound for bound in _STEPS)


def draw_heat_map(canvas: Canvas, box: QRectF, picture: HeatPicture) -> Areas:
    """Draw the cells; those of a time to come stay empty."""
    names = (*picture.rows, picture.summary_name, picture.corner)
    name_width = max(canvas.width_of(name, "caption_strong") for name in names) + 12
    sizes = (*picture.sizes, picture.size_heading)
    size_width = max(canvas.width_of(size, "caption_strong") for size in sizes) + 12
    row = canvas.px(ROW)
    left = box.left() + name_width + size_width
    width = min((box.right() - left) / len(picture.columns), _WIDEST_CELL)

    # A narrow cell keeps its number; the sign is in the title then.
    tight = canvas.width_of("100%") + 8 > width

    def place(at: int, column: int) -> QRectF:
        return QRectF(left + column * width, box.top() + at * row, width, row)

    def head(at: int, name: str, size: str, role: str = "caption") -> None:
        top = box.top() + at * row
        canvas.text(
            QRectF(box.left(), top, name_width - 8, row), name, align=LEFT, role=role
        )
        canvas.text(
            QRectF(box.left() + name_width, top, size_width - 10, row),
            size,
            align=RIGHT,
            role=role,
        )

    unit = " %" if tight else ""
    head(0, picture.corner + unit, picture.size_heading, "caption_strong")
    for column, name in enumerate(picture.columns):
        canvas.text(place(0, column), name, role="caption_strong", align=CENTER)
    areas: Areas = []
    lines = zip(picture.rows, picture.sizes, picture.cells, strict=True)
    for at, (name, size, cells) in enumerate(lines, start=1):
        head(at, name, size)
        known = [(place(at, k), cell) for k, cell in enumerate(cells) if cell]
        for spot, shown in known:
            text = shown.text.rstrip("%") if tight else shown.text
            _draw_cell(canvas, spot.adjusted(0.5, 0.5, -0.5, -0.5), shown, text)
        areas.append([spot for spot, _shown in known])
    last = len(picture.rows) + 1
    head(last, picture.summary_name, "", "caption_strong")
    for column, cell in enumerate(picture.summary):
        if cell is not None:
            spot = place(last, column)
            text = cell.text.rstrip("%") if tight else cell.text
            canvas.text(spot, text, color="text", role="caption_strong")
    return areas


def _draw_cell(canvas: Canvas, spot: QRectF, cell: Cell, text: str) -> None:
    color = f"sequential.{step_of(cell.share)}"
    if cell.running:
        canvas.running(spot, color)
        _back(canvas, spot, text, color)
    else:
        canvas.fill(spot, color)
    canvas.text_on(spot, text, canvas.color(color))
    if cell.share >= _FULL:
        # More than at the start: a line inside the cell, thicker from 120 percent.
        wide = 2.0 if cell.share >= _MUCH else 1.0
        canvas.painter.setPen(QPen(canvas.color("card"), wide))
        inset = 2.5
        canvas.painter.drawRect(spot.adjusted(inset, inset, -inset, -inset))


def _back(canvas: Canvas, spot: QRectF, text: str, color: str) -> None:
    """Plain ground behind the text of a hatched cell."""
    behind = QRectF(0, 0, canvas.width_of(text) + 6, canvas.line_height)
    behind.moveCenter(spot.center())
    canvas.painter.fillRect(behind, canvas.color(color))
