"""Pages to a PDF file, a printer or a picture, from one painting."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from kpidesk.errors import ExportError
from kpidesk.i18n.messages import N_
from kpidesk.printing.document_page import paint_document_page
from kpidesk.printing.ink import greyscale
from kpidesk.printing.layout import Pages, lay_out
from kpidesk.printing.pdf_outline import bookmarks, with_outline
from kpidesk.printing.pictures import Pictures
from kpidesk.printing.sheet import MARGIN_MM, PAGE_HEIGHT_MM, PAGE_WIDTH_MM, mm
from kpidesk.printing.summary_page import paint_summary_page
from kpidesk.reporting.document import Document

_UNITS_PER_INCH = 96


def ensure_application() -> QGuiApplication:
    """The running Qt application, or one without windows for the command line."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform.startswith("linux"):
        # Painting needs no display, and there may be none.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["kpidesk"])


def write_pdf(document: Document, path: Path, pictures: Pictures) -> None:
    """Write a report as a PDF with selectable text, bookmarks and its language.

    Raises:
        ExportError: The pages cannot be painted.
        OSError: The file cannot be written.
    """
    # Kept until the painting is done: fonts belong to the application.
    application = ensure_application()
    # Painted in memory: Qt says nothing of a disk that is full.
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_UNITS_PER_INCH)
    writer.setTitle(document.title)
    writer.setCreator("kpidesk")
    if hasattr(writer, "setAuthor"):
        writer.setAuthor(document.summary.company)
    pages = paint_on(writer, document, pictures)
    marks = bookmarks(document, pages)
    path.write_bytes(
        with_outline(bytes(content.data()), marks, document.summary.language)
    )
    del application


def page_layout() -> QPageLayout:
    """A4 upright with the margins of our pages."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        margins,
        QPageLayout.Unit.Millimeter,
    )


def paint_on(
    device: QPagedPaintDevice, document: Document, pictures: Pictures
) -> Pages:
    """Paint every page of a report on a PDF writer or a printer; the pages painted.

    Raises:
        ExportError: The device does not take it.
    """
    device.setPageLayout(page_layout())
    painter = QPainter()
    if not painter.begin(device):
        raise ExportError(N_("The pages could not be written."), code="device")
    try:
        scale = device.logicalDpiX() / _UNITS_PER_INCH
        painter.scale(scale, scale)
        pages = lay_out(document, pictures)
        for page in range(len(pages)):
            if page:
                device.newPage()
            _paint_page(painter, document, pages, page, pictures)
    finally:
        # A painter that is still open when an exception passes aborts the program.
        painter.end()
    return pages


def _paint_page(
    painter: QPainter, document: Document, pages: Pages, page: int, pictures: Pictures
) -> None:
    number = document.summary.page.format(page=page + 1, pages=len(pages))
    with greyscale(on=document.greyscale):
        if document.with_summary and page == 0:
            paint_summary_page(painter, document.summary, number)
        else:
            paint_document_page(painter, document, pages[page], number, pictures)


def page_picture(
    document: Document, pages: Pages, page: int, scale: float, pictures: Pictures
) -> QImage:
    """A page as a picture, for the preview; 1.0 = 96 dots per inch."""
    size = QSizeF(mm(PAGE_WIDTH_MM), mm(PAGE_HEIGHT_MM)) * scale
    picture = QImage(size.toSize(), QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    try:
        painter.scale(scale, scale)
        painter.translate(mm(MARGIN_MM), mm(MARGIN_MM))
        _paint_page(painter, document, pages, page, pictures)
    finally:
        painter.end()
    return picture
