"""Errors: a sentence for what people can help, a report for what they cannot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.errors import WorkspaceError
from kpidesk.ui.error_dialog import show_error, technical_details


def only_box(parent: QWidget) -> QMessageBox:
    (box,) = parent.findChildren(QMessageBox)
    return box


def test_a_known_error_is_one_sentence(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    show_error(WorkspaceError("“{name}” is <b>damaged</b>.", name="A"), parent)

    box = only_box(parent)
    assert box.text() == "“A” is <b>damaged</b>."
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert [b.text() for b in box.buttons()] == ["Close"]


def test_a_mistake_of_ours_can_be_copied(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    show_error(ZeroDivisionError("division by zero"), parent)

    box = only_box(parent)
    assert box.text() == "Something went wrong. Your data is safe."
    copy = next(
        b for b in box.findChildren(QPushButton) if b.text() == "Copy technical details"
    )
    copy.click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    assert box.isVisible()


def test_details_name_the_versions() -> None:
    assert "Qt 6" in technical_details(ValueError("x"))
