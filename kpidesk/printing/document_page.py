"""The pages of a report after its summary, painted the same on every device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from kpidesk.printing.charts import paint_line_chart
from kpidesk.printing.ink import ink, is_greyscale
from kpidesk.printing.layout import (
    CELL,
    CELL_AIR,
    CELL_GAP,
    CHART_HEIGHT,
    HEADING_HEIGHT,
    SIZES,
    TITLE_HEIGHT,
    Placed,
    column_widths,
    picture_top,
    row_height,
)
from kpidesk.printing.logo import logo_of
from kpidesk.printing.sheet import LEFT, RIGHT, WIDTH, Sheet, mm
from kpidesk.printing.summary_page import paint_demo, paint_foot
from kpidesk.reporting.document import Heading, LineChart, Paragraph, Picture, Table

if TYPE_CHECKING:
    from kpidesk.printing.pictures import Pictures
    from kpidesk.reporting.document import Document


def paint_document_page(
    painter: QPainter,
    document: Document,
    placed: list[Placed],
    number: str,
    pictures: Pictures,
) -> None:
    """Paint one page; the painter's unit is 1/96 inch, its origin the margin's."""
    sheet = Sheet(painter)
    summary = document.summary
    if summary.demo:
        paint_demo(sheet)
    taken = 0.0
    if summary.logo:
        room = QRectF(0, 0, mm(28), mm(10))
        taken = logo_of(summary.logo).paint(painter, room) + mm(3)
    head = QRectF(taken, 0, WIDTH - taken, mm(6))
    sheet.text(head, summary.company, size=12, strong=True)
    sheet.text(head, document.title, size=12, colour=ink().accent, align=RIGHT)
    terms = QRectF(taken, mm(5.5), WIDTH - taken, mm(5))
    sheet.text(terms, summary.terms, size=10.6, colour=ink().text3)
    sheet.fill(QRectF(0, mm(11), WIDTH, 1.2), ink().accent)
    for part in placed:
        _paint(sheet, part, pictures)
    paint_foot(sheet, summary, number)


def _paint(sheet: Sheet, part: Placed, pictures: Pictures) -> None:
    match part.block:
        case Heading(text):
            box = QRectF(0, part.y, WIDTH, HEADING_HEIGHT)
            sheet.text(box, text, size=15, strong=True)
        case Paragraph(text, look):
            box = QRectF(0, part.y, WIDTH, mm(250))
            colour = ink().text2 if look == "small" else ink().text
            sheet.paragraph(box, text, size=SIZES[look], colour=colour)
        case LineChart():
            box = QRectF(0, part.y, WIDTH, CHART_HEIGHT)
            paint_line_chart(sheet, box, part.block)
        case Picture():
            _paint_picture(sheet, part, part.block, pictures)
        case Table():
            _paint_table(sheet, part, part.block)


def _paint_picture(
    sheet: Sheet, part: Placed, picture: Picture, pictures: Pictures
) -> None:
    title = QRectF(0, part.y, WIDTH, TITLE_HEIGHT)
    sheet.text(title, picture.title, size=11.5, strong=True, colour=ink().text2)
    top = picture_top(picture)
    said = QRectF(0, title.bottom(), WIDTH, top)
    sheet.paragraph(said, picture.said, size=SIZES["small"], colour=ink().text2)
    box = QRectF(0, part.y + top, WIDTH, part.height - top)
    pictures.paint(sheet.painter, box, picture.drawn, grey=is_greyscale())


def _paint_table(sheet: Sheet, part: Placed, table: Table) -> None:
    y = _paint_row(sheet, table, table.headings, part.y, strong=True)
    sheet.painter.setPen(QPen(ink().axis, 1))
    sheet.painter.drawLine(QPointF(0, y), QPointF(WIDTH, y))
    for row in table.rows[part.first : part.last]:
        y = _paint_row(sheet, table, row, y)
        sheet.line(0, y, WIDTH, y, 0.6)


def _paint_row(
    sheet: Sheet,
    table: Table,
    cells: tuple[str, ...],
    y: float,
    *,
    strong: bool = False,
) -> float:
    high = row_height(table, cells)
    left = 0.0
    for column, (text, width) in enumerate(
        zip(cells, column_widths(table), strict=True)
    ):
        box = QRectF(left, y + CELL_AIR, width - CELL_GAP, high)
        align = RIGHT if column in table.numbers else LEFT
        colour = ink().text2 if strong else ink().text
        sheet.paragraph(box, text, size=CELL, colour=colour, strong=strong, align=align)
        left += width
    return y + high
