"""The window: menu bar, rail, header, period bar, banner, pages, status bar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui import window_state
from kpidesk.ui.actions import Actions
from kpidesk.ui.company_files import CompanyFiles
from kpidesk.ui.navigation import DESTINATIONS, PARENTS, Navigator, Place
from kpidesk.ui.page_stack import PageStack
from kpidesk.ui.pages.page import PageContext
from kpidesk.ui.reports.scheduled_reports import ScheduledReports
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.drop_overlay import DropOverlay, dropped_files
from kpidesk.ui.widgets.navigation_rail import NavigationRail
from kpidesk.ui.widgets.page_header import PageHeader
from kpidesk.ui.widgets.period_bar import PeriodBar
from kpidesk.ui.widgets.scroll_page import GUTTER
from kpidesk.ui.widgets.segment_chips import SegmentChips
from kpidesk.ui.widgets.status_strip import StatusStrip
from kpidesk.ui.window_banner import WindowBanner
from kpidesk.ui.window_commands import WindowCommands

NARROW_BELOW = 1008
_PADDING, _COMPACT_PADDING = 24, 16
_WITHOUT_COMPANY = {"dashboard", "import", "calculator", "settings"}
"""Pages that are of use while no company file is open."""


class MainWindow(QMainWindow):
    """The one window of the program.

    Args:
        session: What it works on; another window can take it over.

    Signals:
        first_painted: Something is on the screen.
    """

    first_painted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.navigator = Navigator()
        self.files = CompanyFiles(session, self)
        self.rail = NavigationRail(session.theme)
        self.header = PageHeader(session.theme)
        self.periods = PeriodBar(session)
        self.chips = SegmentChips(session)
        self.banner = WindowBanner(session, self.files)
        self.pages = PageStack(PageContext(session, self.navigator, self.files))
        self.status = StatusStrip(session)
        self._build()
        self.overlay = DropOverlay(session.theme, self)
        self.commands = WindowCommands(self)
        self.scheduled = ScheduledReports(session, self)
        self.actions_of_menus = Actions(self, self.commands.run)
        self._connect()
        window_state.restore_geometry(self)
        self.fit()
        self._allow_places()
        self._show(self.navigator.place, back=False)
        self.commands.fill_recent()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        body = QWidget()
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._content = QVBoxLayout()
        self._content.setSpacing(12)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(0, 0, GUTTER, 0)
        self._above.setSpacing(12)
        for widget in (self.header, self.periods, self.chips, self.banner):
            self._above.addWidget(widget)
        self._content.addLayout(self._above)
        self._content.addWidget(self.pages, 1)
        line.addWidget(self.rail)
        line.addLayout(self._content, 1)
        # Tab goes round in the order of joining: pages join later, the status bar
        # comes after them because it stands before the rail.
        self.setStatusBar(self.status)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        session = self.session
        self.rail.chosen.connect(self.navigator.go)
        self.header.search_requested.connect(self.commands.search)
        self.header.back_requested.connect(self.navigator.back)
        self.navigator.moved.connect(lambda place, back: self._show(place, back=back))
        session.company_changed.connect(self._on_company_changed)
        session.changed.connect(self.show_title)
        session.changed.connect(self.show_status)
        session.runner.idle_changed.connect(self.show_status)

    # -- showing -------------------------------------------------------------

    def _show(self, place: Place, *, back: bool) -> None:
        if self.session.path is None and place.page not in _WITHOUT_COMPANY:
            # There is nothing to show there yet, or no more.
            self.navigator.go("dashboard")
            return
        page = self.pages.show_place(place, back=back)
        self.rail.mark(PARENTS.get(place.page, place.page))
        self.periods.setVisible(page.has_periods)
        self.chips.allow(allowed=page.has_periods)
        self.show_title()
        self.show_status()

    def show_title(self) -> None:
        """Say the page's title, and the company's name in the title bar."""
        page = self.pages.currentWidget()
        crumb = self._crumb() if self.navigator.place.page in PARENTS else ""
        self.header.show_title(page.windowTitle() if page else "", crumb)
        company, screen = self.session.company, self.session.screen
        name = (
            company.workspace.company if company else screen.company if screen else ""
        )
        demo = company.workspace.demo if company else bool(screen and screen.demo)
        badge = " (" + _("Demo data") + ")" if demo else ""
        title = _("kpidesk — {company}", company=name) if name else "kpidesk"
        self.setWindowTitle(title + badge)

    def _crumb(self) -> str:
        """What the place behind the page is called."""
        behind = self.navigator.behind
        if behind is None or behind.page == self.navigator.place.page:
            return _("Back")
        titles = {each.key: each.title for each in DESTINATIONS}
        if behind.page in titles:
            return _(titles[behind.page])
        return self.pages.page(behind.page).windowTitle()

    def show_status(self) -> None:
        """Say whether figures are up to date, and how many records there are."""
        page = self.pages.page(self.navigator.place.page)
        loading = self.session.runner.busy or self.session.company is None
        self.status.show_state(loading=loading, records=page.records_text())

    def _allow_places(self) -> None:
        everywhere = {each.key for each in DESTINATIONS}
        self.rail.allow(everywhere if self.session.path else _WITHOUT_COMPANY)

    def _on_company_changed(self) -> None:
        self._allow_places()
        self.show_title()
        self.show_status()
        self.commands.fill_recent()
        below = PARENTS.get(self.navigator.place.page)
        if self.session.path is None:
            # The ways to begin stand there.
            self.navigator.go("dashboard")
        elif below:
            self.navigator.go(below)

    # -- size ----------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room that a small window has."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Arrange rail and padding for the width of the window."""
        compact = self.width() < NARROW_BELOW
        padding = _COMPACT_PADDING if compact else _PADDING
        # The scroll bar of a page stands inside the padding.
        self._content.setContentsMargins(padding, 12, padding - GUTTER, 0)
        self.rail.set_narrow(narrow=compact or window_state.rail_is_narrow())

    # -- dropping files ------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Cover the window and name the files that would be imported."""
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.overlay.show_files(files)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The files went elsewhere."""
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files to the import page, or open a company file."""
        self.overlay.hide()
        event.acceptProposedAction()
        self.take_files(dropped_files(event.mimeData()))

    def take_files(self, files: list[Path]) -> None:
        """Import spreadsheets; a company file is opened instead."""
        self.commands.take_files(files)

    # -- keys and end --------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back from a page that lies over another."""
        if event.key() == Qt.Key.Key_Escape and self.navigator.place.page in PARENTS:
            self.navigator.back()
        else:
            super().keyPressEvent(event)

    def show(self) -> None:
        """Show the window and tell when something is painted."""
        super().show()
        target = self.pages.page(self.navigator.place.page).first_focus()
        if target is not None:
            target.setFocus()
        # Queued behind the paint events that showing has caused.
        QTimer.singleShot(0, self, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood."""
        window_state.keep_geometry(self)
        super().closeEvent(event)
