"""Renewals and notices ahead: what must be decided, by when, and what is at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.i18n.messages import N_, _, ngettext
from kpidesk.reporting.health_shape import health_shape
from kpidesk.ui.deadline_calendar import DeadlineCalendar
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.records.cell_text import EMPTY
from kpidesk.ui.records.renewals_printing import RenewalsPrinting
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.widgets.buttons import SegmentButton, TextButton
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.list_renewals import Renewal
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.session import Session

_SPANS = ((30, N_("{n} days")), (60, N_("{n} days")), (90, N_("{n} days")))
_EVER = 365 * 50


class RenewalsView(QWidget):
    """Contracts whose last day to give notice, or renewal, lies ahead.

    Args:
        session: What the window works on.

    Signals:
        opened: A contract was chosen (its id and its client's).
    """

    opened = Signal(int, int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: list[Renewal] = []
        self._group = QButtonGroup(self)
        self.stake = PlainLabel("", "strong", wraps=True)
        self.print = TextButton(_("Print…"))
        self.calendar = TextButton(_("Save for calendar…"))
        self._nothing = PlainLabel("", "body", "text2")
        self.model = TextTableModel(
            (
                _("Within"),
                _("Last day to give notice"),
                _("Client"),
                _("Product"),
                _("MRR"),
                _("Next renewal"),
                _("Renews automatically"),
                _("Health"),
                _("Open tickets"),
            ),
            numbers=(4, 7, 8),
        )
        name = _("Renewals and notices")
        self.table = RecordTable(session.theme, name, self.model)
        self._build()
        self.table.opened.connect(self._on_opened)
        printing = RenewalsPrinting(session, self)
        calendar = DeadlineCalendar(session, self)
        self.print.clicked.connect(lambda: printing.print(self.days_ahead))
        self.calendar.clicked.connect(lambda: calendar.ask(self.days_ahead))
        signals = session.changed, session.company_changed, session.preferences_changed
        Refreshing(self, self.refresh, *signals).ask()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(0)
        formats = self._session.formats
        for number, (days, words) in enumerate((*_SPANS, (_EVER, N_("All")))):
            place = "first" if number == 0 else "last" if days == _EVER else "middle"
            text = _(words, n=formats.count(days))
            button = SegmentButton(text, place, checkable=True)
            # Ninety days are what a notice period needs.
            button.setChecked(days == _SPANS[-1][0])
            self._group.addButton(button, days)
            line.addWidget(button)
        self._group.idClicked.connect(lambda _days: self.refresh())
        line.addSpacing(16)
        self.stake.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(self.stake, 1)
        foot = FlowLayout(spacing=8)
        foot.addWidget(self.print)
        foot.addWidget(self.calendar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self._nothing)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._nothing.hide()

    @property
    def days_ahead(self) -> int:
        """How far the list looks."""
        return self._group.checkedId()

    def refresh(self) -> None:
        """Look ahead again."""
        today, ahead = self._session.today(), self.days_ahead

        def question(store: RememberingStore) -> list[Renewal]:
            from kpidesk.operations.list_renewals import list_renewals

            return list_renewals(store, today, ahead)

        self._session.ask(question, owner=self, done=self._show, group="ahead")

    def _show(self, found: list[Renewal]) -> None:
        first_time = not self._found
        self._found = found
        formats = self._session.formats
        self.model.show_rows([self._row(each) for each in found])
        if first_time:
            self.table.fit_columns()
        total = sum(each.mrr or 0.0 for each in found)
        amount = formats.money(total, 2)
        self.stake.setText(_("MRR at stake: {amount} a month", amount=amount))
        self._nothing.setText(_("Nothing to decide in this time"))
        self._nothing.setVisible(not found)
        self.print.setEnabled(bool(found))
        self.calendar.setEnabled(bool(found))

    def _row(self, each: Renewal) -> tuple[str, ...]:
        formats = self._session.formats
        n = formats.count(each.days)
        days = ngettext("{n} day", "{n} days", each.days, n=n)
        health = EMPTY
        if each.health is not None:
            health = f"{each.health} {health_shape(each.health)}"
        return (
            f"⚑ {days}" if each.last_notice else days,
            formats.date(each.last_notice) if each.last_notice else EMPTY,
            each.client,
            each.product or EMPTY,
            EMPTY if each.mrr is None else formats.money(each.mrr, 2),
            formats.date(each.renewal),
            _("Yes") if each.automatic else _("No"),
            health,
            formats.count(each.open_tickets),
        )

    def current(self) -> Renewal | None:
        """The line that is looked at."""
        row = self.table.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _on_opened(self, row: int) -> None:
        each = self._found[row]
        self.opened.emit(each.contract_id, each.client_id)
