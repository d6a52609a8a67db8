"""Renewals and notices on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.records.desk import RecordDesk

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.reporting.document import Document
    from kpidesk.ui.session import Session


class RenewalsPrinting(QObject):
    """Prints the list as its report.

    Args:
        session: What the window works on.
        page: The widget that dialogs belong to.
    """

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._desk = RecordDesk.of(session)

    def print(self, ahead: int) -> None:
        """Put the report of the days ahead together, then ask for a printer."""
        session = self._session
        period, today, language = session.period, session.today(), session.language

        def question(store: RememberingStore) -> Document:
            from kpidesk.operations.export_summary import SummaryQuestion
            from kpidesk.operations.reports.make_report import make_report
            from kpidesk.operations.reports.report_question import (
                Report,
                ReportQuestion,
            )

            summary = SummaryQuestion(period=period, today=today, language=language)
            asked = ReportQuestion(summary, Report.RENEWALS, days_ahead=ahead)
            return make_report(store, asked)

        session.ask(
            question,
            owner=self,
            done=self.print_document,
            failed=self._desk.failed.emit,
            title=_("Print…").rstrip("…"),
        )

    def print_document(self, document: Document) -> None:
        """Let the person choose a printer."""
        # Few starts of the program print.
        from kpidesk.ui.reports.print_document import print_document

        print_document(document, self._page.window(), self._desk.failed.emit)
