"""The first step: which files, and what was imported before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.store.protocol import ImportBatch

SPREADSHEETS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt"


class ChooseStep(QWidget):
    """Takes files, and lists earlier imports with the way to take them back.

    Signals:
        files_chosen: Files to import (list of Path).
        undo_wanted: Take an import back (its number).
        redo_wanted: Bring an import back that was taken back (its number).
    """

    files_chosen = Signal(list)
    undo_wanted = Signal(int)
    redo_wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._batches: Sequence[ImportBatch] = ()
        self.choose = TextButton(_("Choose a file…"), "primary")
        self.message = PlainLabel("", "body", "bad", wraps=True)
        self.model = TextTableModel(
            (_("No."), _("File"), _("Date"), _("Rows"), _("State")), numbers=(0, 3)
        )
        self.history = RecordTable(session.theme, _("Import history"), self.model)
        self.undo = TextButton(_("Undo this import…"))
        self.redo = TextButton(_("Repeat this import"))
        self._build()
        self.choose.clicked.connect(self._on_choose)
        self.undo.clicked.connect(self._on_undo)
        self.redo.clicked.connect(self._on_redo)
        self.history.selectionModel().selectionChanged.connect(self._follow_selection)
        self._follow_selection()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 12)
        column.setSpacing(16)
        panel = CardPanel()
        panel.body.setContentsMargins(24, 28, 24, 28)
        for label in (
            PlainLabel(_("Drop Excel or CSV files here"), "subtitle"),
            PlainLabel(
                _(
                    ".xlsx, .xls, .ods, .csv and others; up to 200,000 rows and 100 MB."
                    " Macros are never run."
                ),
                "small",
                "text2",
                wraps=True,
            ),
            PlainLabel(_("Nothing has been saved yet"), "small", "text2"),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            panel.body.addWidget(label)
        panel.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        self.message.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.message.hide()
        panel.body.addWidget(self.message)
        column.addWidget(panel)
        column.addWidget(PlainLabel(_("Import history"), "subtitle"))
        column.addWidget(self.history, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.redo)
        line.addWidget(self.undo)
        column.addLayout(line)

    def tell(self, sentence: str) -> None:
        """Say why a file was not taken; empty says nothing."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def show_history(self, batches: Sequence[ImportBatch]) -> None:
        """List the imports so far, latest first."""
        self._batches = batches
        formats = self._session.formats
        rows = [
            (
                str(batch.id),
                ", ".join(batch.sources),
                batch.imported_at.replace("T", " "),
                formats.count(
                    sum(batch.counts.get(k, 0) for k in ("added", "changed"))
                ),
                _("undone") if batch.undone_at else _("in place"),
            )
            for batch in batches
        ]
        self.model.show_rows(rows)
        self.history.fit_columns()
        self._follow_selection()

    def _selected(self) -> ImportBatch | None:
        rows = self.history.selectionModel().selectedRows()
        return self._batches[rows[0].row()] if rows else None

    def _follow_selection(self) -> None:
        batch = self._selected()
        writable = self._session.writable
        undone = batch is not None and batch.undone_at is not None
        self.undo.setEnabled(batch is not None and not undone and writable)
        self.redo.setEnabled(undone and writable)

    def _on_undo(self) -> None:
        batch = self._selected()
        if batch is not None:
            self.undo_wanted.emit(batch.id)

    def _on_redo(self) -> None:
        batch = self._selected()
        if batch is not None:
            self.redo_wanted.emit(batch.id)

    def _on_choose(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(
            self,
            _("Choose a file…").rstrip("…"),
            str(Path.home()),
            f"Excel, CSV ({SPREADSHEETS})",
        )
        if names:
            self.files_chosen.emit([Path(name) for name in names])


def _touched(batch: ImportBatch) -> int:
    """How many rows an import added or changed."""
    return batch.counts.get("added", 0) + batch.counts.get("changed", 0)
