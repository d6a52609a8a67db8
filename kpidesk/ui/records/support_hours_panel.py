"""When the desk works: hours of each day, holidays of the country, closed days."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from kpidesk.domain.records import Field, FieldType
from kpidesk.i18n.messages import N_, _
from kpidesk.ui.forms.field_typing import FieldTyping, UnreadableError
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.domain.rules import SupportHours
    from kpidesk.ui.session import Session

_DAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_SPAN = re.compile(r"(\d{1,2})[:.h]?(\d{2})?\s*[-–]\s*(\d{1,2})[:.h]?(\d{2})?")
_COUNTRIES = ("", "IT", "BR", "PT", "ES", "FR", "DE", "GB", "IE", "CH", "US")
_DAY = Field("day", FieldType.DATE, "")
_WIDTH = 190
_HOUR, _WHOLE_DAY = 60, 1440


class SupportHoursPanel(CardPanel):
    """The calendar of the desk; every change applies at once.

    Args:
        session: What the window works on.

    Signals:
        changed: Other hours (``SupportHours`` as a setting).
    """

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Support hours"))
        self._session = session
        self._typing = FieldTyping(session)
        self._hours: SupportHours | None = None
        self._offered_of: str | None = None
        theme = session.theme
        self.days = [QLineEdit() for _day in _DAYS]
        countries: list[tuple[object, str]] = [
            (code, code or _("None")) for code in _COUNTRIES
        ]
        self.country = ChoiceBox(theme, _("Public holidays"), countries)
        self.subdivision = ChoiceBox(theme, _("Region"), [("", _("None"))])
        self.closures = QLineEdit()
        self.problem = PlainLabel("", "small", "bad", wraps=True)
        self._form = QFormLayout()
        self._build()
        self.country.activated.connect(lambda _index: self._on_country())
        self.subdivision.activated.connect(lambda _index: self._on_edited())
        for line in (*self.days, self.closures):
            line.editingFinished.connect(self._on_edited)

    def _build(self) -> None:
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(8)
        stay = QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint
        self._form.setFieldGrowthPolicy(stay)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, line in zip(_DAYS, self.days, strict=True):
            line.setPlaceholderText(_("closed"))
            line.setToolTip("9:00-13:00, 14:00-18:00")
            self._row(_(name), line)
        self._row(_("Public holidays"), self.country)
        self._row(_("Region"), self.subdivision)
        self._row(_("Other closed days"), self.closures)
        self.body.addLayout(self._form)
        self.body.addWidget(self.problem)
        self.problem.hide()

    def _row(self, name: str, field: QWidget) -> None:
        label = PlainLabel(name)
        label.setBuddy(field)
        field.setAccessibleName(name)
        if isinstance(field, QLineEdit):
            field.setFixedWidth(self._session.theme.px(_WIDTH))
        label.setMinimumHeight(field.sizeHint().height())
        self._form.addRow(label, field)

    def show_hours(self, hours: SupportHours) -> None:
        """Show the hours in force."""
        self._hours = hours
        for line, windows in zip(self.days, hours.windows, strict=True):
            line.setText(", ".join(f"{_clock(a)}-{_clock(b)}" for a, b in windows))
        if self.country.findData(hours.country) < 0:
            self.country.addItem(hours.country, hours.country)
        self.country.choose(hours.country)
        self._show_subdivision()
        days = [self._typing.write(_DAY, day) for day in hours.extra_closures]
        self.closures.setText(", ".join(days))

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the regions, which takes a while, when somebody looks."""
        super().showEvent(event)
        self._show_subdivision()

    def _show_subdivision(self) -> None:
        if self._hours is not None and self.isVisible():
            self._offer_subdivisions(self._hours.country)
            self.subdivision.choose(self._hours.subdivision)

    def _offer_subdivisions(self, country: str) -> None:
        # The holidays of the world take a while to import.
        from holidays import list_supported_countries

        self._offered_of = country
        names = list_supported_countries().get(country, []) if country else []
        self.subdivision.clear()
        self.subdivision.addItem(_("None"), "")
        for name in names:
            self.subdivision.addItem(name, name)

    def _on_country(self) -> None:
        self._offer_subdivisions(str(self.country.currentData()))
        self._on_edited()

    def _on_edited(self) -> None:
        if self._hours is None:
            return
        try:
            hours = self._read(self._hours)
        except UnreadableError as error:
            self.problem.setText(f"✕ {error}")
            self.problem.show()
            return
        self.problem.hide()
        if hours != self._hours:
            self._hours = hours
            self.changed.emit(asdict(hours))

    def _chosen_subdivision(self, before: SupportHours) -> str:
        # Before somebody looks, no region is offered and the one in force stays.
        offered = self._offered_of == self.country.currentData()
        chosen = str(self.subdivision.currentData() or "")
        return chosen if offered else before.subdivision

    def _read(self, before: SupportHours) -> SupportHours:
        return replace(
            before,
            windows=tuple(_windows(line.text()) for line in self.days),
            country=str(self.country.currentData() or ""),
            subdivision=self._chosen_subdivision(before),
            extra_closures=tuple(
                str(self._typing.read(_DAY, text))
                for text in self.closures.text().split(",")
                if text.strip()
            ),
        )


def _clock(minutes: int) -> str:
    return f"{minutes // _HOUR}:{minutes % _HOUR:02}"


def _windows(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in text.split(","):
        if not part.strip():
            continue
        match = _SPAN.fullmatch(part.strip())
        if match is None:
            example = "9:00-13:00, 14:00-18:00"
            raise UnreadableError(_("Use the format {example}", example=example))
        start = int(match[1]) * _HOUR + int(match[2] or 0)
        end = int(match[3]) * _HOUR + int(match[4] or 0)
        if not 0 <= start < end <= _WHOLE_DAY:
            raise UnreadableError(_("The end must be after the start"))
        found.append((start, end))
    return tuple(sorted(found))
