"""What a rule would change, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.evaluation import Evaluator, Reading
from kpidesk.store.workspace import PREFIX, rules_as_settings

if TYPE_CHECKING:
    from kpidesk.domain.period import Period
    from kpidesk.domain.rules import Rules
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """A KPI of one period under the rules in force and under others."""

    now: Reading
    then: Reading


def rule_effect(store: Store, rules: Rules, period: Period) -> list[RuleEffect]:
    """The KPIs of a period that other rules would change."""
    current = store.rules()
    now = Evaluator(store.dataset(current), current)
    then = Evaluator(store.dataset(rules), rules)
    effects = (
        RuleEffect(now.read(kpi, period), then.read(kpi, period)) for kpi in CATALOG
    )
    return [effect for effect in effects if effect.now.value != effect.then.value]


def keep_rules(store: Store, rules: Rules, author: str) -> None:
    """Follow other rules from now on; only what differs is written."""
    current = store.rules()
    changed = {
        item.name
        for item in fields(rules)
        if getattr(rules, item.name) != getattr(current, item.name)
    }
    if not changed:
        return
    with store.writing(author) as writer:
        for key, value in rules_as_settings(rules).items():
            if key.removeprefix(PREFIX) in changed:
                writer.set_setting(key, value)
