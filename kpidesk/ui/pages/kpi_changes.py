"""What became of a KPI in closed months: reported, now, and because of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.operations.close_month import Restatement
    from kpidesk.operations.remembering_store import RememberingStore

_SHOWN = 12


class KpiChanges(ScrollPage):
    """Corrections of closed months that changed one KPI."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._panels: list[CardPanel] = []
        self.empty = PlainLabel("", "body", "text2", wraps=True)
        self.column.addWidget(self.empty)
        self.column.addStretch(1)

    def ask(self, key: str) -> None:
        """Look for corrections of a KPI."""

        def look(store: RememberingStore) -> tuple[list[Restatement], int]:
            from kpidesk.operations.close_month import restatements

            return restatements(store, (key,)), len(store.closed_months())

        self._session.ask(look, owner=self, done=self._on_found, group="restatements")

    def _on_found(self, found: tuple[list[Restatement], int]) -> None:
        restated, closed = found
        for panel in self._panels:
            self.column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self._panels = [self._panel(item) for item in restated]
        for position, panel in enumerate(self._panels, start=1):
            self.column.insertWidget(position, panel)
        self.empty.setVisible(not restated)
        self.empty.setText(
            _("No figure of a closed month has changed.")
            if closed
            else _(
                "No month has been closed yet. Close a month (Data menu) once its"
                " figures are reported: later corrections are then explained here."
            )
        )

    def _panel(self, item: Restatement) -> CardPanel:
        from kpidesk.reporting.reading_text import exact_text, period_text

        formats, unit = self._session.formats, item.kpi.unit
        panel = CardPanel(period_text(item.month, formats))
        said = _(
            "Reported {before}, now {after}",
            before=exact_text(unit, item.reported, formats),
            after=exact_text(unit, item.now.value, formats),
        )
        panel.body.addWidget(PlainLabel(said, "subtitle", wraps=True))
        for cause in item.causes[:_SHOWN]:
            became = (
                _("counts now and did not then")
                if cause.before is None
                else _("counted then and does not now")
                if cause.after is None
                else _("counts otherwise than then")
            )
            line = f"{cause.label}: {became}"
            if cause.changed_at:
                moment = cause.changed_at.replace("T", " ")
                line += " · " + _("{author}, {time}", author=cause.author, time=moment)
            panel.body.addWidget(PlainLabel(line, wraps=True))
        more = len(item.causes) - _SHOWN
        if more > 0:
            text = _("and {count} more", count=formats.count(more))
            panel.body.addWidget(PlainLabel(text, "small", "text2"))
        return panel
