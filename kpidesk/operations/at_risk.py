"""Clients by health, the worst first, and what the score said before past losses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kpidesk.domain.deadlines import deadlines
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.kpis.health_scores import BackTest, ClientHealth, worst_clients
from kpidesk.domain.kpis.health_scores import back_test as test_back
from kpidesk.domain.period import trailing_year
from kpidesk.domain.segment import EVERYTHING, Segment
from kpidesk.i18n.messages import _
from kpidesk.operations.record_labels import labels
from kpidesk.reporting.health_shape import health_shape
from kpidesk.reporting.reading_text import remark_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kpidesk.domain.period import Period
    from kpidesk.domain.window import Window
    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store

MOST = 200
DAYS_BEFORE = (90, 60)
REASONS = 2
"""How many of the worst factors explain a score."""
_FAR = timedelta(days=365 * 50)


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One active client with a score, in words."""

    client_id: int
    client: str
    score: str
    mrr: str
    renewal: str
    reasons: str


@dataclass(frozen=True, slots=True)
class LossLine:
    """A client that was lost, and its score 90 and 60 days before."""

    client_id: int
    client: str
    lost_on: str
    scores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClientsAtRisk:
    """The list, its summary, and the back-test with its own."""

    lines: tuple[RiskLine, ...]
    summary: str
    losses: tuple[LossLine, ...]
    verdict: str


def score_text(score: float | None, formats: Formats) -> str:
    """A score with the shape of its band; a dash without one."""
    if score is None:
        return "–"
    shown = round(score)
    return f"{formats.count(shown)} {health_shape(shown)}"


def clients_at_risk(
    store: Store, period: Period, formats: Formats, segment: Segment = EVERYTHING
) -> ClientsAtRisk:
    """Judge every active client at the end of a period.

    The back-test looks at the losses of the twelve months up to then; each score of
    it knows only what had happened by its day.
    """
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules, segment)
    window = evaluator.window(period)
    found = worst_clients(window, MOST)
    tests = test_back(evaluator.window(trailing_year(period.last_day)), DAYS_BEFORE)
    ids = [*(each.client_id for each in found), *(each.client_id for each in tests)]
    names = labels(store, "client", ids)
    low = [each for each in found if (each.score or 0) < rules.health_threshold]
    return ClientsAtRisk(
        lines=_lines(window, period, found, names, formats),
        summary=_(
            "Clients under {threshold}: {low} of {count} with a score.",
            low=formats.count(len(low)),
            count=formats.count(len(found)),
            threshold=formats.number(rules.health_threshold, 0),
        ),
        losses=tuple(
            LossLine(
                each.client_id,
                names.get(each.client_id, ""),
                formats.date(each.lost_on),
                tuple(score_text(each.scores[day], formats) for day in DAYS_BEFORE),
            )
            for each in tests
        ),
        verdict=_verdict(tests, rules.health_threshold, formats),
    )


def _lines(
    window: Window,
    period: Period,
    found: Sequence[ClientHealth],
    names: Mapping[int, str],
    formats: Formats,
) -> tuple[RiskLine, ...]:
    clients = window.data.clients
    position = {int(each): at for at, each in enumerate(clients.id)}
    renewals: dict[int, date] = {}
    for deadline in deadlines(window, period.last_day, period.last_day + _FAR):
        day = renewals.get(deadline.client, deadline.renewal)
        renewals[deadline.client] = min(day, deadline.renewal)
    lines = []
    for each in found:
        at = position[each.client_id]
        renewal = renewals.get(at)
        known = [factor for factor in each.factors if factor.score is not None]
        lines.append(
            RiskLine(
                each.client_id,
                names.get(each.client_id, ""),
                score_text(each.score, formats),
                formats.money(window.major(float(window.closing.mrr[at]))),
                formats.date(renewal) if renewal else "",
                " ".join(remark_text(factor.reason) for factor in known[:REASONS]),
            )
        )
    return tuple(lines)


def _verdict(tests: Sequence[BackTest], threshold: float, formats: Formats) -> str:
    """How often the score warned in time, said without praise."""
    last = DAYS_BEFORE[-1]
    scored = [each for each in tests if each.scores[last] is not None]
    if not scored:
        return _("No client with a score was lost in these twelve months.")
    warned = [each for each in scored if (each.scores[last] or 0) < threshold]
    return _(
        "Of {lost} clients lost in twelve months, {scored} had a score {days} days"
        " before; {warned} of them were under {threshold}.",
        lost=formats.count(len(tests)),
        scored=formats.count(len(scored)),
        days=last,
        warned=formats.count(len(warned)),
        threshold=formats.number(threshold, 0),
    )
