"""The rules of the house that are whole numbers, and how each is read and changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kpidesk.domain.rules import HealthWeights, Rules
from kpidesk.i18n.messages import N_

_FULL = 100
_YEAR = 366


@dataclass(frozen=True, slots=True)
class RuleNumber:
    """One number.

    Attributes:
        rule: Name of the rule it belongs to.
        label: Message id; ``of`` fills its placeholder.
        low: Smallest number.
        high: Largest number.
        read: The number as the rules have it.
        changed: The rule's new value with another number.
        of: What the label is about where several share it, else 0.
    """

    rule: str
    label: str
    low: int
    high: int
    read: Callable[[Rules], float]
    changed: Callable[[Rules, int], object]
    of: int = 0


def _days(rule: str, label: str) -> RuleNumber:
    return RuleNumber(
        rule, label, 0, _YEAR, lambda rules: getattr(rules, rule), lambda _r, n: n
    )


def _percent(rule: str, label: str, low: int, high: int) -> RuleNumber:
    """A share, written in percent."""
    return RuleNumber(
        rule,
        label,
        low,
        high,
        lambda rules: getattr(rules, rule) * _FULL,
        lambda _rules, number: number / _FULL,
    )


def _weight(factor: str, label: str) -> RuleNumber:
    def changed(rules: Rules, number: int) -> HealthWeights:
        return replace(rules.health_weights, **{factor: float(number)})

    return RuleNumber(
        "health_weights",
        label,
        0,
        _FULL,
        lambda rules: getattr(rules.health_weights, factor),
        changed,
    )


def _satisfied(maximum: int) -> RuleNumber:
    def changed(rules: Rules, number: int) -> tuple[tuple[int, float], ...]:
        return tuple(sorted({**dict(rules.csat_top), maximum: float(number)}.items()))

    return RuleNumber(
        "csat_top",
        N_("Satisfied from this score, on a scale up to {top}"),
        1,
        maximum,
        lambda rules: rules.csat_threshold(maximum),
        changed,
        maximum,
    )


RULE_NUMBERS = (
    _days("movement_grace_days", N_("Gap that does not count as a loss (days)")),
    _days("renewal_grace_days", N_("Gap before a renewal, at most (days)")),
    *(_satisfied(maximum) for maximum in (3, 4, 5, 6, 7, 10)),
    RuleNumber(
        "health_threshold",
        N_("A client is at risk under this health score"),
        0,
        _FULL,
        lambda rules: rules.health_threshold,
        lambda _rules, number: float(number),
    ),
    _percent("discount_rate", N_("Yearly discount rate of CLTV %"), 0, _FULL),
    _percent(
        "salary_factor",
        N_("Cost of replacing a leaver, % of the yearly salary"),
        0,
        10 * _FULL,
    ),
    _weight("usage", N_("Health: weight of usage")),
    _weight("tickets", N_("Health: weight of tickets")),
    _weight("satisfaction", N_("Health: weight of satisfaction")),
    _weight("payments", N_("Health: weight of payments")),
    _weight("contract", N_("Health: weight of the contract")),
)
