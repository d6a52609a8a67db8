"""Typing over cells of a list, one or many at once, and pasting cells into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kpidesk.i18n.messages import _, ngettext
from kpidesk.operations.list_columns import is_editable
from kpidesk.ui.forms.field_typing import FieldTyping, UnreadableError
from kpidesk.ui.records.desk import RecordDesk

if TYPE_CHECKING:
    from kpidesk.domain.records import Field, Record, Value
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.models.record_model import RecordModel
    from kpidesk.ui.session import Session
    from kpidesk.ui.widgets.record_table import RecordTable


class ListEdits(QObject):
    """Reads what is typed or pasted, and changes the records by one step.

    Args:
        session: What the window works on.
        model: The rows.
        table: The view.
    """

    def __init__(
        self, session: Session, model: RecordModel, table: RecordTable
    ) -> None:
        super().__init__(table)
        self._session = session
        self._model = model
        self._table = table
        self._desk = RecordDesk.of(session)
        self._typing = FieldTyping(session)
        model.typed.connect(self._on_typed)
        table.pasted.connect(self.paste)

    @property
    def _kind(self) -> str:
        return self._model.records.kind.name if self._model.records else ""

    def _read(self, field: Field, text: str, row: int) -> Value:
        currency = self._model.currency(row)
        value = self._typing.read(field, text, kind=self._kind, currency=currency)
        if value is None and field.required:
            raise UnreadableError(_("Enter {field}", field=_(field.label)))
        return value

    def _on_typed(self, row: int, column: int, text: str) -> None:
        """A cell was typed over: so are the others of the selection."""
        selected = self._table.selected_rows()
        rows = selected if row in selected else [row]
        field = self._model.field(column)
        changes: dict[int, Record] = {}
        try:
            for each in rows:
                value = self._read(field, text, each)
                changes[self._model.record_id(each)] = {field.name: value}
        except UnreadableError as error:
            self._desk.said.emit(str(error), False)
            return
        self._change(changes)

    def paste(self, lines: list[list[str]]) -> None:
        """Put cells over those from the current one to the right and down."""
        start = self._table.currentIndex()
        if not self._session.writable or not start.isValid() or not lines:
            return
        shown = self._table.shown_columns()
        columns = shown[shown.index(start.column()) :]
        changes: dict[int, Record] = {}
        room = self._model.rowCount() - start.row()
        try:
            for offset, cells in enumerate(lines[:room]):
                row = start.row() + offset
                values = self._read_line(row, columns, cells)
                if values:
                    changes[self._model.record_id(row)] = values
        except UnreadableError as error:
            self._desk.said.emit(str(error), False)
            return
        self._change(changes)
        left = len(lines) - room
        if left > 0:
            count = self._session.formats.count(left)
            text = ngettext(
                "{n} row had no room", "{n} rows had no room", left, n=count
            )
            self._desk.said.emit(text, False)

    def _read_line(self, row: int, columns: list[int], cells: list[str]) -> Record:
        values: Record = {}
        for column, text in zip(columns, cells, strict=False):
            field = self._model.field(column)
            # Cells that are worked out pass: what was copied can be pasted again.
            if is_editable(field):
                values[field.name] = self._read(field, text, row)
        return values

    def _change(self, changes: dict[int, Record]) -> None:
        if not changes:
            return
        kind = self._kind

        def doing(store: RememberingStore) -> Edit:
            from kpidesk.operations.edit_records import change_records

            return change_records(store, kind, changes)

        self._desk.do(doing, (kind,), say=_("Saved") if len(changes) > 1 else "")
