"""The records behind one bar, cell or dot of a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea

from kpidesk.i18n.messages import _
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.pages.kpi_chart_questions import MOST_RECORDS, ask_names
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import Mark

_ROWS_SHOWN = 6


class MarkRecords(CardPanel):
    """Lists records under the sentence of their mark; hidden until there are some.

    Signals:
        record_opened: A record was double-clicked or entered (kind, id).
    """

    record_opened = Signal(str, int)

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self._session = session
        self._kind = ""
        self._rows: list[tuple[int, str]] = []
        self._model = TextTableModel((_("Record"),))
        self.table = RecordTable(session.theme, _("Records"), self._model)
        self._close = TextButton(_("Close"), "link")
        self._build()
        self.hide()

    def _build(self) -> None:
        self.body.removeWidget(self.title)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._close)
        self.body.addLayout(head)
        self.body.addWidget(self.table)
        self.table.setMinimumHeight(self._session.theme.px(32 * _ROWS_SHOWN))
        self.table.activated.connect(self._on_activated)
        self._close.clicked.connect(self.hide)

    def show_mark(self, mark: Mark) -> None:
        """List the records behind a mark."""
        if not mark.ids:
            self.hide()
            return
        self._kind = mark.kind
        rest = len(mark.ids) - MOST_RECORDS
        more = _("{n} more are not shown", n=self._session.formats.count(rest))
        self.set_title(f"{mark.spoken} · {more}" if rest > 0 else mark.spoken)
        ask_names(self._session, self, mark, self._on_named)

    def _on_named(self, rows: list[tuple[int, str]]) -> None:
        self._rows = rows
        self._model.show_rows([(label,) for _id, label in rows])
        self.show()
        # The chart may fill the page: what was asked for must come into view.
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(self)

    def _on_activated(self, index: QModelIndex) -> None:
        self.record_opened.emit(self._kind, self._rows[index.row()][0])
