"""Writing the reports that are due when a company is opened."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kpidesk.errors import ExportError, KpideskError
from kpidesk.i18n.messages import N_, _
from kpidesk.ui.records.desk import RecordDesk

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.period import Period
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.reports.schedule import Schedule
    from kpidesk.reporting.document import Document
    from kpidesk.ui.session import Session

Due = list[tuple["Schedule", "Period"]]


class ScheduledReports(QObject):
    """Looks for what is due each time a company is opened, and says how it went.

    Args:
        session: What the window works on.
        window: The window in which failures are said.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._due: Due = []
        self._written: list[Path] = []
        session.company_changed.connect(self.look)

    def look(self) -> None:
        """Ask what is due for the open company."""
        self._due, self._written = [], []
        company, today = self._session.company, self._session.today()
        if company is None:
            return
        path = str(company.path.absolute())

        def due(store: RememberingStore) -> Due:
            from kpidesk.operations.reports.schedule import load_schedules, months_due

            mine = [each for each in load_schedules() if each.company == path]
            # Without a schedule there is no need to know the rules of the house.
            hours = store.rules().support_hours if mine else None
            return [
                (each, month)
                for each in mine
                if hours is not None
                for month in months_due(each, today, hours)
            ]

        self._session.ask(due, owner=self, done=self._on_due, group="schedules")

    def _on_due(self, due: Due) -> None:
        self._due = due
        self._next()

    def _next(self) -> None:
        if not self._due:
            self._tell_written()
            return
        schedule, month = self._due[0]
        question = schedule.question(month, self._session.today())

        def put_together(store: RememberingStore) -> Document:
            from kpidesk.operations.reports.make_report import make_report

            return make_report(store, question)

        self._session.ask(
            put_together,
            owner=self,
            done=self._on_made,
            failed=self._on_failed,
            group="scheduled report",
        )

    def _on_made(self, document: Document) -> None:
        from kpidesk.operations.reports.schedule import note_outcome
        from kpidesk.printing.pdf import write_pdf
        from kpidesk.reporting.file_writing import replace_file
        from kpidesk.ui.reports.paper_pictures import PaperPictures

        schedule, month = self._due[0]
        target, pictures = schedule.target(month), PaperPictures()
        try:
            replace_file(target, lambda aside: write_pdf(document, aside, pictures))
            done = replace(schedule, done=month.code, failed="")
            note_outcome(done)
        except KpideskError as error:
            self._on_failed(error)
            return
        self._written.append(target)
        self._due = [
            (done if each.is_same_report(done) else each, later)
            for each, later in self._due[1:]
        ]
        self._next()

    def _on_failed(self, error: KpideskError) -> None:
        """Say what went wrong; the report stays due."""
        from kpidesk.operations.reports.report_question import REPORT_NAMES, Report
        from kpidesk.operations.reports.schedule import note_outcome
        from kpidesk.ui.error_dialog import show_error

        schedule, month = self._due[0]
        # Later months of the same report would only fail the same way.
        self._due = [each for each in self._due if not each[0].is_same_report(schedule)]
        with suppress(KpideskError, OSError):
            note_outcome(replace(schedule, failed=error.sentence()))
        told = ExportError(
            N_(
                "The report “{report}” of {month} was not written by itself: {reason}"
                " It is tried again at the next start; the list of such reports is in"
                " Reports."
            ),
            report=_(REPORT_NAMES[Report(schedule.report)]),
            month=self._session.formats.month(month.start),
            reason=error.sentence(),
        )
        show_error(told, self._window)
        self._next()

    def _tell_written(self) -> None:
        written, self._written = self._written, []
        if written:
            names = ", ".join(path.name for path in written)
            text = _("Written by itself: {files}", files=names)
            RecordDesk.of(self._session).said.emit(text, False)
