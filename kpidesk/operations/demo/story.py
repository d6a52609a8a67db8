"""The story of the demonstration company, month by month, as plain records.

Everything follows from one seed and the last month, so the same day always gives the
same company. References are positions in the lists; the caller turns them into ids.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from kpidesk.domain.period import add_months
from kpidesk.domain.records import Record
from kpidesk.operations.demo.words import DemoWords

MONTHS = 36
_SEED = 20_240_229
_CLIENTS_AT_START = 58
_YEAR = 12
_FIXED, _RENEWED, _DEARER = 0.75, 0.93, 0.5
_INDEXED, _INDEX = 0.6, 1.03
"""Share of the contracts without an end that follow an index, and its yearly rise."""
_NOTED = 0.9
_UP = ("upsell", "upsell", "upsell", "price", "price", None)
"""Why a price rose by much: mostly more was sold, and now and then nobody noted it."""
_INTERVALS = (("annual", 12), ("monthly", 1), ("quarterly", 3), ("annual", 12))


@dataclass(slots=True)
class DemoContract:
    """A contract of the story with its prices (amount per month, in major units)."""

    client: int
    product: int
    start: date
    interval: str
    months: int
    prices: list[tuple[date, int]]
    end: date | None = None
    reason: str | None = None
    cancelled: date | None = None
    notice_days: int = 60
    fixed: bool = False
    """It ends after a year; a new contract renews it, or nothing does."""
    renews: int | None = None
    """Position of the contract that it renews."""
    reasons: dict[date, str] = field(default_factory=dict)
    """Why the price of a day differs from that before it, as far as recorded."""


@dataclass(slots=True)
class DemoStory:
    """Who came, who left, what they paid.

    Attributes:
        rng: The source of all chance.
        words: Names and texts.
        first: First day of the first month.
        today: The last day that has happened.
        clients: Client records.
        contracts: Contracts, in order of start.
        lead_clients: Per month, clients won in it.
        names: Names given so far, so that none is given twice.
    """

    rng: random.Random
    words: DemoWords
    first: date
    today: date
    clients: list[Record] = field(default_factory=list)
    contracts: list[DemoContract] = field(default_factory=list)
    lead_clients: dict[int, list[int]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    terms: random.Random = field(default_factory=lambda: random.Random(_SEED))  # noqa: S311 - no secret
    """The source of chance about terms and renewals."""
    notes: random.Random = field(default_factory=lambda: random.Random(_SEED))  # noqa: S311 - no secret
    """The source of chance about what people wrote down of changes of price."""

    @property
    def month_count(self) -> int:
        """Complete months and the running one."""
        return MONTHS + 1

    def month(self, index: int) -> date:
        """First day of a month of the story."""
        return add_months(self.first, index)

    def day_in(self, index: int) -> date:
        """A day of a month, never after today."""
        start = self.month(index)
        last = min(add_months(start, 1) - timedelta(days=1), self.today)
        return start + timedelta(days=self.rng.randrange((last - start).days + 1))

    def active(self, day: date) -> list[int]:
        """Clients with a contract in force on a day."""
        return sorted(
            {
                contract.client
                for contract in self.contracts
                if contract.start <= day
                and (contract.end is None or contract.end > day)
            }
        )

    def person(self) -> str:
        """A name of a person."""
        words = self.words
        return f"{self.rng.choice(words.first_names)} {self.rng.choice(words.surnames)}"


def tell_story(words: DemoWords, today: date) -> DemoStory:
    """Let clients come, grow, shrink, leave and return over three years."""
    first = add_months(today.replace(day=1), -MONTHS)
    story = DemoStory(random.Random(_SEED), words, first, today)  # noqa: S311 - no secret
    for _ in range(_CLIENTS_AT_START):
        start = add_months(first, -story.rng.randrange(1, 40))
        _win(story, start.replace(day=story.rng.choice((1, 1, 1, 15))))
    for index in range(story.month_count):
        _live_through(story, index)
    return story


def _win(story: DemoStory, start: date) -> int:
    rng, words = story.rng, story.words
    while True:
        shape = rng.random()
        stem, trade = rng.choice(words.stems), rng.choice(words.trades)
        name = f"{stem} {trade}" if shape < 0.6 else f"{trade} {stem}"
        if name not in story.names:
            break
    story.names.add(name)
    number = len(story.clients) + 1
    reached = start + timedelta(days=rng.randrange(4, 45))
    story.clients.append(
        {
            "code": f"C{number:03d}",
            "name": f"{name} {rng.choice(words.suffixes)}",
            "country": words.country if rng.random() < 0.93 else words.other_country,
            "city": rng.choice(words.cities),
            "industry": rng.choice(words.industries),
            "employees": rng.choice((3, 6, 8, 12, 18, 25, 40, 60, 120, 300)),
            "account_manager": f"{words.first_names[number % 3]} {words.surnames[0]}",
            "signed_up_on": start.isoformat(),
            "reached_on": reached.isoformat()
            if rng.random() < 0.8 and reached <= story.today
            else None,
        }
    )
    _sign(story, number - 1, start)
    return number - 1


def _sign(story: DemoStory, client: int, start: date) -> DemoContract:
    rng = story.rng
    interval, months = rng.choice(_INTERVALS)
    size = min(2.6, rng.lognormvariate(-0.55, 0.62))
    price = max(60, round(900 * size * story.words.price_scale / 10) * 10)
    contract = DemoContract(
        client=client,
        product=rng.randrange(len(story.words.products)),
        start=start,
        interval=interval,
        months=months,
        prices=[(start, price)],
        notice_days=rng.choice((30, 60, 60, 90)),
        fixed=months == _YEAR and story.terms.random() < _FIXED,
    )
    if contract.fixed:
        contract.end = _term_end(story, start)
    story.contracts.append(contract)
    return contract


def _term_end(story: DemoStory, start: date) -> date:
    """A year after the start; of a term that began before the story, its next end."""
    years = 1
    while add_months(start, years * _YEAR) < story.first:
        years += 1
    return add_months(start, years * _YEAR)


def _renew_or_not(story: DemoStory, index: int) -> None:
    """Most fixed terms that end in a month go on, a little dearer."""
    start, after = story.month(index), story.month(index + 1)
    for place, old in enumerate(list(story.contracts)):
        if not (old.fixed and old.end and start <= old.end < after):
            continue
        if old.end > story.today:
            continue
        if story.terms.random() >= _RENEWED:
            old.cancelled = old.end - timedelta(days=old.notice_days)
            old.reason = story.terms.choice(story.words.leaving)
            continue
        price = old.prices[-1][1]
        if story.terms.random() < _DEARER:
            price = round(price * 1.03 / 5) * 5
        renewed = DemoContract(
            client=old.client,
            product=old.product,
            start=old.end,
            interval=old.interval,
            months=old.months,
            prices=[(old.end, price)],
            end=add_months(old.end, _YEAR),
            notice_days=old.notice_days,
            fixed=True,
            renews=place,
        )
        if price != old.prices[-1][1] and story.notes.random() < _NOTED:
            renewed.reasons[old.end] = "indexation"
        story.contracts.append(renewed)


def _live_through(story: DemoStory, index: int) -> None:
    """One month: some leave, some return, some pay more or less, some join."""
    rng = story.rng
    start = story.month(index)
    if start > story.today:
        return
    _renew_or_not(story, index)
    leaving_rate = 0.011 + 0.004 * rng.random()
    for contract in list(story.contracts):
        gone = contract.end is not None and (
            not contract.fixed or contract.end <= start
        )
        if contract.start < start and not gone:
            _develop(story, contract, start, leaving_rate)
    if start.month == 1:
        _index(story, start)
    if rng.random() < 0.25:
        _welcome_back(story, start)
    count = rng.choice((1, 2, 3, 3, 4))
    if index >= MONTHS:
        count = rng.choice((1, 2))
    story.lead_clients[index] = [_win(story, story.day_in(index)) for _ in range(count)]


def _develop(
    story: DemoStory, contract: DemoContract, start: date, leaving_rate: float
) -> None:
    """What one month brings to a contract: mostly nothing."""
    rng = story.rng
    chance = rng.random()
    if chance < leaving_rate:
        # A fixed term is left at its end only.
        if not contract.fixed:
            contract.end = start
            contract.cancelled = start - timedelta(days=contract.notice_days)
            contract.reason = rng.choice(story.words.leaving)
    elif chance < leaving_rate + 0.022:
        _reprice(contract, start, 1.06 + 0.22 * rng.random())
        _note(contract, start, story.notes.choice(_UP))
    elif chance < leaving_rate + 0.028:
        _reprice(contract, start, 0.72 + 0.2 * rng.random())
        _note(contract, start, "other")
    elif chance < leaving_rate + 0.036:
        price = max(50, contract.prices[-1][1] // 3)
        _sign(story, contract.client, start).prices[0] = (start, price)


def _reprice(contract: DemoContract, day: date, factor: float) -> None:
    price = round(contract.prices[-1][1] * factor / 5) * 5
    contract.prices.append((day, max(50, price)))


def _index(story: DemoStory, start: date) -> None:
    """In January many contracts that go on from year to year follow a price index."""
    for contract in story.contracts:
        since, price = contract.prices[-1]
        goes_on = contract.end is None and not contract.fixed
        if goes_on and since <= add_months(start, -_YEAR):
            dearer = round(price * _INDEX)
            if dearer > price and story.notes.random() < _INDEXED:
                contract.prices.append((start, dearer))
                _note(contract, start, "indexation")


def _note(contract: DemoContract, day: date, reason: str | None) -> None:
    if reason is not None:
        contract.reasons[day] = reason


def _welcome_back(story: DemoStory, start: date) -> None:
    active = set(story.active(start))
    gone = [
        contract.client
        for contract in story.contracts
        if contract.end is not None
        and contract.end < start
        and contract.client not in active
    ]
    if gone:
        _sign(story, story.rng.choice(gone), start)
