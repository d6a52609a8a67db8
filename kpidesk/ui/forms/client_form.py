"""The form of a client: check digits, and a name that is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpidesk.domain.records import Field, FieldType, Record, Value
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.edit_checks import (
    country_code,
    email_warning,
    tax_id_label,
    tax_id_warning,
)
from kpidesk.operations.edit_clients import client_like, save_client
from kpidesk.ui.forms.record_form import RecordForm
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.form_facts import Pick
    from kpidesk.store.protocol import Store

_FIRST_VALUE = Field("first_value_on", FieldType.DATE, N_("Date of first value"))


class ClientForm(RecordForm):
    """A client and the day on which it first got value.

    Signals:
        existing_wanted: The client that has this name already shall be shown (id).
    """

    existing_wanted = Signal(int)

    def make_widget(self, name: str) -> QWidget:
        """The widget for one name of the plan."""
        made = super().make_widget(name)
        return self._with_warning(made) if name == "name" else made

    def _with_warning(self, field: QWidget) -> QWidget:
        self._like: Pick | None = None
        self._known = PlainLabel("", "small", "warn", wraps=True)
        self._open = TextButton(_("Open existing"), "link")
        self._open.clicked.connect(self._on_open)
        line = QHBoxLayout()
        line.addWidget(self._known, 1)
        line.addWidget(self._open)
        layout = field.layout()
        if layout is not None:
            layout.addItem(line)
        self._known.hide()
        self._open.hide()
        return field

    def field_of(self, name: str) -> Field:
        """The field that a name of the plan means."""
        return _FIRST_VALUE if name == "first_value_on" else super().field_of(name)

    def fill(self, prefill: Record) -> None:
        """Show the client and its first value."""
        super().fill(prefill)
        self.fields["first_value_on"].editor.show_value(self.facts.first_value_on)
        self.fields["tax_id"].warn = self._warn_tax_id
        self.fields["email"].warn = self._warn_email
        self._name_tax_id()

    def defaults(self) -> Record:
        """A client of the region, since today."""
        return {
            "country": self.session.region,
            "signed_up_on": self.today().isoformat(),
        }

    # -- looking -------------------------------------------------------------

    def _country(self) -> str:
        country = self.fields["country"].value()
        return country_code(str(country or ""), self.session.region)

    def _name_tax_id(self) -> None:
        self.fields["tax_id"].set_label(_(tax_id_label(self._country())))

    def _warn_tax_id(self, value: Value) -> str | None:
        found = tax_id_warning(str(value), self._country()) if value else None
        return _(found) if found else None

    def _warn_email(self, value: Value) -> str | None:
        found = email_warning(str(value)) if value else None
        return _(found) if found else None

    def on_left(self) -> None:
        """Look whether the client is known, and what its tax number is called."""
        self._name_tax_id()
        name = self.fields["name"].value()
        self._like = (
            client_like(self.facts.clients, str(name), self.record_id) if name else None
        )
        if self._like is not None:
            text = _("A client with this name already exists")
            self._known.setText(f"⚑ {text}: {self._like.name}")
        self._known.setVisible(self._like is not None)
        self._open.setVisible(self._like is not None)

    def _on_open(self) -> None:
        if self._like is not None:
            self.existing_wanted.emit(self._like.id)

    # -- saving --------------------------------------------------------------

    def save(self, store: Store, values: Record, version: int | None) -> Edit:
        """Write the client and its first value as one step."""
        client = dict(values)
        first = client.pop("first_value_on", None)
        day = None if first is None else str(first)
        return save_client(store, self.record_id, client, day, version)

    def kinds(self) -> tuple[str, ...]:
        """Kinds of record that saving touches."""
        return ("client", "milestone")

    def title(self) -> str:
        """What the sheet is called."""
        name = self.record.get("name")
        return str(name) if name else _("New client")
