"""The first step: which files, and what was imported before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from kpidesk.i18n.messages import _
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.store.protocol import ImportBatch, ImportProfile

SPREADSHEETS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt"
_LOWEST_HISTORY = 140


class ChooseStep(QWidget):
    """Takes files, and lists earlier imports with the way to take them back.

    Signals:
        files_chosen: Files to import (list of Path).
        undo_wanted: Take an import back (its number).
        redo_wanted: Bring an import back that was taken back (its number).
        template_wanted: Write a blank workbook (its path).
        everything_wanted: Write all records to a workbook (its path).
        profile_forgotten: Forget a mapping (the fingerprint of its headers).
    """

    files_chosen = Signal(list)
    undo_wanted = Signal(int)
    redo_wanted = Signal(int)
    template_wanted = Signal(str)
    everything_wanted = Signal(str)
    profile_forgotten = Signal(str)

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
        self.template = TextButton(_("Blank workbook to fill in…"), "link")
        self.everything = TextButton(_("All records as a workbook…"), "link")
        self.profiles = TextButton(_("Remembered mappings"), "link")
        self._profile_menu = QMenu(self)
        self.profiles.setMenu(self._profile_menu)
        self._build()
        self.choose.clicked.connect(self._on_choose)
        self.undo.clicked.connect(self._on_undo)
        self.redo.clicked.connect(self._on_redo)
        self.template.clicked.connect(self._on_template)
        self.everything.clicked.connect(self._on_everything)
        self.history.selectionModel().selectionChanged.connect(self._follow_selection)
        self._follow_selection()

    def _build(self) -> None:
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        page = ScrollPage()
        around.addWidget(page)
        column = page.column
        self.history.setMinimumHeight(_LOWEST_HISTORY)
        panel = CardPanel()
        panel.body.setContentsMargins(24, 28, 24, 28)
        for label in (
            PlainLabel(_("Drop Excel or CSV files here"), "subtitle"),
            PlainLabel(_("or paste copied cells (Ctrl+V)"), "small", "text2"),
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
        for link in (self.template, self.everything, self.profiles):
            panel.body.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
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

    def show_history(
        self, batches: Sequence[ImportBatch], profiles: Sequence[ImportProfile]
    ) -> None:
        """List the imports so far, latest first, and the mappings remembered."""
        self._batches = batches
        self._show_profiles(profiles)
        formats = self._session.formats
        rows = [
            (
                str(batch.id),
                ", ".join(batch.sources),
                formats.date_time(_local(batch.imported_at)),
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

    def _show_profiles(self, profiles: Sequence[ImportProfile]) -> None:
        self._profile_menu.clear()
        self.profiles.setVisible(bool(profiles))
        for profile in profiles:
            text = _("Forget “{name}”", name=profile.name)
            forget = self._profile_menu.addAction(text)
            forget.setEnabled(self._session.writable)
            forget.triggered.connect(
                lambda _checked=False, known=profile.fingerprint: (
                    self.profile_forgotten.emit(known)
                )
            )

    def _on_template(self) -> None:
        self._ask_where(self.template.text(), _("blank workbook"), self.template_wanted)

    def _on_everything(self) -> None:
        self._ask_where(
            self.everything.text(), _("all records"), self.everything_wanted
        )

    def _ask_where(self, title: str, name: str, wanted: SignalInstance) -> None:
        path, _filter = QFileDialog.getSaveFileName(
            self,
            title.rstrip("…"),
            str(Path.home() / f"{name}.xlsx"),
            "Excel (*.xlsx)",
        )
        if path:
            wanted.emit(path)

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


def _local(instant: str) -> datetime:
    """The time of day here at an instant kept as UTC ISO text."""
    return datetime.fromisoformat(instant).replace(tzinfo=UTC).astimezone()
