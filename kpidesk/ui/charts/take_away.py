"""What one can take away of a chart: a picture, a drawing, its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from kpidesk.ui.charts.canvas import LEFT, Canvas
from kpidesk.ui.theme.tokens import load_tokens

if TYPE_CHECKING:
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.charts.facts import ChartTable
    from kpidesk.ui.theme.theme import Theme

Paint = Callable[[Canvas, QRectF], object]
WIDTH, HEIGHT = 900, 420
_SCALE = 2
_MARGIN = 16.0
_PIXELS_PER_INCH = 96


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, the line under it, and the line at the foot: whose data, and when."""

    title: str
    below: str = ""
    foot: str = ""


def paint_sheet(canvas: Canvas, size: QSize, heading: Heading, paint: Paint) -> None:
    """A title with the line under it, and the chart below, on the light card.

    Args:
        canvas: What is painted on.
        size: Of the whole.
        heading: What stands above and below the chart.
        paint: Paints the chart into the room left.
    """
    canvas.painter.fillRect(QRect(QPointF(0, 0).toPoint(), size), canvas.color("card"))
    width = size.width() - 2 * _MARGIN
    strong = canvas.metrics("strong").height()
    box = QRectF(_MARGIN, 12, width, strong)
    canvas.text(box, heading.title, color="text", align=LEFT, role="strong")
    top = box.bottom() + 4
    if heading.below:
        line = QRectF(_MARGIN, top, width, canvas.line_height)
        canvas.text(line, heading.below, align=LEFT)
        top = line.bottom() + 4
    bottom = size.height() - _MARGIN
    if heading.foot:
        bottom -= canvas.line_height
        line = QRectF(_MARGIN, bottom + 4, width, canvas.line_height)
        canvas.text(line, heading.foot, color="text3", align=LEFT)
    room = QRectF(_MARGIN, top + 6, width, bottom - top - 6)
    paint(canvas, room)


def as_image(theme: Theme, heading: Heading, paint: Paint, size: QSize) -> QImage:
    """A picture at twice the size, always light."""
    image = QImage(size * _SCALE, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    try:
        canvas = Canvas(painter, theme, load_tokens(dark=False))
        paint_sheet(canvas, size, heading, paint)
    finally:
        # An exception while a painter is open would abort the program.
        painter.end()
    return image


def save_svg(
    theme: Theme, heading: Heading, paint: Paint, size: QSize, path: str
) -> bool:
    """A drawing that stays sharp at any size, always light; whether it was written."""
    generator = QSvgGenerator()
    generator.setFileName(path)
    generator.setSize(size)
    generator.setViewBox(QRect(QPointF(0, 0).toPoint(), size))
    generator.setResolution(_PIXELS_PER_INCH)
    generator.setTitle(heading.title)
    generator.setDescription(heading.below)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    try:
        canvas = Canvas(painter, theme, load_tokens(dark=False))
        paint_sheet(canvas, size, heading, paint)
    finally:
        painter.end()
    return True


def as_text(table: ChartTable, formats: Formats) -> str:
    """The numbers as tab-separated lines under their headings."""
    lines = ("\t".join(row) for row in (table.headings, *table.rows))
    return formats.plain("\n".join(lines))


def as_html(title: str, table: ChartTable) -> str:
    """The numbers as a table of a web page, which documents paste as one."""
    head = "".join(f"<th>{escape(name)}</th>" for name in table.headings)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td align="right">{escape(cell)}</td>'
            if column in table.numbers
            else f"<td>{escape(cell)}</td>"
            for column, cell in enumerate(row)
        )
        + "</tr>"
        for row in table.rows
    )
    caption = f"<caption>{escape(title)}</caption>"
    return f"<table border='1'>{caption}<tr>{head}</tr>{body}</table>"


def mime_of(
    image: QImage, title: str, table: ChartTable, formats: Formats
) -> QMimeData:
    """Picture, table and text in one: each program pastes what it understands."""
    mime = QMimeData()
    mime.setImageData(image)
    mime.setHtml(as_html(title, table))
    mime.setText(as_text(table, formats))
    return mime
