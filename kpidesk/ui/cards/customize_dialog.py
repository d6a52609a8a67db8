"""Choosing the cards that stand first on the dashboard, and their order."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from kpidesk.i18n.messages import _
from kpidesk.operations.load_dashboard import DEFAULT_CARDS
from kpidesk.store.search_text import searchable
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kpidesk.operations.show_dashboard import KpiName

_KEY = int(Qt.ItemDataRole.UserRole)
_SEARCHED = _KEY + 1
_SIZE = (760, 520)


class CustomizeDialog(QDialog):
    """Every KPI with a tick at the left, those that were ticked in order at the right.

    Args:
        kpis: The catalogue, family by family.
        shown: Keys of the cards shown now, in order.
        keep: Called with the keys chosen.
        parent: The page it opens over.
    """

    def __init__(
        self,
        kpis: Sequence[KpiName],
        shown: Sequence[str],
        keep: Callable[[tuple[str, ...]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Customize dashboard"))
        self._keep = keep
        self._short = {kpi.key: kpi.short for kpi in kpis}
        self.search = QLineEdit()
        self.catalog = QListWidget()
        self.chosen = QListWidget()
        self._fill_catalog(kpis)
        self._build()
        self._show_chosen(shown)
        self.resize(*_SIZE)

    def _fill_catalog(self, kpis: Sequence[KpiName]) -> None:
        families = list(dict.fromkeys(kpi.family for kpi in kpis))
        ordered = sorted(kpis, key=lambda kpi: families.index(kpi.family))
        for _family, members in groupby(ordered, key=lambda kpi: kpi.family):
            group = list(members)
            heading = QListWidgetItem(group[0].family_name)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            font = self.font()
            font.setBold(True)
            heading.setFont(font)
            self.catalog.addItem(heading)
            for kpi in group:
                item = QListWidgetItem(kpi.short)
                item.setToolTip(kpi.name)
                item.setData(_KEY, kpi.key)
                words = searchable(kpi.short, kpi.name, kpi.key, kpi.family_name)
                item.setData(_SEARCHED, words)
                item.setCheckState(Qt.CheckState.Unchecked)
                self.catalog.addItem(item)

    def _build(self) -> None:
        self.search.setPlaceholderText(_("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(_("Search"))
        self.catalog.setAccessibleName(_("All KPIs"))
        self.chosen.setAccessibleName(_("On the dashboard, in this order"))
        self.chosen.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.search.textChanged.connect(self._on_searched)
        self.catalog.itemChanged.connect(self._on_ticked)
        up, down = TextButton(_("Move up")), TextButton(_("Move down"))
        remove = TextButton(_("Remove"))
        up.clicked.connect(lambda: self._move(-1))
        down.clicked.connect(lambda: self._move(1))
        remove.clicked.connect(self._on_removed)
        usual = TextButton(_("The usual eight"), "link")
        usual.clicked.connect(lambda: self._show_chosen(DEFAULT_CARDS))
        save, cancel = TextButton(_("Save"), "primary"), TextButton(_("Cancel"))
        save.setDefault(True)
        save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setHorizontalSpacing(16)
        grid.addWidget(PlainLabel(_("All KPIs"), "strong"), 0, 0)
        grid.addWidget(PlainLabel(_("On the dashboard, in this order"), "strong"), 0, 1)
        grid.addWidget(self.search, 1, 0)
        grid.addWidget(self.catalog, 2, 0)
        grid.addWidget(self.chosen, 1, 1, 2, 1)
        moves = QHBoxLayout()
        moves.setSpacing(8)
        for button in (up, down, remove):
            moves.addWidget(button)
        moves.addStretch(1)
        grid.addLayout(moves, 3, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(usual)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        grid.addLayout(buttons, 4, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    @property
    def keys(self) -> tuple[str, ...]:
        """The KPIs chosen, in order."""
        items = (self.chosen.item(row) for row in range(self.chosen.count()))
        return tuple(str(item.data(_KEY)) for item in items)

    def _show_chosen(self, keys: Sequence[str]) -> None:
        self.chosen.clear()
        for key in keys:
            self._append(key)
        self._show_ticks()

    def _append(self, key: str) -> None:
        item = QListWidgetItem(self._short[key])
        item.setData(_KEY, key)
        self.chosen.addItem(item)

    def _show_ticks(self) -> None:
        """Tick in the catalogue what was chosen, without being told of it."""
        self.catalog.blockSignals(True)
        chosen = self.keys
        for row in range(self.catalog.count()):
            item = self.catalog.item(row)
            if item.data(_KEY):
                ticked = item.data(_KEY) in chosen
                state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
                item.setCheckState(state)
        self.catalog.blockSignals(False)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        key = str(item.data(_KEY))
        if item.checkState() is Qt.CheckState.Checked:
            self._append(key)
            self.chosen.scrollToBottom()
        else:
            self.chosen.takeItem(self.keys.index(key))

    def _on_searched(self, text: str) -> None:
        """Show the KPIs that hold every word, and no headings meanwhile."""
        words = searchable(text).split()
        for row in range(self.catalog.count()):
            item = self.catalog.item(row)
            searched = item.data(_SEARCHED)
            found = all(word in searched for word in words) if searched else not words
            item.setHidden(not found)

    def _move(self, step: int) -> None:
        row = self.chosen.currentRow()
        target = row + step
        if row >= 0 and 0 <= target < self.chosen.count():
            self.chosen.insertItem(target, self.chosen.takeItem(row))
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.chosen.setCurrentRow(target, select)

    def _on_removed(self) -> None:
        if self.chosen.currentRow() >= 0:
            self.chosen.takeItem(self.chosen.currentRow())
            self._show_ticks()

    def _on_save(self) -> None:
        self._keep(self.keys)
        self.accept()
