"""The first rows of a sheet as the spreadsheet shows them."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from kpidesk.importing.column_values import as_text
from kpidesk.importing.reading.model import SheetData

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROWS, _COLUMNS = 30, 40


class SheetRowsModel(QAbstractTableModel):
    """Row numbers and cells; the row that names the columns is bold.

    Args:
        sheet: The sheet.
        header: Index of the row that names the columns, if one is known.
    """

    def __init__(self, sheet: SheetData, header: int | None) -> None:
        super().__init__()
        self._rows = sheet.rows[:_ROWS]
        self._width = min(sheet.width, _COLUMNS)
        self._header = header

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The first rows of the sheet."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The row's number, then its cells."""
        return 0 if parent.isValid() else self._width + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Letters of the columns, as in the spreadsheet."""
        if (
            role != Qt.ItemDataRole.DisplayRole
            or orientation == Qt.Orientation.Vertical
        ):
            return None
        return get_column_letter(section) if section else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return as_text(self._rows[row][column - 1]) if column else str(row + 1)
        if role == Qt.ItemDataRole.FontRole and row == self._header:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None
