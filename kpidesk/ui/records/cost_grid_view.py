"""Costs typed or pasted like a sheet: one year, months across."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.records import COST
from kpidesk.i18n.messages import _, ngettext
from kpidesk.ui.forms.field_typing import FieldTyping, UnreadableError
from kpidesk.ui.models.cost_grid_model import CostGridModel
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.widgets.buttons import IconButton
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.cost_grid import CostGrid, Place
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.session import Session


_WIDEST_NAME, _NARROWEST_MONTH = 240, 56


class _GridTable(RecordTable):
    """Cells instead of rows; digits begin to type, Enter goes down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the cell below, as in a sheet."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # While a cell is typed in, its editor sees to Enter.
            if self.state() is not QAbstractItemView.State.EditingState:
                self._go_down()
        else:
            super().keyPressEvent(event)

    def closeEditor(
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """After Enter the cell below is next."""
        # Leaving the cell by the mouse or by Tab ends with another hint.
        entered = hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, hint)
        if entered:
            # Not yet: the editor is still being taken away.
            QTimer.singleShot(0, self, self._go_down)

    def _go_down(self) -> None:
        index = self.currentIndex()
        below = self.model().index(index.row() + 1, index.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def selected_text(self) -> str:
        """The selected cells as tab-separated lines."""
        cells = self.selectionModel().selectedIndexes()
        lines: dict[int, list[QModelIndex]] = {}
        for index in sorted(cells, key=lambda each: (each.row(), each.column())):
            lines.setdefault(index.row(), []).append(index)
        return "\n".join(
            "\t".join(str(each.data(Qt.ItemDataRole.EditRole)) for each in line)
            for line in lines.values()
        )


class CostGridView(QWidget):
    """The grid of one year.

    Args:
        session: What the window works on.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._desk = RecordDesk.of(session)
        self._typing = FieldTyping(session)
        self.year = session.today().year
        self.month = 0
        """The month (1–12) whose costs were asked for; 0 = none."""
        self._started = False
        self.model = CostGridModel(session, self)
        self.table = _GridTable(session.theme, _("Costs"), self.model)
        self._title = PlainLabel("", "subtitle")
        self._earlier = IconButton(session.theme, "chevron-left", _("Previous year"))
        self._later = IconButton(session.theme, "chevron-right", _("Next year"))
        self._remark = PlainLabel("", "small", "text2", wraps=True)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        table.setShowGrid(True)
        table.horizontalHeader().setSectionsMovable(False)
        line = QHBoxLayout()
        for widget in (self._earlier, self._title, self._later):
            line.addWidget(widget)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(table, 1)
        column.addWidget(self._remark)

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._on_changed)
        session.company_changed.connect(self.refresh)
        session.preferences_changed.connect(self.refresh)
        self._earlier.clicked.connect(lambda: self.show_year(self.year - 1))
        self._later.clicked.connect(lambda: self.show_year(self.year + 1))
        self.model.typed.connect(lambda r, c, text: self._type(r, c, [[text]]))
        self.table.pasted.connect(self._on_pasted)
        self.table.removal_wanted.connect(self._on_removal)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"cost", "setting"}:
            self.refresh()

    def show_year(self, year: int) -> None:
        """Show another year."""
        self.year = year
        self._started = True
        self.refresh()

    def show_month(self, year: int, month: int) -> None:
        """Show a year and go to the first cell of a month."""
        self.month = month
        self.show_year(year)

    def refresh(self) -> None:
        """Read the year again."""
        year = self.year

        def question(store: RememberingStore) -> CostGrid:
            from kpidesk.operations.cost_grid import cost_grid

            return cost_grid(store, year)

        self._session.ask(question, owner=self, done=self._show, group="grid")

    def _show(self, grid: CostGrid) -> None:
        if not self._started and len(grid.years) > 1 and not any(map(any, grid.counts)):
            # Nothing this year yet: the last year with costs says more.
            self.show_year(max(year for year in grid.years if year != grid.year))
            return
        first_time = self.model.grid is None
        self._started = True
        self.model.show_grid(grid)
        if first_time:
            self._fit_columns()
        if self.month:
            self.table.setCurrentIndex(self.model.index(0, self.month))
            self.month = 0
        self._title.setText(_("Costs") + f" {grid.year} · {grid.currency}")
        text = _("— is nothing recorded; 0 is typed. Paste cells with Ctrl+V.")
        if grid.foreign:
            n = self._session.formats.count(grid.foreign)
            text += " " + ngettext(
                "{n} cost in another currency is only in the list.",
                "{n} costs in other currencies are only in the list.",
                grid.foreign,
                n=n,
            )
        self._remark.setText(text)

    def _fit_columns(self) -> None:
        """A year shall fit beside the names, as far as it can."""
        self.table.resizeColumnsToContents()
        px = self._session.theme.px
        name = min(self.table.columnWidth(0), px(_WIDEST_NAME))
        self.table.setColumnWidth(0, name)
        for column in range(1, self.model.columnCount()):
            width = max(self.table.columnWidth(column), px(_NARROWEST_MONTH))
            self.table.setColumnWidth(column, width)

    # -- typing --------------------------------------------------------------

    def _on_pasted(self, lines: list[list[str]]) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._type(index.row(), index.column(), lines)

    def _on_removal(self) -> None:
        cells: dict[Place, int | None] = {}
        for index in self.table.selectionModel().selectedIndexes():
            place = self.model.place(index.row(), index.column())
            if place and self.model.amount(index.row(), index.column()) is not None:
                cells[place] = None
        self._save(cells)

    def _type(self, row: int, column: int, lines: list[list[str]]) -> None:
        cells: dict[Place, int | None] = {}
        try:
            for down, line in enumerate(lines):
                for right, text in enumerate(line):
                    place = self.model.place(row + down, column + right)
                    if place is not None:
                        cells[place] = self._read(text)
        except UnreadableError as error:
            self._desk.said.emit(str(error), False)
            return
        self._save(cells)

    def _read(self, text: str) -> int | None:
        value = self._typing.read(COST.field("amount_minor"), text)
        return None if value is None else int(value)

    def _save(self, cells: dict[Place, int | None]) -> None:
        if not cells or not self._session.writable:
            return
        year = self.year

        def doing(store: RememberingStore) -> Edit:
            from kpidesk.operations.cost_grid import type_costs

            return type_costs(store, year, cells)

        say = _("Saved") if len(cells) > 1 else ""
        self._desk.do(doing, ("cost",), say=say)
