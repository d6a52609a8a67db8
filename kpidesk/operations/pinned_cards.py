"""The cards that stand first on the dashboard, as the house arranged them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import Edit, one_step
from kpidesk.operations.load_dashboard import DEFAULT_CARDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpidesk.store.protocol import Store

SETTING = "dashboard.cards"


def pinned_cards(settings: Mapping[str, object]) -> tuple[str, ...]:
    """KPIs of the first cards in order; those of another version are skipped."""
    kept = settings.get(SETTING)
    if not isinstance(kept, list):
        return DEFAULT_CARDS
    known = {kpi.key for kpi in CATALOG}
    return tuple(str(key) for key in kept if key in known)


def pin_cards(store: Store, keys: Sequence[str]) -> Edit:
    """Arrange the first cards, in one step."""
    with one_step(store) as step:
        step.kinds.add("setting")
        step.writer.set_setting(SETTING, list(dict.fromkeys(keys)))
        return step.done(N_("arrange cards"))
