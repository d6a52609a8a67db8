"""Reports: what partners and accountants get, and every KPI of the period."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.reports.everything_export import EverythingExport
from kpidesk.ui.reports.kpi_table_view import KpiTableView
from kpidesk.ui.reports.report_view import ReportView
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.scroll_page import GUTTER

REPORT, TABLE = 0, 1


class ReportsPage(Page):
    """Reports as they print, and a table of all KPIs."""

    has_periods = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_("Reports"))
        self.tabs = QTabBar()
        self.reports = ReportView(self.session)
        self.kpis = KpiTableView(self.session, self.navigator)
        self.everything = TextButton(_("Export everything…"), "link")
        self.everything.setToolTip(_("All data in open formats, as one archive"))
        self.everything.clicked.connect(EverythingExport(self.session, self).ask)
        self._views = QStackedWidget()
        self._build()
        session = self.session
        session.company_changed.connect(self.reports.forget_clients)
        signals = session.changed, session.company_changed, session.view_changed
        refreshing = Refreshing(self, self.refresh, *signals)
        self.tabs.currentChanged.connect(self._views.setCurrentIndex)
        self.tabs.currentChanged.connect(self.refresh)
        refreshing.ask()

    def _build(self) -> None:
        self.tabs.setAccessibleName(_("Reports"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for name in (_("Reports"), _("All KPIs")):
            self.tabs.addTab(name)
        for view in (self.reports, self.kpis):
            self._views.addWidget(view)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.everything)
        line.addSpacing(GUTTER)
        column.addLayout(line)
        column.addWidget(self._views, 1)
        self.column.addWidget(body)

    def refresh(self) -> None:
        """Compute the view that is shown again."""
        view = self.reports if self.tabs.currentIndex() == REPORT else self.kpis
        view.refresh()

    def first_focus(self) -> QWidget:
        """The button that prints, or the table."""
        if self.tabs.currentIndex() == REPORT:
            return self.reports.print
        return self.kpis.table
