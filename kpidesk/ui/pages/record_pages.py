"""The pages of what the house records: lists, and what each kind needs beside."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSettings
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from kpidesk import paths
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.lead_funnel import lead_funnel
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.records.client_panel import ClientPanel
from kpidesk.ui.records.contracts_needed import ContractsNeeded
from kpidesk.ui.records.cost_grid_view import CostGridView
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.records.lead_funnel_line import LeadFunnelLine
from kpidesk.ui.records.record_list import RecordListView
from kpidesk.ui.records.renewals_view import RenewalsView
from kpidesk.ui.records.survey_line import SurveyLine
from kpidesk.ui.records.team_view import TeamView
from kpidesk.ui.records.ticket_entry import TicketEntry

_PANEL_FROM = 1100
_PANEL = "clients/panel"


class RecordPage(Page):
    """The list of one kind of record."""

    kind: ClassVar[str] = ""
    name: ClassVar[str] = ""
    nothing: ClassVar[str] = ""
    commands: frozenset[str] = frozenset({"edit_record", "delete", "export"})
    verbs: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Commands offered below the list, with their words."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_(self.name))
        self.desk = RecordDesk.of(self.session)
        self.list = RecordListView(self.session, self.kind, _(self.name), self.nothing)
        self.search = self.list.bar.search
        self.table = self.list.table
        self._model = self.list.model
        self._count = self.list.count
        self._empty_title = self.list.state.title_text
        self._import = self.list.state.import_button
        self._build()
        for key, words in (*self.verbs, ("delete", N_("Delete"))):
            self.list.add_verb(_(words), partial(self.run_command, key))
        self.list.opened.connect(self.open_record)
        self.list.import_wanted.connect(lambda: self.navigator.go("import"))

    def _build(self) -> None:
        self.column.addWidget(self.list, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the commands of the window in the menu of the table, too."""
        super().showEvent(event)
        menus = getattr(self.window(), "actions_of_menus", None)
        if menus is not None and not self.table.actions():
            keys = ("edit_record", *(key for key, _words in self.verbs), "delete")
            for key in (*keys, "export"):
                self.table.addAction(menus.by_key[key])

    def open_record(self, record_id: int) -> None:
        """Show one record whole."""
        self.desk.edit(self.kind, record_id)

    def run_command(self, key: str) -> None:
        """Run a command about the records that are selected."""
        match key:
            case "edit_record":
                self.list.edit_current()
            case "delete":
                self.list.remove_selected()
            case "export":
                self.list.export()

    def show_tab(self, tab: str) -> None:
        """Show the rows of a tab; empty = all."""
        self.list.bar.show_tab(tab)

    def show_subject(self, subject: str) -> None:
        """Select the record with an id."""
        if subject:
            self.list.show_record(int(subject))

    def records_text(self) -> str:
        """How many rows are shown."""
        return self._count.text()

    def focus_filter(self) -> None:
        """Go to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def first_focus(self) -> QWidget | None:
        """The search field."""
        return self.search


class ClientsPage(RecordPage):
    """All clients, with one at a glance beside them."""

    kind, name, nothing = "client", N_("Clients"), N_("No clients yet")
    commands = RecordPage.commands | {"panel"}

    def _build(self) -> None:
        self.panel = ClientPanel(self.session)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.list, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 14, 12)
        beside.addWidget(self.panel)
        line.addLayout(beside)
        self.column.addLayout(line, 1)
        self.panel.open_wanted.connect(self.open_record)
        self.list.current_changed.connect(self.panel.show_client)
        self._wants_panel = _setting(_PANEL, default=True)
        self._fit()

    def open_record(self, record_id: int) -> None:
        """Show the page of a client."""
        self.navigator.go("client", str(record_id))

    def run_command(self, key: str) -> None:
        """Show or hide the panel, or what a list does."""
        if key != "panel":
            super().run_command(key)
            return
        self._wants_panel = not self.panel.isVisible()
        _keep(_PANEL, on=self._wants_panel)
        self.panel.setVisible(self._wants_panel)
        self.panel.show_client(self.list.current_id())

    def _fit(self) -> None:
        """In a narrow window the list needs the room."""
        wide = self.window().width() >= self.session.theme.px(_PANEL_FROM)
        shown = self._wants_panel and wide
        if shown != self.panel.isVisibleTo(self):
            self.panel.setVisible(shown)
            if shown:
                self.panel.show_client(self.list.current_id())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel while there is room."""
        super().resizeEvent(event)
        self._fit()


