"""The five factors of client health, each from 0 (bad) to 100 (good).

Every factor looks back from the end of the period and is monotone: later use, fewer
and quicker tickets, better answers, earlier payment and a longer contract never lower
it. Trends are left out on purpose: falling from a high level would score worse than
never having reached it. NaN stands for a factor of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, OPEN_ENDED, SECONDS_PER_DAY
from kpidesk.domain.kpi import Remark
from kpidesk.domain.kpis.answers import (
    Scores,
    answered_between,
    survey_scores,
    ticket_ratings,
)
from kpidesk.domain.kpis.tickets import backlog_at_end, resolved_between
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.window import Window

RECENT_DAYS = 90
"""How far tickets, payments and use look back, and contracts look ahead."""

FRESH_DAYS = 30
"""Use as recent as this is as good as use today."""

ANSWER_DAYS = 180
"""How far satisfaction looks back: clients are not asked every month."""

LATE_DAYS = 60
"""A payment as late as this is worth nothing."""

PATIENCE_DAYS = 7
"""Tickets open for longer weigh on health."""

TICKET_COST = 10.0
"""Points that a ticket costs, and again if reopened, and again if left waiting."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor for every client.

    Attributes:
        key: Name in the weights.
        label: What people call it (English message id).
        missing: Says how many clients, ``{count}``, it is unknown for.
        score: 0…100 per client position; NaN = nothing known.
        telling: Where the score rests on something recorded about that very client,
            and not on nothing having happened.
        say: Explains the score of a client position in a sentence.
    """

    key: str
    label: str
    missing: str
    score: FloatArray
    telling: BoolArray
    say: Callable[[int], Remark]


def _mean_per_client(
    client: IntArray, values: FloatArray, clients: int
) -> tuple[FloatArray, IntArray]:
    """Mean of the values of each client (NaN without any), and their number."""
    number = np.bincount(client, minlength=clients)
    total = np.bincount(client, values, clients)
    mean = np.where(number > 0, total / np.maximum(number, 1), np.nan)
    return mean, number


def usage(window: Window) -> Factor:
    """100 for use in the last 30 days, falling evenly to 0 at 90 days without any.

    Use is any reading above zero, of active users or key actions. Clients of whom no
    reading was ever recorded have no score; only zeros score 0.
    """
    data = window.data.usage
    last = int(np.searchsorted(data.day, window.end))
    client, day = data.client[:last], data.day[:last]
    recorded = np.zeros(window.scope.client_count, dtype=np.bool_)
    recorded[client] = True
    used = data.quantity[:last] > 0
    latest = np.full(window.scope.client_count, MISSING, dtype=np.int64)
    np.maximum.at(latest, client[used], day[used])
    idle = np.where(latest == MISSING, RECENT_DAYS, window.end - 1 - latest)
    share = (RECENT_DAYS - idle) / (RECENT_DAYS - FRESH_DAYS)
    score = np.where(recorded, np.clip(share, 0, 1) * 100, np.nan)

    def say(position: int) -> Remark:
        if not recorded[position]:
            return Remark("usage_unknown", N_("No use recorded."))
        if latest[position] == MISSING:
            return Remark("never_used", N_("The product was never used."))
        days = {"days": int(idle[position])}
        return Remark("last_used", N_("Days since the last use: {days}."), days)

    return Factor(
        "usage",
        N_("Usage"),
        N_("Clients without recorded use: {count}."),
        score,
        recorded,
        say,
    )


def tickets(window: Window) -> Factor:
    """100 less 10 points per ticket opened in the last 90 days.

    A ticket that was reopened costs 10 more; one open for over 7 days at the end costs
    10, however old. Nothing is known only where no ticket of any client was ever
    recorded: a client without tickets scores 100.
    """
    data, clients = window.data.tickets, window.scope.client_count
    since = window.end_instant - RECENT_DAYS * SECONDS_PER_DAY
    first, last = np.searchsorted(data.opened, (since, window.end_instant))
    recent = slice(int(first), int(last))

    def per_client(client: IntArray) -> IntArray:
        return np.bincount(client[client >= 0], minlength=clients)

    opened = per_client(data.client[recent])
    reopened = per_client(data.client[recent][data.reopenings[recent] > 0])
    backlog = backlog_at_end(window)
    patience = window.end_instant - PATIENCE_DAYS * SECONDS_PER_DAY
    waiting = per_client(data.client[backlog[data.opened[backlog] < patience]])
    points = 100 - TICKET_COST * (opened + reopened + waiting)
    score = np.maximum(points, 0.0) if last else np.full(clients, np.nan)

    def say(position: int) -> Remark:
        if not last:
            return Remark("tickets_unknown", N_("No tickets recorded."))
        return Remark(
            "recent_tickets",
            N_(
                "Tickets opened in the last {days} days: {opened}, reopened:"
                " {reopened}, open for over a week: {waiting}."
            ),
            {
                "days": RECENT_DAYS,
                "opened": int(opened[position]),
                "reopened": int(reopened[position]),
                "waiting": int(waiting[position]),
            },
        )

    return Factor(
        "tickets",
        N_("Tickets"),
        N_("Clients without recorded tickets: {count}."),
        score,
        (opened + waiting) > 0,
        say,
    )


def _answers(window: Window) -> tuple[Scores, ...]:
    since = window.end - ANSWER_DAYS
    chosen = answered_between(window, since, window.end)
    recent = resolved_between(window, since * SECONDS_PER_DAY, window.end_instant)
    surveys = (survey_scores(window, name, chosen) for name in ("csat", "nps", "ces"))
    return (*surveys, ticket_ratings(window, recent))


def satisfaction(window: Window) -> Factor:
    """Mean of the client's answers of the last 180 days, each on 0…100 of its scale.

    CSAT, NPS and effort surveys count, and ratings of tickets by their resolution.
    """
    found = _answers(window)
    client = np.concatenate([scores.client for scores in found])
    low = np.concatenate([scores.low for scores in found])
    span = np.concatenate([scores.high for scores in found]) - low
    score = np.concatenate([scores.score for scores in found])
    usable = (client >= 0) & (span > 0)
    level = (score[usable] - low[usable]) / span[usable] * 100
    mean, number = _mean_per_client(
        client[usable], np.clip(level, 0, 100), window.scope.client_count
    )

    def say(position: int) -> Remark:
        if not number[position]:
            return Remark("answers_unknown", N_("No recent answers."))
        return Remark(
            "recent_answers",
            N_("Answers in the last {days} days: {count}, on average {score} of 100."),
            {
                "days": ANSWER_DAYS,
                "count": int(number[position]),
                "score": round(float(mean[position])),
            },
        )

    return Factor(
        "satisfaction",
        N_("Satisfaction"),
        N_("Clients without recent answers: {count}."),
        mean,
        number > 0,
        say,
    )


def payments(window: Window) -> Factor:
    """Mean over invoices of 100 less what their delay costs, to 0 at 60 days late.

    Invoices count that fell due in the last 90 days, or earlier and are still unpaid
    at the end of the period. Invoices without a due date cannot be late.
    """
    data = window.data.invoices
    due = (data.due != MISSING) & (data.due < window.end) & (data.issued < window.end)
    paid = (data.paid != MISSING) & (data.paid < window.end)
    counted = due & (~paid | (data.due >= window.end - RECENT_DAYS))
    settled = np.where(paid, data.paid, window.end)[counted]
    delay = np.maximum(settled - data.due[counted], 0)
    level = np.maximum(100 - delay * (100 / LATE_DAYS), 0.0)
    clients = window.scope.client_count
    mean, number = _mean_per_client(data.client[counted], level, clients)
    late, _ = _mean_per_client(data.client[counted], delay.astype(np.float64), clients)

    def say(position: int) -> Remark:
        if not number[position]:
            return Remark("payments_unknown", N_("No invoices due recently."))
        return Remark(
            "recent_payments",
            N_("Invoices due: {count}, on average {days} days late."),
            {
                "count": int(number[position]),
                "days": round(float(late[position])),
            },
        )

    return Factor(
        "payments",
        N_("Payments"),
        N_("Clients without invoices due recently: {count}."),
        mean,
        number > 0,
        say,
    )


def _secured_until(window: Window, noticed: BoolArray) -> IntArray:
    """Per client, the first day not covered by any contract known on the last day."""
    contracts = window.data.contracts
    signed = (contracts.signed != MISSING) & (contracts.signed < window.end)
    known = (contracts.start < window.end) | signed
    counted = known & ~noticed & (contracts.monthly > 0)
    end = np.where(contracts.auto_renew, OPEN_ENDED, contracts.end)
    until = np.zeros(window.scope.client_count, dtype=np.int64)
    np.maximum.at(until, contracts.client[counted], end[counted])
    return until


def contract(window: Window) -> Factor:
    """100 while the contract runs on; less when it ends soon; 0 once notice is given.

    Contracts without an end and those that renew by themselves run on, and so does one
    whose client has signed a later one. With fewer than 90 days left the score falls
    evenly to 0. Several contracts weigh by their MRR.
    """
    contracts, pieces = window.data.contracts, window.data.pieces
    noticed = (contracts.cancelled != MISSING) & (contracts.cancelled < window.end)
    positions = window.closing.pieces
    amounts = window.closing.amounts
    weight = np.where(np.isnan(amounts), pieces.monthly[positions], amounts)
    client = pieces.client[positions]
    until = _secured_until(window, noticed)
    left = np.clip(until - window.end, 0, RECENT_DAYS)
    leaving = noticed[pieces.contract[positions]]
    level = np.where(leaving, 0.0, left[client] / RECENT_DAYS * 100)
    clients = window.scope.client_count
    total = np.bincount(client, weight, clients)
    weighed = np.bincount(client, weight * level, clients)
    going = np.bincount(client[leaving], minlength=clients)
    score = np.where(total > 0, weighed / np.where(total > 0, total, 1), np.nan)

    def say(position: int) -> Remark:
        if going[position]:
            return Remark("notice_given", N_("Notice has been given."))
        if left[position] < RECENT_DAYS:
            days = {"days": int(left[position])}
            return Remark("ends_soon", N_("Days to the end of contract: {days}."), days)
        return Remark("runs_on", N_("The contract runs on."))

    return Factor(
        "contract",
        N_("Contract"),
        N_("Clients without a contract: {count}."),
        score,
        score < 100,
        say,
    )


FACTORS: tuple[Callable[[Window], Factor], ...] = (
    usage,
    tickets,
    satisfaction,
    payments,
    contract,
)
