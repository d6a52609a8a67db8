"""The lists of what the house records: found by a few letters, sorted by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.i18n.messages import N_, _
from kpidesk.ui.models.record_model import RecordModel
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.list_records import RecordList
    from kpidesk.operations.remembering_store import RememberingStore

_TABLE, _EMPTY = 0, 1
_TYPING_MS = 60


class RecordPage(Page):
    """A searchable list of one kind of record."""

    kind: ClassVar[str] = ""
    name: ClassVar[str] = ""
    nothing: ClassVar[str] = ""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_(self.name))
        theme = self.session.theme
        self._wanted = 0
        self._loaded = False
        self._model = RecordModel(self.session.formats, self)
        self.table = RecordTable(theme, _(self.name), self._model)
        self.search = QLineEdit()
        self._count = PlainLabel("", "small", "text2")
        self._empty_title = PlainLabel(_("Loading…"), "subtitle")
        self._import = TextButton(_("Import from Excel"), "primary")
        self._stack = QStackedWidget()
        # Typing goes on while the list follows.
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.search.setPlaceholderText(_("Filter"))
        self.search.setAccessibleName(_("Filter"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(self.session.theme.px(32))
        self.search.setMaximumWidth(self.session.theme.px(360))
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addStretch(1)
        line.addWidget(self._count)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 14, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        empty = CardPanel()
        empty.body.addStretch(1)
        empty.body.addWidget(self._empty_title, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.body.addWidget(self._import, 0, Qt.AlignmentFlag.AlignHCenter)
        empty.body.addStretch(2)
        self._import.hide()
        self._stack.addWidget(body)
        self._stack.addWidget(empty)
        self._stack.setCurrentIndex(_EMPTY)
        self.column.addWidget(self._stack)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self.refresh)
        session.company_changed.connect(self.refresh)
        session.preferences_changed.connect(self.refresh)
        self._import.clicked.connect(lambda: self.navigator.go("import"))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._on_typed)
        self._model.modelReset.connect(self._show_count)

    def refresh(self) -> None:
        """Read the records again."""
        kind = self.kind

        def read(store: RememberingStore) -> RecordList:
            from kpidesk.operations.list_records import list_records

            return list_records(store, kind)

        self.session.ask(read, owner=self, done=self._on_read, group="list")

    def _on_read(self, records: RecordList) -> None:
        first_time = not self._loaded
        self._loaded = True
        self._model.show_records(records, self.session.formats)
        if first_time:
            self.table.fit_columns()
        empty = not records.ids
        self._empty_title.setText(_(self.nothing))
        self._import.setVisible(empty)
        self._stack.setCurrentIndex(_EMPTY if empty else _TABLE)
        self._select_wanted()

    def _on_typed(self) -> None:
        self._model.search(self.search.text())

    def _show_count(self) -> None:
        formats = self.session.formats
        shown, total = self._model.rowCount(), self._model.total
        text = _(
            "{shown} of {total} rows",
            shown=formats.count(shown),
            total=formats.count(total),
        )
        if not shown and total:
            text = _("Nothing matches these filters")
        self._count.setText(text)

    def show_subject(self, subject: str) -> None:
        """Select the record with an id."""
        self._wanted = int(subject or 0)
        self._select_wanted()

    def _select_wanted(self) -> None:
        if self._wanted and self._loaded:
            row = self._model.row_of(self._wanted)
            self._wanted = 0
            if row >= 0:
                self.table.selectRow(row)
                self.table.scrollTo(self._model.index(row, 0))

    def records_text(self) -> str:
        """How many rows are shown."""
        return self._count.text() if self._loaded else ""

    def focus_filter(self) -> None:
        """Go to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def first_focus(self) -> QWidget | None:
        """The search field."""
        return self.search


class ClientsPage(RecordPage):
    """All clients."""

    kind, name, nothing = "client", N_("Clients"), N_("No clients yet")


class ContractsPage(RecordPage):
    """All contracts."""

    kind, name, nothing = "contract", N_("Contracts"), N_("No contracts yet")


class TicketsPage(RecordPage):
    """All tickets."""

    kind, name, nothing = "ticket", N_("Tickets"), N_("No tickets yet")


class SurveysPage(RecordPage):
    """All survey answers."""

    kind, name = "survey_answer", N_("Surveys")
    nothing = N_("No survey answers yet")


class LeadsPage(RecordPage):
    """All leads."""

    kind, name, nothing = "lead", N_("Leads"), N_("No leads yet")


class CostsPage(RecordPage):
    """All costs."""

    kind, name, nothing = "cost", N_("Costs"), N_("No costs yet")
