"""Asking what a KPI shall reach, and from which month on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Direction, Unit
from kpidesk.domain.period import month_of
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.edit_typing import decimal_mark, typed_number
from kpidesk.operations.load_dashboard import target_in_force
from kpidesk.operations.set_targets import drop_targets, set_target
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore

_UNITS = {
    Unit.PERCENT: "%",
    Unit.HOURS: N_("hours"),
    Unit.DAYS: N_("days"),
    Unit.MONTHS: N_("months"),
}
_DIRECTIONS = {
    Direction.UP: N_("At least"),
    Direction.DOWN: N_("At most"),
    Direction.NEUTRAL: N_("Target"),
}
_FIELD_WIDTH = 140


class TargetDialog(QDialog):
    """One number; it is valid from the month shown until another one is set."""

    def __init__(self, session: Session, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._kpi = find(key)
        self._since = month_of(session.period.last_day)
        self.setWindowTitle(_("Set target…").rstrip("…"))
        self.value = QLineEdit()
        self.value.setMinimumWidth(_FIELD_WIDTH)
        self._problem = PlainLabel("", "small", "bad", wraps=True)
        self._build()
        self._show_present()

    def _show_present(self) -> None:
        """Begin with the target in force, if there is one."""
        key, day = self._kpi.key, self._since.start

        def look(store: RememberingStore) -> float | None:
            return target_in_force(store.records("target"), key, day)

        self._session.ask(look, owner=self, done=self._on_present, group="target")

    def _on_present(self, target: float | None) -> None:
        if target is not None and not self.value.text():
            self.value.setText(self._session.formats.number(target))
            self.value.selectAll()

    def _build(self) -> None:
        unit = _UNITS.get(self._kpi.unit, "")
        if self._kpi.unit in {Unit.MONEY, Unit.MONEY_PER_MONTH}:
            unit = self._session.currency
        sense = _(_DIRECTIONS[self._kpi.direction])
        self.value.setAccessibleName(f"{_(self._kpi.name)}: {sense}")
        since = self._session.formats.month(self._since.start)
        save, cancel = TextButton(_("Save"), "primary"), TextButton(_("Cancel"))
        remove = TextButton(_("Remove target"), "link")
        save.setDefault(True)
        save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        remove.clicked.connect(self._on_remove)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setVerticalSpacing(10)
        grid.addWidget(PlainLabel(_(self._kpi.name), "subtitle"), 0, 0, 1, 3)
        grid.addWidget(PlainLabel(sense), 1, 0)
        grid.addWidget(self.value, 1, 1)
        grid.addWidget(PlainLabel(_(unit) if unit else ""), 1, 2)
        grid.addWidget(
            PlainLabel(_("Valid from {month}", month=since), "small", "text3"),
            2,
            0,
            1,
            3,
        )
        grid.addWidget(self._problem, 3, 0, 1, 3)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(remove)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        grid.addLayout(buttons, 4, 0, 1, 3)

    def _on_save(self) -> None:
        mark = decimal_mark(self._session.region)
        number = typed_number(self.value.text(), mark)
        if number is None:
            self._problem.setText(_("Type a number, such as {example}.", example=12))
            self.value.setFocus()
            return
        key, since = self._kpi.key, self._since.start
        self._keep(lambda store: set_target(store, key, float(number), since))

    def _on_remove(self) -> None:
        key = self._kpi.key
        self._keep(lambda store: drop_targets(store, key))

    def _keep(self, change: Callable[[RememberingStore], Edit]) -> None:
        RecordDesk.of(self._session).do(change, {"target"})
        self.accept()
