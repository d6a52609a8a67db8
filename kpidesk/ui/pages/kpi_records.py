"""The records behind a KPI: those that count, and those left out with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.tell_kpi import KpiStory, RecordRow


class KpiRecords(QWidget):
    """Two tables.

    Signals:
        record_opened: A record was double-clicked or entered (kind, id).
    """

    record_opened = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: list[RecordRow] = []
        self._left_rows: list[RecordRow] = []
        self._model = TextTableModel(
            (_("Counted as"), _("Record"), _("Value")), numbers=(2,)
        )
        self._left_model = TextTableModel((_("Record"), _("Reason")))
        self.table = RecordTable(theme, _("Records"), self._model)
        self.left_out = RecordTable(theme, _("Left out, and why"), self._left_model)
        self._left_title = PlainLabel(_("Left out, and why"), "strong")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 3)
        column.addWidget(self._left_title)
        column.addWidget(self.left_out, 1)
        self.table.activated.connect(self._on_activated)
        self.left_out.activated.connect(self._on_left_activated)

    def show_story(self, story: KpiStory) -> None:
        """Show the records of another reading, the largest first."""
        order = {label: place for place, (label, _v, _n) in enumerate(story.parts)}
        self._rows = sorted(
            story.records, key=lambda row: (order.get(row.part, 0), -abs(row.amount))
        )
        self._left_rows = list(story.left_out)
        self._model.show_rows([(r.part, r.label, r.value) for r in self._rows])
        self._left_model.show_rows([(r.label, r.value) for r in self._left_rows])
        for table in (self.table, self.left_out):
            table.fit_columns()
        self._left_title.setVisible(bool(self._left_rows))
        self.left_out.setVisible(bool(self._left_rows))

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._rows[index.row()]
        self.record_opened.emit(row.kind, row.record_id)

    def _on_left_activated(self, index: QModelIndex) -> None:
        row = self._left_rows[index.row()]
        self.record_opened.emit(row.kind, row.record_id)
