"""The form of one record: its fields in groups, checked when left and when saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.domain.records import Field, FieldType, Record, Value, kind
from kpidesk.i18n.messages import _
from kpidesk.operations.edit_checks import future_warning, order_problem
from kpidesk.ui.forms.field_typing import FieldTyping
from kpidesk.ui.forms.form_field import Check, FormField
from kpidesk.ui.forms.make_editor import make_editor
from kpidesk.ui.forms.plans import PLANS

if TYPE_CHECKING:
    from datetime import date

    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.form_facts import FormFacts
    from kpidesk.store.protocol import Store
    from kpidesk.ui.session import Session

GROUP_GAP, ROW_GAP = 24, 12


class RecordForm(QWidget):
    """Shows a record, or the fields of a new one.

    Args:
        facts: The record and what its fields may be filled with.
        session: What the window works on.
        prefill: Values of a new record.

    Signals:
        edited: The person changed something.
    """

    edited = Signal()
    plan = ""
    """Name of its plan, where it is not that of the kind."""

    def __init__(self, facts: FormFacts, session: Session, prefill: Record) -> None:
        super().__init__()
        self.facts = facts
        self.session = session
        self.typing = FieldTyping(session)
        self.record = facts.record
        self.fields: dict[str, FormField] = {}
        self.dirty = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(ROW_GAP)
        self._build()
        self.fill(prefill)
        for field in self.fields.values():
            field.edited.connect(self._on_edited)
            field.left.connect(self.on_left)
        if not session.writable:
            for field in self.fields.values():
                field.editor.set_fixed(fixed=True)

    # -- building ------------------------------------------------------------

    def _build(self) -> None:
        for number, group in enumerate(PLANS[self.plan or self.facts.kind]):
            if number:
                self.column.addSpacing(GROUP_GAP - ROW_GAP)
            for row in group:
                self._add_row(row)
        self.column.addStretch(1)

    def _add_row(self, names: tuple[str, ...]) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for name in names:
            line.addWidget(self.make_widget(name), 1)
        self.column.addLayout(line)

    def make_widget(self, name: str) -> QWidget:
        """The widget for one name of the plan."""
        return self.add_field(self.field_of(name))

    def field_of(self, name: str) -> Field:
        """The field that a name of the plan means."""
        return kind(self.facts.kind).field(name)

    def add_field(self, field: Field, *, required: bool | None = None) -> FormField:
        """Make the form's field for a field of the record."""
        editor = make_editor(
            field, self.facts, self.session, self.typing, self.currency
        )
        needed = field.required if required is None else required
        made = FormField(field.name, _(field.label), editor, required=needed)
        made.warn = self._warner(field)
        self.fields[field.name] = made
        return made

    def _warner(self, field: Field) -> Check:
        def warn(value: Value) -> str | None:
            if field.type not in {FieldType.DATE, FieldType.INSTANT} or not value:
                return None
            found = future_warning(field.name, str(value), self.today())
            return _(found) if found else None

        return warn

    # -- values --------------------------------------------------------------

    def today(self) -> date:
        """The day the session takes for today."""
        return self.session.today()

    def currency(self) -> str:
        """Currency of the record's money while it is typed."""
        field = self.fields.get("currency")
        chosen = field.value() if field else self.record.get("currency")
        return str(chosen or self.session.currency)

    def fill(self, prefill: Record) -> None:
        """Show the record, or what a new one begins with."""
        shown = self.record or {**self.defaults(), **prefill}
        # The currency decides how money is written.
        names = sorted(self.fields, key=lambda name: name != "currency")
        for name in names:
            value = shown.get(name)
            if name == "currency":
                value = value or self.session.currency
            self.fields[name].editor.show_value(value)

    def defaults(self) -> Record:
        """What a new record begins with."""
        return {}

    def values(self) -> Record:
        """What is entered, by field."""
        return {name: field.value() for name, field in self.fields.items()}

    @property
    def record_id(self) -> int:
        """Id of the record; 0 = a new one."""
        return int(self.record.get("id") or 0)

    @property
    def version(self) -> int | None:
        """Version of the record that is shown."""
        version = self.record.get("version")
        return None if version is None else int(version)

    # -- checking and saving -------------------------------------------------

    def _on_edited(self) -> None:
        self.dirty = True
        self.on_edited()
        self.edited.emit()

    def on_edited(self) -> None:
        """The person changed something."""

    def on_left(self) -> None:
        """A field was left."""

    def problems(self) -> list[FormField]:
        """Fields that cannot be saved, each with its message shown."""
        found = [field for field in self.fields.values() if not field.check()]
        disorder = order_problem(self.facts.kind, self.values())
        if disorder is not None:
            name, message, limit = disorder
            field = self.fields.get(name)
            if field is not None and field not in found:
                day = self.typing.write(_DATE, limit[:10])
                field.show_message(_(message, date=day), "bad")
                found.append(field)
        return found

    def save(self, store: Store, values: Record, version: int | None) -> Edit:
        """Write what was entered; called off the main thread."""
        from kpidesk.operations.edit_records import add_records, change_records

        if not self.record_id:
            return add_records(store, self.facts.kind, [values])
        versions = {} if version is None else {self.record_id: version}
        return change_records(
            store, self.facts.kind, {self.record_id: values}, versions
        )

    def kinds(self) -> tuple[str, ...]:
        """Kinds of record that saving touches."""
        return (self.facts.kind,)

    def first_field(self) -> QWidget | None:
        """Where typing begins."""
        for field in self.fields.values():
            if field.value() is None:
                return field.widget
        return next((field.widget for field in self.fields.values()), None)

    def title(self) -> str:
        """What the sheet is called."""
        return ""

    def save_text(self) -> str:
        """What the button says."""
        return _("Save")

    @property
    def can_add_another(self) -> bool:
        """Several are entered one after the other."""
        return not self.record_id


_DATE = Field("date", FieldType.DATE, "")
