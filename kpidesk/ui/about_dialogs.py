"""Help: the list of shortcuts, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from kpidesk import __version__
from kpidesk.i18n.messages import _
from kpidesk.ui.actions import COMMANDS
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel


def _dialog(title: str, parent: QWidget) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 16, 24, 16)
    column.setSpacing(12)
    column.addWidget(PlainLabel(title, "subtitle"))
    return dialog, column


def _add_close(dialog: QDialog, column: QVBoxLayout) -> None:
    close = TextButton(_("Close"), "primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    dialog.open()


def show_shortcuts(parent: QWidget) -> None:
    """List every command that has keys."""
    dialog, column = _dialog(_("Keyboard shortcuts"), parent)
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    commands = [command for command in COMMANDS if command.keys]
    half = (len(commands) + 1) // 2
    for position, command in enumerate(commands):
        side, row = divmod(position, half)
        keys = QKeySequence(command.keys[0])
        text = keys.toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(PlainLabel(text, "strong"), row, 2 * side)
        grid.addWidget(PlainLabel(_(command.text)), row, 2 * side + 1)
    column.addLayout(grid)
    _add_close(dialog, column)


def show_about(parent: QWidget) -> None:
    """Say what this program is and which version."""
    dialog, column = _dialog(_("About kpidesk"), parent)
    column.addWidget(PlainLabel(f"kpidesk {__version__}", "strong"))
    column.addWidget(
        PlainLabel(
            _("Your data stays in one file on this computer. Nothing is sent anywhere.")
        )
    )
    _add_close(dialog, column)
