"""Which row of a sheet names its columns, chosen by hand among its first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.importing.table_choice import sheet_key
from kpidesk.ui.import_wizard.sheet_rows_model import SheetRowsModel
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.importing.plan import SheetPlan

_HEIGHT = 220


class HeaderRowChoice(QWidget):
    """The first rows of a sheet, closed at first; one of them is the header.

    Args:
        theme: The look in force.
        plan: The table.

    Signals:
        chosen: A row names the columns (the sheet's key, the row counted from 1, or
            0 to find it again).
    """

    chosen = Signal(str, int)

    def __init__(self, theme: Theme, plan: SheetPlan) -> None:
        super().__init__()
        self._theme = theme
        self._plan = plan
        self.toggle = TextButton("", "link")
        self.table: RecordTable | None = None
        self.use = TextButton(_("This row names the columns"))
        self.again = TextButton(_("Find it by itself"), "link")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        self.toggle.setVisible(plan.source is not None)
        self.toggle.clicked.connect(self._on_toggled)
        self.use.clicked.connect(self._on_used)
        self.again.clicked.connect(lambda: self._choose(0))
        self._name_toggle()

    def _header(self) -> int | None:
        return self._plan.table.header_row if self._plan.table else None

    def _name_toggle(self) -> None:
        header = self._header()
        if not self.isHidden():
            self.toggle.setText(_("Hide the rows"))
        elif header is None:
            self.toggle.setText(_("No header row found · Choose"))
        else:
            self.toggle.setText(_("Header in row {row} · Change", row=header + 1))

    def _on_toggled(self) -> None:
        if self.table is None:
            self._build()
        self.setVisible(self.isHidden())
        self._name_toggle()
        if self.table is not None and self.isVisible():
            self.table.setFocus()

    def _build(self) -> None:
        """Made when first asked for: most headers are found without help."""
        source, header = self._plan.source, self._header()
        if source is None:
            return
        model = SheetRowsModel(source, header)
        self.table = RecordTable(self._theme, _("First rows of the sheet"), model)
        self.table.setFixedHeight(_HEIGHT)
        self.table.fit_columns()
        self.table.setCurrentIndex(model.index(header or 0, 0))
        self.table.opened.connect(lambda row: self._choose(row + 1))
        self._column.addWidget(
            PlainLabel(
                _("Choose the row that names the columns, then press Enter."),
                "small",
                "text2",
                wraps=True,
            )
        )
        self._column.addWidget(self.table)
        line = QHBoxLayout()
        line.addWidget(self.use)
        line.addWidget(self.again)
        line.addStretch(1)
        self._column.addLayout(line)

    def _on_used(self) -> None:
        if self.table is not None and self.table.currentIndex().isValid():
            self._choose(self.table.currentIndex().row() + 1)

    def _choose(self, row: int) -> None:
        key = sheet_key(self._plan.file_number, self._plan.sheet)
        self.chosen.emit(key, row)
