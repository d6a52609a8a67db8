"""How long clients wait for a first response and for a solution."""

from __future__ import annotations

from kpidesk.domain.kpi import (
    Aggregate,
    Band,
    Direction,
    Family,
    Kpi,
    Unit,
    Variant,
)
from kpidesk.domain.kpis.ticket_times import (
    FIRST_RESOLUTION,
    FIRST_RESPONSE,
    FORMULAS,
    RESOLUTION,
    Wait,
)
from kpidesk.domain.kpis.tickets import (
    answered_in,
    answered_of_opened,
    first_resolved_in,
    resolved_of_opened,
    resolved_of_resolved,
)
from kpidesk.i18n.messages import N_


def _wait_kpi(
    *,
    key: str,
    name: str,
    short: str,
    definition: str,
    measure: Wait,
    source: str,
    bands: tuple[Band, ...] = (),
    variants: tuple[Variant, ...] = (),
) -> Kpi:
    formula, parts = FORMULAS[measure.aggregate]
    return Kpi(
        key=key,
        name=name,
        short=short,
        definition=definition,
        formula=formula,
        parts=parts,
        unit=Unit.HOURS,
        direction=Direction.DOWN,
        family=Family.SUPPORT,
        measure=measure,
        noun="ticket",
        source=source,
        needs=("ticket",),
        bands=bands,
        variants=variants,
    )


def _response_kpi(
    key: str,
    aggregate: Aggregate,
    *,
    name: str,
    short: str,
    definition: str,
    source: str,
    business: bool = False,
) -> Kpi:
    by_reply = Variant(
        "by_reply_date",
        N_("By date of the response"),
        N_(
            "Counts the tickets first answered in the period, whenever they were"
            " opened, so a slow answer appears only when it comes."
        ),
        Wait(FIRST_RESPONSE, answered_in, aggregate, business),
        FORMULAS[aggregate][0],
    )
    return _wait_kpi(
        key=key,
        name=name,
        short=short,
        definition=definition,
        measure=Wait(FIRST_RESPONSE, answered_of_opened, aggregate, business),
        source=source,
        variants=(by_reply,),
    )


def _resolution_kpi(
    key: str,
    aggregate: Aggregate,
    *,
    name: str,
    short: str,
    definition: str,
    source: str,
    business: bool = False,
    bands: tuple[Band, ...] = (),
) -> Kpi:
    by_opening = Variant(
        "by_opening_date",
        N_("By date of opening"),
        N_(
            "Counts the tickets opened in the period that have been resolved; those"
            " still open are missing, which flatters recent periods."
        ),
        Wait(RESOLUTION, resolved_of_opened, aggregate, business),
        FORMULAS[aggregate][0],
    )
    return _wait_kpi(
        key=key,
        name=name,
        short=short,
        definition=definition,
        measure=Wait(RESOLUTION, resolved_of_resolved, aggregate, business),
        source=source,
        bands=bands,
        variants=(by_opening,),
    )


first_response_mean = _response_kpi(
    "first_response_mean",
    Aggregate.MEAN,
    name=N_("Mean first response time"),
    short=N_("Mean first response"),
    definition=N_(
        "Mean hours from opening to first response, of the tickets opened in the"
        " period that have one."
    ),
    source="000, 002",
)

first_response_median = _response_kpi(
    "first_response_median",
    Aggregate.MEDIAN,
    name=N_("First response time"),
    short=N_("First response"),
    definition=N_(
        "Median hours from opening to first response, of the tickets opened in"
        " the period that have one."
    ),
    source="C",
)

first_response_p90 = _response_kpi(
    "first_response_p90",
    Aggregate.P90,
    name=N_("90th percentile of first response times"),
    short=N_("First response (90 %)"),
    definition=N_(
        "Hours within which nine in ten first responses came, of the tickets"
        " opened in the period that have one."
    ),
    source="C",
)

first_response_mean_business = _response_kpi(
    "first_response_mean_business",
    Aggregate.MEAN,
    name=N_("Mean first response time in support hours"),
    short=N_("Mean response (support hours)"),
    definition=N_(
        "Mean support hours from opening to first response, of the tickets opened"
        " in the period that have one. Nights, closures and holidays do not count."
    ),
    source="A",
    business=True,
)

