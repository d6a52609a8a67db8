"""Client health: a score that warns, and the clients at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import (
    CLIENT_DIMENSIONS,
    Aggregate,
    Direction,
    Excluded,
    Family,
    Kpi,
    Measurement,
    Part,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.health_scores import health_scores
from kpidesk.domain.reading import (
    NO_CLIENTS,
    clients,
    closing_rate_missing,
    count_part,
    leaving_out,
    quotient,
    rows,
    sum_part,
    undefined,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray
    from kpidesk.domain.kpis.health_scores import HealthScores
    from kpidesk.domain.window import Window

_NEEDS = ("contract", "usage", "ticket", "survey_answer", "invoice")

_NO_DATA = Remark(
    "no_health_data",
    N_("Nothing is recorded about the clients but contracts that run on."),
)


def _unscored(window: Window, found: HealthScores) -> Excluded:
    blank = found.active & np.isnan(found.score)
    reason = N_("Nothing is recorded but a contract that runs on")
    return Excluded("client", window.data.clients.id[blank], reason)


def _reason(found: HealthScores) -> Remark:
    return _NO_DATA if found.active.any() else NO_CLIENTS


def _coverage(found: HealthScores, scored: BoolArray) -> tuple[Remark, ...]:
    """Which factors are missing for how many clients, and how much weight is known."""
    missing = [
        Remark(f"{factor.key}_missing", factor.missing, {"count": blank})
        for factor in found.factors
        if (blank := int(np.isnan(factor.score[scored]).sum()))
    ]
    known = Remark(
        "coverage",
        N_("Weight of the factors that are known: {percent} %."),
        {"percent": round(float(found.coverage[scored].mean()))},
    )
    return (known, *missing) if missing else ()


@kpi(
    key="health_score",
    name=N_("Client health score"),
    short=N_("Client health"),
    definition=N_(
        "From 0 to 100: use, tickets, satisfaction, payments and contract of each"
        " active client, weighed by the house's weights and, over all clients, by MRR."
    ),
    formula="{weighed} ÷ {mrr}",
    parts=(
        PartSpec("weighed", N_("sum of score × MRR"), Unit.RATIO),
        PartSpec("mrr", N_("MRR of clients with a score"), Unit.MONEY),
    ),
    unit=Unit.POINTS,
    direction=Direction.UP,
    family=Family.HEALTH,
    source="001",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
    stock=True,
)
def health_score(window: Window) -> Measurement:
    """Σ(score × MRR) ÷ Σ MRR over the active clients that have a score.

    A client's score is the mean of its known factors, weighed by the house's weights:

    * usage: 100 for use in the last 30 days, evenly down to 0 at 90 days without;
    * tickets: 100 − 10 per ticket opened in the last 90 days, − 10 per one of those
      reopened, − 10 per ticket open for over 7 days, never under 0;
    * satisfaction: mean of the answers and ticket ratings of the last 180 days, each
      as ``(score − lowest) ÷ (highest − lowest) × 100``;
    * payments: mean over invoices due in the last 90 days or still unpaid of
      ``100 − days late × 100 ÷ 60``, never under 0;
    * contract: 0 once notice is given; with fewer than 90 days left
      ``days left ÷ 90 × 100``; else 100; by MRR over the client's contracts.

    A missing factor drops out. A client of whom nothing is recorded but a contract
    that runs on has no score.
    """
    missing = closing_rate_missing(window)
    if missing:
        return undefined(missing)
    found = window.remember(health_scores)
    scored = ~np.isnan(found.score)
    if not scored.any():
        return leaving_out(undefined(_reason(found)), _unscored(window, found))
    ids = window.data.clients.id[scored]
    mrr = window.closing.mrr[scored] / window.scope.per_major
    weighed = sum_part("weighed", rows("client", ids, found.score[scored] * mrr))
    weight = sum_part("mrr", rows("client", ids, mrr))
    reading = quotient(
        weighed.value or 0.0,
        weight.value or 0.0,
        scale=1,
        parts=(weighed, weight),
        n=len(ids),
        reason=_NO_DATA,
    )
    complete = leaving_out(reading, _unscored(window, found))
    return with_remarks(complete, *_coverage(found, scored))


@kpi(
    key="at_risk",
    name=N_("Clients at risk"),
    short=N_("At risk"),
    definition=N_(
        "Active clients whose health score is under the house's threshold, with the"
        " MRR at stake."
    ),
    formula="{at_risk}",
    parts=(
        PartSpec("at_risk", N_("clients at risk"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("mrr", N_("MRR at stake"), Unit.MONEY),
    ),
    unit=Unit.COUNT,
    direction=Direction.DOWN,
    family=Family.HEALTH,
    source="001",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
    stock=True,
)
def at_risk(window: Window) -> Measurement:
    """Clients with a score under the threshold; ``n`` = clients with a score."""
    found = window.remember(health_scores)
    scored = ~np.isnan(found.score)
    if not scored.any():
        return leaving_out(undefined(_reason(found)), _unscored(window, found))
    low = np.where(scored, found.score, np.inf) < window.rules.health_threshold
    number = count_part("at_risk", clients(window, low))
    missing = closing_rate_missing(window)
    parts: tuple[Part, ...] = (number,)
    if missing is None:
        stake = sum_part("mrr", clients(window, low, window.closing.mrr))
        parts = (number, stake)
    reading = Measurement(number.value, parts, n=int(scored.sum()))
    complete = leaving_out(reading, _unscored(window, found))
    return with_remarks(complete, missing)


KPIS: tuple[Kpi, ...] = (health_score, at_risk)
