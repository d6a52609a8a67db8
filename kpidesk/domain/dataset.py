"""A company's records as columns, ready for arithmetic.

One structure of numpy arrays per record kind. Conventions:

* days are int64 days since 1970-01-01, instants int64 wall-clock seconds since then;
* ``MISSING`` stands for an unknown day, instant or count; ``OPEN_ENDED`` for an end
  that is not known yet;
* clients, products and names are integer positions in tables of their own; −1 = none;
* money is float64 minor units of the record's own currency.

Tickets, answers, leads and costs are sorted by the column that periods select on, so
that a period is a slice found by bisection.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

IntArray: TypeAlias = NDArray[np.int64]
FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
Texts: TypeAlias = tuple[str, ...]

MISSING = -(2**62)
OPEN_ENDED = 2**62
SECONDS_PER_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(int(number) + _EPOCH)


@dataclass(frozen=True, slots=True)
class Clients:
    """One row per client, in order of id."""

    id: IntArray
    name: Texts
    country: IntArray
    countries: Texts
    manager: IntArray
    managers: Texts
    employees: IntArray
    signed_up: IntArray


@dataclass(frozen=True, slots=True)
class Contracts:
    """One row per contract, in order of id; drafts are not here.

    ``end`` is the first day without service. ``one_off`` is the amount of a one-off
    sale and ``setup_fee`` that of an entry fee, both dated by ``start``.
    ``monthly`` is the MRR of the contract's last price, 0 for a one-off sale.
    ``renewal`` is the next renewal that somebody wrote down.
    """

    id: IntArray
    client: IntArray
    product: IntArray
    start: IntArray
    end: IntArray
    signed: IntArray
    cancelled: IntArray
    auto_renew: BoolArray
    renewal: IntArray
    renewal_months: IntArray
    notice_days: IntArray
    renews: IntArray
    currency: IntArray
    monthly: FloatArray
    interval_months: FloatArray
    one_off: FloatArray
    setup_fee: FloatArray
    reason: IntArray
    reasons: Texts


@dataclass(frozen=True, slots=True)
class Pieces:
    """Spans in which a contract had one price: ``[start, end)`` at ``monthly`` MRR.

    Only spans that are paid and not empty are here. ``bridged`` marks those made
    longer, to the start of the renewal, to bridge the gap before it;
    ``unbridged_end`` is where they ended before that.
    """

    contract: IntArray
    client: IntArray
    product: IntArray
    currency: IntArray
    start: IntArray
    end: IntArray
    unbridged_end: IntArray
    monthly: FloatArray
    bridged: BoolArray


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """Prices of what recurs, one row per contract and day from which it holds.

    ``contract`` is the position in ``Contracts``; ``monthly`` is MRR in minor units of
    the contract's currency, for ``quantity`` units. ``change`` is the position in
    ``PRICE_CHANGES`` of why it differs from the price before; −1 = not recorded.
    """

    contract: IntArray
    valid_from: IntArray
    monthly: FloatArray
    quantity: FloatArray
    change: IntArray


@dataclass(frozen=True, slots=True)
class Tickets:
    """One row per ticket that counts, sorted by opening."""

    id: IntArray
    client: IntArray
    product: IntArray
    opened: IntArray
    first_response: IntArray
    first_resolved: IntArray
    resolved: IntArray
    contacts: IntArray
    reopenings: IntArray
    first_contact: IntArray
    sla_met: IntArray
    effort_minutes: IntArray
    rating_milli: IntArray
    rating_max: IntArray
    priority: IntArray
    priorities: Texts
    category: IntArray
    categories: Texts
    channel: IntArray
    channels: Texts


@dataclass(frozen=True, slots=True)
class LeftOutTickets:
    """Spam and merged duplicates: never counted, but shown as left out."""

    id: IntArray
    client: IntArray
    product: IntArray
    opened: IntArray


@dataclass(frozen=True, slots=True)
class Replies:
    """Agent replies recorded one by one, sorted by instant."""

    ticket_id: IntArray
    happened: IntArray


@dataclass(frozen=True, slots=True)
class Answers:
    """One row per survey sent or answered, sorted by day of answer (missing first).

    ``ticket_id`` is the id of the ticket asked about, ``MISSING`` for none.
    """

    id: IntArray
    survey: IntArray
    surveys: Texts
    client: IntArray
    ticket_id: IntArray
    score_milli: IntArray
    scale_min: IntArray
    scale_max: IntArray
    high_is_good: BoolArray
    answered: IntArray
    sent: IntArray
    touchpoint: IntArray
    touchpoints: Texts


@dataclass(frozen=True, slots=True)
class Leads:
    """One row per lead, sorted by creation. ``outcome``: 0 open, 1 won, −1 lost."""

    id: IntArray
    client: IntArray
    created: IntArray
    converted: IntArray
    lost: IntArray
    outcome: IntArray
    country: IntArray
    countries: Texts
    owner: IntArray
    owners: Texts
    source: IntArray
    sources: Texts


@dataclass(frozen=True, slots=True)
class Costs:
    """One row per cost, sorted by day."""

    id: IntArray
    client: IntArray
    product: IntArray
    day: IntArray
    amount: FloatArray
    currency: IntArray
    purpose: IntArray
    purposes: Texts


@dataclass(frozen=True, slots=True)
class Milestones:
    """First values reached, one row per milestone of the kind ``first_value``."""

    id: IntArray
    client: IntArray
    reached: IntArray


@dataclass(frozen=True, slots=True)
class Usage:
    """Measurements of use, sorted by day."""

    id: IntArray
    client: IntArray
    day: IntArray
    measure: IntArray
    measures: Texts
    quantity: IntArray


@dataclass(frozen=True, slots=True)
class Staff:
    """People employed; ``left`` is the last day worked, ``OPEN_ENDED`` if none.

    An unknown salary or hourly cost is 0: nobody's is.
    """

    id: IntArray
    hired: IntArray
    left: IntArray
    yearly_salary: FloatArray
    hourly_cost: FloatArray
    currency: IntArray


@dataclass(frozen=True, slots=True)
class Invoices:
    """Invoices issued, for punctuality of payment."""

    id: IntArray
    client: IntArray
    issued: IntArray
    due: IntArray
    paid: IntArray
    amount: FloatArray
    currency: IntArray


@dataclass(frozen=True, slots=True)
class Rates:
    """Exchange rates: one unit of ``currency`` is ``rate`` base units from ``day``."""

    currency: IntArray
    day: IntArray
    rate: FloatArray


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that figures are computed from.

    ``currencies[0]`` is the base currency; ``products`` names the product codes.
    """

    currencies: Texts
    products: Texts
    clients: Clients
    contracts: Contracts
    prices: PriceTerms
    pieces: Pieces
    tickets: Tickets
    left_out_tickets: LeftOutTickets
    replies: Replies
    answers: Answers
    leads: Leads
    costs: Costs
    milestones: Milestones
    usage: Usage
    staff: Staff
    invoices: Invoices
    rates: Rates
