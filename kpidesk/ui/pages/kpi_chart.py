"""The chart of a KPI with its table twin and what one can take away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget

from kpidesk.errors import ExportError
from kpidesk.i18n.messages import _
from kpidesk.ui.error_dialog import show_error
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.tell_kpi import ChartFacts
    from kpidesk.ui.charts.chart_view import ChartView


class KpiChart(CardPanel):
    """A chart that can be read as a table (Ctrl+T), copied and saved."""

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self._session = session
        self._facts: ChartFacts | None = None
        self._view: ChartView | None = None
        self._model = TextTableModel(
            (_("Period"), _("Value"), _("Same period last year")), numbers=(1, 2)
        )
        self.table = RecordTable(session.theme, _("Show as table"), self._model)
        self._stack = QStackedWidget()
        self._cropped = PlainLabel("", "caption", "text3")
        self._toggle = TextButton(_("Show as table"), "link")
        self._copy = TextButton(_("Copy chart as image"), "link")
        self._save = TextButton(_("Export as PNG…"), "link")
        self._build()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self._cropped)
        line.addStretch(1)
        for button in (self._toggle, self._copy, self._save):
            line.addWidget(button)
        self._toggle.setToolTip(f"{_('Show as table')} (Ctrl+T)")
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(line)
        self._toggle.clicked.connect(self.toggle)
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(self._on_save)
        shortcut = QShortcut(QKeySequence("Ctrl+T"), self)
        shortcut.activated.connect(self.toggle)

    def show_facts(self, facts: ChartFacts) -> None:
        """Show other figures."""
        first = self._facts is None
        self._facts = facts
        dashed = f"   ┅ {facts.earlier_name}" if facts.earlier_name else ""
        self.set_title(facts.title + dashed)
        self._model.show_rows(
            [(point.label, point.text, point.earlier_text) for point in facts.points]
        )
        self.table.setColumnHidden(2, not facts.earlier_name)
        if self._view is not None:
            self._view.show_facts(facts, self._session.formats)
            self._tell_cropped(self._view)
        elif first:
            # The page is shown first; the chart's library takes its time to load.
            QTimer.singleShot(0, self, self._make_view)

    def _make_view(self) -> None:
        from kpidesk.ui.charts.chart_view import ChartView

        if self._facts is None or self._view is not None:
            return
        self._view = ChartView(self._session.theme, self._session.formats)
        self._view.show_facts(self._facts, self._session.formats)
        self._stack.addWidget(self._view)
        self._stack.setCurrentWidget(self._view)
        self._tell_cropped(self._view)

    def _tell_cropped(self, view: ChartView) -> None:
        told = _("The axis does not start at zero") if view.is_cropped else ""
        self._cropped.setText(told)

    @property
    def view(self) -> ChartView | None:
        """The chart, once it was drawn."""
        return self._view

    def toggle(self) -> None:
        """Show the chart as a table, or the table as a chart."""
        if self._view is None:
            return
        as_table = self._stack.currentWidget() is self._view
        target = self.table if as_table else self._view
        self._stack.setCurrentWidget(target)
        target.setFocus()
        self._toggle.setText(_("Show as chart") if as_table else _("Show as table"))

    def _on_copy(self) -> None:
        if self._view is not None:
            QGuiApplication.clipboard().setImage(self._view.as_image())

    def _on_save(self) -> None:
        if self._view is None or self._facts is None:
            return
        proposed = Path.home() / f"kpidesk_{self._facts.points[-1].period}.png"
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Export as PNG…").rstrip("…"), str(proposed), "PNG (*.png)"
        )
        if name and not self._view.as_image().save(name):
            show_error(ExportError(), self)
