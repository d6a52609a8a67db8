"""A list of one kind of record, with everything people do in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import N_, _, ngettext
from kpidesk.operations.arrangement import Arrangement
from kpidesk.operations.list_columns import FILTERS, SUMS
from kpidesk.ui.models.record_model import RecordModel
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.records.list_bar import ListBar
from kpidesk.ui.records.list_edits import ListEdits
from kpidesk.ui.records.list_state import ListState
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray
    from kpidesk.operations.records_search import RecordList
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.session import Session

_TALL = 340
_MOST_CHOSEN = 200
_TIDY_AFTER_MS = 500
_AT_FIRST = 1000
"""So many of the latest records are shown while the rest is read."""
_RELATED = {
    "client": {"client", "contract", "price_term", "ticket", "milestone", "setting"},
    "contract": {"contract", "price_term", "client", "product", "setting"},
    "ticket": {"ticket", "client", "setting"},
    "survey_answer": {"survey_answer", "client", "ticket"},
    "lead": {"lead", "client", "setting"},
    "cost": {"cost", "client", "setting"},
    "staff": {"staff", "setting"},
    "product": {"product"},
    "exchange_rate": {"exchange_rate"},
    "target": {"target"},
}
"""Kinds whose change changes what a list shows."""
_NEW = {
    "client": N_("New client"),
    "contract": N_("New contract"),
    "ticket": N_("New ticket"),
    "survey_answer": N_("New survey answer"),
    "lead": N_("New lead"),
    "cost": N_("New cost"),
    "staff": N_("New employee"),
    "product": N_("New product"),
    "exchange_rate": N_("New exchange rate"),
    "target": N_("New target"),
}


class RecordListView(QWidget):
    """Searched, filtered, sorted, edited in place, copied, pasted, exported.

    Args:
        session: What the window works on.
        kind: Kind of record.
        name: What the list is called.
        nothing: What is said when there are no records.

    Signals:
        opened: A record was chosen (id).
        current_changed: Another record is looked at (id; 0 = none).
        import_wanted: Spreadsheets shall be imported.
        loaded: The records were read.
    """

    opened = Signal(int)
    current_changed = Signal(int)
    import_wanted = Signal()
    loaded = Signal()

    def __init__(self, session: Session, kind: str, name: str, nothing: str) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.desk = RecordDesk.of(session)
        self.bar = ListBar(session, kind, FILTERS.get(kind, ()))
        self.model = RecordModel(session.formats, self)
        self.table = RecordTable(session.theme, name, self.model)
        self.edits = ListEdits(session, self.model, self.table)
        self.state = ListState(session, nothing, _(_NEW[kind]))
        self.count = PlainLabel("", "small", "text2")
        self.chosen = PlainLabel("", "small", "text2")
        self._stack = QStackedWidget()
        self._verbs: list[TextButton] = []
        self._loaded = False
        self._has_columns = False
        self._wanted = 0
        self._outdated: list[RecordList] = []
        # While new records are painted, threads had better keep still.
        self._tidying = QTimer(self, singleShot=True, interval=_TIDY_AFTER_MS)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.bar.extra.addWidget(self.bar.columns)
        foot = QHBoxLayout()
        foot.addWidget(self.chosen)
        foot.addStretch(1)
        foot.addWidget(self.count)
        self.verbs = FlowLayout(spacing=8)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.state)
        self._stack.setCurrentWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        column.addLayout(self.verbs)
        column.addLayout(foot)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.bar.hide()

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._on_changed)
        session.company_changed.connect(self._on_company_changed)
        session.preferences_changed.connect(self.refresh)
        self.bar.changed.connect(self._on_filtered)
        self.model.modelReset.connect(self._show_found)
        self.model.rows_wanted.connect(self._on_rows_wanted)
        self.table.opened.connect(self._on_opened)
        self.table.removal_wanted.connect(self.remove_selected)
        selection = self.table.selectionModel()
        selection.selectionChanged.connect(lambda _on, _off: self._show_chosen())
        selection.currentRowChanged.connect(lambda _new, _old: self._on_current())
        self.state.new_wanted.connect(lambda: self.desk.new(self.kind))
        self.state.import_wanted.connect(self.import_wanted)
        self.state.clear_wanted.connect(self.bar.clear_filters)
        self.state.retry_wanted.connect(self.refresh)
        self._tidying.timeout.connect(self._free_outdated)

    # -- reading -------------------------------------------------------------

    def _on_company_changed(self) -> None:
        self._loaded = False
        if self.session.company is None:
            # Records of a file that was left must not stay in sight.
            self.bar.hide()
            self.count.setText("")
            self.state.show_empty(writable=False)
            self._stack.setCurrentWidget(self.state)
            return
        self.refresh()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & _RELATED[self.kind]:
            self.refresh()

    def refresh(self) -> None:
        """Read the records again; at first only the latest, to be shown meanwhile."""
        if not self._loaded:
            self.state.show_loading()
        self._read(None if self._loaded else _AT_FIRST)

    def _read(self, most: int | None) -> None:
        kind, today = self.kind, self.session.today()
        known = self.model.records if self._loaded else None
        wanted = self._arrangement()

        def read(store: RememberingStore) -> tuple[RecordList, Arrangement, IntArray]:
            from kpidesk.operations.list_records import list_records, refreshed

            if known is None:
                found = list_records(store, kind, today, most)
            else:
                found = refreshed(store, known, today)
            return found, wanted, found.arranged(wanted)

        self.session.ask(
            read, owner=self, done=self._on_read, failed=self._on_failed, group="list"
        )

    def _on_failed(self, error: KpideskError) -> None:
        # What was read before stays readable.
        if self._loaded:
            self.desk.failed.emit(error)
        else:
            self.state.show_error(error.sentence())

    def _arrangement(self) -> Arrangement:
        """What the bar and the header ask for."""
        return Arrangement(
            self.bar.search.text(),
            self.bar.tab,
            self.bar.filters(),
            self.model.arrangement.order,
        )

    def _on_read(self, found: tuple[RecordList, Arrangement, IntArray]) -> None:
        records, wanted, rows = found
        chosen, current = self.selected_ids()[:_MOST_CHOSEN], self.current_id()
        place = self.table.verticalScrollBar().value()
        self._loaded = records.whole
        if records.whole:
            self.bar.show_records(records)
        # What is typed over now would be lost when the rest arrives.
        self.model.writable = self.session.writable and records.whole
        self.model.arrangement = self._arrangement()
        if wanted != self.model.arrangement:
            # Something else was asked for in the meantime.
            rows = records.arranged(self.model.arrangement)
        if self.model.records is not None:
            self._outdated.append(self.model.records)
            self._tidying.start()
        self.model.show_records(records, rows, self.session.formats)
        if not self._has_columns:
            self._has_columns = True
            self.table.remember_columns(self.kind, len(records.shown))
            self.bar.columns.setMenu(self.table.column_menu())
        else:
            self._choose_again(chosen, current)
            self.table.verticalScrollBar().setValue(place)
        if not records.whole:
            self._read(None)
            return
        self._select_wanted()
        self.loaded.emit()

    def _free_outdated(self) -> None:
        outdated, self._outdated = self._outdated, []

        def free(_progress: object) -> None:
            from kpidesk.operations.records_search import let_go

            let_go(outdated)

        runner = self.session.runner
        runner.run(free, owner=self, done=lambda _none: None, quiet=True)

    def _choose_again(self, ids: list[int], current: int) -> None:
        selection, chosen = self.table.selectionModel(), QItemSelection()
        flag, model = selection.SelectionFlag, self.model
        for row in filter(lambda row: row >= 0, map(model.row_of, ids)):
            index = model.index(row, 0)
            chosen.select(index, index)
        selection.select(chosen, flag.Select | flag.Rows)
        row = model.row_of(current)
        if row >= 0:
            selection.setCurrentIndex(model.index(row, 0), flag.NoUpdate)

    def _on_rows_wanted(self) -> None:
        records, wanted = self.model.records, self.model.arrangement
        if records is None:
            return

        def show(rows: IntArray) -> None:
            # Records that were read since are arranged already.
            if self.model.records is records:
                self.model.show_records(records, rows, self.session.formats)

        self.session.runner.run(
            lambda _progress: records.arranged(wanted),
            owner=self,
            done=show,
            group="rows",
        )

    # -- what is shown -------------------------------------------------------

    def _on_filtered(self) -> None:
        wanted = self._arrangement()
        self.model.arrange(query=wanted.query, tab=wanted.tab, filters=wanted.filters)

    def _show_found(self) -> None:
        records = self.model.records
        if records is None:
            return
        formats, shown = self.session.formats, self.model.rowCount()
        empty = not len(records.ids)
        self.bar.setVisible(not empty)
        if not records.whole:
            self.count.setText(_("Loading…"))
            if shown:
                self._stack.setCurrentWidget(self.table)
            return
        self.bar.show_hidden(records, shown)
        text = ngettext(
            "{shown} of {total} row",
            "{shown} of {total} rows",
            self.model.total,
            shown=formats.count(shown),
            total=formats.count(self.model.total),
        )
        sums = self._sums(self.model.rows)
        if empty:
            self.state.show_empty(writable=self.session.writable)
        elif not shown:
            text = _("Nothing matches these filters")
            self.state.show_nothing_found(
                filtered=bool(self.bar.filters() or self.bar.search.text())
            )
        page: QWidget = self.table if shown else self.state
        self._stack.setCurrentWidget(page)
        self.count.setText(f"{text} · {sums}" if sums and shown else text)
        self._show_chosen()

    def _sums(self, rows: Iterable[int]) -> str:
        records, name = self.model.records, SUMS.get(self.kind)
        if records is None or name is None:
            return ""
        found = records.sums(rows, name)
        formats = self.session.formats
        texts = [
            formats.money(value, 2, currency=code) for code, value in found.items()
        ]
        word = _("MRR") if name == "mrr" else ""
        return f"Σ {word} {' + '.join(texts)}".replace("  ", " ") if texts else ""

    def _show_chosen(self) -> None:
        rows = self.table.selected_rows()
        text = ""
        if len(rows) > 1:
            count = self.session.formats.count(len(rows))
            text = ngettext("{n} selected", "{n} selected", len(rows), n=count)
            sums = self._sums([self.model.rows[row] for row in rows])
            text = f"{text} · {sums}" if sums else text
        self.chosen.setText(text)
        self._show_verbs()

    def add_verb(self, text: str, run: Callable[[], None]) -> None:
        """Offer a verb for what is selected, below the list."""
        button = TextButton(text)
        button.setVisible(False)
        button.clicked.connect(run)
        self.verbs.addWidget(button)
        self._verbs.append(button)

    def _show_verbs(self) -> None:
        # In a low window the rows need the room; the verbs stand in the menu too.
        tall = self.height() >= self.session.theme.px(_TALL)
        shown = tall and bool(self.table.selected_rows()) and self.session.writable
        for button in self._verbs:
            button.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows the room that a low window has."""
        super().resizeEvent(event)
        self._show_verbs()

    # -- records -------------------------------------------------------------

    def selected_ids(self) -> list[int]:
        """Ids of the selected records, from the top."""
        return [self.model.record_id(row) for row in self.table.selected_rows()]

    def current_id(self) -> int:
        """Id of the record that is looked at; 0 = none."""
        row = self.table.currentIndex().row()
        return self.model.record_id(row) if 0 <= row < self.model.rowCount() else 0

    def show_record(self, record_id: int) -> None:
        """Select a record, once the list is read."""
        self._wanted = record_id
        self._select_wanted()

    def _select_wanted(self) -> None:
        if not self._wanted or not self._loaded:
            return
        row = self.model.row_of(self._wanted)
        if row < 0 and self.model.records is not None:
            # What was asked for must not hide behind a tab or a filter.
            self.bar.clear_filters()
            self.bar.show_tab("")
            row = self.model.row_of(self._wanted)
        self._wanted = 0
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def _on_current(self) -> None:
        self.current_changed.emit(self.current_id())

    def _on_opened(self, row: int) -> None:
        self.opened.emit(self.model.record_id(row))

    def remove_selected(self) -> None:
        """Delete the selected records."""
        if self._is_whole():
            self.desk.remove(self.kind, self.selected_ids())

    def _is_whole(self) -> bool:
        """All rows are here; who takes all of them must not get only the latest."""
        if self._loaded:
            return True
        self.desk.said.emit(_("Loading…"), False)
        return False

    def edit_current(self) -> None:
        """Show the form of the record that is looked at."""
        if self.current_id():
            self.desk.edit(self.kind, self.current_id())

    # -- export --------------------------------------------------------------

    def export(self) -> None:
        """Let the person choose a file and write what is shown."""
        if not self._is_whole():
            return
        # Dialogs are not needed to paint the window.
        from PySide6.QtWidgets import QFileDialog

        name, chosen = QFileDialog.getSaveFileName(
            self.window(),
            _("Export"),
            str(Path.home() / f"{self.table.accessibleName()}.xlsx"),
            "Excel (*.xlsx);;CSV (*.csv)",
        )
        if name:
            path = Path(name)
            suffix = ".csv" if "csv" in chosen else ".xlsx"
            self.export_to(path if path.suffix else path.with_suffix(suffix))

    def export_to(self, path: Path, done: Callable[[], None] | None = None) -> None:
        """Write what is shown to a file."""
        records, rows = self.model.records, list(self.model.rows)
        if records is None:
            return
        columns, formats = self.table.shown_columns(), self.session.formats
        kind = self.kind

        def operation(_progress: object) -> None:
            from kpidesk.operations.export_list import export_list
            from kpidesk.ui.records.cell_text import choice_words

            export_list(
                path,
                records,
                rows,
                columns,
                formats,
                lambda field, value: choice_words(kind, field.name, value),
            )

        def finished(_nothing: None) -> None:
            self.desk.said.emit(_("Saved to {path}", path=path), False)
            if done is not None:
                done()

        self.session.runner.run(
            operation,
            owner=self,
            done=finished,
            failed=self.desk.failed.emit,
            title=_("Export"),
        )
