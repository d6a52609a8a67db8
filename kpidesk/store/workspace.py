"""Rules of the house as JSON settings of the company file, and back."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from kpidesk.domain.rules import (
    ChurnAt,
    HealthWeights,
    Rules,
    SlaTarget,
    SupportHours,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "rule."
"""Settings with this prefix are rules; the rest are other facts."""


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    return value


def rules_from_settings(settings: Mapping[str, object]) -> Rules:
    """The rules written down, defaults for the rest."""
    values: dict[str, Any] = {}
    for item in fields(Rules):
        raw: Any = settings.get(PREFIX + item.name)
        if raw is None:
            continue
        match item.name:
            case "churn_at":
                values[item.name] = ChurnAt(raw)
            case "support_hours":
                parts = {key: _tuples(part) for key, part in raw.items()}
                values[item.name] = SupportHours(**parts)
            case "health_weights":
                values[item.name] = HealthWeights(**raw)
            case "sla":
                values[item.name] = tuple(
                    (priority, SlaTarget(**target)) for priority, target in raw
                )
            case _:
                values[item.name] = _tuples(raw)
    return Rules(**values)


def rules_as_settings(rules: Rules) -> dict[str, object]:
    """Every rule as a setting."""
    return {PREFIX + key: value for key, value in asdict(rules).items()}
