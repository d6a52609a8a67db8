"""Importing spreadsheets: choosing the files. The review follows on this page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

SPREADSHEETS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt"


class ImportPage(Page):
    """Takes files and shows which were taken.

    Files arrive by the button, or by ``session.import_requested`` after a drop.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_("Import data"))
        self._choose = TextButton(_("Choose a file…"), "primary")
        self._choose.clicked.connect(self._on_choose)
        self._files = PlainLabel("", "body", wraps=True)
        self._build()
        self.session.import_requested.connect(self._on_requested)

    def _build(self) -> None:
        panel = CardPanel()
        panel.body.setContentsMargins(24, 32, 24, 32)
        for label in (
            PlainLabel(_("Drop an Excel or CSV file here"), "subtitle"),
            PlainLabel(_("Nothing has been saved yet"), "small", "text2"),
            self._files,
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            panel.body.addWidget(label)
        panel.body.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(panel)
        self.column.addStretch(1)

    def first_focus(self) -> QWidget:
        """The button that chooses a file."""
        return self._choose

    def _on_choose(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(
            self,
            _("Choose a file…").rstrip("…"),
            str(Path.home()),
            f"Excel, CSV ({SPREADSHEETS})",
        )
        if names:
            self.session.import_requested.emit([Path(name) for name in names])

    def _on_requested(self, files: list[Path]) -> None:
        self._files.setText("\n".join(file.name for file in files))
