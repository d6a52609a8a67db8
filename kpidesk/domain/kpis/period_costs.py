"""The costs of a period, by what they were spent on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import (
    Remark,
    Rows,
)
from kpidesk.domain.reading import (
    rows,
    unknown_rate,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray
    from kpidesk.domain.window import Window

ACQUISITION_PURPOSES = ("marketing", "sales")
DELIVERY_PURPOSES = ("delivery",)

NO_COSTS = Remark(
    "no_costs", N_("No marketing or sales cost has been recorded in the period.")
)


def has_purpose(window: Window, purposes: tuple[str, ...]) -> BoolArray:
    """Which costs of the company were spent on one of these purposes."""
    costs = window.data.costs
    codes = [code for code, name in enumerate(costs.purposes) if name in purposes]
    return np.isin(costs.purpose, codes)


def cost_rows(window: Window, purposes: tuple[str, ...] | None) -> Rows:
    """Costs of the period for some purposes (``None`` = all), in major units."""
    costs = window.data.costs
    chosen = window.holds_day(costs.day)
    if purposes is not None:
        chosen &= has_purpose(window, purposes)
    amounts = window.in_base(
        costs.amount[chosen], costs.currency[chosen], costs.day[chosen]
    )
    return rows("cost", costs.id[chosen], amounts / window.scope.per_major)


def cost_rate_missing(window: Window) -> Remark:
    """Names the first rate that a cost of the period lacks."""
    costs = window.data.costs
    for position in np.flatnonzero(window.holds_day(costs.day)):
        day = int(costs.day[position])
        code = int(costs.currency[position])
        if np.isnan(window.scope.rates_on(day)[code]):
            return unknown_rate(window.data.currencies[code], day)
    return NO_COSTS
