"""What is decided for all files of an import, and what is asked only if need be."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _, ngettext
from kpidesk.importing.dates import DateOrder
from kpidesk.importing.numbers import DecimalMark
from kpidesk.importing.scope import Hidden, Mode
from kpidesk.ui.import_wizard.state import ImportState
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.importing.plan import ImportPlan

_DATES = {"ambiguous_date", "date_order_assumed"}
_NUMBERS = {"ambiguous_number", "decimal_assumed"}


class ImportOptions(QWidget):
    """Writes what is decided into the state of the import.

    Signals:
        changed: Something was decided.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._state = ImportState()
        self.create_clients = QCheckBox(_("Create the clients that do not exist yet"))
        theme = session.theme
        self.mode = ChoiceBox(
            theme,
            _("New and existing records"),
            [
                (Mode.BOTH, _("Add and update")),
                (Mode.ADD, _("Only add what is new")),
                (Mode.UPDATE, _("Only update what exists")),
            ],
        )
        self.hidden = ChoiceBox(
            theme,
            _("Hidden rows and sheets"),
            [
                (Hidden.INCLUDE, _("Import them too")),
                (Hidden.SKIP, _("Leave them out")),
            ],
        )
        self.hidden_label = PlainLabel("", tone="warn", wraps=True)
        self.order = ChoiceBox(
            theme,
            _("Ambiguous dates"),
            [
                (None, _("as recognised")),
                (DateOrder.DMY, _("day/month/year")),
                (DateOrder.MDY, _("month/day/year")),
                (DateOrder.YMD, _("year-month-day")),
            ],
        )
        self.mark = ChoiceBox(
            theme,
            _("Ambiguous numbers"),
            [
                (None, _("as recognised")),
                (DecimalMark.COMMA, "1.234,56"),
                (DecimalMark.POINT, "1,234.56"),
            ],
        )
        self._order_label = PlainLabel(_("Ambiguous dates"), tone="text2")
        self._mark_label = PlainLabel(_("Ambiguous numbers"), tone="text2")
        self._build()

    def _build(self) -> None:
        always, asked = FlowLayout(spacing=12), FlowLayout(spacing=12)
        always.addWidget(self.mode)
        always.addWidget(self.create_clients)
        line = self.mode.sizeHint().height()
        self.create_clients.setMinimumHeight(line)
        for label, box in (
            (self.hidden_label, self.hidden),
            (self._order_label, self.order),
            (self._mark_label, self.mark),
        ):
            label.setMinimumHeight(line)
            asked.addWidget(label)
            asked.addWidget(box)
            box.activated.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(always)
        column.addLayout(asked)
        self.mode.activated.connect(self._on_chosen)
        self.create_clients.clicked.connect(self._on_chosen)

    def begin(self, state: ImportState) -> None:
        """Decide for other files, with nothing decided yet."""
        self._state = state
        self.create_clients.setChecked(state.create_clients)
        self.mode.choose(state.mode)
        self.hidden.choose(state.hidden)
        self.order.choose(state.order)
        self.mark.choose(state.mark)

    def show_plan(self, plan: ImportPlan, codes: AbstractSet[str]) -> None:
        """Ask what the files leave open, or what was answered already.

        Args:
            plan: What would be saved.
            codes: What kinds of issue it has.
        """
        for label, box, offered in (
            (self._order_label, self.order, bool(codes & _DATES)),
            (self._mark_label, self.mark, bool(codes & _NUMBERS)),
        ):
            shown = offered or box.currentData() is not None
            label.setVisible(shown)
            box.setVisible(shown)
        self.hidden_label.setText(self._hidden_in(plan))
        for widget in (self.hidden_label, self.hidden):
            widget.setVisible(bool(plan.hidden_rows or plan.hidden_sheets))

    def _hidden_in(self, plan: ImportPlan) -> str:
        rows = plan.hidden_rows
        said = [
            _("hidden sheet “{sheet}”", sheet=sheet) for sheet in plan.hidden_sheets
        ]
        if rows:
            n = self._session.formats.count(rows)
            said.insert(0, ngettext("{n} hidden row", "{n} hidden rows", rows, n=n))
        return _("In the spreadsheet: {hidden}", hidden=" · ".join(said))

    def _on_chosen(self) -> None:
        state = self._state
        state.create_clients = self.create_clients.isChecked()
        # Qt gives back the plain text of a value that is a text by itself.
        order, mark = self.order.currentData(), self.mark.currentData()
        state.order = DateOrder(order) if order else None
        state.mark = DecimalMark(mark) if mark else None
        state.mode = Mode(self.mode.currentData())
        state.hidden = Hidden(self.hidden.currentData())
        self.changed.emit()
