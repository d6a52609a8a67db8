"""Renewals ahead and the last days to give notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, OPEN_ENDED, day_of
from kpidesk.domain.period import add_months

if TYPE_CHECKING:
    from datetime import date

    from kpidesk.domain.window import Window


@dataclass(frozen=True, slots=True)
class Deadline:
    """A contract that renews or ends ahead.

    Attributes:
        contract_id: Which contract.
        client: Position of its client.
        renewal: First day of the next term, or first day without service.
        last_notice: Last day on which notice can be given, if a notice is agreed
            and that day is not past.
        automatic: It renews unless notice is given.
        mrr: MRR at stake, minor units of its own currency.
        currency: Position of that currency.
    """

    contract_id: int
    client: int
    renewal: date
    last_notice: date | None
    automatic: bool
    mrr: float
    currency: int


def next_renewal(start: date, term_months: int, today: date) -> date:
    """First day of the term that follows the one running on *today*.

    A term that completes today has its renewal today.
    """
    elapsed = (today.year - start.year) * 12 + today.month - start.month
    terms = max(elapsed // term_months, 1)
    while add_months(start, terms * term_months) < today:
        terms += 1
    return add_months(start, terms * term_months)


def renewal_ahead(
    start: date, term_months: int, written: date | None, today: date
) -> date | None:
    """First day of the next term of a contract without an end.

    Args:
        start: First day of the contract.
        term_months: Length of a term; a month or less renews too often to tell.
        written: The renewal that somebody wrote down; terms are counted from it.
        today: What is before it is past.
    """
    if written is not None and written >= today:
        return written
    if term_months <= 1:
        return None
    return next_renewal(written or start, term_months, today)


def last_notice_day(renewal: date, notice_days: int) -> date:
    """The last day on which notice prevents the renewal."""
    return renewal - timedelta(days=notice_days)


def deadlines(window: Window, today: date, until: date) -> list[Deadline]:
    """Contracts in force today whose notice or renewal falls up to *until*."""
    contracts = window.data.contracts
    day = (today - day_of(0)).days
    running = (contracts.start <= day) & (contracts.end >= day)
    running &= (contracts.monthly > 0) & (contracts.cancelled == MISSING)
    found = []
    for position in np.flatnonzero(running):
        renewal = _renewal_of(window, int(position), today)
        if renewal is None:
            continue
        days = int(contracts.notice_days[position])
        last = last_notice_day(renewal, days) if days > 0 else None
        if last is not None and last < today:
            last = None
        if (last or renewal) > until:
            continue
        found.append(
            Deadline(
                contract_id=int(contracts.id[position]),
                client=int(contracts.client[position]),
                renewal=renewal,
                last_notice=last,
                automatic=bool(contracts.auto_renew[position]),
                mrr=float(contracts.monthly[position]),
                currency=int(contracts.currency[position]),
            )
        )
    return sorted(found, key=lambda item: item.last_notice or item.renewal)


def _renewal_of(window: Window, position: int, today: date) -> date | None:
    contracts = window.data.contracts
    end = int(contracts.end[position])
    if end != OPEN_ENDED:
        return day_of(end)
    months = int(contracts.renewal_months[position])
    if months <= 0 and contracts.auto_renew[position]:
        months = round(float(contracts.interval_months[position]))
    written = int(contracts.renewal[position])
    return renewal_ahead(
        day_of(int(contracts.start[position])),
        months,
        None if written == MISSING else day_of(written),
        today,
    )
