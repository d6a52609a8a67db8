"""Companies for tests, written as a person would tell them.

A test lists what happened in a few lines and looks at a period of it::

    company = Company()
    company.contract("Acme", "2025-01-01", "2025-07-01", amount=100)
    company.ticket("Acme", "2025-03-03 09:00", resolved="2025-03-04 09:00")
    reading = mrr.measure(company.window("2025-03"))

Days are ISO text, instants ``2025-03-03 09:00`` (a day alone is its midnight), money
is in major units, discounts in percent, ends are first days without service. A client
named for the first time is added. Ids start at 1001 for clients, 2001 for contracts
and so on, so that an id never passes for a position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from kpidesk.domain.catalog import find
from kpidesk.domain.dataset import (
    MISSING,
    OPEN_ENDED,
    SECONDS_PER_DAY,
    Dataset,
    day_number,
)
from kpidesk.domain.kpi import Measurement
from kpidesk.domain.money import minor_per_major
from kpidesk.domain.period import PeriodKind, months_between, parse_period
from kpidesk.domain.rules import Rules
from kpidesk.domain.segment import EVERYTHING, Segment, within
from kpidesk.domain.window import Scope, Window
from tests.domain.columns import Columns, Row

Interval = str | int | Fraction
Why = str | None
"""One of ``PRICE_CHANGES``, or not recorded."""
Later = tuple[str, float] | tuple[str, float, Why]

MONTHS: dict[str, Fraction] = {
    "weekly": Fraction(12, 52),
    "monthly": Fraction(1),
    "bimonthly": Fraction(2),
    "quarterly": Fraction(3),
    "four_monthly": Fraction(4),
    "semiannual": Fraction(6),
    "annual": Fraction(12),
    "biennial": Fraction(24),
    "one_off": Fraction(0),
}
"""Months in one billing interval."""

_OUTCOMES = {"open": 0, "won": 1, "lost": -1}


def day(text: str | None, absent: int = MISSING) -> int:
    """The day number of ISO text."""
    return absent if text is None else day_number(date.fromisoformat(text[:10]))


def instant(text: str | None) -> int:
    """The wall-clock second of ``2025-03-03 09:00``; a day alone is its midnight."""
    if text is None:
        return MISSING
    moment = datetime.fromisoformat(text)
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return day_number(moment.date()) * SECONDS_PER_DAY + seconds


def _yes_no(answer: bool | None) -> int:
    return MISSING if answer is None else int(answer)


def _number(value: int | None) -> int:
    return MISSING if value is None else value


@dataclass(eq=False)
class Company:
    """What happened in a company, in the order in which it was told."""

    currency: str = "EUR"
    clients: list[Row] = field(default_factory=list)
    contracts: list[Row] = field(default_factory=list)
    prices: list[Row] = field(default_factory=list)
    tickets: list[Row] = field(default_factory=list)
    left_out: list[Row] = field(default_factory=list)
    replies: list[Row] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    leads: list[Row] = field(default_factory=list)
    costs: list[Row] = field(default_factory=list)
    milestones: list[Row] = field(default_factory=list)
    usages: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    invoices: list[Row] = field(default_factory=list)
    rates: list[Row] = field(default_factory=list)

    # -- what can happen -----------------------------------------------------

    def client(
        self,
        name: str,
        *,
        country: str | None = None,
        manager: str | None = None,
        employees: int | None = None,
        signed_up: str | None = None,
    ) -> int:
        """Add a client; its id."""
        identifier = 1001 + len(self.clients)
        self.clients.append(
            {
                "id": identifier,
                "name": name,
                "country": country,
                "manager": manager,
                "employees": _number(employees),
                "signed_up": day(signed_up),
            }
        )
        return identifier

    def id_of(self, name: str) -> int:
        """The id of a client, added when it is new."""
        for row in self.clients:
            if row["name"] == name:
                return int(str(row["id"]))
        return self.client(name)

    def contract(
        self,
        client: str,
        start: str,
        end: str | None = None,
        *,
        amount: float = 100,
        interval: Interval = "monthly",
        quantity: float = 1,
        discount: float = 0,
        prices: Sequence[Later] = (),
        quantities: Sequence[float] = (),
        product: str | None = None,
        currency: str | None = None,
        setup_fee: float = 0,
        signed: str | None = None,
        cancelled: str | None = None,
        auto_renew: bool = False,
        renewal: str | None = None,
        renewal_months: int | None = None,
        notice_days: int | None = None,
        renews: int | None = None,
        reason: str | None = None,
        why: Why = None,
    ) -> int:
        """Add a contract at *amount* per *interval*; its id.

        Args:
            client: Name of the client.
            start: First day of service.
            end: First day without service; ``None`` = not known yet.
            amount: Price per interval in major units, for one unit.
            interval: A name in ``MONTHS``, ``term`` (the whole contract), or months.
            quantity: Units sold (seats).
            discount: Percent taken off.
            prices: Later amounts, ``(valid from, amount)``, same interval, perhaps
                with the reason of the change.
            quantities: Units sold at the later amounts, where others than at first.
            product: Name of the product.
            currency: ISO code; the base currency when not said.
            setup_fee: Entry fee, dated by the start.
            signed: Day of signature.
            cancelled: Day on which notice was given.
            auto_renew: The contract renews by itself.
            renewal: The next renewal that somebody wrote down.
            renewal_months: For how long it renews.
            notice_days: Notice period.
            renews: Id of the contract that it renews.
            reason: Why the client left.
            why: Why the first price differs from that of the contract renewed.
        """
        identifier = 2001 + len(self.contracts)
        currency = currency or self.currency
        if interval == "term":
            first = date.fromisoformat(start)
            last = date.fromisoformat(end or start)
            months = Fraction(*months_between(first, last))
        elif isinstance(interval, str):
            months = MONTHS[interval]
        else:
            months = Fraction(interval)
        self.contracts.append(
            {
                "id": identifier,
                "client": self.id_of(client),
                "product": product,
                "start": day(start),
                "end": day(end, OPEN_ENDED),
                "signed": day(signed),
                "cancelled": day(cancelled),
                "auto_renew": auto_renew,
                "renewal": day(renewal),
                "renewal_months": _number(renewal_months),
                "notice_days": _number(notice_days),
                "renews": renews,
                "currency": currency,
                "setup_fee": setup_fee * minor_per_major(currency),
                "reason": reason,
            }
        )
        units = (quantity, *(quantities or [quantity] * len(prices)))
        told: Sequence[Later] = ((start, amount, why), *prices)
        for (since, price, *given), sold in zip(told, units, strict=True):
            self.prices.append(
                {
                    "contract": identifier,
                    "valid_from": day(since),
                    "amount": price * minor_per_major(currency),
                    "months": months,
                    "quantity": sold,
                    "discount": discount,
                    "why": given[0] if given else None,
                }
            )
        return identifier

    def sale(
        self, client: str, when: str, amount: float, *, product: str | None = None
    ) -> int:
        """Add a one-off sale; the id of its contract."""
        return self.contract(
            client, when, amount=amount, interval="one_off", product=product
        )

    def ticket(
        self,
        client: str | None,
        opened: str,
        *,
        first_response: str | None = None,
        resolved: str | None = None,
        first_resolved: str | None = None,
        contacts: int | None = None,
        reopenings: int | None = None,
        first_contact: bool | None = None,
        sla_met: bool | None = None,
        effort_minutes: int | None = None,
        rating: float | None = None,
        rating_max: int = 5,
        priority: str | None = None,
        category: str | None = None,
        channel: str | None = None,
        product: str | None = None,
        replies: Sequence[str] = (),
    ) -> int:
        """Add a ticket and the agent replies recorded for it; its id."""
        identifier = 3001 + len(self.tickets) + len(self.left_out)
        self.tickets.append(
            {
                "id": identifier,
                "client": None if client is None else self.id_of(client),
                "product": product,
                "opened": instant(opened),
                "first_response": instant(first_response),
                "first_resolved": instant(first_resolved),
                "resolved": instant(resolved),
                "contacts": _number(contacts),
                "reopenings": _number(reopenings),
                "first_contact": _yes_no(first_contact),
                "sla_met": _yes_no(sla_met),
                "effort_minutes": _number(effort_minutes),
                "rating_milli": MISSING if rating is None else round(rating * 1000),
                "rating_max": MISSING if rating is None else rating_max,
                "priority": priority,
                "category": category,
                "channel": channel,
            }
        )
        self.replies += [
            {"ticket_id": identifier, "happened": instant(reply)} for reply in replies
        ]
        return identifier

    def spam(self, opened: str, client: str | None = None) -> int:
        """Add a ticket that never counts; its id."""
        identifier = 3001 + len(self.tickets) + len(self.left_out)
        self.left_out.append(
            {
                "id": identifier,
                "client": None if client is None else self.id_of(client),
                "product": None,
                "opened": instant(opened),
            }
        )
        return identifier

    def answer(
        self,
        survey: str,
        score: float | None,
        answered: str | None = None,
        *,
        sent: str | None = None,
        client: str | None = None,
        scale: tuple[int, int] | None = None,
        high_is_good: bool = True,
        touchpoint: str | None = None,
        ticket: int | None = None,
    ) -> int:
        """Add a survey sent or answered; its id.

        The usual scale of the survey is assumed when none is said: 1–5 for csat and
        pulse, 0–10 for nps and enps, 1–7 for ces.
        """
        usual = {"nps": (0, 10), "enps": (0, 10), "ces": (1, 7)}
        low, high = scale or usual.get(survey, (1, 5))
        identifier = 4001 + len(self.answers)
        self.answers.append(
            {
                "id": identifier,
                "survey": survey,
                "client": None if client is None else self.id_of(client),
                "score_milli": MISSING if score is None else round(score * 1000),
                "scale_min": low,
                "scale_max": high,
                "high_is_good": high_is_good,
                "answered": day(answered),
                "sent": day(sent),
                "touchpoint": touchpoint,
                "ticket": _number(ticket),
            }
        )
        return identifier

    def lead(
        self,
        created: str,
        *,
        converted: str | None = None,
        lost: str | None = None,
        outcome: str | None = None,
        client: str | None = None,
        country: str | None = None,
        owner: str | None = None,
        source: str | None = None,
    ) -> int:
        """Add a lead; its id. The outcome follows from the dates when not said."""
        identifier = 5001 + len(self.leads)
        if outcome is None:
            outcome = "won" if converted else "lost" if lost else "open"
        self.leads.append(
            {
                "id": identifier,
                "client": None if client is None else self.id_of(client),
                "created": day(created),
                "converted": day(converted),
                "lost": day(lost),
                "outcome": _OUTCOMES[outcome],
                "country": country,
                "owner": owner,
                "source": source,
            }
        )
        return identifier

    def cost(
        self,
        when: str,
        amount: float,
        purpose: str = "marketing",
        *,
        client: str | None = None,
        product: str | None = None,
        currency: str | None = None,
    ) -> int:
        """Add a cost; its id."""
        identifier = 6001 + len(self.costs)
        currency = currency or self.currency
        self.costs.append(
            {
                "id": identifier,
                "client": None if client is None else self.id_of(client),
                "product": product,
                "day": day(when),
                "amount": amount * minor_per_major(currency),
                "currency": currency,
                "purpose": purpose,
            }
        )
        return identifier

    def first_value(self, client: str, reached: str) -> int:
        """Add the day on which a client got its first value; the id."""
        identifier = 7001 + len(self.milestones)
        self.milestones.append(
            {"id": identifier, "client": self.id_of(client), "reached": day(reached)}
        )
        return identifier

    def used(
        self, client: str, when: str, quantity: int, measure: str = "active_users"
    ) -> int:
        """Add a measurement of use; its id."""
        identifier = 8001 + len(self.usages)
        self.usages.append(
            {
                "id": identifier,
                "client": self.id_of(client),
                "day": day(when),
                "measure": measure,
                "quantity": quantity,
            }
        )
        return identifier

    def person(
        self,
        hired: str,
        left: str | None = None,
        *,
        salary: float | None = None,
        hourly: float | None = None,
        currency: str | None = None,
    ) -> int:
        """Add somebody employed; *left* is the last day worked. Their id."""
        identifier = 9001 + len(self.people)
        currency = currency or self.currency
        scale = minor_per_major(currency)
        self.people.append(
            {
                "id": identifier,
                "hired": day(hired),
                "left": day(left, OPEN_ENDED),
                "yearly_salary": (salary or 0) * scale,
                "hourly_cost": (hourly or 0) * scale,
                "currency": currency,
            }
        )
        return identifier

    def invoice(
        self,
        client: str,
        issued: str,
        due: str | None = None,
        paid: str | None = None,
        *,
        amount: float = 100,
        currency: str | None = None,
    ) -> int:
        """Add an invoice; its id."""
        identifier = 10001 + len(self.invoices)
        currency = currency or self.currency
        self.invoices.append(
            {
                "id": identifier,
                "client": self.id_of(client),
                "issued": day(issued),
                "due": day(due),
                "paid": day(paid),
                "amount": amount * minor_per_major(currency),
                "currency": currency,
            }
        )
        return identifier

    def rate(self, currency: str, when: str, rate: float) -> None:
        """From *when* one unit of *currency* is *rate* of the base currency."""
        self.rates.append({"currency": currency, "day": day(when), "rate": rate})

    # -- looking at it -------------------------------------------------------

    def dataset(self, rules: Rules | None = None) -> Dataset:
        """The records as columns."""
        return Columns(self, rules or Rules(currency=self.currency)).dataset()

    def window(
        self,
        period: str,
        *,
        kind: PeriodKind | None = None,
        as_of: str | None = None,
        rules: Rules | None = None,
        exact: bool = False,
        segment: Segment = EVERYTHING,
    ) -> Window:
        """The company in the period of that code; see ``parse_period``."""
        rules = rules or Rules(currency=self.currency)
        scope = Scope(within(self.dataset(rules), segment), rules)
        span = parse_period(period, rules.fiscal_start, kind)
        return Window(scope, span, day(as_of, OPEN_ENDED), exact)

    def read(
        self,
        key: str,
        period: str,
        *,
        variant: str = "",
        kind: PeriodKind | None = None,
        as_of: str | None = None,
        rules: Rules | None = None,
    ) -> Measurement:
        """The measurement of a KPI, or of its variant, in a period."""
        kpi = find(key)
        measure = kpi.measure
        if variant:
            chosen = kpi.variant(variant)
            assert chosen is not None, variant
            measure = chosen.measure
        return measure(self.window(period, kind=kind, as_of=as_of, rules=rules))

    def value(self, key: str, period: str, variant: str = "") -> float | None:
        """The figure alone."""
        return self.read(key, period, variant=variant).value
