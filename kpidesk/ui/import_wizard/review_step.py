"""The second step: what each table was taken for, and what would be saved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from kpidesk.i18n.messages import N_, _, ngettext
from kpidesk.importing.issues import Severity
from kpidesk.importing.match import SURE
from kpidesk.importing.plan import Outcome, SheetPlan
from kpidesk.reporting.import_text import outcome_sentence
from kpidesk.ui.import_wizard.import_options import ImportOptions
from kpidesk.ui.import_wizard.issue_list import (
    IssueList,
    ShownIssue,
    rows_of_equal_cells,
)
from kpidesk.ui.import_wizard.issue_model import IssueModel
from kpidesk.ui.import_wizard.sheet_card import SheetCard
from kpidesk.ui.import_wizard.state import ImportState
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.importing.plan import ImportPlan

_TABLE_HEIGHT = 230


class ReviewStep(QWidget):
    """Shows the plan; every decision makes it anew.

    Signals:
        changed: Something was decided: plan again.
        accepted: Import what the plan says.
        left: Import nothing.
        kept: Remember the mapping of a table (its plan).
        errors_wanted: Write the rejected rows to a workbook (its path).
    """

    changed = Signal()
    accepted = Signal()
    left = Signal()
    kept = Signal(object)
    errors_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state = ImportState()
        self.sentence = PlainLabel("", "subtitle", wraps=True)
        self.note = PlainLabel(_("Nothing has been saved yet"), "small", "text2")
        self.accept = TextButton(_("Import data"), "primary")
        self.leave = TextButton(_("Cancel"))
        self.errors = TextButton(_("Save the rows with errors…"))
        self.options = ImportOptions(session)
        theme = session.theme
        self.model = IssueModel()
        self.table = RecordTable(theme, _("Problems found"), self.model)
        self.issues_title = PlainLabel("", "strong")
        self.problem = PlainLabel("", wraps=True)
        self.before = PlainLabel("", "small", "warn", wraps=True)
        self.before.hide()
        self.filter = ChoiceBox(
            theme,
            _("Problems shown"),
            [
                (None, _("All")),
                (Severity.ERROR, _("Only errors")),
                (Severity.WARNING, _("Only warnings")),
            ],
        )
        self._issues = IssueList()
        self._fitted = False
        self._page = ScrollPage()
        self._sheets = QVBoxLayout()
        self.cards: list[SheetCard] = []
        self._outdated: list[SheetCard] = []
        self._unshown: list[SheetPlan] = []
        self._open_all = False
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        texts = QVBoxLayout()
        texts.addWidget(self.sentence)
        texts.addWidget(self.note)
        texts.addWidget(self.before)
        head.addLayout(texts, 1)
        head.addWidget(self.leave)
        head.addWidget(self.accept)
        self._panel = CardPanel()
        line = FlowLayout(spacing=12)
        self.issues_title.setMinimumHeight(self.filter.sizeHint().height())
        line.addWidget(self.issues_title)
        line.addWidget(self.filter)
        line.addWidget(self.errors)
        self._panel.body.addLayout(line)
        self._panel.body.addWidget(self.table)
        self._panel.body.addWidget(self.problem)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._sheets.setSpacing(12)
        column = self._page.column
        column.addWidget(self.options)
        column.addWidget(self._panel)
        column.addLayout(self._sheets)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        top = QWidget()
        top_column = QVBoxLayout(top)
        top_column.setContentsMargins(0, 0, 14, 0)
        top_column.addLayout(head)
        outer.addWidget(top)
        outer.addWidget(self._page, 1)

    def _connect(self) -> None:
        self.accept.clicked.connect(self.accepted)
        self.leave.clicked.connect(self.left)
        self._next_turn.timeout.connect(self._show_next_sheet)
        self.options.changed.connect(self.changed)
        self.model.corrected.connect(self._on_corrected)
        self.errors.clicked.connect(self._on_errors)
        self.filter.activated.connect(self._show_filtered)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.selectionModel().currentChanged.connect(self._tell_problem)
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=step: self._walk(by))

    def begin(self, state: ImportState) -> None:
        """Review other files, with nothing decided yet."""
        self._state = state
        self._fitted = False
        self.options.begin(state)

    def show_plan(self, plan: ImportPlan, issues: IssueList) -> None:
        """Show what would be saved, and the plan's issues."""
        formats = self._session.formats
        counts = {
            outcome.value: sum(sheet.count(outcome) for sheet in plan.sheets)
            for outcome in Outcome
        }
        created = sum(len(sheet.created_clients) for sheet in plan.sheets)
        self.sentence.setText(outcome_sentence(counts, created, formats))
        self.accept.setEnabled(not plan.is_empty and self._session.writable)
        self._issues = issues
        self._show_filtered()
        self._tell_issues()
        self._tell_before(plan)
        self.errors.setVisible(counts["rejected"] > 0)
        self.options.show_plan(plan, issues.codes)
        self._show_sheets(plan)

    def _show_filtered(self) -> None:
        wanted = self.filter.currentData()
        # Qt gives back the plain text of a value that is a text by itself.
        self.model.show(self._issues, Severity(wanted) if wanted else None)
        if not self._fitted and self.model.rowCount():
            # Once for each file: columns that jump at every correction lose the eye.
            self._fitted = True
            self.table.fit_columns()
        self._tell_problem()

    def _tell_problem(self) -> None:
        """Say the problem of the current row whole: sentences are wider than tables."""
        row = max(self.table.currentIndex().row(), 0)
        shown = self.model.shown(row) if self.model.rowCount() else None
        self.problem.setText("" if shown is None else shown.issue.message)

    def _tell_before(self, plan: ImportPlan) -> None:
        """Say which files came in before, byte for byte."""
        formats = self._session.formats
        said = [
            _(
                "“{file}” was imported before, on {day}.",
                file=one.file,
                day=formats.date(date.fromisoformat(one.imported_at[:10])),
            )
            for one in plan.imported_before
        ]
        self.before.setText(" ".join(said))
        self.before.setVisible(bool(said))

    def _tell_issues(self) -> None:
        errors = self._issues.counts[Severity.ERROR]
        warnings = self._issues.counts[Severity.WARNING]
        formats = self._session.formats
        title = " · ".join(
            (
                ngettext(
                    "{n} error",
                    "{n} errors",
                    errors,
                    zero=N_("No errors"),
                    n=formats.count(errors),
                ),
                ngettext(
                    "{n} warning",
                    "{n} warnings",
                    warnings,
                    zero=N_("No warnings"),
                    n=formats.count(warnings),
                ),
            )
        )
        self.issues_title.setText(title)
        self._panel.setVisible(len(self._issues) > 0)

    def _show_sheets(self, plan: ImportPlan) -> None:
        self._outdated = self.cards + self._outdated
        self.cards = []
        self._unshown = list(plan.sheets)
        self._open_all = len(plan.sheets) == 1
        self._show_next_sheet()

    def _show_next_sheet(self) -> None:
        """One card in each turn of the event loop: a file may hold many tables."""
        if self._unshown:
            sheet = self._unshown.pop(0)
            opened = self._open_all or _needs_look(sheet)
            card = SheetCard(self._session, sheet, opened=opened)
            card.decided.connect(self._on_decided)
            card.kept.connect(self.kept)
            card.header_chosen.connect(self._on_header)
            self._drop_outdated(1)
            self._sheets.insertWidget(len(self.cards), card)
            self.cards.append(card)
        if self._unshown:
            self._next_turn.start()
        else:
            self._drop_outdated(len(self._outdated))

    def _drop_outdated(self, number: int) -> None:
        """Take cards of the plan before away, as those of the new one come."""
        for card in self._outdated[:number]:
            self._sheets.removeWidget(card)
            card.deleteLater()
        del self._outdated[:number]

    @property
    def is_complete(self) -> bool:
        """Every table of the plan has its card, with all its lines."""
        return not self._unshown and all(card.is_complete for card in self.cards)

    # -- decisions -----------------------------------------------------------

    def _on_decided(self, key: str, choice: object) -> None:
        self._state.tables[key] = choice  # type: ignore[assignment]
        self.changed.emit()

    def _on_header(self, key: str, row: int) -> None:
        """The person says which row names the columns; 0 = find it again."""
        if row:
            self._state.headers[key] = row
        else:
            self._state.headers.pop(key, None)
        self.changed.emit()

    def _on_corrected(self, key: str, row: int, column: int, text: str) -> None:
        self._state.corrections[(key, row, column)] = text
        self.changed.emit()

    def _on_errors(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the rows with errors…").rstrip("…"),
            _("rows with errors") + ".xlsx",
            "Excel (*.xlsx)",
        )
        if name:
            self.errors_wanted.emit(name)

    def _on_menu(self, position: object) -> None:
        index = self.table.indexAt(position)  # type: ignore[arg-type]
        if not index.isValid():
            return
        shown = self.model.shown(index.row())
        menu = QMenu(self)
        suggestion = shown.issue.values.get("suggestion")
        if suggestion and shown.column is not None:
            use = menu.addAction(_("Use “{name}”", name=suggestion))
            use.triggered.connect(lambda: self._correct_equal(shown, str(suggestion)))
        corrected = self._state.corrections
        if shown.column is not None:
            edit = menu.addAction(_("Correct…"))
            edit.triggered.connect(lambda: self.table.edit(self._value_index(index)))
            equal = len(rows_of_equal_cells(shown))
            if equal > 1:
                text = _("Correct the {n} equal cells…", n=equal)
                every = menu.addAction(text)
                every.triggered.connect(lambda: self._ask_for_equal(shown))
        if corrected:
            undo = menu.addAction(_("Forget all corrections"))
            undo.triggered.connect(self._forget)
        menu.exec(self.table.viewport().mapToGlobal(position))  # type: ignore[call-overload]

    def _value_index(self, index: QModelIndex) -> QModelIndex:
        return self.model.index(index.row(), 4)

    def _ask_for_equal(self, shown: ShownIssue) -> None:
        text, agreed = QInputDialog.getText(
            self, _("Correct…").rstrip("…"), shown.issue.column, text=shown.issue.value
        )
        if agreed:
            self._correct_equal(shown, text.strip())

    def _correct_equal(self, shown: ShownIssue, text: str) -> None:
        """Correct every cell of the column that holds the same text."""
        if shown.column is not None:
            key, column = shown.sheet.key, shown.column
            rows = rows_of_equal_cells(shown)
            self._state.corrections.update({(key, row, column): text for row in rows})
        self.changed.emit()

    def _forget(self) -> None:
        self._state.corrections.clear()
        self.changed.emit()

    def _walk(self, step: int) -> None:
        """Go to the next or previous problem."""
        count = self.model.rowCount()
        if not count:
            return
        current = self.table.currentIndex().row()
        row = (current + step) % count if current >= 0 else 0
        self.table.setCurrentIndex(self.model.index(row, 4))
        self.table.setFocus()


def _needs_look(sheet: SheetPlan) -> bool:
    """A table with a doubtful column is shown open."""
    return sheet.match is not None and any(
        column.field is not None and column.score < SURE
        for column in sheet.match.columns
    )
