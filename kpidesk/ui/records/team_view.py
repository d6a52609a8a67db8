"""The team's answers: distributions and means, never a list, never one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpidesk.i18n.messages import N_, _
from kpidesk.reporting.choice_text import choice_text
from kpidesk.ui.records.distribution_bars import DistributionBars
from kpidesk.ui.records.record_list import RecordListView
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.team_results import TeamResult, TeamResults
    from kpidesk.ui.session import Session


class TeamView(QWidget):
    """Results of twelve months, and the people employed.

    Args:
        session: What the window works on.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.panel = CardPanel(_("Answers of the team, last 12 months"))
        self._grid = QGridLayout()
        self.summary = PlainLabel("", "small", "text2", wraps=True)
        nobody = N_("No people yet")
        self.people = RecordListView(session, "staff", _("People"), nobody)
        self._build()
        signals = session.changed, session.company_changed
        Refreshing(self, self.refresh, *signals).ask()

    def _build(self) -> None:
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.panel.body.addWidget(self.summary)
        self.panel.body.addLayout(self._grid)
        page = ScrollPage()
        page.column.addWidget(self.panel)
        people = CardPanel(_("People"))
        people.body.addWidget(self.people)
        self.people.setMinimumHeight(self._session.theme.px(320))
        page.column.addWidget(people, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def refresh(self) -> None:
        """Read the answers again."""
        today = self._session.today()

        def question(store: RememberingStore) -> TeamResults:
            from kpidesk.operations.team_results import team_results

            return team_results(store, today)

        self._session.ask(question, owner=self, done=self._show, group="team")

    def _show(self, found: TeamResults) -> None:
        while self._grid.count():
            taken = self._grid.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.deleteLater()
        formats = self._session.formats
        self.summary.setText(
            _(
                "Only groups of at least {n} answers are shown; nobody can see who"
                " answered what.",
                n=formats.count(found.floor),
            )
            if found.results
            else _("No survey answers yet")
        )
        for row, result in enumerate(found.results):
            self._add(row, result, found.floor)

    def _add(self, row: int, result: TeamResult, floor: int) -> None:
        formats = self._session.formats
        survey = choice_text("survey_answer", "survey", result.survey)
        parts = (survey, result.question, result.department)
        name = " · ".join(part for part in parts if part)
        self._grid.addWidget(PlainLabel(name, "body", wraps=True), row, 0)
        if result.hidden:
            text = _(
                "Hidden to protect anonymity: at least {n} answers are needed",
                n=formats.count(floor),
            )
            hidden = PlainLabel(text, "small", "text2", wraps=True)
            self._grid.addWidget(hidden, row, 1, 1, 3)
            return
        scale = f"{result.low}–{result.high}"
        mean = formats.number(result.mean, 1)
        self._grid.addWidget(PlainLabel(f"{mean} ({scale})", "strong"), row, 1)
        bars = DistributionBars(self._session.theme, result.low, result.counts)
        self._grid.addWidget(bars, row, 2)
        count = _("n {count}", count=formats.count(result.n))
        self._grid.addWidget(PlainLabel(count, "small", "text2"), row, 3)
