"""One client whole: overview, contracts, tickets, answers, invoices, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import N_, _
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.pages.record_pages import renew
from kpidesk.ui.records.change_lines import change_rows
from kpidesk.ui.records.client_overview import ClientOverview
from kpidesk.ui.records.client_privacy import ClientPrivacy
from kpidesk.ui.records.client_tables import (
    answer_rows,
    contract_rows,
    invoice_rows,
    ticket_rows,
)
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.domain.records import Record, Value
    from kpidesk.operations.client_page import ClientStory
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.store.protocol import LoggedChange

_TABS = (
    N_("Overview"),
    N_("Contracts"),
    N_("Tickets"),
    N_("Answers"),
    N_("Invoices"),
    N_("History"),
)
_CONTRACTS, _TICKETS, _ANSWERS, _INVOICES = 1, 2, 3, 4


class ClientPage(Page):
    """Everything about one client; the way back leads to the list."""

    commands = frozenset(
        {"edit_record", "delete", "end_contract", "renew_contract", "change_price"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.desk = RecordDesk.of(self.session)
        self._client = 0
        self._story: ClientStory | None = None
        self.tabs = QTabBar()
        self.overview = ClientOverview(self.session)
        self.privacy = ClientPrivacy(self.session, self)
        self.contracts = self._table(
            _("Contracts"),
            (
                _("Contract number"),
                _("Product"),
                _("Amount"),
                _("Billing period"),
                _("MRR"),
                _("Last change of price"),
                _("Start date"),
                _("First day without service"),
                _("Status"),
                _("Reason for leaving"),
            ),
            (2, 4),
        )
        self.tickets = self._table(
            _("Tickets"),
            (
                _("Ticket number"),
                _("Subject"),
                _("Category"),
                _("Priority"),
                _("Opened"),
                _("First response"),
                _("Resolved"),
                _("Status"),
            ),
        )
        self.answers = self._table(
            _("Answers"),
            (
                _("Answered on"),
                _("Survey type"),
                _("Score"),
                _("Respondent"),
                _("Comment"),
            ),
            (2,),
        )
        self.invoices = self._table(
            _("Invoices"),
            (
                _("Invoice number"),
                _("Issued on"),
                _("Due on"),
                _("Paid on"),
                _("Amount"),
                _("Status"),
            ),
            (4,),
        )
        self.history = self._table(
            _("History"),
            (
                _("When"),
                _("Who"),
                _("What"),
                _("Field"),
                _("Before"),
                _("After"),
            ),
        )
        self._stack = QStackedWidget()
        self._buttons: list[TextButton] = []
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()

    def _table(
        self, name: str, headings: tuple[str, ...], numbers: tuple[int, ...] = ()
    ) -> RecordTable:
        model = TextTableModel(headings, numbers, self)
        return RecordTable(self.session.theme, name, model)

    def _build(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Client"))
        for name in _TABS:
            self.tabs.addTab(_(name))
        for widget in (
            self.overview,
            self.contracts,
            self.tickets,
            self.answers,
            self.invoices,
            self.history,
        ):
            self._stack.addWidget(self._padded(widget))
        head = self._head
        head.setContentsMargins(0, 0, 14, 0)
        verbs = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addLayout(verbs)
        for words, run in (
            (N_("Edit"), lambda: self.desk.edit("client", self._client)),
            (N_("New contract"), lambda: self._new("contract")),
            (N_("New ticket"), lambda: self._new("ticket")),
        ):
            button = TextButton(_(words))
            button.clicked.connect(run)
            self._buttons.append(button)
            verbs.addWidget(button)
        verbs.addStretch(1)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the tabs where both have no room in one line."""
        super().resizeEvent(event)
        buttons = sum(button.sizeHint().width() + 8 for button in self._buttons)
        roomy = self.tabs.sizeHint().width() + buttons < self.width()
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if roomy else way.TopToBottom)

    def _padded(self, widget: QWidget) -> QWidget:
        page = QWidget()
        line = QHBoxLayout(page)
        wide = widget is self.overview
        line.setContentsMargins(0, 0, 0 if wide else 14, 0 if wide else 12)
        line.addWidget(widget)
        return page

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        session = self.session
        signals = session.changed, session.preferences_changed
        self._refreshing = Refreshing(self, self.refresh, *signals)
        self.contracts.opened.connect(lambda _row: self._open("contract"))
        self.tickets.opened.connect(lambda _row: self._open("ticket"))
        self.answers.opened.connect(lambda _row: self._open("survey_answer"))
        self.invoices.opened.connect(lambda _row: self._open("invoice"))
        self.overview.export_wanted.connect(self._on_export)
        self.overview.erase_wanted.connect(self._on_erase)
        self.overview.note_added.connect(self._on_note)
        self.overview.document_added.connect(self._on_document)
        self.overview.removal_wanted.connect(self.desk.remove)

    # -- showing -------------------------------------------------------------

    def show_subject(self, subject: str) -> None:
        """Show a client by its id; ``12/invoice`` turns to its invoices."""
        if not subject:
            return
        client, _slash, kind = subject.partition("/")
        if int(client) != self._client:
            self._client = int(client)
            self.tabs.setCurrentIndex(0)
        if kind == "invoice":
            self.tabs.setCurrentIndex(_INVOICES)
        self._refreshing.ask()

    def refresh(self) -> None:
        """Read the client again."""
        if not self._client:
            return
        client, today = self._client, self.session.today()

        def question(
            store: RememberingStore,
        ) -> tuple[ClientStory, list[LoggedChange]]:
            from kpidesk.operations.client_page import client_changes, client_story

            return client_story(store, client, today), client_changes(store, client)

        self.session.ask(
            question, owner=self, done=self._show, failed=self._gone, group="client"
        )

    def _gone(self, _error: KpideskError) -> None:
        """The client was deleted, here or elsewhere."""
        self._client = 0
        if self.navigator.place.page == "client":
            self.navigator.go("clients")

    def _show(self, found: tuple[ClientStory, list[LoggedChange]]) -> None:
        story, changes = found
        first_time = self._story is None
        self._story = story
        self.setWindowTitle(str(story.record["name"]))
        window = self.window()
        show_title = getattr(window, "show_title", None)
        if show_title is not None:
            show_title()
        self.overview.show_story(story)
        tables = (
            (self.contracts, contract_rows(story, self.session)),
            (self.tickets, ticket_rows(story, self.session)),
            (self.answers, answer_rows(story, self.session)),
            (self.invoices, invoice_rows(story, self.session)),
            (self.history, change_rows(changes, self.session)),
        )
        for table, rows in tables:
            model = table.model()
            if isinstance(model, TextTableModel):
                model.show_rows(rows)
            if first_time:
                table.fit_columns()
        for button in self._buttons:
            button.setVisible(self.session.writable)

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)

    # -- doing ---------------------------------------------------------------

    def prefill(self, kind: str) -> dict[str, Value]:
        """What a new record made here begins with."""
        return {"client_id": self._client} if kind not in {"client", "staff"} else {}

    def _new(self, kind: str) -> None:
        self.desk.new(kind, client_id=self._client)

    def _current(self, kind: str) -> int:
        story = self._story
        if story is None:
            return 0
        table, ids = {
            "contract": (self.contracts, [each.id for each in story.contracts]),
            "ticket": (self.tickets, [int(t["id"] or 0) for t in story.tickets]),
            "survey_answer": (
                self.answers,
                [int(a["id"] or 0) for a in story.answers],
            ),
            "invoice": (self.invoices, [int(i["id"] or 0) for i in story.invoices]),
        }[kind]
        row = table.currentIndex().row()
        return ids[row] if 0 <= row < len(ids) else 0

    def _open(self, kind: str) -> None:
        if self._current(kind):
            self.desk.edit(kind, self._current(kind))

    def _kind(self) -> str:
        return {
            _CONTRACTS: "contract",
            _TICKETS: "ticket",
            _ANSWERS: "survey_answer",
            _INVOICES: "invoice",
        }.get(self.tabs.currentIndex(), "client")

    def run_command(self, key: str) -> None:
        """Run a command about the client, or about the row that is looked at."""
        kind = self._kind()
        record = self._client if kind == "client" else self._current(kind)
        match key:
            case "edit_record" if record:
                self.desk.edit(kind, record)
            case "delete" if record:
                self.desk.remove(kind, [record])
            case "end_contract" | "renew_contract" | "change_price":
                self._run_on_contract(key)

    def _run_on_contract(self, key: str) -> None:
        contract = self._current("contract")
        if not contract and self._story is not None:
            running = [c.id for c in self._story.contracts if c.end is None]
            contract = running[0] if len(running) == 1 else 0
        if not contract:
            self.tabs.setCurrentIndex(_CONTRACTS)
            self.desk.said.emit(_("Choose a contract first"), False)
        elif key == "renew_contract":
            renew(self.desk, contract)
        else:
            self.desk.verb(key, "contract", contract)

    def _on_note(self, text: str) -> None:
        client, today = str(self._client), self.session.today().isoformat()

        def doing(store: RememberingStore) -> Edit:
            from kpidesk.operations.edit_records import add_records
            from kpidesk.store.file_lock import current_user

            note: Record = {
                "about": "client",
                "about_key": client,
                "noted_on": today,
                "body": text,
                "author": current_user(),
            }
            return add_records(store, "note", [note])

        self.desk.do(doing, ("note",))

    def _on_document(self, title: str, location: str) -> None:
        client = self._client

        def doing(store: RememberingStore) -> Edit:
            from kpidesk.operations.edit_records import add_records

            document: Record = {
                "client_id": client,
                "title": title,
                "location": location,
            }
            return add_records(store, "document", [document])

        self.desk.do(doing, ("document",))

    def _on_export(self) -> None:
        if self._story is not None:
            self.privacy.export(self._client, str(self._story.record["name"]))

    def _on_erase(self) -> None:
        if self._story is not None:
            self.privacy.ask_to_erase(self._client, str(self._story.record["name"]))
