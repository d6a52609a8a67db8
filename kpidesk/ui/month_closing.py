"""Closing the month that is shown: its figures are frozen as reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from kpidesk.domain.period import Period, PeriodKind
from kpidesk.i18n.messages import _
from kpidesk.operations.progress import Progress
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.session import Session

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore


class MonthClosing(QObject):
    """Asks, then freezes the readings of a month.

    Args:
        session: What the window works on.
        window: The window that dialogs belong to.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def ask(self) -> None:
        """Ask whether the month shown shall be closed, and close it."""
        month = self._session.period
        refusal = self._refusal(month)
        if refusal:
            self._tell(refusal)
            return
        question = QMessageBox(self._window)
        question.setWindowTitle(_("Close the month shown…").rstrip("…"))
        name = self._session.formats.month(month.start)
        question.setText(_("Close {month}?", month=name))
        question.setInformativeText(
            _(
                "Its figures are kept as reported. Nothing is locked: later corrections"
                " go through, and each KPI says what changed, by whom and when. Closing"
                " the month again accepts the new figures."
            )
        )
        yes = question.addButton(
            _("Close the month"), QMessageBox.ButtonRole.AcceptRole
        )
        question.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        question.exec()
        if question.clickedButton() is yes:
            self.close_month(month)

    def _refusal(self, month: Period) -> str:
        if not self._session.writable:
            return _("Open a company file that you may change first.")
        if month.kind is not PeriodKind.MONTH:
            return _("Choose a month first: only months are closed.")
        if month.end > self._session.today():
            return _("This month is not over yet.")
        return ""

    def _tell(self, sentence: str) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(_("Close the month shown…").rstrip("…"))
        box.setText(sentence)
        box.addButton(_("OK"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def close_month(self, month: Period) -> None:
        """Freeze a month's readings in the background."""

        def freeze(store: RememberingStore, progress: Progress) -> Edit:
            from kpidesk.operations.close_month import close_month

            return close_month(store, month, progress)

        RecordDesk.of(self._session).do_long(
            freeze, {"setting"}, title=_("Closing the month…"), say=_("Month closed")
        )
