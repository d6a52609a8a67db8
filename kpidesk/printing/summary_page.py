"""The one-page summary, painted the same on screen, printer and PDF."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from kpidesk.printing.charts import paint_answers, paint_sparkline, paint_waterfall
from kpidesk.printing.ink import font, ink
from kpidesk.printing.logo import logo_of
from kpidesk.printing.sheet import (
    CENTRE,
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    Sheet,
    fitting,
    mm,
    paragraph_height,
)
from kpidesk.reporting.summary import Summary, SummaryRow, Tone

_COLUMNS_MM = (42.0, 25.0, 23.0, 50.0, 21.0, 19.0)
_ROW_MM = 9.0
_GUTTER_MM = 6.0
_LOGO_WIDTH_MM, _LOGO_HEIGHT_MM = 40.0, 14.0
_COMMENT_SIZES = (11.4, 10.0, 9.0, 8.0)
_SMALLEST = 8.6
"""The smallest size to which the line at the foot is shrunk to be whole."""
_MARKS = {True: "✓ ", False: "✕ ", None: ""}


def paint_summary_page(painter: QPainter, summary: Summary, number: str) -> None:
    """Paint the page; the painter's unit is 1/96 inch and its origin the margin's."""
    sheet = Sheet(painter)
    if summary.demo:
        paint_demo(sheet)
    y = _paint_head(sheet, summary)
    y = _paint_sentences(sheet, summary, y)
    y = _paint_table(sheet, summary, y + mm(2))
    y = _paint_charts(sheet, summary, y + mm(6))
    _paint_lists(sheet, summary, y + mm(5))
    paint_foot(sheet, summary, number)


def paint_demo(sheet: Sheet) -> None:
    """Mark a page as demonstration."""
    painter = sheet.painter
    painter.save()
    painter.translate(WIDTH / 2, HEIGHT / 2)
    painter.rotate(-52)
    faint = QColor(ink().text3)
    faint.setAlpha(28)
    box = QRectF(-WIDTH, -90, 2 * WIDTH, 180)
    sheet.text(box, "DEMO", size=170, strong=True, colour=faint, align=CENTRE)
    painter.restore()


def _paint_head(sheet: Sheet, summary: Summary) -> float:
    high, taken = mm(10), 0.0
    if summary.logo:
        high = mm(_LOGO_HEIGHT_MM)
        room = QRectF(0, 0, mm(_LOGO_WIDTH_MM), high - mm(1))
        taken = logo_of(summary.logo).paint(sheet.painter, room) + mm(4)
    right = QRectF(WIDTH * 0.42, 0, WIDTH * 0.58, high)
    wide = QFontMetricsF(font(17, strong=True)).horizontalAdvance(summary.title)
    room_left = WIDTH - taken - min(wide, right.width()) - mm(5)
    left = QRectF(taken, 0, room_left, high)
    size = fitting(summary.company, room_left - 4, 15, 10)
    sheet.text(left, summary.company, size=size, strong=True)
    sheet.text(
        right, summary.title, size=17, strong=True, colour=ink().accent, align=RIGHT
    )
    terms = QRectF(0, high, WIDTH, mm(6))
    sheet.text(terms, summary.terms, size=11.4, colour=ink().text3)
    sheet.fill(QRectF(0, high + mm(7), WIDTH, 1.6), ink().accent)
    return high + mm(8)


def _paint_sentences(sheet: Sheet, summary: Summary, y: float) -> float:
    text = " ".join(summary.sentences)
    if not text:
        return y
    high = paragraph_height(text, WIDTH, 13.5)
    box = QRectF(0, y + mm(3), WIDTH, high + 2)
    return y + mm(3) + sheet.paragraph(box, text, size=13.5)


def _paint_table(sheet: Sheet, summary: Summary, y: float) -> float:
    lefts = [sum(_COLUMNS_MM[:column]) for column in range(len(_COLUMNS_MM))]
    boxes = [
        (mm(left), mm(width)) for left, width in zip(lefts, _COLUMNS_MM, strict=True)
    ]
    head = mm(6)
    for column, title in enumerate(summary.columns):
        left, width = boxes[column]
        numeric = column in {1, 2}
        last = column == len(boxes) - 1
        box = QRectF(left, y, width - (0 if last else mm(3)), head)
        sheet.text(
            box,
            title,
            size=fitting(title, box.width() - 2, 11.4, _SMALLEST),
            strong=True,
            colour=ink().text2,
            align=RIGHT if numeric else LEFT,
        )
    y += head
    sheet.line(0, y, WIDTH, y)
    for row in summary.rows:
        _paint_row(sheet, row, boxes, y)
        y += mm(_ROW_MM)
        sheet.line(0, y, WIDTH, y, 0.6)
    return y


def _paint_row(
    sheet: Sheet, row: SummaryRow, boxes: list[tuple[float, float]], y: float
) -> None:
    high = mm(_ROW_MM)

    def cell(column: int) -> QRectF:
        left, width = boxes[column]
        return QRectF(left, y, width - mm(3), high)

    sheet.text(cell(0), row.name, size=12)
    sheet.text(cell(1), row.value, size=13, strong=True, align=RIGHT)
    sheet.text(cell(2), row.previous, size=12, colour=ink().text2, align=RIGHT)
    if row.reading.value is None:
        left, _width = boxes[3]
        wide = QRectF(left, y, WIDTH - left, high)
        sheet.text(wide, row.note, size=11.4, colour=ink().text3)
        return
    tones = {Tone.GOOD: ink().good, Tone.BAD: ink().bad, Tone.NEUTRAL: ink().text2}
    sheet.text(cell(3), row.change, size=11.4, colour=tones[row.tone])
    reached = {True: ink().good, False: ink().bad, None: ink().text2}
    target = f"{_MARKS[row.target_met]}{row.target}"
    sheet.text(cell(4), target, size=11.4, colour=reached[row.target_met])
    left, width = boxes[5]
    line = QRectF(left, y + high * 0.25, width - mm(3), high * 0.5)
    paint_sparkline(sheet, line, row.series)


def _paint_charts(sheet: Sheet, summary: Summary, y: float) -> float:
    high = mm(64)
    wide = mm(112)
    right_left = wide + mm(_GUTTER_MM)
    right_width = WIDTH - right_left
    if summary.waterfall:
        sheet.text(
            QRectF(0, y, wide, mm(6)), summary.waterfall_title, size=13, strong=True
        )
        box = QRectF(0, y + mm(7), wide, high - mm(7))
        paint_waterfall(sheet, box, summary.waterfall)
    at = y
    if summary.answers is not None:
        title = QRectF(right_left, at, right_width, mm(6))
        sheet.text(title, summary.answers_title, size=13, strong=True)
        bar = QRectF(right_left, at + mm(7), right_width, mm(13))
        paint_answers(sheet, bar, summary.answers)
        at += mm(23)
    sheet.text(
        QRectF(right_left, at, right_width, mm(6)),
        summary.times_title,
        size=13,
        strong=True,
    )
    at += mm(7)
    for fact in summary.times:
        line = QRectF(right_left, at, right_width, mm(6))
        name = line.adjusted(0, 0, -mm(24), 0)
        sheet.text(name, fact.label, size=11.4, colour=ink().text2)
        sheet.text(line, fact.value, size=11.4, strong=True, align=RIGHT)
        at += mm(6)
    return y + high


def comment_place(comment: str, room: float) -> tuple[float, float]:
    """The width left beside a comment, and the size in which the comment is whole."""
    places = [(width, size) for size in _COMMENT_SIZES for width in (mm(112), mm(78))]
    for width, size in places:
        beside = WIDTH - width - mm(_GUTTER_MM)
        if paragraph_height(comment, beside, size) <= room:
            return width, size
    return places[-1]


def _paint_lists(sheet: Sheet, summary: Summary, y: float) -> None:
    bottom = HEIGHT - mm(12)
    wide, size = WIDTH, 11.4
    if summary.comment:
        wide, size = comment_place(summary.comment, bottom - y - mm(7))
    if summary.attention:
        sheet.text(
            QRectF(0, y, wide, mm(6)), summary.attention_title, size=13, strong=True
        )
        at = y + mm(7)
        for line in summary.attention:
            high = paragraph_height(line, wide - 12, 11.4)
            if at + high > bottom:
                break
            dot = QRectF(0, at, 10, min(high, mm(4)))
            sheet.text(dot, "•", size=11.4, colour=ink().text2)
            sheet.paragraph(QRectF(12, at, wide - 12, high + 2), line, size=11.4)
            at += high + 3
    if summary.comment:
        left = wide + mm(_GUTTER_MM)
        sheet.text(
            QRectF(left, y, WIDTH - left, mm(6)),
            summary.comment_title,
            size=13,
            strong=True,
        )
        box = QRectF(left, y + mm(7), WIDTH - left, bottom - y - mm(7))
        sheet.paragraph(box, summary.comment, size=size)


def paint_foot(sheet: Sheet, summary: Summary, number: str) -> None:
    """Paint what stands at the foot of every page; *number* says which it is."""
    top = HEIGHT - mm(10)
    sheet.line(0, top, WIDTH, top)
    first = QRectF(0, top + mm(1), WIDTH, mm(4.5))
    size = fitting(summary.basis, WIDTH, 10.6, _SMALLEST)
    sheet.text(first, summary.basis, size=size, colour=ink().text3)
    second = QRectF(0, top + mm(5.5), WIDTH, mm(4.5))
    sheet.text(second, summary.footer, size=11.4, colour=ink().text3)
    sheet.text(second, number, size=11.4, colour=ink().text3, align=RIGHT)
