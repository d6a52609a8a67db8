"""A list of records for a table view: an ordered vector of rows over columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from kpidesk.domain.records import Field, FieldType
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _
from kpidesk.reporting.choice_text import choice_text

if TYPE_CHECKING:
    from kpidesk.operations.list_records import Cell, RecordList

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NUMBERS = {FieldType.MONEY, FieldType.MILLI, FieldType.INTEGER}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordModel(QAbstractTableModel):
    """Shows the rows that match a search, in the order of a column.

    The records stay where they are; only the vector of positions changes. A cell is
    made into text when it is painted.
    """

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._records: RecordList | None = None
        self._rows: list[int] = []
        self._query = ""
        self._order: tuple[int, bool] | None = None

    def show_records(self, records: RecordList, formats: Formats) -> None:
        """Show other records under the same search and order."""
        self._formats = formats
        self._records = records
        self._arrange()

    def search(self, query: str) -> None:
        """Show only the rows that hold every word of a query."""
        self._query = query
        self._arrange()

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Put the rows in the order of a column; −1 in the order of the list."""
        descending = order is Qt.SortOrder.DescendingOrder
        self._order = (column, descending) if column >= 0 else None
        self._arrange()

    def _arrange(self) -> None:
        records = self._records
        if records is None:
            return
        self.beginResetModel()
        rows = records.rows_matching(self._query)
        if self._order is not None:
            column, descending = self._order
            rows = records.sorted_by(rows, column, descending=descending)
        self._rows = rows
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many records there are, found or not."""
        return len(self._records.ids) if self._records else 0

    def record_id(self, row: int) -> int:
        """The id of the record in a row."""
        return self._records.ids[self._rows[row]] if self._records else 0

    def row_of(self, record_id: int) -> int:
        """The row of a record, −1 if it is not shown."""
        if self._records is None or record_id not in self._records.ids:
            return -1
        position = list(self._records.ids).index(record_id)
        return self._rows.index(position) if position in self._rows else -1

    # -- what Qt asks --------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many fields are shown."""
        if parent.isValid() or self._records is None:
            return 0
        return len(self._records.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and its side."""
        if self._records is None or not index.isValid():
            return None
        field = self._records.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.type in _NUMBERS else _LEFT
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(field, self._rows[index.row()], index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The names of the fields."""
        if self._records is None or orientation is Qt.Orientation.Vertical:
            return None
        field = self._records.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(field.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.type in _NUMBERS else _LEFT
        return None

    def _text(self, field: Field, row: int, column: int) -> str:
        records = self._records
        if records is None:
            return ""
        cell = records.cells[column][row]
        if cell is None:
            return "—"
        if field.type is FieldType.MONEY:
            currency = records.currencies[row]
            return self._formats.money(float(cell), 2, currency=currency)
        if field.type is FieldType.CHOICE:
            return choice_text(records.kind.name, field.name, str(cell))
        writer = _WRITERS.get(field.type)
        return writer(self._formats, cell) if writer else str(cell)


def _date_text(formats: Formats, cell: Cell) -> str:
    return formats.date(date.fromisoformat(str(cell)))


def _instant_text(formats: Formats, cell: Cell) -> str:
    return formats.date_time(datetime.fromisoformat(str(cell)))


def _number_text(formats: Formats, cell: Cell) -> str:
    return formats.number(None if cell is None else float(cell))


def _yes_no_text(_formats: Formats, cell: Cell) -> str:
    return _("Yes") if cell else _("No")


_WRITERS: dict[FieldType, Callable[[Formats, Cell], str]] = {
    FieldType.DATE: _date_text,
    FieldType.INSTANT: _instant_text,
    FieldType.INTEGER: _number_text,
    FieldType.MILLI: _number_text,
    FieldType.YES_NO: _yes_no_text,
}
