"""Pages to a PDF file, a printer or a picture, from one painting."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
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
from kpidesk.printing.sheet import MARGIN_MM, PAGE_HEIGHT_MM, PAGE_WIDTH_MM, mm
from kpidesk.printing.summary_page import paint_summary_page
from kpidesk.reporting.summary import Summary

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


def write_pdf(summary: Summary, path: Path) -> None:
    """Write the summary as a PDF with selectable text.

    Raises:
        ExportError: The file cannot be written.
    """
    # Kept until the painting is done: fonts belong to the application.
    application = ensure_application()
    writer = QPdfWriter(str(path))
    writer.setResolution(_UNITS_PER_INCH)
    writer.setTitle(summary.title)
    writer.setCreator("kpidesk")
    if hasattr(writer, "setAuthor"):
        writer.setAuthor(summary.company)
    paint_on(writer, summary)
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


def paint_on(device: QPagedPaintDevice, summary: Summary) -> None:
    """Paint the summary on a PDF writer or a printer.

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
        paint_summary_page(painter, summary)
    finally:
        # A painter that is still open when an exception passes aborts the program.
        painter.end()


def page_picture(summary: Summary, scale: float) -> QImage:
    """The page as a picture, for the preview; 1.0 = 96 dots per inch."""
    size = QSizeF(mm(PAGE_WIDTH_MM), mm(PAGE_HEIGHT_MM)) * scale
    picture = QImage(size.toSize(), QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    try:
        painter.scale(scale, scale)
        painter.translate(mm(MARGIN_MM), mm(MARGIN_MM))
        paint_summary_page(painter, summary)
    finally:
        painter.end()
    return picture