class _TwoTabs(RecordPage):
    """A page with a second view of its records."""

    tabs_of: ClassVar[tuple[str, str]] = ("", "")

    def _build(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_(self.name))
        for text in self.tabs_of:
            self.tabs.addTab(_(text))
        self._stack = QStackedWidget()
        self._fill()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.column.setSpacing(8)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self._stack, 1)

    def _fill(self) -> None:
        """Put two views into the stack."""

    def show_subject(self, subject: str) -> None:
        """Select the record with an id, in the list."""
        if subject:
            self._show_list()
        super().show_subject(subject)

    def _show_list(self) -> None:
        for index in range(self._stack.count()):
            view = self._stack.widget(index)
            holds = view is not None and view.isAncestorOf(self.list)
            if view is self.list or holds:
                self.tabs.setCurrentIndex(index)

    def first_focus(self) -> QWidget | None:
        """The tabs."""
        return self.tabs

    def focus_filter(self) -> None:
        """Go to the search field of the list."""
        self._show_list()
        super().focus_filter()


class ContractsPage(_TwoTabs):
    """Renewals and notices first, then all contracts."""

    kind, name, nothing = "contract", N_("Contracts"), N_("No contracts yet")
    tabs_of = (N_("Renewals and notices"), N_("All"))
    commands = RecordPage.commands | {
        "end_contract",
        "renew_contract",
        "change_price",
    }
    verbs = (
        ("end_contract", N_("End contract…")),
        ("renew_contract", N_("Renew contract…")),
        ("change_price", N_("Change amount from a date…")),
    )

    def _fill(self) -> None:
        self.renewals = RenewalsView(self.session)
        self.renewals.opened.connect(lambda contract, _c: self.open_record(contract))
        needed = ContractsNeeded(self.session, self.navigator, self.renewals)
        self._stack.addWidget(needed)
        self._stack.addWidget(self.list)

    def _current(self) -> int:
        if self.tabs.currentIndex() == 0:
            renewal = self.renewals.current()
            return renewal.contract_id if renewal else 0
        return self.list.current_id()

    def run_command(self, key: str) -> None:
        """Close, renew or price the contract that is looked at."""
        contract = self._current()
        if key not in {"end_contract", "renew_contract", "change_price"}:
            super().run_command(key)
        elif not contract:
            self.desk.said.emit(_("Choose a contract first"), False)
        elif key == "renew_contract":
            renew(self.desk, contract)
        else:
            self.desk.verb(key, "contract", contract)


def renew(desk: RecordDesk, contract: int) -> None:
    """Renew a contract in one step."""
    from kpidesk.operations.edit_contracts import renew_contract

    today = desk.session.today()
    desk.do(
        lambda store: renew_contract(store, contract, today),
        ("contract", "price_term"),
        say=_("Contract renewed"),
    )


class TicketsPage(RecordPage):
    """All tickets, and a line to enter the next."""

    kind, name, nothing = "ticket", N_("Tickets"), N_("No tickets yet")
    commands = RecordPage.commands | {"first_response", "resolve", "reopen"}
    verbs = (
        ("first_response", N_("Record first response now")),
        ("resolve", N_("Mark as resolved")),
        ("reopen", N_("Reopen ticket")),
    )

    def _build(self) -> None:
        self.entry = TicketEntry(self.session)
        entry = QHBoxLayout()
        entry.setContentsMargins(0, 0, 14, 0)
        entry.addWidget(self.entry)
        self.column.setSpacing(8)
        self.column.addLayout(entry)
        super()._build()
        self.session.company_changed.connect(self._show_rights)
        self._show_rights()

    def run_command(self, key: str) -> None:
        """Stamp the selected tickets."""
        if key not in {"first_response", "resolve", "reopen"}:
            super().run_command(key)
            return
        ids = self.list.selected_ids()
        if not ids:
            self.desk.said.emit(_("Choose a ticket first"), False)
            return
        stamp(self.desk, key, ids)

    def _show_rights(self) -> None:
        self.entry.setVisible(self.session.writable)

    def first_focus(self) -> QWidget | None:
        """The line for the next ticket."""
        return self.entry.client if self.session.writable else self.search


