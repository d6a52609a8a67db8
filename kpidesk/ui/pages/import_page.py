"""Importing spreadsheets: a conversation in which nothing is saved until the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog, QMessageBox, QStackedWidget, QWidget

from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _, active_language, ngettext
from kpidesk.operations.progress import Progress
from kpidesk.ui.import_wizard.choose_step import ChooseStep
from kpidesk.ui.import_wizard.result_step import ResultStep
from kpidesk.ui.import_wizard.review_step import ReviewStep
from kpidesk.ui.import_wizard.state import (
    ImportState,
    let_go,
    let_go_of_older,
    set_aside,
    spare_no_more,
)
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.importing.plan import ImportPlan, SheetPlan
    from kpidesk.operations.import_effect import ImportOutcome
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.store.protocol import ImportBatch, ImportProfile, UndoReport
    from kpidesk.ui.import_wizard.issue_list import IssueList

EVERY_KIND = (
    "client",
    "contract",
    "ticket",
    "survey_answer",
    "lead",
    "cost",
    "milestone",
    "usage",
    "staff",
    "product",
)
"""Kinds that an import may touch, for pages that listen."""
_TIDY_AFTER_MS = 500


class ImportPage(Page):
    """Choose files, look at what they were taken for, import, take back.

    Files arrive by the button, or by ``session.import_requested`` after a drop. The
    state is kept while other pages are visited.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_("Import data"))
        self.state = ImportState()
        self.choose = ChooseStep(self.session)
        self.review = ReviewStep(self.session)
        self.result = ResultStep(self.session)
        # While the new plan is painted, threads had better keep still.
        self._tidying = QTimer(self, singleShot=True, interval=_TIDY_AFTER_MS)
        self._waiting = PlainLabel(_("Reading the files…"), "subtitle")
        self.steps = QStackedWidget()
        for step in (self.choose, self.review, self.result, self._waiting):
            self.steps.addWidget(step)
        self.column.addWidget(self.steps)
        self._connect()
        self._refresh_history()

    def _connect(self) -> None:
        session = self.session
        session.import_requested.connect(self._on_requested)
        session.company_changed.connect(self._on_company_changed)
        session.changed.connect(self._refresh_history)
        self.choose.files_chosen.connect(session.import_requested)
        self.choose.undo_wanted.connect(self._on_undo)
        self.choose.redo_wanted.connect(self._on_redo)
        self.review.changed.connect(self._plan)
        self.review.accepted.connect(self._on_accepted)
        self.review.left.connect(self._start_over)
        self.review.kept.connect(self._on_kept)
        self.review.errors_wanted.connect(self._on_errors_wanted)
        self._tidying.timeout.connect(lambda: self._let_go(let_go_of_older, self.state))
        self.result.another.connect(self._start_over)
        self.result.undo_wanted.connect(self._on_undo)
        self.result.list_wanted.connect(self.navigator.go)
        self.choose.template_wanted.connect(self._on_template_wanted)
        self.choose.everything_wanted.connect(self._on_everything_wanted)
        self.choose.profile_forgotten.connect(self._on_profile_forgotten)
        # A stopped import reports nothing; it may be begun again.
        session.runner.idle_changed.connect(self._allow_again)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.paste)

    def first_focus(self) -> QWidget:
        """The button of the step."""
        if self.steps.currentWidget() is self.review:
            return self.review.accept
        return self.choose.choose

    # -- reading and planning ------------------------------------------------

    def _on_requested(self, files: list[Path]) -> None:
        self.state = ImportState(files=list(files))
        self.review.begin(self.state)
        self.choose.tell("")
        self._read()

    def paste(self) -> None:
        """Take the cells on the clipboard, as copied from a spreadsheet."""
        text = QGuiApplication.clipboard().text()
        if not text.strip() or self.steps.currentWidget() is not self.choose:
            return
        from kpidesk.importing.reading.pasting import read_pasted

        name = _("Pasted cells")
        try:
            workbook = read_pasted(text, name=name)
        except KpideskError as error:
            self.choose.tell(error.sentence())
            return
        self.state = ImportState(workbooks=[(name, workbook)])
        self.review.begin(self.state)
        self.choose.tell("")
        self._plan()

    def _allow_again(self) -> None:
        plan = self.state.plan
        if plan is not None and self.steps.currentWidget() is self.review:
            self.review.accept.setEnabled(not plan.is_empty and self.session.writable)

    def _read(self) -> None:
        state = self.state

        def read(store: RememberingStore) -> tuple[ImportPlan, IssueList]:
            from kpidesk.importing.reading.model import Limits
            from kpidesk.operations.import_workbook import read_files
            from kpidesk.operations.progress import silent

            state.workbooks = read_files(state.files, Limits(), set_aside(silent))
            return state.planned(store, silent)

        task = self.session.ask(
            read,
            owner=self,
            done=self._on_planned,
            failed=self._on_failed,
            group="import",
            title=_("Reading the files…"),
        )
        if task is not None:
            self.steps.setCurrentWidget(self._waiting)

    def _plan(self) -> None:
        from kpidesk.operations.progress import silent

        state = self.state
        self.session.ask(
            lambda store: state.planned(store, silent),
            owner=self,
            done=self._on_planned,
            failed=self._on_failed,
            group="import",
        )

    def _on_planned(self, planned: tuple[ImportPlan, IssueList]) -> None:
        state = self.state
        if not state.workbooks:
            # The person has left in the meantime.
            return
        state.plan, issues = planned
        self.review.show_plan(state.plan, issues)
        # Made in one turn of the event loop, laid out and painted in the next.
        QTimer.singleShot(0, self, lambda: self._show_review(state))
        if len(state.made) > 1:
            self._tidying.start()

    def _show_review(self, state: ImportState) -> None:
        if state is not self.state:
            # The person has left in the meantime.
            return
        self.steps.setCurrentWidget(self.review)
        if self.isVisible():
            self.review.accept.setFocus()

    def _on_failed(self, error: KpideskError) -> None:
        self._start_over()
        self.choose.tell(error.sentence())

    def _start_over(self) -> None:
        old = self.state
        self.state = ImportState()
        spare_no_more()
        self.review.begin(self.state)
        self.choose.tell("")
        self.steps.setCurrentWidget(self.choose)
        self._refresh_history()
        self._let_go(let_go, old)

    def _let_go(self, free: Callable[[ImportState], None], state: ImportState) -> None:
        # To let go of a hundred thousand rows takes long enough to be noticed.
        self.session.runner.run(
            lambda _progress: free(state),
            owner=self,
            done=lambda _none: None,
            quiet=True,
        )

    # -- saving --------------------------------------------------------------

    def _on_accepted(self) -> None:
        state, period = self.state, self.session.latest
        plan = state.plan
        if plan is None:
            return

        def save(store: RememberingStore, progress: Progress) -> ImportOutcome:
            from kpidesk.operations.import_effect import import_and_compare
            from kpidesk.store.backups import back_up
            from kpidesk.store.file_lock import current_user

            if store.count("client"):
                # Undoing takes an import back; a copy is for what nobody foresees.
                back_up(store, datetime.now().astimezone().replace(tzinfo=None))
            return import_and_compare(store, plan, current_user(), period, progress)

        state.saving = True
        self.review.accept.setEnabled(False)
        self.session.change(
            save,
            owner=self,
            kinds=EVERY_KIND,
            done=lambda outcome: self._on_saved(state, outcome),
            failed=self._on_failed,
            title=_("Importing…"),
        )

    def _on_saved(self, state: ImportState, outcome: ImportOutcome) -> None:
        state.saving = False
        self.result.show_outcome(outcome)
        self.steps.setCurrentWidget(self.result)

    def _on_kept(self, sheet: SheetPlan) -> None:
        name, agreed = QInputDialog.getText(
            self.window(),
            _("Remember this mapping"),
            _("Name of the mapping"),
            text=sheet.file.rpartition(".")[0] or sheet.sheet,
        )
        if agreed:
            self.keep(sheet, name.strip() or sheet.sheet)

    def keep(self, sheet: SheetPlan, name: str) -> None:
        """Remember how a table is matched, under a name."""

        def keep(store: RememberingStore, _progress: Progress) -> None:
            from kpidesk.operations.import_workbook import keep_profile
            from kpidesk.store.file_lock import current_user

            keep_profile(store, sheet, name, current_user())

        self.session.change(
            keep, owner=self, kinds=("setting",), done=lambda _none: self._plan()
        )

    def _on_errors_wanted(self, name: str) -> None:
        state = self.state
        if state.plan is None:
            return
        plan = state.plan

        def write(_store: RememberingStore) -> None:
            from kpidesk.operations.error_workbook import write_error_workbook

            with state.in_use:
                write_error_workbook(plan, Path(name))

        self.session.ask(
            write, owner=self, done=lambda _none: None, failed=self._tell_error
        )

    # -- blank workbooks, and all records as one -------------------------------

    def _on_template_wanted(self, name: str) -> None:
        language = active_language()

        def write(_store: RememberingStore) -> None:
            from kpidesk.operations.template_workbook import write_template

            write_template(Path(name), language)

        self._write(write)

    def _on_everything_wanted(self, name: str) -> None:
        language = active_language()

        def write(store: RememberingStore) -> None:
            from kpidesk.operations.everything_workbook import write_everything

            write_everything(store, Path(name), language)

        self._write(write)

    def _write(self, write: Callable[[RememberingStore], None]) -> None:
        self.session.ask(
            write,
            owner=self,
            done=lambda _none: None,
            failed=self._tell_error,
            title=_("Writing the workbook"),
        )

    def _on_profile_forgotten(self, fingerprint: str) -> None:
        def forget(store: RememberingStore, _progress: Progress) -> None:
            from kpidesk.operations.import_workbook import forget_profile
            from kpidesk.store.file_lock import current_user

            forget_profile(store, fingerprint, current_user())

        self.session.change(
            forget,
            owner=self,
            kinds=("setting",),
            done=lambda _none: self._refresh_history(),
        )

    def _tell_error(self, error: KpideskError) -> None:
        from kpidesk.ui.error_dialog import show_error

        show_error(error, self.window())

    # -- taking back ---------------------------------------------------------

    def _refresh_history(self) -> None:
        def remembered(
            store: RememberingStore,
        ) -> tuple[list[ImportBatch], list[ImportProfile]]:
            return store.batches(), store.profiles()

        self.session.ask(
            remembered,
            owner=self,
            done=lambda known: self.choose.show_history(*known),
            group="import history",
        )

    def _on_company_changed(self) -> None:
        if self.steps.currentWidget() is not self.review:
            self._start_over()
        elif self.state.workbooks:
            self._plan()

    def _on_undo(self, batch: int) -> None:
        question = QMessageBox(self.window())
        question.setWindowTitle(_("Undo import"))
        question.setText(_("Take import number {batch} back?", batch=batch))
        question.setInformativeText(
            _(
                "What it added is removed and what it changed is brought back. Records"
                " edited or used since are kept and counted. This can itself be undone."
            )
        )
        yes = question.addButton(
            _("Undo the import"), QMessageBox.ButtonRole.AcceptRole
        )
        question.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        question.exec()
        if question.clickedButton() is yes:
            self.undo(batch)

    def undo(self, batch: int) -> None:
        """Take an import back."""

        def take_back(store: RememberingStore, _progress: Progress) -> UndoReport:
            from kpidesk.operations.import_workbook import undo_import
            from kpidesk.store.file_lock import current_user

            return undo_import(store, batch, current_user())

        self._change_history(take_back)

    def _on_redo(self, batch: int) -> None:
        def bring_back(store: RememberingStore, _progress: Progress) -> UndoReport:
            from kpidesk.operations.import_workbook import redo_import
            from kpidesk.store.file_lock import current_user

            return redo_import(store, batch, current_user())

        self._change_history(bring_back)

    def _change_history(self, change: object) -> None:
        self.session.change(
            change,  # type: ignore[arg-type]
            owner=self,
            kinds=EVERY_KIND,
            done=self._on_history_changed,
            failed=self._tell_error,
            title=_("Undoing the import…"),
        )

    def _on_history_changed(self, report: UndoReport) -> None:
        self._start_over()
        kept = len(report.kept)
        if kept:
            self.choose.tell(
                ngettext(
                    "{n} record was edited or used since and is kept.",
                    "{n} records were edited or used since and are kept.",
                    kept,
                    n=self.session.formats.count(kept),
                )
            )
