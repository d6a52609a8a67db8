"""What to keep an eye on today, most urgent first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, SECONDS_PER_DAY, day_number, day_of
from kpidesk.domain.deadlines import deadlines
from kpidesk.domain.kpis.health_scores import health_scores
from kpidesk.domain.period import Period, PeriodKind, month_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kpidesk.domain.evaluation import Evaluator, Reading
    from kpidesk.domain.window import Window

AHEAD_DAYS = 90
RECENT_DAYS = 30
CLEAR_FALL = 15.0
"""Points of the health score that are no chance."""
OLD_TICKET_DAYS = 7
LOW_NPS = 6
LOW_CSAT_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One line of the list.

    Attributes:
        kind: ``notice``, ``renewal``, ``end``, ``low_score``, ``unanswered``,
            ``old_ticket``, ``health``, ``open_month`` or ``target``.
        urgency: Days until it is too late; negative = since how long it lasts.
        record_kind: Kind of the record it leads to, ``kpi`` or ``month``.
        record_id: Its id, 0 for a KPI or a month.
        client: Name of the client, if any.
        day: The day that matters, if any.
        amount: MRR at stake in major units of the base currency, if any.
        values: What else the sentence names.
    """

    kind: str
    urgency: int
    record_kind: str
    record_id: int
    client: str = ""
    day: date | None = None
    amount: float | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def find_attention(
    evaluator: Evaluator,
    today: date,
    missed_targets: Sequence[tuple[Reading, float]] = (),
    open_month: Period | None = None,
) -> tuple[AttentionItem, ...]:
    """Deadlines ahead, falling health, low scores, waiting tickets, missed targets.

    Args:
        evaluator: Takes the readings.
        today: The day on which it is asked.
        missed_targets: Readings with the target that they miss.
        open_month: A month that is over and should have been closed.
    """
    window = evaluator.window(month_of(today))
    targets = [
        AttentionItem(
            kind="target",
            urgency=0,
            record_kind="kpi",
            record_id=0,
            values={"key": reading.kpi.key, "value": reading.value, "target": target},
        )
        for reading, target in missed_targets
    ]
    months = [
        AttentionItem(
            kind="open_month",
            urgency=(open_month.end - today).days,
            record_kind="month",
            record_id=0,
            day=open_month.start,
        )
        for open_month in [open_month]
        if open_month is not None
    ]
    lists = [
        sorted(deadline_items(window, today), key=lambda item: item.urgency),
        sorted(_waiting_tickets(window, today), key=lambda item: item.urgency),
        sorted(_low_scores(window, today), key=lambda item: -item.urgency),
        _falling_health(evaluator, today),
        targets,
        months,
    ]
    # Taken in turn, so that the first lines show one thing of each sort.
    turns = zip_longest(*lists)
    return tuple(item for turn in turns for item in turn if item is not None)


def deadline_items(
    window: Window, today: date, ahead: int = AHEAD_DAYS
) -> list[AttentionItem]:
    """Notices, renewals and ends of the days ahead."""
    until = today + timedelta(days=ahead)
    rates = window.scope.rates_on(day_number(today))
    items = []
    for deadline in deadlines(window, today, until):
        in_base = deadline.mrr * float(rates[deadline.currency])
        day = deadline.last_notice or deadline.renewal
        if deadline.last_notice:
            kind = "notice"
        else:
            kind = "renewal" if deadline.automatic else "end"
        if day > until:
            continue
        items.append(
            AttentionItem(
                kind=kind,
                urgency=(day - today).days,
                record_kind="contract",
                record_id=deadline.contract_id,
                client=window.data.clients.name[deadline.client],
                day=day,
                amount=None if np.isnan(in_base) else window.major(in_base),
                values={"renewal": deadline.renewal},
            )
        )
    return items


def _low_scores(window: Window, today: date) -> list[AttentionItem]:
    answers = window.data.answers
    last = day_number(today)
    recent = (answers.answered > last - RECENT_DAYS) & (answers.answered <= last)
    recent &= answers.client >= 0
    items = []
    for position in np.flatnonzero(recent):
        survey = answers.surveys[answers.survey[position]]
        score = float(answers.score_milli[position]) / 1000
        low, high = answers.scale_min[position], answers.scale_max[position]
        share = (score - low) / (high - low)
        if not answers.high_is_good[position]:
            share = 1 - share
        is_low = score <= LOW_NPS if survey == "nps" else share <= LOW_CSAT_SHARE
        if not is_low:
            continue
        day = day_of(int(answers.answered[position]))
        items.append(
            AttentionItem(
                kind="low_score",
                urgency=-(today - day).days,
                record_kind="survey_answer",
                record_id=int(answers.id[position]),
                client=window.data.clients.name[answers.client[position]],
                day=day,
                values={"survey": survey.upper(), "score": score},
            )
        )
    return items


def _waiting_tickets(window: Window, today: date) -> list[AttentionItem]:
    tickets = window.data.tickets
    until = (day_number(today) + 1) * SECONDS_PER_DAY
    resolved = (tickets.resolved != MISSING) & (tickets.resolved < until)
    waiting = (tickets.opened < until) & ~resolved
    items = []
    for position in np.flatnonzero(waiting):
        opened = day_of(int(tickets.opened[position] // SECONDS_PER_DAY))
        days = (today - opened).days
        answered = tickets.first_response[position] != MISSING
        if days < (OLD_TICKET_DAYS if answered else 1):
            continue
        client = int(tickets.client[position])
        items.append(
            AttentionItem(
                kind="old_ticket" if answered else "unanswered",
                urgency=-days,
                record_kind="ticket",
                record_id=int(tickets.id[position]),
                client=window.data.clients.name[client] if client >= 0 else "",
                day=opened,
                values={"days": days},
            )
        )
    return items


def _falling_health(evaluator: Evaluator, today: date) -> list[AttentionItem]:
    """Clients whose score fell clearly within a month, the most MRR first."""
    now = evaluator.window(_until(today))
    before = evaluator.window(_until(today - timedelta(days=RECENT_DAYS)))
    score, earlier = health_scores(now).score, health_scores(before).score
    fallen = np.flatnonzero(earlier - score >= CLEAR_FALL)
    mrr = now.closing.mrr
    clients = now.data.clients
    return [
        AttentionItem(
            kind="health",
            urgency=0,
            record_kind="client",
            record_id=int(clients.id[at]),
            client=clients.name[at],
            amount=None if np.isnan(mrr[at]) else now.major(float(mrr[at])),
            values={"score": float(score[at]), "before": float(earlier[at])},
        )
        for at in sorted(fallen, key=lambda at: -np.nan_to_num(mrr[at]))
    ]


def _until(day: date) -> Period:
    """The one day, so that its closing is the state at its end."""
    return Period(day, day + timedelta(days=1), PeriodKind.CUSTOM)
