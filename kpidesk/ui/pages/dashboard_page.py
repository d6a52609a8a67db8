"""How are we? Eight cards, the movements of MRR, and what to keep an eye on."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.period import month_of
from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _
from kpidesk.operations.first_screen import (
    AttentionLine,
    CardFace,
    Screen,
    empty_faces,
)
from kpidesk.ui.cards.card_arranging import CardArranging
from kpidesk.ui.cards.card_grid import CardGrid
from kpidesk.ui.cards.family_section import FamilySection
from kpidesk.ui.charts.waterfall_chart import WaterfallChart
from kpidesk.ui.dashboard_questions import ask_cards, ask_dashboard, keep_for_next_start
from kpidesk.ui.deadline_calendar import DeadlineCalendar
from kpidesk.ui.month_closing import MonthClosing
from kpidesk.ui.navigation import LIST_PAGES
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.tab_order import follow_each_other
from kpidesk.ui.widgets.attention_panel import AttentionPanel
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage
from kpidesk.ui.widgets.setup_strip import SetupStrip

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.show_dashboard import KpiName
    from kpidesk.ui.pages.welcome import Welcome

_SIDE_BY_SIDE = 760
_CLOSING = {"opening": "mrr_opening", "closing": "mrr", "exchange": "mrr"}


class DashboardPage(Page):
    """The dashboard, or the first page while there is nothing to show."""

    has_periods = True
    commands = frozenset({"customize"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        session = context.session
        theme = session.theme
        self.setWindowTitle(_("Dashboard"))
        self._sections: list[FamilySection] = []
        self._welcome: Welcome | None = None
        self.grid = CardGrid(theme, pinned=True)
        self.setup = SetupStrip()
        self.waterfall = WaterfallChart(theme)
        self.attention = AttentionPanel(theme)
        self._movements = CardPanel(_("MRR movements"))
        self._arranging = CardArranging(session, self)
        self._stack = QStackedWidget()
        self._refreshing = Refreshing(
            self, self.refresh, session.view_changed, session.changed
        )
        self._build()
        self._connect()
        self._show_known()
        self._refreshing.ask()

    def _build(self) -> None:
        page = ScrollPage()
        self._movements.body.addWidget(self.waterfall, 1)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(16)
        self._lower.addWidget(self._movements, 7)
        self._lower.addWidget(self.attention, 3)
        self._section_column = QVBoxLayout()
        self._section_column.setSpacing(4)
        page.column.addWidget(self.setup)
        page.column.addWidget(self.grid)
        page.column.addLayout(self._lower)
        page.column.addLayout(self._more_line())
        page.column.addLayout(self._section_column)
        page.column.addStretch(1)
        self._cards = page
        self._stack.addWidget(page)
        self.column.addWidget(self._stack)

    def _more_line(self) -> QHBoxLayout:
        """The heading of the chapters, and the way to choose what stands above."""
        self.customize = TextButton(_("Customize dashboard…"), "link")
        self.customize.clicked.connect(self._arranging.customize)
        line = QHBoxLayout()
        line.addWidget(PlainLabel(_("More KPIs"), "subtitle"))
        line.addStretch(1)
        line.addWidget(self.customize)
        return line

    def _connect(self) -> None:
        session = self.session
        session.company_changed.connect(self._on_company_changed)
        self.grid.opened.connect(lambda key: self.navigator.go("kpi", key))
        self.grid.fix_requested.connect(self.fill_missing)
        self.setup.import_chosen.connect(lambda: self.navigator.go("import"))
        self.setup.dismissed.connect(self._on_setup_done)
        self.grid.asked.connect(self._arranging.do)
        self.grid.dropped.connect(self._arranging.place)
        self.waterfall.bar_opened.connect(self._on_bar_opened)
        self.attention.line_opened.connect(self._on_line_opened)
        calendar = DeadlineCalendar(session, self)
        self.attention.calendar_requested.connect(calendar.ask)

    # -- showing -------------------------------------------------------------

    def _show_known(self) -> None:
        """What can be shown before the file is open: last readings, or skeletons."""
        session = self.session
        if session.path is None:
            self._show_welcome(company_open=False)
            return
        self._stack.setCurrentWidget(self._cards)
        if session.screen is not None:
            self._show_screen(session.screen)
        else:
            self.grid.show_faces(empty_faces(), loading=True)
            self.waterfall.show_face(None)

    @property
    def welcome(self) -> Welcome:
        """The first page of an empty file, made when it is needed."""
        from kpidesk.ui.pages.welcome import Welcome

        if self._welcome is None:
            self._welcome = Welcome(self.session)
            self._welcome.import_chosen.connect(self._on_import_chosen)
            self._welcome.company_chosen.connect(self.files.start)
            desk = RecordDesk.of(self.session)
            self._welcome.client_chosen.connect(lambda: desk.new("client"))
            self._welcome.demo_chosen.connect(self.files.open_demo)
            self._stack.addWidget(self._welcome)
        return self._welcome

    def _show_welcome(self, *, company_open: bool) -> None:
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.show_for(company_open=company_open)

    def _on_company_changed(self) -> None:
        self._clear_sections()
        self._show_known()
        self._refreshing.ask()

    def refresh(self) -> None:
        """Compute the dashboard of the period that the session shows."""
        if self.session.company is None:
            return
        self.customize.setVisible(self.session.writable)
        self._show_sections(self.session.kpis, self.session.company.workspace.cards)
        self.grid.dim()
        ask_dashboard(self.session, self, self._on_computed, self._on_failed)
        for section in self._sections:
            if section.is_open:
                self._compute_section(section)

    def _on_computed(self, computed: tuple[Screen, int]) -> None:
        screen, revision = computed
        self.session.screen = screen
        if screen.empty:
            self._show_welcome(company_open=True)
            return
        begun = self._stack.currentWidget() is not self._cards
        self._stack.setCurrentWidget(self._cards)
        self._show_screen(screen)
        if begun and self.isVisible():
            # The focus was on a choice of the first page, which is gone.
            self.grid.cards[0].setFocus()
            self._cards.verticalScrollBar().setValue(0)
        keep_for_next_start(self.session, self, screen, revision)

    def _on_failed(self, error: KpideskError) -> None:
        from kpidesk.ui.error_dialog import show_error

        self._show_known()
        show_error(error, self)

    def _show_screen(self, screen: Screen) -> None:
        self.setup.show_missing(screen.missing)
        self.grid.show_faces(screen.cards)
        self.waterfall.show_face(screen.waterfall)
        self._movements.setVisible(screen.waterfall is not None)
        if screen.waterfall is not None:
            self._movements.set_title(screen.waterfall.title)
        total = str(len(screen.attention))
        self.attention.show_lines(screen.attention, total)
        self._order_stops()

    def _order_stops(self) -> None:
        """Let Tab go from above to below, whatever was made first."""
        lower = self.waterfall, *self.attention.stops(), self.customize
        below = (stop for section in self._sections for stop in section.stops())
        follow_each_other([self.setup, *self.grid.cards, *lower, *below])

    def records_text(self) -> str:
        """How many clients the file holds."""
        screen = self.session.screen
        return screen.records.get("client", "") if screen else ""

    def first_focus(self) -> QWidget | None:
        """The first card, or the first choice."""
        if self._welcome is not None and self._stack.currentWidget() is self._welcome:
            return self._welcome.first_focus()
        return self.grid.cards[0] if self.grid.cards else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the watch list under the movements where there is no room beside them."""
        super().resizeEvent(event)
        beside = self.width() >= self.session.theme.px(_SIDE_BY_SIDE)
        self._lower.setDirection(
            QBoxLayout.Direction.LeftToRight
            if beside
            else QBoxLayout.Direction.TopToBottom
        )

    # -- the other KPIs ------------------------------------------------------

    def _show_sections(
        self, kpis: tuple[KpiName, ...], pinned: tuple[str, ...]
    ) -> None:
        others = [kpi for kpi in kpis if kpi.key not in pinned]
        shown = {key for section in self._sections for key in section.keys}
        if shown == {kpi.key for kpi in others}:
            return
        opened = {section.family for section in self._sections if section.is_open}
        self._clear_sections()
        others.sort(
            key=lambda kpi: list(dict.fromkeys(k.family for k in kpis)).index(
                kpi.family
            )
        )
        for _family, members in groupby(others, key=lambda kpi: kpi.family):
            self._add_section(list(members))
        for section in self._sections:
            if section.family in opened:
                section.open()

    def _add_section(self, members: list[KpiName]) -> None:
        section = FamilySection(self.session.theme, members)
        section.unfolded.connect(lambda: self._compute_section(section))
        section.grid.opened.connect(lambda key: self.navigator.go("kpi", key))
        section.grid.fix_requested.connect(self.fill_missing)
        section.grid.asked.connect(self._arranging.do)
        self._section_column.addWidget(section)
        self._sections.append(section)

    def _clear_sections(self) -> None:
        for section in self._sections:
            self._section_column.removeWidget(section)
            section.deleteLater()
        self._sections = []

    def _compute_section(self, section: FamilySection) -> None:
        def done(faces: tuple[CardFace, ...]) -> None:
            section.show_faces(faces)
            self._order_stops()

        section.grid.dim()
        ask_cards(self.session, section, section.keys, done)

    def _on_import_chosen(self, company: str, currency: str) -> None:
        """Make the company first: imported records need a place to go."""
        if self.session.company is not None:
            self.navigator.go("import")
            return
        self.files.start(company, currency, lambda: self.navigator.go("import"))

    # -- going on ------------------------------------------------------------

    def run_command(self, _key: str) -> None:
        """Let the cards be chosen: the only command of this page."""
        self._arranging.customize()

    def _on_setup_done(self) -> None:
        def change(store: RememberingStore) -> Edit:
            from kpidesk.operations.show_dashboard import end_setup

            return end_setup(store)

        RecordDesk.of(self.session).do(change, {"setting"})

    def _on_bar_opened(self, key: str) -> None:
        self.navigator.go("kpi", _CLOSING.get(key, key))

    def _on_line_opened(self, line: AttentionLine) -> None:
        if line.record_kind == "month":
            self.session.show_period(month_of(self.session.today()).previous())
            MonthClosing(self.session, self).ask()
        elif line.kpi:
            self.navigator.go("kpi", line.kpi)
        elif line.record_kind in LIST_PAGES:
            self.navigator.go(LIST_PAGES[line.record_kind], str(line.record_id))
