"""What people see when something goes wrong: a sentence, or a report to copy."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QWidget

from kpidesk import __version__
from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _


def technical_details(error: BaseException) -> str:
    """What helps us to find a mistake of ours; it names no data of the company."""
    # Needed once in a long while, and slow to import.
    import platform
    import traceback

    lines = [
        f"kpidesk {__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}",
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(lines)


def show_error(error: BaseException, parent: QWidget | None = None) -> None:
    """Show an error: a known one as its sentence, a mistake of ours with details."""
    # Not needed to paint the window.
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("kpidesk")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if isinstance(error, KpideskError):
        box.setText(error.sentence())
    else:
        box.setIcon(QMessageBox.Icon.Critical)
        box.setText(_("Something went wrong. Your data is safe."))
        copy = box.addButton(
            _("Copy technical details"), QMessageBox.ButtonRole.ActionRole
        )
        # A button of a message box closes it; this one only copies.
        copy.clicked.disconnect()
        details = technical_details(error)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
    close = box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    # Not modal for the program: work that goes well elsewhere goes on.
    box.open()


def install_error_dialog() -> None:
    """Show the dialog for every exception that nobody caught."""

    def on_exception(
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        # A packaged program without a console has no standard error.
        if sys.stderr is not None:
            sys.__excepthook__(kind, error, trace)
        if issubclass(kind, Exception):
            show_error(error, QApplication.activeWindow())

    sys.excepthook = on_exception
