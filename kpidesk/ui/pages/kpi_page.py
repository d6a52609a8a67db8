"""Why this number? The chart, the records, the calculation, other definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _
from kpidesk.operations.first_screen import DETAILS
from kpidesk.ui.dashboard_questions import ask_story
from kpidesk.ui.error_dialog import show_error
from kpidesk.ui.navigation import LIST_PAGES
from kpidesk.ui.pages.kpi_calculation import KpiCalculation
from kpidesk.ui.pages.kpi_changes import KpiChanges
from kpidesk.ui.pages.kpi_chart import KpiChart
from kpidesk.ui.pages.kpi_chart_questions import ask_client
from kpidesk.ui.pages.kpi_definitions import KpiDefinitions
from kpidesk.ui.pages.kpi_records import KpiRecords
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.domain.period import Period
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.tell_kpi import KpiStory

_CHART, _RECORDS, _CALCULATION, _DEFINITIONS, _CHANGES = range(5)


class KpiPage(Page):
    """One KPI taken apart; the period bar stays above it."""

    has_periods = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._key = ""
        self.setWindowTitle(_("Why this number?"))
        self._value = PlainLabel("", "hero")
        self._change = PlainLabel("", "strong", wraps=True)
        self._facts = PlainLabel("", "body", "text2", wraps=True)
        self._remarks = PlainLabel("", "small", "text2", wraps=True)
        self.fix = TextButton("", "outline")
        self._fix_place = ""
        self.tabs = QTabBar()
        self.chart = KpiChart(self.session)
        self.records = KpiRecords(self.session.theme)
        self.calculation = KpiCalculation()
        self.definitions = KpiDefinitions()
        self.changes = KpiChanges(self.session)
        self._stack = QStackedWidget()
        session = self.session
        self._refreshing = Refreshing(
            self, self.refresh, session.view_changed, session.changed
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._value)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        for label in (self._change, self._facts):
            beside.addWidget(label)
        beside.addStretch(1)
        head.addLayout(beside, 1)
        head.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignVCenter)
        self.fix.hide()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Why this number?"))
        for name in (
            _("Chart"),
            _("Records"),
            _("Calculation"),
            _("Other definitions"),
            _("Changes"),
        ):
            self.tabs.addTab(name)
        for widget in (
            self.chart,
            self.records,
            self.calculation,
            self.definitions,
            self.changes,
        ):
            self._stack.addWidget(widget)
        page = ScrollPage()
        page.column.setSpacing(8)
        page.column.addLayout(head)
        page.column.addWidget(self._remarks)
        page.column.addWidget(self.tabs)
        page.column.addWidget(self._stack, 1)
        self.column.addWidget(page)

    def _connect(self) -> None:
        self.fix.clicked.connect(lambda: self.fill_missing(self._fix_place))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.calculation.records_requested.connect(
            lambda: self.tabs.setCurrentIndex(_RECORDS)
        )
        self.records.record_opened.connect(self._on_record_opened)
        self.chart.record_opened.connect(self._on_record_opened)
        self.chart.period_opened.connect(self._on_period_opened)
        self.chart.note_written.connect(self._on_note_written)
        self.chart.loss_wanted.connect(
            lambda client: self.navigator.go("what_if", str(client))
        )

    def show_subject(self, subject: str) -> None:
        """Show a KPI."""
        if not subject or subject == self._key:
            return
        self._key = subject
        name = next((k.short for k in self.session.kpis if k.key == subject), "")
        self.setWindowTitle(name or _("Why this number?"))
        self._value.setText("")
        self.fix.hide()
        self._change.setText("")
        self.tabs.setCurrentIndex(_CHART)
        self._refreshing.ask()

    def first_focus(self) -> QWidget:
        """The tabs."""
        return self.tabs

    def refresh(self) -> None:
        """Compute everything about the KPI again."""
        if self._key:
            ask_story(self.session, self, self._key, self._on_told, self._on_failed)
            self.changes.ask(self._key)

    def _on_failed(self, error: KpideskError) -> None:
        show_error(error, self)

    def _on_told(self, story: KpiStory) -> None:
        face = story.face
        self._value.setText(face.value or _("Not enough data"))
        self._change.setText(f"{face.change}  {face.versus}".strip())
        self._change.set_tone(face.tone)
        mark = {True: "✓ ", False: "✕ ", None: ""}[face.met]
        target = f"{mark}{face.target}" if face.target else ""
        self._facts.setText(" · ".join(t for t in (target, story.interval) if t))
        self._facts.set_tone({True: "good", False: "bad", None: "text2"}[face.met])
        self._fix_place = face.fix
        self.fix.setText(face.fix_text)
        # A KPI that failed has its details to copy; here there is the page itself.
        self.fix.setVisible(face.fix not in {"", DETAILS} and not face.value)
        remarks = [face.missing.removesuffix("."), *story.remarks, face.records]
        self._remarks.setText(" · ".join(text for text in remarks if text))
        formats = self.session.formats
        count = formats.count(len(story.records))
        self.tabs.setTabText(_RECORDS, _("Records") + f" ({count})")
        self.tabs.setTabVisible(_DEFINITIONS, bool(story.others))
        self.chart.show_story(self._key, story.chart)
        self.records.show_story(story)
        self.calculation.show_story(story)
        self.definitions.show_story(story)

    def _on_record_opened(self, kind: str, record_id: int) -> None:
        """Open a record where its kind is listed, others at their client."""
        if kind in LIST_PAGES:
            self.navigator.go(LIST_PAGES[kind], str(record_id))
        else:
            ask_client(
                self.session,
                self,
                (kind, record_id),
                lambda client: self._open_client(client, kind),
            )

    def _open_client(self, client: int, kind: str) -> None:
        if client:
            self.navigator.go("client", f"{client}/{kind}")

    def _period_of(self, code: str) -> Period:
        """The period of the kind shown that has this code."""
        from kpidesk.domain.period import parse_period

        shown = self.session.period
        return parse_period(code, shown.fiscal_start, shown.kind)

    def _on_period_opened(self, code: str) -> None:
        """Show the records behind a point of the chart: those of its period."""
        self.session.show_period(self._period_of(code))
        self.tabs.setCurrentIndex(_RECORDS)

    def _on_note_written(self, code: str, text: str) -> None:
        """Pin a note to a period, as a step that can be undone."""
        key, period = self._key, self._period_of(code)

        def pin(store: RememberingStore) -> Edit:
            from kpidesk.operations.notes import add_note, pinned_to

            return add_note(store, key, pinned_to(period), text)

        RecordDesk.of(self.session).do(pin, {"note"}, say=_("Note added"))
