"""A made-up company with something of everything, told as a list of events.

Tests tell the events in another order, leave some out or add some, and compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tests.domain.company import Company

_FIRST, _DAYS = date(2023, 7, 1), 900
_PRIORITIES = ("low", "normal", "high", None)
_CATEGORIES = ("Bug", "Invoice", "Question", None)


@dataclass(frozen=True, slots=True)
class Event:
    """Something recorded, and the first day on which any of it took effect."""

    day: date
    tell: Callable[[Company], object]


def company_of(events: Iterable[Event]) -> Company:
    """The company in which these events happened, told in this order."""
    company = Company()
    company.rate("USD", "2020-01-01", 0.9)
    for number in range(24):
        company.client(
            f"Client {number}",
            country=("IT", "BR", "PT", None)[number % 4],
            manager=("Anna", "Bruno", None)[number % 3],
            employees=None if number % 5 == 0 else number * 12,
            signed_up=None if number % 4 else "2023-06-15",
        )
    for event in events:
        event.tell(company)
    return company


class _Story:
    """Draws events from a seeded generator."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self.events: list[Event] = []

    def number(self, low: int, high: int) -> int:
        return int(self._random.integers(low, high))

    def chance(self, share: float) -> bool:
        return bool(self._random.random() < share)

    def day(self) -> date:
        return _FIRST + timedelta(days=self.number(0, _DAYS))

    def client(self) -> str:
        return f"Client {self.number(0, 24)}"

    def add(self, day: date, tell: Callable[[Company], object]) -> None:
        self.events.append(Event(day, tell))

    def contract(self) -> None:
        start = self.day().replace(day=1)
        length = self.number(2, 20)
        end = (start + timedelta(days=30 * length)) if self.chance(0.6) else None
        client, amount = self.client(), self.number(50, 900)
        interval = ("monthly", "annual", "quarterly")[self.number(0, 3)]
        currency = "USD" if self.chance(0.1) else "EUR"
        product = ("CRM", "ERP", None)[self.number(0, 3)]
        raised = start + timedelta(days=self.number(20, 400))
        prices = [(raised.isoformat(), amount * 1.3)] if self.chance(0.4) else []
        fee = 500 if self.chance(0.3) else 0
        cancelled = end - timedelta(days=30) if end and self.chance(0.5) else None
        renews = self.chance(0.3)

        def tell(company: Company) -> None:
            company.contract(
                client,
                start.isoformat(),
                end.isoformat() if end else None,
                amount=amount,
                interval=interval,
                product=product,
                currency=currency,
                prices=prices,
                setup_fee=fee,
                signed=(start - timedelta(days=20)).isoformat(),
                cancelled=cancelled.isoformat() if cancelled else None,
                auto_renew=renews,
                notice_days=30,
            )

        self.add(start - timedelta(days=20), tell)

    def ticket(self) -> None:
        day, client = self.day(), self.client()
        opened = f"{day} {self.number(7, 20):02d}:{self.number(0, 60):02d}"
        answered = day + timedelta(days=self.number(1, 4))
        first = answered + timedelta(days=self.number(0, 9))
        again = self.chance(0.2)
        last = first + timedelta(days=self.number(1, 20)) if again else first
        solved = self.chance(0.85)
        contacts = self.number(0, 5) if self.chance(0.8) else None
        priority = _PRIORITIES[self.number(0, 4)]
        category = _CATEGORIES[self.number(0, 4)]
        rating = self.number(1, 6) if solved and self.chance(0.4) else None
        flag = self.chance(0.7) if self.chance(0.3) else None

        def tell(company: Company) -> None:
            company.ticket(
                client,
                opened,
                first_response=f"{answered} 10:00",
                first_resolved=f"{first} 11:00" if solved else None,
                resolved=f"{last} 11:00" if solved else None,
                contacts=contacts,
                reopenings=int(again) if solved else None,
                sla_met=flag,
                rating=rating,
                priority=priority,
                category=category,
                channel="e-mail",
                replies=[f"{answered} 10:00"] if contacts == 2 else [],
            )

        self.add(day, tell)

    def answer(self) -> None:
        survey = ("csat", "nps", "ces", "enps", "pulse")[self.number(0, 5)]
        sent, client = self.day(), self.client()
        late = sent + timedelta(days=self.number(0, 10))
        top = {"nps": 10, "enps": 10, "ces": 7}.get(survey, 5)
        score = self.number(1, top + 1) if self.chance(0.7) else None
        team = survey in {"enps", "pulse"}
        touchpoint = ("support", "product", None)[self.number(0, 3)]

        def tell(company: Company) -> None:
            company.answer(
                survey,
                score,
                late.isoformat() if score is not None else None,
                sent=sent.isoformat(),
                client=None if team else client,
                touchpoint=touchpoint,
            )

        self.add(sent, tell)

    def lead(self) -> None:
        day = self.day()
        closed = (day + timedelta(days=self.number(1, 90))).isoformat()
        won, lost = self.chance(0.4), self.chance(0.5)

        def tell(company: Company) -> None:
            company.lead(
                day.isoformat(),
                converted=closed if won else None,
                lost=closed if lost and not won else None,
                country="IT",
                owner="Anna",
            )

        self.add(day, tell)

    def money(self) -> None:
        day, client, amount = self.day(), self.client(), self.number(50, 5000)
        purpose = ("marketing", "sales", "delivery", "support")[self.number(0, 4)]
        paid = day + timedelta(days=self.number(10, 120))

        def tell(company: Company) -> None:
            company.cost(day.isoformat(), amount, purpose)
            company.sale(client, day.isoformat(), amount)
            due = (day + timedelta(days=30)).isoformat()
            company.invoice(client, day.isoformat(), due, paid.isoformat())

        self.add(day, tell)

    def use(self) -> None:
        day, client, quantity = self.day(), self.client(), self.number(0, 50)
        measure = ("active_users", "key_actions")[self.number(0, 2)]
        self.add(day, lambda it: it.used(client, day.isoformat(), quantity, measure))

    def person(self) -> None:
        day = self.day()
        left = day + timedelta(days=self.number(30, 400))
        gone, salary = self.chance(0.5), self.number(20_000, 60_000)

        def tell(company: Company) -> None:
            company.person(
                day.isoformat(), left.isoformat() if gone else None, salary=salary
            )

        self.add(day, tell)

    def first_value(self, client: int) -> None:
        day = _FIRST + timedelta(days=self.number(60, _DAYS))
        self.add(day, lambda it: it.first_value(f"Client {client}", day.isoformat()))

    def spam(self) -> None:
        day = self.day()
        self.add(day, lambda company: company.spam(f"{day} 08:00"))


def story(seed: int = 1) -> list[Event]:
    """Two and a half years of a company with 24 clients, from July 2023."""
    drawn = _Story(seed)
    for tell, times in (
        (drawn.contract, 60),
        (drawn.ticket, 400),
        (drawn.answer, 500),
        (drawn.lead, 120),
        (drawn.money, 60),
        (drawn.use, 300),
        (drawn.person, 20),
        (drawn.spam, 20),
    ):
        for _ in range(times):
            tell()
    for client in range(16):
        drawn.first_value(client)
    return drawn.events
