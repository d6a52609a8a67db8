"""What if: a client leaves, a price changes, churn falls; computed, never saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.operations.edit_typing import decimal_mark, typed_number
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.records.contracts_needed import ContractsNeeded
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable
from kpidesk.ui.widgets.scroll_page import GUTTER

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.what_if import Consequence, FormulaConsequence, Subjects

_LEAVES, _PRICE, _CHURN = "leaves", "price", "churn"


class WhatIfPage(Page):
    """Choose one change; every KPI that it moves is shown before and after."""

    has_periods = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._wanted: int | None = None
        self.setWindowTitle(_("What if?"))
        theme = self.session.theme
        kinds: list[tuple[object, str]] = [
            (_LEAVES, _("A client leaves")),
            (_PRICE, _("A price changes")),
            (_CHURN, _("Churn falls by some points")),
        ]
        self.kind = ChoiceBox(theme, _("What changes"), kinds)
        self.client = ChoiceBox(theme, _("Client"), [])
        self.contract = ChoiceBox(theme, _("Contract"), [])
        self.number = QLineEdit("1")
        self._note = PlainLabel("", "small", "text2", wraps=True)
        self._problem = PlainLabel("", "small", "bad", wraps=True)
        self.model = TextTableModel(
            (_("Indicator"), _("Now"), _("Then"), _("Change")), numbers=(1, 2)
        )
        self.table = RecordTable(theme, _("Consequences"), self.model)
        self._build()
        self._connect()

    def _build(self) -> None:
        panel = CardPanel()
        line = QHBoxLayout()
        for widget in (self.kind, self.client, self.contract, self.number):
            line.addWidget(widget)
        line.addStretch(1)
        self.number.setMaximumWidth(140)
        panel.body.addLayout(line)
        panel.body.addWidget(self._problem)
        panel.body.addWidget(self._note)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, GUTTER, 12)
        column.setSpacing(16)
        column.addWidget(panel)
        column.addWidget(self.table, 1)
        self.column.addWidget(ContractsNeeded(self.session, self.navigator, body))

    def _connect(self) -> None:
        session = self.session
        signals = session.changed, session.company_changed, session.view_changed
        Refreshing(self, self._ask_subjects, *signals).ask()
        for box in (self.kind, self.client, self.contract):
            box.activated.connect(self.refresh)
        self.number.textChanged.connect(self.refresh)

    def show_subject(self, subject: str) -> None:
        """Ask what if the client of this id left."""
        if not subject:
            return
        self._wanted = int(subject)
        self.kind.choose(_LEAVES)
        self._choose_wanted()
        self.refresh()

    def _choose_wanted(self) -> None:
        """Choose the client asked about, once it is listed."""
        if self._wanted is not None and self.client.findData(self._wanted) >= 0:
            self.client.choose(self._wanted)
            self._wanted = None

    def first_focus(self) -> QWidget:
        """The choice of what changes."""
        return self.kind

    def _ask_subjects(self) -> None:
        period = self.session.period

        def list_them(store: RememberingStore) -> Subjects:
            from kpidesk.operations.what_if import subjects

            return subjects(store, period)

        self.session.ask(
            list_them, owner=self, done=self._on_listed, group="what if subjects"
        )

    def _on_listed(self, subjects: Subjects) -> None:
        formats = self.session.formats
        for box, items in (
            (self.client, subjects.clients),
            (self.contract, subjects.contracts),
        ):
            chosen = box.currentData()
            box.clear()
            for identifier, label, mrr in items:
                box.addItem(f"{label} · {formats.money(mrr)}", identifier)
            box.updateGeometry()
            if chosen is not None:
                box.choose(chosen)
        self._choose_wanted()
        self.refresh()

    def refresh(self) -> None:
        """Compute the consequences again."""
        kind = self.kind.currentData()
        self.client.setVisible(kind == _LEAVES)
        self.contract.setVisible(kind == _PRICE)
        self.number.setVisible(kind != _LEAVES)
        names = {_PRICE: _("New MRR"), _CHURN: _("Percentage points")}
        self.number.setAccessibleName(names.get(str(kind), ""))
        self.number.setPlaceholderText(names.get(str(kind), ""))
        self._note.setText(
            _("Computed on your real rows in memory. Nothing is saved.")
            if kind != _CHURN
            else _(
                "The formulas are computed with a churn lower by these points; no row"
                " is invented."
            )
        )
        amount = self._typed()
        unread = kind != _LEAVES and amount is None
        wanted = names.get(str(kind), "")
        self._problem.setText(
            _("{field}: type a number from 0 up.", field=wanted) if unread else ""
        )
        self._problem.setVisible(unread)
        if kind == _CHURN:
            self._ask_churn(amount)
        else:
            self._ask_rows(str(kind), amount)

    def _typed(self) -> float | None:
        number = typed_number(self.number.text(), decimal_mark(self.session.region))
        return None if number is None or number < 0 else float(number)

    def _ask_rows(self, kind: str, amount: float | None) -> None:
        period = self.session.period
        box = self.client if kind == _LEAVES else self.contract
        subject = box.currentData()
        if subject is None or (kind == _PRICE and amount is None):
            self.model.show_rows([])
            return

        def compute(store: RememberingStore) -> list[Consequence]:
            from kpidesk.domain.what_if import ClientLeaves, PriceChanges
            from kpidesk.operations.what_if import what_if

            if kind == _LEAVES:
                return what_if(store, ClientLeaves(subject, period), period)
            changed = PriceChanges(subject, period, amount or 0.0)
            return what_if(store, changed, period)

        self.session.ask(compute, owner=self, done=self._on_rows, group="what if")

    def _on_rows(self, found: list[Consequence]) -> None:
        from kpidesk.reporting.reading_text import change_text, value_text

        formats = self.session.formats
        self.model.show_rows(
            [
                (
                    _(item.now.kpi.name),
                    value_text(item.now.kpi.unit, item.now.value, formats),
                    value_text(item.now.kpi.unit, item.then.value, formats),
                    change_text(item.now.kpi, item.change, formats),
                )
                for item in found
            ]
        )
        self.table.fit_columns()

    def _ask_churn(self, points: float | None) -> None:
        period = self.session.period
        if points is None:
            self.model.show_rows([])
            return

        def compute(store: RememberingStore) -> list[FormulaConsequence]:
            from kpidesk.operations.what_if import if_churn_fell

            return if_churn_fell(store, points, period)

        self.session.ask(compute, owner=self, done=self._on_churn, group="what if")

    def _on_churn(self, found: list[FormulaConsequence]) -> None:
        from kpidesk.reporting.reading_text import value_text

        formats = self.session.formats
        self.model.show_rows(
            [
                (
                    _(item.now.kpi.name),
                    value_text(item.now.kpi.unit, item.now.value, formats),
                    value_text(item.now.kpi.unit, item.then, formats),
                    "",
                )
                for item in found
            ]
        )
        self.table.fit_columns()
