"""The page that is shown: pages are made when first visited and kept."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QStackedWidget, QWidget

from kpidesk.ui.navigation import Place
from kpidesk.ui.pages.page import Page, PageContext

PAGES = {
    "dashboard": ("kpidesk.ui.pages.dashboard_page", "DashboardPage"),
    "kpi": ("kpidesk.ui.pages.kpi_page", "KpiPage"),
    "client": ("kpidesk.ui.pages.client_page", "ClientPage"),
    "clients": ("kpidesk.ui.pages.record_pages", "ClientsPage"),
    "contracts": ("kpidesk.ui.pages.record_pages", "ContractsPage"),
    "tickets": ("kpidesk.ui.pages.record_pages", "TicketsPage"),
    "surveys": ("kpidesk.ui.pages.record_pages", "SurveysPage"),
    "leads": ("kpidesk.ui.pages.record_pages", "LeadsPage"),
    "costs": ("kpidesk.ui.pages.record_pages", "CostsPage"),
    "import": ("kpidesk.ui.pages.import_page", "ImportPage"),
    "reports": ("kpidesk.ui.pages.reports_page", "ReportsPage"),
    "what_if": ("kpidesk.ui.pages.what_if_page", "WhatIfPage"),
    "forecast": ("kpidesk.ui.pages.forecast_page", "ForecastPage"),
    "at_risk": ("kpidesk.ui.pages.at_risk_page", "AtRiskPage"),
    "calculator": ("kpidesk.ui.pages.calculator_page", "CalculatorPage"),
    "settings": ("kpidesk.ui.pages.settings_page", "SettingsPage"),
}
"""Module and class of each page: a page is imported when it is first shown."""


class PageStack(QStackedWidget):
    """All pages visited so far, one of them on top.

    Args:
        context: What every page is given.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._pages: dict[str, Page] = {}
        self._making: set[str] = set()
        self._blank = Page(context)
        self.addWidget(self._blank)

    def page(self, key: str) -> Page:
        """A page, made if need be; a blank one while it is being made."""
        # A page that asks for its records makes the window look at it at once.
        if key in self._making:
            return self._blank
        if key not in self._pages:
            self._making.add(key)
            module, name = PAGES[key]
            make: Callable[[PageContext], Page]
            make = getattr(import_module(module), name)
            try:
                page = make(self._context)
            finally:
                self._making.discard(key)
            self._pages[key] = page
            self.addWidget(page)
        return self._pages[key]

    def show_place(self, place: Place, *, back: bool) -> Page:
        """Show a place; on the way back the focus returns to where it was."""
        page = self.page(place.page)
        page.show_subject(place.subject)
        visited_before = page.focusWidget()
        self.setCurrentWidget(page)
        target: QWidget | None = visited_before if back else page.first_focus()
        if target is not None and self.isVisible():
            target.setFocus()
        return page
