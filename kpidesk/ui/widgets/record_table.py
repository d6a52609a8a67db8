"""A table of records: whole rows, no grid, Tab leaves it, cells for a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QModelIndex,
    QSettings,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from kpidesk import paths
from kpidesk.ui.theme.theme import Theme

_ROW, _FURTHER_LINE = 32, 16
_FIRST_ROWS = 60
_KEEPING_MS = 300
_WIDEST_COLUMN, _WIDEST_LAST = 320, 960
_NARROWEST_COLUMN = 64


class RecordTable(QTableView):
    """Shows a model; Ctrl+C copies the selected rows as cells for a spreadsheet.

    Args:
        theme: The look in force.
        name: What it lists, for screen readers.
        model: What it shows.
        lines: Lines of text per row; with several, the last column wraps its
            sentences instead of growing wider than the window.

    Signals:
        opened: A row was chosen by Enter or a double click.
        removal_wanted: The selected rows shall be deleted.
        pasted: Cells were pasted from a spreadsheet (rows of texts).
        columns_changed: Columns were chosen, moved or made wider.
    """

    opened = Signal(int)
    removal_wanted = Signal()
    pasted = Signal(list)
    columns_changed = Signal()

    def __init__(
        self, theme: Theme, name: str, model: QAbstractItemModel, *, lines: int = 1
    ) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self._memory = ""
        # A column that is dragged changes its width many times.
        self._keeping = QTimer(self, singleShot=True, interval=_KEEPING_MS)
        self._keeping.timeout.connect(self.keep_columns)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)
        # Measuring fifty thousand rows would stall the window.
        header.setResizeContentsPrecision(_FIRST_ROWS)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # -- columns -------------------------------------------------------------

    def fit_columns(self) -> None:
        """Give each column the width of what it holds, within reason."""
        px, columns = self._theme.px, self.shown_columns()
        header = self.horizontalHeader()
        for column in columns:
            last = column == columns[-1]
            # Nothing stands behind the last one, which may hold whole sentences.
            widest = _WIDEST_LAST if last else _WIDEST_COLUMN
            held = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            width = min(held + 16, px(widest))
            if last:
                # It fills what is left, and a pixel more would bring a scroll bar.
                left = self.viewport().width() - header.sectionPosition(column)
                wrapped = self._lines > 1
                width = max(px(_WIDEST_COLUMN) if wrapped else width, left)
            self.setColumnWidth(column, max(width, _NARROWEST_COLUMN))

    def remember_columns(self, name: str, shown: int) -> None:
        """Take up the columns as they were left, and keep them from now on.

        Args:
            name: Under which they are kept.
            shown: How many are shown at first.
        """
        header, count = self.horizontalHeader(), self.model().columnCount()
        for column in range(count):
            self.setColumnHidden(column, column >= shown)
        self.fit_columns()
        # Widths of another text size would cut the words.
        self._memory = f"tables/{name}/{count}/{round(self._theme.scale * 100)}"
        kept = _settings().value(self._memory)
        if isinstance(kept, QByteArray):
            header.restoreState(kept)
        # A sort of last week would hide what is new.
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionResized.connect(lambda *_sizes: self._keeping.start())
        header.sectionMoved.connect(lambda *_places: self._keeping.start())

    def keep_columns(self) -> None:
        """Remember which columns are shown, where, and how wide."""
        if self._memory:
            state = self.horizontalHeader().saveState()
            _settings().setValue(self._memory, state)

    def show_column(self, column: int, *, shown: bool) -> None:
        """Show a column or hide it."""
        self.setColumnHidden(column, not shown)
        if shown and self.columnWidth(column) < _NARROWEST_COLUMN:
            self.setColumnWidth(column, _NARROWEST_COLUMN * 2)
        self.keep_columns()
        self.columns_changed.emit()

    def shown_columns(self) -> list[int]:
        """The columns that are shown, from left to right."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(at) for at in range(header.count())]
        return [column for column in order if not self.isColumnHidden(column)]

    def column_menu(self) -> QMenu:
        """A menu to choose the columns from."""
        menu = QMenu(self)
        for column in range(self.model().columnCount()):
            name = self.model().headerData(column, Qt.Orientation.Horizontal)
            action = menu.addAction(str(name))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            # The first column says which record a row is.
            action.setEnabled(column > 0)
            action.toggled.connect(
                lambda shown, chosen=column: self.show_column(chosen, shown=shown)
            )
        return menu

    def _on_theme_changed(self) -> None:
        height = _ROW + (self._lines - 1) * _FURTHER_LINE
        self.verticalHeader().setDefaultSectionSize(self._theme.px(height))
        self.horizontalHeader().setMinimumHeight(self._theme.px(_ROW))

    # -- keys and mouse ------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, delete; else whatever a table does."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(_cells(QGuiApplication.clipboard().text()))
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the selected rows."""
        actions = self.actions()
        if actions:
            QMenu.exec(actions, event.globalPos())

    # -- selection -----------------------------------------------------------

    def selected_rows(self) -> list[int]:
        """The selected rows, from the top."""
        selection = self.selectionModel()
        return sorted(index.row() for index in selection.selectedRows())

    def selected_text(self) -> str:
        """The selected rows as tab-separated lines."""
        model = self.model()
        columns = self.shown_columns()
        return "\n".join(
            "\t".join(_one_line(_plain(model.index(row, column))) for column in columns)
            for row in self.selected_rows()
        )


def _plain(index: QModelIndex) -> object:
    """A cell as it is typed, or else as it is shown."""
    value = index.data(Qt.ItemDataRole.EditRole)
    return index.data() if value is None else value


def _one_line(value: object) -> str:
    text = "" if value is None else str(value)
    return " ".join(text.split()) if "\t" in text or "\n" in text else text


def _cells(text: str) -> list[list[str]]:
    """Lines of tab-separated cells, as spreadsheets put them on the clipboard."""
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return [line.split("\t") for line in lines]


def _settings() -> QSettings:
    file = paths.config_dir() / "window.ini"
    return QSettings(str(file), QSettings.Format.IniFormat)
