"""The costs of a year: categories down, months across, totals at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kpidesk.i18n.conventions import month_names
from kpidesk.i18n.messages import _
from kpidesk.operations.cost_grid import MONTHS
from kpidesk.reporting.choice_text import choice_text

if TYPE_CHECKING:
    from kpidesk.operations.cost_grid import CostGrid, Place
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CostGridModel(QAbstractTableModel):
    """Amounts of a year; "—" is nothing recorded, which is not 0.

    Signals:
        typed: A cell was typed over (row, column, text).
    """

    typed = Signal(int, int, str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.grid: CostGrid | None = None

    def show_grid(self, grid: CostGrid) -> None:
        """Show the costs of a year."""
        same = self.grid is not None and self.grid.rows == grid.rows
        if same:
            # The cell that is being worked in stays where it is.
            self.grid = grid
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def place(self, row: int, column: int) -> Place | None:
        """Purpose, category and month of a cell; ``None`` for names and totals."""
        if self.grid is None or row >= len(self.grid.rows):
            return None
        if not 1 <= column <= MONTHS:
            return None
        purpose, category = self.grid.rows[row]
        return purpose, category, column

    def amount(self, row: int, column: int) -> float | None:
        """The amount of a cell or of a total, in major units."""
        grid = self.grid
        if grid is None:
            return None
        rows = grid.cells if row >= len(grid.rows) else (grid.cells[row],)
        cells = [
            cell
            for line in rows
            for cell in (line if column > MONTHS else (line[column - 1],))
            if cell is not None
        ]
        return sum(cells) if cells else None

    # -- what Qt asks --------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Categories, and the total."""
        if parent.isValid() or self.grid is None:
            return 0
        return len(self.grid.rows) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The name, twelve months, and the total."""
        return 0 if parent.isValid() else MONTHS + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Months can be typed in."""
        flags = super().flags(index)
        if self._session.writable and self.place(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and its side."""
        if not index.isValid() or self.grid is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row(), column)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return None
        if column == 0:
            return self._name(index.row())
        amount = self.amount(index.row(), column)
        if amount is None:
            return "" if role == Qt.ItemDataRole.EditRole else "—"
        formats = self._session.formats
        if role == Qt.ItemDataRole.EditRole:
            return formats.csv_number(amount)
        return formats.number(amount, 0 if amount == int(amount) else 2)

    def _name(self, row: int) -> str:
        if self.grid is None or row >= len(self.grid.rows):
            return _("Total")
        purpose, category = self.grid.rows[row]
        words = choice_text("cost", "purpose", purpose)
        return f"{words} · {category}" if category else words

    def _tip(self, row: int, column: int) -> str | None:
        place = self.place(row, column)
        if place is None or self.grid is None:
            return None
        count = self.grid.counts[row][column - 1]
        return _("{n} costs", n=count) if count > 1 else None

    def setData(
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tell that a cell was typed over."""
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
        """The months."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return _("Cost")
        if section > MONTHS:
            return _("Total")
        return month_names(self._session.language, short=True)[section - 1]
