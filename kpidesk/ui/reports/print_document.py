"""Printing a report on a printer that the person chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from kpidesk.errors import KpideskError
from kpidesk.printing.pdf import page_layout, paint_on
from kpidesk.ui.reports.paper_pictures import PaperPictures

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kpidesk.reporting.document import Document


def print_document(
    document: Document, parent: QWidget, failed: Callable[[KpideskError], None]
) -> None:
    """Ask for a printer, then print.

    Args:
        document: The report.
        parent: The widget that the dialog belongs to.
        failed: Called where the printer cannot be used.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document.title)
    printer.setPageLayout(page_layout())
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return
    try:
        paint_on(printer, document, PaperPictures())
    except KpideskError as error:
        failed(error)
