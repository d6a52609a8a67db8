"""Every KPI of a period as one table: to read, to copy, to go deeper from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.dashboard_questions import ask_kpi_rows
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.navigation import Navigator
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.list_kpis import KpiRow


class KpiTableView(QWidget):
    """Every KPI of the period; Enter tells why."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        super().__init__()
        self.session = session
        self.navigator = navigator
        self._rows: tuple[KpiRow, ...] = ()
        self._headings = (
            _("Area"),
            _("Indicator"),
            _("Value"),
            _("Previous"),
            _("Change"),
            _("Target"),
        )
        self._model = TextTableModel(self._headings, numbers=(2, 3))
        self.table = RecordTable(self.session.theme, _("KPI summary"), self._model)
        self._copy = TextButton(_("Copy data"))
        self._build()
        self.table.activated.connect(self._on_activated)
        self._copy.clicked.connect(self._on_copy)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 14, 12)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._copy)
        column.addLayout(line)
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Compute the table again."""
        ask_kpi_rows(self.session, self, self._on_listed)

    def _on_listed(self, rows: tuple[KpiRow, ...]) -> None:
        first = not self._rows
        self._rows = rows
        self._model.show_rows(
            [(r.family, r.name, r.value, r.previous, r.change, r.target) for r in rows]
        )
        if first:
            self.table.fit_columns()

    def _on_activated(self, index: QModelIndex) -> None:
        self.navigator.go("kpi", self._rows[index.row()].key)

    def _on_copy(self) -> None:
        lines = ["\t".join(self._headings)]
        lines += [
            f"{r.family}\t{r.name}\t{r.value}\t{r.previous}\t{r.change}\t{r.target}"
            for r in self._rows
        ]
        text = self.session.formats.plain("\n".join(lines))
        QGuiApplication.clipboard().setText(text)
