"""What was done with a report, and the way to the file it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from pathlib import Path


class SavedLine(QWidget):
    """A sentence; under one about a file, links that open it and its folder."""

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self.text = PlainLabel("", "small", "text2", wraps=True)
        self.open = TextButton(_("Open file"), "link")
        self.folder = TextButton(_("Show in folder"), "link")
        line = QHBoxLayout()
        line.addWidget(self.open)
        line.addWidget(self.folder)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addLayout(line)
        self.say("")
        self.open.clicked.connect(self._on_open)
        self.folder.clicked.connect(self._on_folder)

    def say(self, text: str, path: Path | None = None) -> None:
        """Say what was done, and to which file or folder."""
        self._path = path
        self.text.setText(text)
        for link in (self.open, self.folder):
            link.setVisible(path is not None)

    def _on_open(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _on_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
