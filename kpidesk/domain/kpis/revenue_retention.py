"""Churn and retention of recurring revenue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.kpi import (
    Band,
    Direction,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    Variant,
    kpi,
)
from kpidesk.domain.kpis.mrr import (
    MRR_AT_START,
    bridged_gaps,
    came_and_went,
    snapshot_part,
)
from kpidesk.domain.price_changes import indexation
from kpidesk.domain.reading import (
    NO_MRR_AT_START,
    money_part,
    quotient,
    rate_missing,
    undefined,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray
    from kpidesk.domain.kpi import Part
    from kpidesk.domain.window import Window

CHURNED = PartSpec("churned", N_("MRR of lost clients"), Unit.MONEY)
CONTRACTION = PartSpec("contraction", N_("decreases"), Unit.MONEY)
EXPANSION = PartSpec("expansion", N_("increases"), Unit.MONEY)
REACTIVATION = PartSpec("reactivation", N_("MRR of returned clients"), Unit.MONEY)
INDEXATION = PartSpec("indexation", N_("changes by indexation"), Unit.MONEY)
NEW = PartSpec("new", N_("MRR of new clients"), Unit.MONEY)

_NO_LOSSES = Remark(
    "no_losses_of_revenue", N_("No recurring revenue was lost in the period.")
)


def movement(window: Window, key: str) -> Part:
    """The part for one movement, client by client."""
    amounts: FloatArray = getattr(window.movements, key)
    return money_part(window, key, amounts)


def _part(window: Window, key: str) -> Part:
    """A movement, or what indexation is in them."""
    if key == INDEXATION.key:
        return money_part(window, key, indexation(window))
    return movement(window, key)


def _value(part: Part) -> float:
    return part.value or 0.0


def _rate(window: Window, signs: dict[str, int], opening_counts: int) -> Measurement:
    """(± opening ± movements) ÷ opening × 100, in the order of the signs."""
    missing = rate_missing(window)
    if missing:
        return undefined(missing)
    opening = snapshot_part(window, "opening", window.opening)
    parts = {key: _part(window, key) for key in signs}
    top = opening_counts * _value(opening)
    top += sum(sign * _value(parts[key]) for key, sign in signs.items())
    reading = quotient(
        top,
        _value(opening),
        scale=100,
        parts=(opening, *parts.values()),
        n=int(window.opening.active.sum()),
        reason=NO_MRR_AT_START,
    )
    reading = replace(reading, excluded=came_and_went(window))
    return with_remarks(reading, bridged_gaps(window))


def _lost_clients_only(window: Window) -> Measurement:
    return _rate(window, {"churned": 1}, 0)


@kpi(
    key="gross_revenue_churn",
    name=N_("Gross MRR churn rate"),
    short=N_("Gross MRR churn"),
    definition=N_(
        "Share of the MRR at the start lost to clients who left or pay less."
    ),
    formula="({churned} + {contraction}) ÷ {opening} × 100",
    parts=(CHURNED, CONTRACTION, MRR_AT_START),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    family=Family.RETENTION,
    source="002",
    variants=(
        Variant(
            "lost_only",
            N_("Lost clients only"),
            N_("Leaves out decreases of clients who stayed."),
            _lost_clients_only,
            "{churned} ÷ {opening} × 100",
        ),
    ),
)
def gross_revenue_churn(window: Window) -> Measurement:
    """(churned + contraction) ÷ opening MRR."""
    return _rate(window, {"churned": 1, "contraction": 1}, 0)


@kpi(
    key="net_revenue_churn",
    name=N_("Net MRR churn rate"),
    short=N_("Net MRR churn"),
    definition=N_(
        "MRR lost, less what existing and returned clients added, over MRR at the"
        " start. Below zero, growth outweighs losses."
    ),
    formula=(
        "({churned} + {contraction} − {expansion} − {reactivation}) ÷ {opening} × 100"
    ),
    parts=(CHURNED, CONTRACTION, EXPANSION, REACTIVATION, MRR_AT_START),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    family=Family.RETENTION,
)
def net_revenue_churn(window: Window) -> Measurement:
    """(churned + contraction − expansion − reactivation) ÷ opening MRR."""
    signs = {"churned": 1, "contraction": 1, "expansion": -1, "reactivation": -1}
    return _rate(window, signs, 0)


def _with_reactivation(window: Window) -> Measurement:
    signs = {"churned": -1, "contraction": -1, "expansion": 1, "reactivation": 1}
    return _rate(window, signs, 1)


def _without_indexation(window: Window) -> Measurement:
    signs = {"churned": -1, "contraction": -1, "expansion": 1, "indexation": -1}
    return _rate(window, signs, 1)


_NRR = "({opening} − {churned} − {contraction} + {expansion}"


@kpi(
    key="nrr",
    name=N_("Net revenue retention (NRR)"),
    short=N_("Net retention (NRR)"),
    definition=N_(
        "What the clients at the start bring in at the end, over what they brought in"
        " then. New and returned clients do not count."
    ),
    formula=_NRR + ") ÷ {opening} × 100",
    parts=(MRR_AT_START, CHURNED, CONTRACTION, EXPANSION, REACTIVATION, INDEXATION),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.RETENTION,
    source="003",
    bands=(Band(N_("exceptional"), 100, None, "003", ""),),
    variants=(
        Variant(
            "with_reactivation",
            N_("With returned clients"),
            N_("Also counts the MRR of former clients who came back."),
            _with_reactivation,
            _NRR + " + {reactivation}) ÷ {opening} × 100",
        ),
        Variant(
            "without_indexation",
            N_("Excluding indexation"),
            N_(
                "Leaves out what prices went up or down by because a price index did,"
                " in contracts still paid at the end. A change whose reason nobody"
                " recorded stays in."
            ),
            _without_indexation,
            _NRR + " − {indexation}) ÷ {opening} × 100",
        ),
    ),
)
def nrr(window: Window) -> Measurement:
    """(opening − churned − contraction + expansion) ÷ opening."""
    return _rate(window, {"churned": -1, "contraction": -1, "expansion": 1}, 1)


@kpi(
    key="grr",
    name=N_("Gross revenue retention (GRR)"),
    short=N_("Gross retention (GRR)"),
    definition=N_(
        "Share of the MRR at the start that is still there, counting no increase."
    ),
    formula="({opening} − {churned} − {contraction}) ÷ {opening} × 100",
    parts=(MRR_AT_START, CHURNED, CONTRACTION),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.RETENTION,
)
def grr(window: Window) -> Measurement:
    """(opening − churned − contraction) ÷ opening; never above 100 %."""
    return _rate(window, {"churned": -1, "contraction": -1}, 1)


@kpi(
    key="expansion_rate",
    name=N_("Expansion rate"),
    short=N_("Expansion rate"),
    definition=N_("Increases of existing clients over MRR at the start."),
    formula="{expansion} ÷ {opening} × 100",
    parts=(EXPANSION, MRR_AT_START),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.REVENUE,
    source="001",
)
def expansion_rate(window: Window) -> Measurement:
    """mrr_expansion ÷ mrr_opening."""
    return _rate(window, {"expansion": 1}, 0)


@kpi(
    key="quick_ratio",
    name=N_("SaaS quick ratio"),
    short=N_("Quick ratio"),
    definition=N_("MRR gained for each unit of MRR lost."),
    formula="({new} + {expansion} + {reactivation}) ÷ ({contraction} + {churned})",
    parts=(NEW, EXPANSION, REACTIVATION, CONTRACTION, CHURNED),
    unit=Unit.RATIO,
    direction=Direction.UP,
    family=Family.REVENUE,
)
def quick_ratio(window: Window) -> Measurement:
    """(new + expansion + reactivation) ÷ (contraction + churned)."""
    missing = rate_missing(window)
    if missing:
        return undefined(missing)
    keys = ("new", "expansion", "reactivation", "contraction", "churned")
    parts = tuple(movement(window, key) for key in keys)
    gained = sum(_value(part) for part in parts[:3])
    lost = sum(_value(part) for part in parts[3:])
    moved = (window.movements.opening != 0) | (window.movements.closing != 0)
    reading = quotient(
        gained, lost, scale=1, parts=parts, n=int(moved.sum()), reason=_NO_LOSSES
    )
    return replace(reading, excluded=came_and_went(window))


KPIS: tuple[Kpi, ...] = (
    gross_revenue_churn,
    net_revenue_churn,
    nrr,
    grr,
    expansion_rate,
    quick_ratio,
)
