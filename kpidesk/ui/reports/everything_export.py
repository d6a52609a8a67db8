"""Taking everything away in open formats, from the File menu or the reports."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _
from kpidesk.ui.records.desk import RecordDesk

if TYPE_CHECKING:
    from kpidesk.operations.progress import Progress
    from kpidesk.ui.session import Session


class EverythingExport(QObject):
    """Writes all tables, their description and the workbook into one archive.

    Args:
        session: What the window works on.
        parent: The widget over which questions are asked.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent

    def ask(self) -> None:
        """Ask where to write the archive, and write it."""
        company = self._session.company
        if company is None:
            return
        day = self._session.today().isoformat()
        name = f"{company.path.stem}_{day}.zip"
        chosen, _filter = QFileDialog.getSaveFileName(
            self._parent,
            _("Save as"),
            str(company.path.with_name(name)),
            "ZIP (*.zip)",
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix else path.with_suffix(".zip"))

    def write(self, path: Path) -> None:
        """Write the archive in the background; it takes minutes for large companies."""
        company, language = self._session.path, self._session.language
        if company is None:
            return

        def write_it(progress: Progress) -> Path:
            from kpidesk.operations.export_archive import write_archive
            from kpidesk.store.sqlite_store import SqliteStore

            with closing(SqliteStore.open(company, read_only=True)) as store:
                write_archive(store, path, language, progress)
            return path

        self._session.runner.run(
            write_it,
            owner=self,
            done=self._on_written,
            failed=self._failed,
            title=_("Exporting…").rstrip("…"),
        )

    def _on_written(self, file: Path) -> None:
        desk = RecordDesk.of(self._session)
        desk.said.emit(_("Written: {file}", file=file), False)

    def _failed(self, error: KpideskError) -> None:
        from kpidesk.ui.error_dialog import show_error

        show_error(error, self._parent.window())