first_response_median_business = _response_kpi(
    "first_response_median_business",
    Aggregate.MEDIAN,
    name=N_("First response time in support hours"),
    short=N_("Response (support hours)"),
    definition=N_(
        "Median support hours from opening to first response, of the tickets"
        " opened in the period that have one. Nights, closures and holidays do not"
        " count."
    ),
    source="A",
    business=True,
)

first_response_p90_business = _response_kpi(
    "first_response_p90_business",
    Aggregate.P90,
    name=N_("90th percentile of first response times in support hours"),
    short=N_("90 % response (support hours)"),
    definition=N_(
        "Support hours within which nine in ten first responses came, of the"
        " tickets opened in the period that have one. Nights, closures and"
        " holidays do not count."
    ),
    source="A",
    business=True,
)

resolution_mean = _resolution_kpi(
    "resolution_mean",
    Aggregate.MEAN,
    name=N_("Average ticket resolution time"),
    short=N_("Resolution time"),
    definition=N_(
        "Mean hours from opening to last resolution, of the tickets resolved in"
        " the period, whenever opened."
    ),
    source="004",
    bands=(
        Band(N_("typical"), 4, 8, "004", ""),
        Band(N_("above average"), 2, 4, "004", ""),
        Band(N_("exceptional"), None, 2, "004", ""),
    ),
)

resolution_median = _resolution_kpi(
    "resolution_median",
    Aggregate.MEDIAN,
    name=N_("Median ticket resolution time"),
    short=N_("Median resolution"),
    definition=N_(
        "Median hours from opening to last resolution, of the tickets resolved in"
        " the period, whenever opened."
    ),
    source="C",
)

resolution_p90 = _resolution_kpi(
    "resolution_p90",
    Aggregate.P90,
    name=N_("90th percentile of ticket resolution times"),
    short=N_("Resolution (90 %)"),
    definition=N_(
        "Hours within which nine in ten of the tickets resolved in the period"
        " were solved, whenever opened."
    ),
    source="C",
)

resolution_mean_business = _resolution_kpi(
    "resolution_mean_business",
    Aggregate.MEAN,
    name=N_("Average ticket resolution time in support hours"),
    short=N_("Resolution (support hours)"),
    definition=N_(
        "Mean support hours from opening to last resolution, of the tickets"
        " resolved in the period, whenever opened. Nights, closures and holidays"
        " do not count."
    ),
    source="A",
    business=True,
)

resolution_median_business = _resolution_kpi(
    "resolution_median_business",
    Aggregate.MEDIAN,
    name=N_("Median ticket resolution time in support hours"),
    short=N_("Median resolution (support hours)"),
    definition=N_(
        "Median support hours from opening to last resolution, of the tickets"
        " resolved in the period, whenever opened. Nights, closures and holidays"
        " do not count."
    ),
    source="A",
    business=True,
)

resolution_p90_business = _resolution_kpi(
    "resolution_p90_business",
    Aggregate.P90,
    name=N_("90th percentile of ticket resolution times in support hours"),
    short=N_("90 % resolution (support hours)"),
    definition=N_(
        "Support hours within which nine in ten of the tickets resolved in the"
        " period were solved, whenever opened. Nights, closures and holidays do"
        " not count."
    ),
    source="A",
    business=True,
)

resolution_first = _wait_kpi(
    key="resolution_first",
    name=N_("Average time to the first resolution"),
    short=N_("First resolution"),
    definition=N_(
        "Mean hours from opening to first resolution, of the tickets first"
        " resolved in the period, also when they were reopened later."
    ),
    measure=Wait(FIRST_RESOLUTION, first_resolved_in, Aggregate.MEAN),
    source="A",
)

KPIS: tuple[Kpi, ...] = (
    first_response_mean,
    first_response_median,
    first_response_p90,
    first_response_mean_business,
    first_response_median_business,
    first_response_p90_business,
    resolution_mean,
    resolution_median,
    resolution_p90,
    resolution_mean_business,
    resolution_median_business,
    resolution_p90_business,
    resolution_first,
)
