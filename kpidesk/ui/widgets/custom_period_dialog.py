"""Choosing a span of days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QDialog, QGridLayout, QHBoxLayout, QWidget

from kpidesk.domain.period import Period, custom
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

_FORMAT = "dd/MM/yyyy"
_MOST_DAYS = 3653
_EIGHT_WEEKS = 56
"""Days; the span over which one of the sources counts retention."""


class CustomPeriodDialog(QDialog):
    """Two days, both included.

    Signals:
        chosen: A period was chosen.
    """

    chosen = Signal(object)

    def __init__(self, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Custom…").rstrip("…"))
        self._first = self._day_field(_("From"), period.start)
        self._last = self._day_field(_("To"), period.last_day)
        self._problem = PlainLabel("", "small", "bad", wraps=True)
        self._build()

    def _day_field(self, name: str, day: date) -> QDateEdit:
        field = QDateEdit(QDate(day.year, day.month, day.day))
        field.setDisplayFormat(_FORMAT)
        field.setCalendarPopup(True)
        field.setAccessibleName(name)
        field.setMinimumHeight(32)
        return field

    def _build(self) -> None:
        show = TextButton(_("Apply"), "primary")
        show.setDefault(True)
        show.clicked.connect(self._on_apply)
        cancel = TextButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.addWidget(PlainLabel(_("From")), 0, 0)
        grid.addWidget(self._first, 0, 1)
        grid.addWidget(PlainLabel(_("To")), 1, 0)
        grid.addWidget(self._last, 1, 1)
        weeks = TextButton(_("Eight weeks up to this day"), "link")
        weeks.clicked.connect(self._on_eight_weeks)
        grid.addWidget(weeks, 2, 0, 1, 2)
        grid.addWidget(self._problem, 3, 0, 1, 2)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(show)
        grid.addLayout(buttons, 4, 0, 1, 2)

    def _on_eight_weeks(self) -> None:
        """Begin so that the span to the last day is eight weeks long."""
        self._first.setDate(self._last.date().addDays(1 - _EIGHT_WEEKS))

    def _on_apply(self) -> None:
        first, last = (_day(field) for field in (self._first, self._last))
        try:
            period = custom(first, last)
        except UsageError as error:
            self._problem.setText(error.sentence())
            return
        if period.days > _MOST_DAYS:
            self._problem.setText(_("A period can be ten years long at most."))
            return
        self.chosen.emit(period)
        self.accept()


def _day(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
