"""The funnel of leads in one line of words and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_p, _
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.lead_funnel import LeadFunnel
    from kpidesk.ui.session import Session


class LeadFunnelLine(PlainLabel):
    """How many leads there are, won, lost, and where the open ones stand.

    Args:
        session: Gives formats.
    """

    def __init__(self, session: Session) -> None:
        super().__init__("", "body", wraps=True)
        self._session = session

    def show_funnel(self, funnel: LeadFunnel) -> None:
        """Show other counts."""
        formats = self._session.formats
        parts = [_("Leads") + f" {formats.count(funnel.total)}"]
        share = funnel.won_share
        arrow = f"──{formats.percent(share, 0)}──▶" if share is not None else "▶"
        won = _(N_p("tab.leads", "Won")) + f" {formats.count(funnel.won)}"
        parts.append(f"{arrow} {won}")
        lost = _(N_p("tab.leads", "Lost")) + f" {formats.count(funnel.lost)}"
        parts.append(f"· {lost}")
        stages = " · ".join(f"{name} {formats.count(n)}" for name, n in funnel.stages)
        waiting = _(N_p("tab.leads", "Open")) + f" {formats.count(funnel.open)}"
        parts.append(f"· {waiting} ({stages})" if stages else f"· {waiting}")
        self.setText(" ".join(parts))
        self.setVisible(funnel.total > 0)
