"""Clients by health with their reasons, and whether the score warned in the past."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from kpidesk.domain.segment import EVERYTHING
from kpidesk.i18n.messages import _
from kpidesk.operations.at_risk import DAYS_BEFORE, ClientsAtRisk, clients_at_risk
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.records.contracts_needed import ContractsNeeded
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable
from kpidesk.ui.widgets.scroll_page import GUTTER

_REASON_LINES = 2


class AtRiskPage(Page):
    """The worst clients first; Enter or a double click opens one."""

    has_periods = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_("Clients at risk"))
        theme = self.session.theme
        self.model = TextTableModel(
            (_("Client"), _("Health"), _("MRR"), _("Renewal"), _("Reasons")),
            numbers=(1, 2),
        )
        before = (_("Score {days} days before", days=days) for days in DAYS_BEFORE)
        self.past = TextTableModel((_("Client"), _("Lost on"), *before), numbers=(2, 3))
        name = _("Clients at risk")
        self.table = RecordTable(theme, name, self.model, lines=_REASON_LINES)
        self.past_table = RecordTable(theme, _("Back-test"), self.past)
        self.summary = PlainLabel("", "body", "text2", wraps=True)
        self.verdict = PlainLabel("", "body", "text2", wraps=True)
        self.tabs = QTabWidget()
        self._found: ClientsAtRisk | None = None
        self._build()
        session = self.session
        signals = session.changed, session.company_changed, session.view_changed
        refreshing = Refreshing(self, self.refresh, *signals)
        self.table.activated.connect(self._on_client)
        self.past_table.activated.connect(self._on_lost)
        refreshing.ask()

    def _build(self) -> None:
        self.tabs.addTab(_tab(self.summary, self.table), _("Now"))
        self.tabs.addTab(_tab(self.verdict, self.past_table), _("Back-test"))
        body = QWidget()
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, GUTTER, 12)
        line.addWidget(self.tabs)
        needed = ContractsNeeded(self.session, self.navigator, body)
        self.column.addWidget(needed, 1)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    def refresh(self) -> None:
        """Judge the clients again."""
        session = self.session
        period, formats = session.period, session.formats
        segment = session.segment or EVERYTHING
        session.ask(
            lambda store: clients_at_risk(store, period, formats, segment),
            owner=self,
            done=self._on_found,
            group="at risk",
        )

    def _on_found(self, found: ClientsAtRisk) -> None:
        self._found = found
        self.summary.setText(found.summary)
        self.verdict.setText(found.verdict)
        self.model.show_rows(
            [
                (line.client, line.score, line.mrr, line.renewal, line.reasons)
                for line in found.lines
            ]
        )
        self.past.show_rows(
            [(line.client, line.lost_on, *line.scores) for line in found.losses]
        )
        for table in (self.table, self.past_table):
            table.fit_columns()

    def _on_client(self, index: QModelIndex) -> None:
        if self._found is not None:
            self._open(self._found.lines[index.row()].client_id)

    def _on_lost(self, index: QModelIndex) -> None:
        if self._found is not None:
            self._open(self._found.losses[index.row()].client_id)

    def _open(self, client_id: int) -> None:
        self.navigator.go("client", str(client_id))


def _tab(text: PlainLabel, table: RecordTable) -> QWidget:
    tab = QWidget()
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, 12, 0, 8)
    column.addWidget(text)
    column.addWidget(table, 1)
    return tab
