"""A table of records: whole rows, no grid, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kpidesk.ui.theme.theme import Theme

_ROW = 32
_FIRST_ROWS = 200
_WIDEST_COLUMN = 320


class RecordTable(QTableView):
    """Shows a model; Ctrl+C copies the selected rows as cells for a spreadsheet.

    Args:
        theme: The look in force.
        name: What it lists, for screen readers.
        model: What it shows.
    """

    def __init__(self, theme: Theme, name: str, model: QAbstractItemModel) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        # Measuring fifty thousand rows would stall the window.
        header.setResizeContentsPrecision(_FIRST_ROWS)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def fit_columns(self) -> None:
        """Give each column the width of what it holds, within reason."""
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            width = min(self.columnWidth(column) + 16, _WIDEST_COLUMN)
            self.setColumnWidth(column, width)

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self.horizontalHeader().setMinimumHeight(self._theme.px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, or whatever a table does."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """The selected rows as tab-separated lines."""
        model = self.model()
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        columns = range(model.columnCount())
        return "\n".join(
            "\t".join(str(model.index(row, column).data() or "") for column in columns)
            for row in rows
        )