def stamp(desk: RecordDesk, key: str, ids: list[int]) -> None:
    """Note a first response, a resolution or a reopening now."""
    from kpidesk.operations.edit_tickets import note_first_response, reopen, resolve
    from kpidesk.ui.forms.field_typing import FieldTyping

    now = FieldTyping(desk.session).now()
    match key:
        case "first_response":
            desk.do(
                lambda store: note_first_response(store, ids, now),
                ("ticket",),
                say=_("First response recorded"),
            )
        case "resolve":
            desk.do(
                lambda store: resolve(store, ids, now),
                ("ticket",),
                say=_("Marked as resolved"),
            )
        case _:
            desk.do(lambda store: reopen(store, ids), ("ticket",), say=_("Reopened"))


class SurveysPage(_TwoTabs):
    """Answers of clients; distributions of the team."""

    kind, name = "survey_answer", N_("Surveys")
    nothing = N_("No survey answers yet")
    tabs_of = (N_("Clients"), N_("Team"))

    def _fill(self) -> None:
        self.figures = SurveyLine(self.session, self._model)
        clients = QWidget()
        column = QVBoxLayout(clients)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.figures)
        column.addWidget(self.list, 1)
        self._stack.addWidget(clients)
        self.team = TeamView(self.session)
        self.team.people.opened.connect(lambda person: self.desk.edit("staff", person))
        self._stack.addWidget(self.team)

    def run_command(self, key: str) -> None:
        """What the list that is shown does."""
        if self._stack.currentWidget() is self.team:
            people = self.team.people
            match key:
                case "edit_record":
                    people.edit_current()
                case "delete":
                    people.remove_selected()
                case "export":
                    people.export()
        else:
            super().run_command(key)


class LeadsPage(RecordPage):
    """All leads, under the funnel."""

    kind, name, nothing = "lead", N_("Leads"), N_("No leads yet")
    commands = RecordPage.commands | {"convert_lead", "lose_lead"}
    verbs = (
        ("convert_lead", N_("Convert to client…")),
        ("lose_lead", N_("Mark as lost…")),
    )

    def _build(self) -> None:
        self.funnel = LeadFunnelLine(self.session)
        self.funnel.hide()
        self.column.setSpacing(8)
        self.column.addWidget(self.funnel)
        super()._build()
        self.list.loaded.connect(self._show_funnel)

    def _show_funnel(self) -> None:
        if self._model.records is not None:
            self.funnel.show_funnel(lead_funnel(self._model.records))

    def run_command(self, key: str) -> None:
        """Convert or lose the lead that is looked at."""
        if key not in {"convert_lead", "lose_lead"}:
            super().run_command(key)
        elif self.list.current_id():
            self.desk.verb(key, "lead", self.list.current_id())
        else:
            self.desk.said.emit(_("Choose a lead first"), False)


class CostsPage(_TwoTabs):
    """Costs typed into a grid, or one by one in a list."""

    kind, name, nothing = "cost", N_("Costs"), N_("No costs yet")
    tabs_of = (N_("Grid"), N_("List"))

    def _fill(self) -> None:
        self.grid = CostGridView(self.session)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.list)

    def show_subject(self, subject: str) -> None:
        """Show a month of the grid (``2025-03``), or the cost with an id."""
        year, dash, month = subject.partition("-")
        if dash:
            self.tabs.setCurrentIndex(self._stack.indexOf(self.grid))
            self.grid.show_month(int(year), int(month))
        else:
            super().show_subject(subject)

    def first_focus(self) -> QWidget | None:
        """The cell of a month that was asked for; else the tabs."""
        return self.grid.table if self.grid.month else super().first_focus()


def _settings() -> QSettings:
    file = paths.config_dir() / "window.ini"
    return QSettings(str(file), QSettings.Format.IniFormat)


def _setting(key: str, *, default: bool) -> bool:
    # QSettings gives text back after a restart.
    return str(_settings().value(key, str(default))).lower() == "true"


def _keep(key: str, *, on: bool) -> None:
    _settings().setValue(key, str(on).lower())
