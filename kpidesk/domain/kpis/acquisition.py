"""Acquisition: leads, and how many of them become clients."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING
from kpidesk.domain.kpi import (
    Aggregate,
    Band,
    Dimension,
    Direction,
    Excluded,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Rows,
    Unit,
    Variant,
    kpi,
)
from kpidesk.domain.reading import (
    count_part,
    distribution,
    leaving_out,
    proportion,
    rows,
    share,
    total,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray
    from kpidesk.domain.window import Window

_NEEDS = ("lead",)
_REACH = frozenset({Dimension.COUNTRY, Dimension.MANAGER})

_CREATED = PartSpec("created", N_("leads created"), Unit.COUNT, Aggregate.COUNT)
_CONVERTED = PartSpec("converted", N_("leads converted"), Unit.COUNT, Aggregate.COUNT)

_NO_LEADS = Remark("no_leads", N_("No lead was created in the period."))
_NONE_CLOSED = Remark("no_closed_leads", N_("No lead was won or lost in the period."))
_NONE_WON = Remark("no_won_leads", N_("No lead was won in the period."))

_WON, _LOST = 1, -1


def _leads(window: Window, mask: BoolArray) -> Rows:
    return rows("lead", window.data.leads.id[mask])


def _created(window: Window) -> BoolArray:
    return window.holds_day(window.data.leads.created)


def _ever_converted(window: Window) -> BoolArray:
    """Converted by ``as_of``; a win without a date counts as known."""
    leads = window.data.leads
    undated = (leads.outcome == _WON) & (leads.converted == MISSING)
    converted: BoolArray = window.known_day(leads.converted) | undated
    return converted


def _still_open(window: Window) -> BoolArray:
    """Neither converted nor lost by ``as_of``."""
    leads = window.data.leads
    undated = (leads.outcome == _LOST) & (leads.lost == MISSING)
    lost: BoolArray = window.known_day(leads.lost) | undated
    return ~(lost | _ever_converted(window))


def _open_remark(window: Window) -> Remark | None:
    waiting = int((_created(window) & _still_open(window)).sum())
    if not waiting:
        return None
    return Remark(
        "open_leads",
        N_("Leads created in the period that are still open: {count}."),
        {"count": waiting},
    )


def _undated(window: Window, outcome: int, reason: str) -> Excluded:
    """Leads created in the period that closed on a day nobody wrote down."""
    leads = window.data.leads
    dates = leads.converted if outcome == _WON else leads.lost
    blank = (leads.outcome == outcome) & (dates == MISSING)
    return Excluded("lead", leads.id[blank & _created(window)], reason)


def _won_undated(window: Window) -> Excluded:
    return _undated(window, _WON, N_("Won, but the date is not recorded"))


def _lost_undated(window: Window) -> Excluded:
    return _undated(window, _LOST, N_("Lost, but the date is not recorded"))


@kpi(
    key="leads_created",
    name=N_("Leads created"),
    short=N_("Leads"),
    definition=N_("Leads whose day of creation falls in the period."),
    formula="{created}",
    parts=(_CREATED,),
    unit=Unit.COUNT,
    direction=Direction.UP,
    family=Family.ACQUISITION,
    noun="lead",
    source="004",
    needs=_NEEDS,
    reach=_REACH,
)
def leads_created(window: Window) -> Measurement:
    """Leads by day of creation."""
    part = count_part("created", _leads(window, _created(window)))
    return total(part, len(part.rows[0].ids))


@kpi(
    key="leads_converted",
    name=N_("Leads converted"),
    short=N_("Leads converted"),
    definition=N_("Leads that became clients in the period, whenever created."),
    formula="{converted}",
    parts=(_CONVERTED,),
    unit=Unit.COUNT,
    direction=Direction.UP,
    family=Family.ACQUISITION,
    noun="lead",
    source="004",
    needs=_NEEDS,
    reach=_REACH,
)
def leads_converted(window: Window) -> Measurement:
    """Leads by day of conversion."""
    converted = window.holds_day(window.data.leads.converted)
    part = count_part("converted", _leads(window, converted))
    reading = total(part, len(part.rows[0].ids))
    return leaving_out(reading, _won_undated(window))


def _conversion_by_event(window: Window) -> Measurement:
    """Conversions dated in the period ÷ leads created in it; may exceed 100 %."""
    converted = window.holds_day(window.data.leads.converted)
    reading = share(
        count_part("converted", _leads(window, converted)),
        count_part("created", _leads(window, _created(window))),
        _NO_LEADS,
    )
    return leaving_out(reading, _won_undated(window))


_CONVERSION = "{converted} ÷ {created} × 100"


@kpi(
    key="lead_conversion",
    name=N_("Lead conversion rate"),
    short=N_("Lead conversion"),
    definition=N_(
        "Share of the leads created in the period that have become clients, whenever"
        " that happened. Leads still open count among the leads created."
    ),
    formula=_CONVERSION,
    parts=(_CONVERTED, _CREATED),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.ACQUISITION,
    noun="lead",
    source="004",
    needs=_NEEDS,
    reach=_REACH,
    bands=(
        Band(N_("typical"), 2, 5, "004", ""),
        Band(N_("exceptional"), 10, None, "004", ""),
    ),
    variants=(
        Variant(
            "by_event",
            N_("By date of conversion"),
            N_(
                "Divides the conversions of the period, also of older leads, by the"
                " leads created in it, so it can exceed 100 %."
            ),
            _conversion_by_event,
            _CONVERSION,
        ),
    ),
)
def lead_conversion(window: Window) -> Measurement:
    """Leads created in the period ever converted (by ``as_of``) ÷ leads created."""
    created = _created(window)
    reading = proportion(
        count_part("converted", _leads(window, created & _ever_converted(window))),
        count_part("created", _leads(window, created)),
        _NO_LEADS,
    )
    return with_remarks(reading, _open_remark(window))


@kpi(
    key="lead_conversion_event",
    name=N_("Lead conversion rate by date of conversion"),
    short=N_("Conversion by date"),
    definition=N_(
        "Conversions of the period, also of older leads, compared with the leads"
        " created in it."
    ),
    formula=_CONVERSION,
    parts=(_CONVERTED, _CREATED),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.ACQUISITION,
    noun="lead",
    source="A",
    needs=_NEEDS,
    reach=_REACH,
)
def lead_conversion_event(window: Window) -> Measurement:
    """Conversions dated in the period ÷ leads created in it."""
    return _conversion_by_event(window)


@kpi(
    key="win_rate",
    name=N_("Win rate"),
    short=N_("Win rate"),
    definition=N_(
        "Share of the leads closed in the period that were won; open leads do not"
        " count."
    ),
    formula="{won} ÷ ({won} + {lost}) × 100",
    parts=(
        PartSpec("won", N_("leads won"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("lost", N_("leads lost"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.ACQUISITION,
    noun="lead",
    needs=_NEEDS,
    reach=_REACH,
)
def win_rate(window: Window) -> Measurement:
    """Won ÷ (won + lost) by closing date; a lead counts by its last closing."""
    leads = window.data.leads
    won, lost = window.holds_day(leads.converted), window.holds_day(leads.lost)
    both = won & lost
    won &= ~(both & (leads.lost > leads.converted))
    lost &= ~(both & (leads.lost <= leads.converted))
    top = count_part("won", _leads(window, won))
    closed = count_part("closed", _leads(window, won | lost))
    reading = replace(
        proportion(top, closed, _NONE_CLOSED),
        parts=(top, count_part("lost", _leads(window, lost))),
    )
    return leaving_out(reading, _won_undated(window), _lost_undated(window))


@kpi(
    key="sales_cycle",
    name=N_("Sales cycle"),
    short=N_("Sales cycle"),
    definition=N_(
        "Median number of days from the creation to the conversion of the leads won"
        " in the period."
    ),
    formula="{cycle}",
    parts=(
        PartSpec("cycle", N_("median days to conversion"), Unit.DAYS, Aggregate.MEDIAN),
    ),
    unit=Unit.DAYS,
    direction=Direction.DOWN,
    family=Family.ACQUISITION,
    noun="lead",
    needs=_NEEDS,
    reach=_REACH,
)
def sales_cycle(window: Window) -> Measurement:
    """Median days from creation to conversion, of the leads won in the period."""
    leads = window.data.leads
    won = window.holds_day(leads.converted)
    backwards = won & (leads.converted < leads.created)
    counted = won & ~backwards
    days = (leads.converted[counted] - leads.created[counted]).astype(np.float64)
    reading = distribution(
        "cycle", rows("lead", leads.id[counted], days), Aggregate.MEDIAN, _NONE_WON
    )
    impossible = Excluded("lead", leads.id[backwards], N_("Won before it was created"))
    return leaving_out(reading, impossible, _won_undated(window))


KPIS: tuple[Kpi, ...] = (
    leads_created,
    leads_converted,
    lead_conversion,
    lead_conversion_event,
    win_rate,
    sales_cycle,
)
