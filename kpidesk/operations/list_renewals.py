"""Renewals and last days to give notice ahead, with what is at stake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, day_number
from kpidesk.domain.deadlines import deadlines
from kpidesk.domain.kpis.health_scores import health_scores
from kpidesk.operations.list_facts import window_until

if TYPE_CHECKING:
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Renewal:
    """A contract whose notice or renewal lies ahead.

    Attributes:
        contract_id: The contract.
        client_id: Its client.
        client: Name of the client.
        product: Name of the product, or empty.
        days: Days until the next thing to decide: last notice or renewal.
        last_notice: Last day on which notice can be given, if it is still ahead.
        renewal: First day of the next term, or without service.
        automatic: It renews unless notice is given.
        mrr: MRR at stake in the base currency, major units; ``None`` = no rate.
        health: Health of the client, if it has a score.
        open_tickets: Tickets of the client that wait.
    """

    contract_id: int
    client_id: int
    client: str
    product: str
    days: int
    last_notice: date | None
    renewal: date
    automatic: bool
    mrr: float | None
    health: int | None
    open_tickets: int


def list_renewals(store: Store, today: date, ahead: int) -> list[Renewal]:
    """What falls in the days ahead, the most urgent first."""
    window = window_until(store, today)
    data = window.data
    rates = window.scope.rates_on(day_number(today))
    scores = health_scores(window).score
    waiting = np.bincount(
        data.tickets.client[
            (data.tickets.resolved == MISSING) & (data.tickets.client >= 0)
        ],
        minlength=window.scope.client_count,
    )
    position = {int(each): at for at, each in enumerate(data.contracts.id)}
    found = []
    for deadline in deadlines(window, today, today + timedelta(days=ahead)):
        at = position[deadline.contract_id]
        product = int(data.contracts.product[at])
        amount = deadline.mrr * float(rates[deadline.currency])
        score = scores[deadline.client]
        day = deadline.last_notice or deadline.renewal
        found.append(
            Renewal(
                contract_id=deadline.contract_id,
                client_id=int(data.clients.id[deadline.client]),
                client=data.clients.name[deadline.client],
                product=data.products[product] if product >= 0 else "",
                days=(day - today).days,
                last_notice=deadline.last_notice,
                renewal=deadline.renewal,
                automatic=deadline.automatic,
                mrr=None if np.isnan(amount) else window.major(amount),
                health=None if np.isnan(score) else round(float(score)),
                open_tickets=int(waiting[deadline.client]),
            )
        )
    return found
