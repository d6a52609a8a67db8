"""The next twelve months, with what is assumed of them to be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from kpidesk.domain.segment import EVERYTHING
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.charts.forecast_facts import (
    HEADINGS,
    ForecastFacts,
    forecast_facts,
)
from kpidesk.operations.edit_typing import decimal_mark, typed_number
from kpidesk.ui.charts.picture_view import PictureView
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.records.contracts_needed import ContractsNeeded
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.domain.forecast import Assumptions
    from kpidesk.operations.remembering_store import RememberingStore

_FIELDS = {
    "churn": N_("MRR lost or reduced, % per month"),
    "expansion": N_("MRR gained with clients you have, % per month"),
    "new": N_("New MRR per month"),
    "client_churn": N_("Clients lost, % per month"),
    "new_clients": N_("New clients per month"),
    "renewal": N_("Automatic renewals that happen, %"),
}
_DECIMALS = 2
_FIELD_WIDTH = 120
_TYPING_PAUSE = 250
"""Milliseconds without a key before the forecast is computed again."""


class ForecastPage(Page):
    """A chart and its assumptions: those of the last twelve months until changed."""

    has_periods = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_("Forecast"))
        theme = self.session.theme
        shown: list[tuple[object, str]] = [("mrr", _("MRR")), ("clients", _("Clients"))]
        self.shown = ChoiceBox(theme, _("What is shown"), shown)
        self.chart = PictureView(theme)
        headings = tuple(_(heading) for heading in HEADINGS)
        self.model = TextTableModel(headings, numbers=range(1, len(headings)))
        self.table = RecordTable(theme, _("Show as table"), self.model)
        self.fields = {name: QLineEdit() for name in _FIELDS}
        self._toggle = TextButton(_("Show as table"), "link")
        self._reset = TextButton(_("Assume what was observed"), "link")
        self._problem = PlainLabel("", "small", "bad", wraps=True)
        self._stack = QStackedWidget()
        self._panel = CardPanel(" ")
        self._said = PlainLabel("", "body", "text2", wraps=True)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._facts: ForecastFacts | None = None
        self._observed: Assumptions | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        page = ScrollPage()
        head = QHBoxLayout()
        head.addWidget(self.shown)
        head.addStretch(1)
        head.addWidget(self._toggle)
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        self._panel.body.addLayout(head)
        self._panel.body.addWidget(self._said)
        self._panel.body.addWidget(self._stack, 1)
        note = _(
            "Of what is decided and what usually happens the larger counts, never both."
            " Nothing here is saved, and no other figure follows from it."
        )
        assumed = CardPanel(_("Assumptions"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        for name, field in self.fields.items():
            text = _(_FIELDS[name])
            field.setAccessibleName(text)
            field.setMaximumWidth(_FIELD_WIDTH)
            form.addRow(PlainLabel(text), field)
        assumed.body.addLayout(form)
        assumed.body.addWidget(self._problem)
        assumed.body.addWidget(PlainLabel(note, "small", "text2", wraps=True))
        assumed.body.addWidget(self._reset)
        page.column.addWidget(self._panel)
        page.column.addWidget(assumed)
        page.column.addStretch(1)
        self.column.addWidget(ContractsNeeded(self.session, self.navigator, page))

    def _connect(self) -> None:
        session = self.session
        signals = session.changed, session.company_changed, session.view_changed
        Refreshing(self, self.observe, *signals).ask()
        self.shown.activated.connect(self._show)
        self._toggle.clicked.connect(self.toggle)
        self._reset.clicked.connect(self.observe)
        self._pause.timeout.connect(self._on_typed)
        for field in self.fields.values():
            field.textEdited.connect(lambda _text: self._pause.start())
        shortcut = QShortcut(QKeySequence("Ctrl+T"), self)
        shortcut.activated.connect(self.toggle)

    def first_focus(self) -> QWidget:
        """The choice of what is shown."""
        return self.shown

    def toggle(self) -> None:
        """Show the chart as a table, or the table as a chart."""
        as_table = self._stack.currentWidget() is self.chart
        self._stack.setCurrentWidget(self.table if as_table else self.chart)
        self._toggle.setText(_("Show as chart") if as_table else _("Show as table"))

    # -- computing -----------------------------------------------------------

    def observe(self) -> None:
        """Assume what the last twelve months showed."""
        self._ask(None, self._on_observed)

    def _on_observed(self, facts: ForecastFacts) -> None:
        self._observed = facts.assumptions
        self._problem.setText("")
        for name, field in self.fields.items():
            value = getattr(facts.assumptions, name, None)
            known = value is not None
            text = self.session.formats.number(value, _DECIMALS) if known else ""
            field.setText(text)
            field.setEnabled(known)
        self._take(facts)

    def _on_typed(self) -> None:
        if self._observed is None:
            return
        mark = decimal_mark(self.session.region)
        typed = {}
        for name, field in self.fields.items():
            number = typed_number(field.text(), mark)
            if number is None or number < 0:
                self._problem.setText(
                    _("{field}: type a number from 0 up.", field=_(_FIELDS[name]))
                )
                return
            typed[name] = float(number)
        self._problem.setText("")
        self._ask(replace(self._observed, **typed), self._take)

    def _ask(
        self, assumed: Assumptions | None, done: Callable[[ForecastFacts], None]
    ) -> None:
        session = self.session
        period, formats = session.period, session.formats
        segment = session.segment or EVERYTHING

        def compute(store: RememberingStore) -> ForecastFacts:
            return forecast_facts(store, period, formats, assumed, segment)

        session.ask(compute, owner=self, done=done, group="forecast")

    def _take(self, facts: ForecastFacts) -> None:
        self._facts = facts
        self._show()

    def _show(self) -> None:
        if self._facts is None:
            return
        chart = self._facts.charts[str(self.shown.currentData())]
        self._panel.set_title(chart.title)
        self._said.setText(chart.said if chart.picture else "")
        self.chart.show_facts(chart)
        self.model.show_rows(chart.table.rows)
        self.table.fit_columns()
