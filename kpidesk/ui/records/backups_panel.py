"""Copies of the company file: make one now, put one back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _
from kpidesk.operations.progress import Progress
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.store.backups import Backup
    from kpidesk.ui.session import Session

_HEIGHT = 220
_MEGABYTE = 1_000_000


class BackupsPanel(CardPanel):
    """The copies there are, and what can be done with them.

    Args:
        session: What the window works on.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(_("Backups"))
        self._session = session
        self._desk = RecordDesk.of(session)
        self._found: list[Backup] = []
        self.model = TextTableModel((_("Date"), _("Size")), (1,), self)
        self.table = RecordTable(session.theme, _("Backups"), self.model)
        self.make = TextButton(_("Back up now…").rstrip("…"), "primary")
        self.restore = TextButton(_("Restore a backup…"))
        self._where = PlainLabel("", "small", "text2", wraps=True)
        self._build()
        self.make.clicked.connect(self.back_up)
        self.restore.clicked.connect(self._on_restore)
        session.company_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        self.table.setFixedHeight(self._session.theme.px(_HEIGHT))
        line = FlowLayout(spacing=8)
        line.addWidget(self.make)
        line.addWidget(self.restore)
        self.body.addLayout(line)
        self.body.addWidget(self.table)
        self.body.addWidget(self._where)

    def refresh(self) -> None:
        """Look which copies there are."""
        path = self._session.path
        if path is None:
            return

        def operation(_progress: Progress) -> list[Backup]:
            from kpidesk.store.backups import list_backups

            return list_backups(path)

        self._session.runner.run(
            operation, owner=self, done=self._show, group="backups"
        )

    def _show(self, found: list[Backup]) -> None:
        from kpidesk.store.backups import backups_dir

        self._found = found
        formats = self._session.formats
        self.model.show_rows(
            [
                (
                    formats.date_time(each.made),
                    f"{formats.number(each.size / _MEGABYTE, 1)} MB",
                )
                for each in found
            ]
        )
        self.table.fit_columns()
        self.restore.setEnabled(bool(found) and self._session.writable)
        self._where.setText(str(backups_dir()))

    def back_up(self) -> None:
        """Make a copy now."""
        now = _now()

        def question(store: RememberingStore) -> Backup:
            from kpidesk.store.backups import back_up

            return back_up(store, now)

        def done(made: Backup) -> None:
            self._desk.said.emit(_("Backup created: {path}", path=made.path), False)
            self.refresh()

        self._session.ask(
            question,
            owner=self,
            done=done,
            failed=self._desk.failed.emit,
            title=_("Backups"),
        )

    def _on_restore(self) -> None:
        row = self.table.currentIndex().row()
        chosen = self._found[max(row, 0)]
        box = QMessageBox(self.window())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("kpidesk")
        day = self._session.formats.date_time(chosen.made)
        box.setText(_("Restore the backup of {date}?", date=day))
        box.setInformativeText(_("What the file holds now is backed up first."))
        restore = box.addButton(
            _("Restore a backup…").rstrip("…"), QMessageBox.ButtonRole.AcceptRole
        )
        restore.clicked.connect(lambda: self.put_back(chosen.path))
        cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.open()

    def put_back(self, backup: Path) -> None:
        """Put a copy in the place of the open file, and open it."""
        session, path, now = self._session, self._session.path, _now()
        if path is None or not session.writable:
            return

        def operation(_progress: Progress) -> None:
            from kpidesk.operations.backups import restore_backup

            restore_backup(path, backup, now)

        def done(_nothing: None) -> None:
            self._desk.forget_history()
            session.close()
            session.open(
                path,
                opened=lambda: self._desk.said.emit(_("Backup restored"), False),
                failed=self._desk.failed.emit,
            )

        def failed(error: KpideskError) -> None:
            self._desk.failed.emit(error)

        session.runner.run(operation, owner=self, done=done, failed=failed, writes=True)


def _now() -> datetime:
    return datetime.now(UTC).astimezone().replace(tzinfo=None, microsecond=0)
