"""A list of records for a table view: an ordered vector of rows over columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kpidesk.domain.records import Field, FieldType
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _
from kpidesk.operations.arrangement import Arrangement
from kpidesk.operations.list_columns import is_editable
from kpidesk.ui.records.cell_text import cell_text, plain_text

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray
    from kpidesk.operations.records_search import RecordList

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MANY = 20_000
"""So many rows are not searched or put in order while somebody waits."""
_NUMBERS = {FieldType.MONEY, FieldType.MILLI, FieldType.INTEGER}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordModel(QAbstractTableModel):
    """Shows the rows that match a search, in the order of a column.

    The records stay where they are; only the vector of positions changes. A cell is
    made into text when it is painted.

    Signals:
        typed: A cell was typed over (row, column, text).
        rows_wanted: To find the rows anew takes long, and is wanted.
    """

    typed = Signal(int, int, str)
    rows_wanted = Signal()

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.records: RecordList | None = None
        self.rows: IntArray | Sequence[int] = ()
        self.arrangement = Arrangement()
        self.writable = False

    # -- what is shown -------------------------------------------------------

    def show_records(
        self, records: RecordList, rows: IntArray, formats: Formats
    ) -> None:
        """Show other records; *rows* are those that the arrangement wants."""
        self._formats = formats
        self.beginResetModel()
        self.records, self.rows = records, rows
        self.endResetModel()

    def arrange(self, **wanted: Any) -> None:
        """Show the rows of another query, tab, filter or order."""
        self.arrangement = replace(self.arrangement, **wanted)
        records = self.records
        if records is None:
            return
        if self.total > _MANY and not records.is_quick(self.arrangement):
            self.rows_wanted.emit()
        else:
            rows = records.arranged(self.arrangement)
            self.show_records(records, rows, self._formats)

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Put the rows in the order of a column; −1 in the order of the list."""
        descending = order is Qt.SortOrder.DescendingOrder
        self.arrange(order=(column, descending) if column >= 0 else None)

    @property
    def total(self) -> int:
        """How many records there are, found or not."""
        return len(self.records.ids) if self.records else 0

    def record_id(self, row: int) -> int:
        """The id of the record in a row."""
        return self.records.ids[self.rows[row]] if self.records else 0

    def row_of(self, record_id: int) -> int:
        """The row of a record, −1 if it is not shown."""
        return self.records.row_of(record_id, self.rows) if self.records else -1

    def field(self, column: int) -> Field:
        """The field of a column."""
        if self.records is None:
            raise IndexError(column)
        return self.records.columns[column]

    def currency(self, row: int) -> str:
        """Currency of the money in a row."""
        return self.records.currencies[self.rows[row]] if self.records else ""

    # -- what Qt asks --------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many fields there are; the view hides some."""
        if parent.isValid() or self.records is None:
            return 0
        return len(self.records.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of the record itself can be typed over."""
        flags = super().flags(index)
        if (
            index.isValid()
            and self.writable
            and is_editable(self.field(index.column()))
        ):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and its side."""
        if self.records is None or not index.isValid():
            return None
        field = self.records.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.type in _NUMBERS else _LEFT
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return self._text(index.row(), index.column(), plain=True)
        return None

    def setData(
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tell that a cell was typed over; the page reads and saves it."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if str(value) != self.data(index, Qt.ItemDataRole.EditRole):
            self.typed.emit(index.row(), index.column(), str(value))
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The names of the fields."""
        if self.records is None or orientation is Qt.Orientation.Vertical:
            return None
        field = self.records.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(field.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.type in _NUMBERS else _LEFT
        return None

    def _text(self, row: int, column: int, *, plain: bool = False) -> str:
        records = self.records
        if records is None:
            return ""
        at = self.rows[row]
        write = plain_text if plain else cell_text
        return write(
            self._formats,
            records.kind.name,
            records.columns[column],
            records.cells[column][at],
            records.currencies[at],
        )
