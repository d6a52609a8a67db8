"""Notice days and renewals as a file for calendar programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.records.desk import RecordDesk

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.session import Session

_AHEAD_DAYS = 90
_SUFFIX = ".ics"


class DeadlineCalendar(QObject):
    """Asks for a file and writes the deadlines of the days ahead to it.

    Args:
        session: What the window works on.
        page: The widget that dialogs belong to.
    """

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._desk = RecordDesk.of(session)

    def ask(self, ahead: int = _AHEAD_DAYS) -> None:
        """Let the person choose a file."""
        proposed = Path.home() / (_("deadlines") + _SUFFIX)
        name, _filter = QFileDialog.getSaveFileName(
            self._page.window(),
            _("Deadlines for your calendar"),
            str(proposed),
            f"iCalendar (*{_SUFFIX})",
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(_SUFFIX), ahead)

    def save(self, target: Path, ahead: int = _AHEAD_DAYS) -> None:
        """Write the deadlines of the days ahead to a file."""
        today, formats = self._session.today(), self._session.formats

        def export(store: RememberingStore) -> int:
            from kpidesk.operations.export_deadlines import export_deadlines

            return export_deadlines(store, target, today, formats, ahead)

        self._session.ask(
            export,
            owner=self,
            done=lambda _n: self._desk.file_saved.emit(target),
            failed=self._desk.failed.emit,
        )
