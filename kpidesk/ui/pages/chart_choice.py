"""The box above a chart in which another one is chosen."""

from __future__ import annotations

from kpidesk.i18n.messages import _
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.choice_box import ChoiceBox

OVER_TIME = "over_time"
"""The chart that every KPI has."""
_NARROWEST = 120


class ChartChoice(ChoiceBox):
    """Offers the charts of a KPI; hidden where there is but one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Chart"), [])
        # In a narrow window the names of charts are shortened, not the chart.
        self.setMinimumWidth(_NARROWEST)

    def offer(self, kpi: str, chosen: str) -> None:
        """Offer the charts of a KPI, one of them chosen, and tell nobody."""
        from kpidesk.operations.charts.choice import chart_names

        names = chart_names(kpi)
        self.blockSignals(True)
        self.clear()
        for value, text in ((OVER_TIME, _("Over time")), *names):
            self.addItem(text, value)
        self.choose(chosen)
        self.blockSignals(False)
        self.setVisible(bool(names))
        self.updateGeometry()
