"""The same data under other definitions, and why they give another figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from kpidesk.operations.tell_kpi import KpiStory


class KpiDefinitions(ScrollPage):
    """One box per definition, the one in use first."""

    def __init__(self) -> None:
        super().__init__()
        self._panels: list[CardPanel] = []
        self.column.addStretch(1)

    def show_story(self, story: KpiStory) -> None:
        """Show the definitions of another KPI."""
        for panel in self._panels:
            self.column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        used = _box(_("Used by kpidesk"), story.result, "", story.words)
        self._panels = [
            used,
            *(_box(o.label, o.value, o.why, o.formula) for o in story.others),
        ]
        for position, panel in enumerate(self._panels):
            self.column.insertWidget(position, panel)


def _box(label: str, value: str, why: str, formula: str) -> CardPanel:
    panel = CardPanel(label)
    panel.body.addWidget(PlainLabel(value, "subtitle", wraps=True))
    if why:
        panel.body.addWidget(PlainLabel(why, "body", wraps=True))
    panel.body.addWidget(PlainLabel(formula, "small", "text2", wraps=True))
    return panel
