"""Targets of the house: what a KPI shall reach, from a month on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import Edit, one_step

if TYPE_CHECKING:
    from datetime import date

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store

_MILLI = 1000


def set_target(store: Store, key: str, value: float, since: date) -> Edit:
    """Aim at a value of a KPI from a day on; another target of that day is replaced.

    Args:
        store: The open company file.
        key: Key of the KPI.
        value: In the KPI's public unit: major units of money, percent, hours.
        since: First day on which it is valid.
    """
    day = since.isoformat()
    milli = round(value * _MILLI)
    fields: Record = {"kpi": key, "valid_from": day, "value_milli": milli}
    with one_step(store) as step:
        same = [
            int(target["id"] or 0)
            for target in store.records("target")
            if target["kpi"] == key and target["valid_from"] == day
        ]
        if same:
            step.change("target", same[0], fields)
        else:
            step.add("target", [fields])
        return step.done(N_("set target"))


def drop_targets(store: Store, key: str) -> Edit:
    """Have no target for a KPI any more."""
    with one_step(store) as step:
        step.remove(
            "target",
            [
                int(target["id"] or 0)
                for target in store.records("target")
                if target["kpi"] == key
            ],
        )
        return step.done(N_("remove target"))
