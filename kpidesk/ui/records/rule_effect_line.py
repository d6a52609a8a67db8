"""What a rule would change in the last complete period, before it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kpidesk.i18n.messages import _
from kpidesk.reporting.reading_text import value_text
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.rule_effect import RuleEffect
    from kpidesk.ui.session import Session

_MOST = 3


class RuleEffectLine(PlainLabel):
    """KPIs that would be others under a rule that is looked at.

    Args:
        session: What the window works on.
    """

    def __init__(self, session: Session) -> None:
        super().__init__("", "small", "accent", wraps=True)
        self._session = session

    def preview(self, **changes: Any) -> None:
        """Tell the effect of other rules; nothing is changed."""
        company = self._session.company
        if company is None:
            return
        rules, period = replace(company.rules, **changes), self._session.latest
        if rules == company.rules:
            self.setText("")
            return

        def question(store: RememberingStore) -> list[RuleEffect]:
            from kpidesk.operations.rule_effect import rule_effect

            return rule_effect(store, rules, period)

        self._session.ask(question, owner=self, done=self._show, group="effect")

    def _show(self, effects: list[RuleEffect]) -> None:
        formats = self._session.formats
        month = formats.month(self._session.latest.start)
        if not effects:
            text = _("With this choice no KPI of {month} changes", month=month)
            self.setText(f"→ {text}")
            return
        lines = [
            _(
                "With this choice {kpi} in {month} is {now} (was {before})",
                kpi=_(each.then.kpi.short),
                month=month,
                now=value_text(each.then.kpi.unit, each.then.value, formats),
                before=value_text(each.now.kpi.unit, each.now.value, formats),
            )
            for each in effects[:_MOST]
        ]
        more = len(effects) - _MOST
        if more > 0:
            lines.append(_("and {n} more KPIs", n=formats.count(more)))
        self.setText("\n".join(f"→ {line}" for line in lines))
