"""Leads, costs, people, usage and invoices of the demonstration company."""

from __future__ import annotations

from datetime import date, timedelta

from kpidesk.domain.period import add_months
from kpidesk.domain.records import Record
from kpidesk.operations.demo.story import MONTHS, DemoContract, DemoStory

_USED_MONTHS = 12
_INVOICED_MONTHS = 16
"""A year to compare with, and the quarter that its first figure looks back on."""
_LATE, _NEVER = 0.06, 0.007
"""Shares of invoices paid weeks late, and never."""


def leads(story: DemoStory) -> list[Record]:
    """About twenty leads a month; those won are the month's new clients."""
    rng = story.rng
    found: list[Record] = []
    for index in range(story.month_count):
        start = story.month(index)
        if start > story.today:
            break
        for client in story.lead_clients.get(index, ()):
            won = date.fromisoformat(str(story.clients[client]["signed_up_on"]))
            created = max(won - timedelta(days=rng.randrange(8, 60)), story.first)
            found.append(
                _lead(story, created)
                | {
                    "company": story.clients[client]["name"],
                    "client_id": client,
                    "outcome": "converted",
                    "converted_on": won.isoformat(),
                }
            )
        last = min(add_months(start, 1), story.today) - start
        for _ in range(round(rng.randrange(13, 20) * last.days / 30)):
            created = story.day_in(index)
            closed = created + timedelta(days=rng.randrange(10, 75))
            lost = closed <= story.today and rng.random() < 0.85
            found.append(
                _lead(story, created)
                | {
                    "company": f"{rng.choice(story.words.stems)}"
                    f" {rng.choice(story.words.trades)}",
                    "stage": rng.choice(story.words.stages),
                    "outcome": "lost" if lost else "open",
                    "lost_on": closed.isoformat() if lost else None,
                    "lost_reason": rng.choice(story.words.leaving) if lost else None,
                }
            )
    found.sort(key=lambda lead: str(lead["created_on"]))
    for number, lead in enumerate(found, start=1):
        lead["code"] = f"L{number:04d}"
    return found


def _lead(story: DemoStory, created: date) -> Record:
    rng = story.rng
    return {
        "name": story.person(),
        "source": rng.choice(story.words.sources),
        "owner": f"{story.words.first_names[0]} {story.words.surnames[0]}",
        "country": story.words.country,
        "value_minor": rng.randrange(15, 90) * 1000,
        "created_on": created.isoformat(),
    }


def costs(story: DemoStory) -> list[Record]:
    """The same few costs each month; events twice a year cost more."""
    rng = story.rng
    found: list[Record] = []
    for index in range(story.month_count):
        start = story.month(index)
        if start > story.today:
            break
        for number, (purpose, category, usual) in enumerate(story.words.costs):
            seasonal = 3 if number == 1 and start.month in {3, 10} else 1
            amount = usual * seasonal * story.words.price_scale
            amount *= 0.9 + 0.2 * rng.random()
            day = min(start + timedelta(days=24), story.today)
            found.append(
                {
                    "code": f"F{start:%y%m}-{number + 1}",
                    "spent_on": day.isoformat(),
                    "purpose": purpose,
                    "category": category,
                    "amount_minor": round(amount) * 100,
                }
            )
    return found


def staff(story: DemoStory) -> list[Record]:
    """Fourteen people, two of whom have left."""
    rng = story.rng
    found: list[Record] = []
    for number in range(14):
        hired = add_months(story.first, -rng.randrange(2, 60))
        if number > 10:
            hired = story.month(number * 2)
        left = story.month(MONTHS - 5 * (number - 3)) if number in {4, 5} else None
        found.append(
            {
                "code": f"D{number + 1:02d}",
                "name": f"{story.words.first_names[number % 8]}"
                f" {story.words.surnames[(number * 3 + number // 8) % 8]}",
                "department": story.words.departments[number % 4],
                "hired_on": hired.isoformat(),
                "left_on": left.isoformat() if left else None,
                "yearly_salary_minor": round(
                    rng.randrange(26, 46) * 100_000 * story.words.price_scale
                ),
                "hourly_cost_minor": round(
                    rng.randrange(22, 38) * 100 * story.words.price_scale
                ),
            }
        )
    return found


def usage(story: DemoStory) -> list[Record]:
    """Active users of each client in the last twelve months."""
    rng = story.rng
    found: list[Record] = []
    for index in range(MONTHS - _USED_MONTHS, story.month_count):
        start = story.month(index)
        if start > story.today:
            break
        found += [
            {
                "client_id": client,
                "used_on": start.isoformat(),
                "measure": "active_users",
                "quantity": max(0, round(rng.gauss(7, 3))),
            }
            for client in story.active(start)
        ]
    return found


def invoices(story: DemoStory) -> list[Record]:
    """An invoice per contract and billing interval; most are paid when they are due."""
    rng = story.rng
    found: list[Record] = []
    begin = story.month(MONTHS - _INVOICED_MONTHS)
    for contract in story.contracts:
        for issued in _billing_days(contract, begin, story.today):
            due = issued + timedelta(days=30)
            luck = rng.random()
            delay = rng.gauss(-2, 9) if luck >= _LATE else rng.randrange(20, 120)
            paid = max(due + timedelta(days=round(delay)), issued)
            amount = price_on(contract, issued) * contract.months
            found.append(
                {
                    "client_id": contract.client,
                    "issued_on": issued.isoformat(),
                    "due_on": due.isoformat(),
                    "paid_on": paid.isoformat()
                    if paid <= story.today and luck >= _NEVER
                    else None,
                    "amount_minor": amount * 100,
                }
            )
    found.sort(key=lambda invoice: str(invoice["issued_on"]))
    for number, invoice in enumerate(found, start=1):
        invoice["code"] = f"{str(invoice['issued_on'])[:4]}/{number:04d}"
    return found


def price_on(contract: DemoContract, day: date) -> int:
    """The monthly price of a contract on a day, major units."""
    valid = [price for since, price in contract.prices if since <= day]
    return valid[-1] if valid else contract.prices[0][1]


def _billing_days(contract: DemoContract, begin: date, today: date) -> list[date]:
    days = []
    day, step = contract.start, 0
    while day <= today and (contract.end is None or day < contract.end):
        if day >= begin:
            days.append(day)
        step += contract.months
        day = add_months(contract.start, step)
    return days
