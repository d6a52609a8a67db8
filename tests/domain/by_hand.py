"""The figures once more, slowly: dates, fractions and dictionaries, day by day.

Written from the definitions alone, so that two implementations that know nothing of
each other can be compared. Money is in major units of the base currency.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
HALF_A_CENT = Fraction(1, 200)


@dataclass(frozen=True)
class Contract:
    """A contract as it is written; ``prices`` are ``(valid from, amount)``.

    ``reasons`` say why prices changed: ``(valid from, reason)``.
    """

    client: str
    start: date
    end: date | None
    prices: tuple[tuple[date, int], ...]
    months: Fraction = Fraction(1)
    quantity: int = 1
    discount: int = 0
    currency: str = "EUR"
    fee: int = 0
    cancelled: date | None = None
    auto_renew: bool = False
    notice_days: int = 0
    reasons: tuple[tuple[date, str], ...] = ()

    @property
    def exists(self) -> bool:
        """It has a day of service at all."""
        return self.end is None or self.end > self.start

    def runs_on(self, day: date) -> bool:
        """The day is a day of service."""
        return self.start <= day and (self.end is None or day < self.end)

    def monthly(self, day: date) -> Fraction:
        """MRR by the price of that day, in its own currency; 0 out of service."""
        if not self.runs_on(day):
            return Fraction(0)
        amount = self.prices[0][1]
        for valid_from, later in self.prices:
            if valid_from <= day:
                amount = later
        share = 1 - Fraction(self.discount, 100)
        return Fraction(amount) / self.months * self.quantity * share


@dataclass(frozen=True)
class Books:
    """Everything written down."""

    contracts: tuple[Contract, ...]
    costs: tuple[tuple[date, int, str], ...] = ()
    rates: tuple[tuple[date, Fraction], ...] = ()

    def rate(self, currency: str, day: date) -> Fraction:
        """Euro for one unit of the currency on a day."""
        if currency == "EUR":
            return Fraction(1)
        return [rate for since, rate in self.rates if since <= day][-1]

    def client_mrr(self, client: str, day: date, rates_of: date) -> Fraction:
        """MRR of a client on a day, at the rates of another."""
        return sum(
            (
                one.monthly(day) * self.rate(one.currency, rates_of)
                for one in self.contracts
                if one.client == client
            ),
            Fraction(0),
        )

    def paid_before(self, client: str, day: date) -> bool:
        """A day of paid service lies before that day."""
        begun = [one.start for one in self.contracts if one.client == client]
        if not begun:
            return False
        current = min(begun)
        while current < day:
            if any(
                one.client == client and one.monthly(current) > 0
                for one in self.contracts
            ):
                return True
            current += DAY
        return False


@dataclass
class Month:
    """What a person with a pencil finds for a span of days, half-open.

    ``moves`` adds up MRR per kind of movement; ``who`` names the clients.
    """

    books: Books
    start: date
    end: date
    moves: dict[str, Fraction] = field(default_factory=dict)
    who: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind in ("opening", "closing", "new", "back", "lost"):
            self.who[kind] = set()
        for kind in ("new", "back", "up", "down", "lost", "exchange"):
            self.moves[kind] = Fraction(0)
        first, last = self.start - DAY, self.end - DAY
        self.opening = self.closing = Fraction(0)
        for client in {one.client for one in self.books.contracts}:
            before = self.books.client_mrr(client, first, first)
            after = self.books.client_mrr(client, last, last)
            self.opening += before
            self.closing += after
            self._classify(client, before, after)

    def _classify(self, client: str, before: Fraction, after: Fraction) -> None:
        if before > 0:
            self.who["opening"].add(client)
        if after > 0:
            self.who["closing"].add(client)
        if before > 0 and after > 0:
            self._stayed(client, before, after)
        elif before > 0:
            self.moves["lost"] += before
            self.who["lost"].add(client)
        elif after > 0:
            known = self.books.paid_before(client, self.start)
            kind = "back" if known else "new"
            self.moves[kind] += after
            self.who[kind].add(client)

    def _stayed(self, client: str, before: Fraction, after: Fraction) -> None:
        last, first = self.end - DAY, self.start - DAY
        constant = self.books.client_mrr(client, last, first)
        self.moves["exchange"] += after - constant
        change = constant - before
        if change >= HALF_A_CENT:
            self.moves["up"] += change
        if change <= -HALF_A_CENT:
            self.moves["down"] -= change

    def share(self, top: Fraction | int, bottom: Fraction | int) -> Fraction | None:
        """Top ÷ bottom in percent; nothing over nothing is nothing."""
        return Fraction(top) / Fraction(bottom) * 100 if bottom else None

    def recurring_revenue(self, *clients: str) -> Fraction:
        """Each day of service earns its MRR over the days of that month."""
        earned, day, last = Fraction(0), self.start, self.end - DAY
        while day < self.end:
            length = monthrange(day.year, day.month)[1]
            for one in self._contracts(*clients):
                rate = self.books.rate(one.currency, last)
                earned += one.monthly(day) * rate / length
            day += DAY
        return earned

    def _contracts(self, *clients: str) -> list[Contract]:
        """The contracts of these clients; of all when none is named."""
        return [
            one for one in self.books.contracts if not clients or one.client in clients
        ]

    def fees(self, *clients: str) -> Fraction:
        """Entry fees of the contracts that start in the span."""
        return sum(
            (
                one.fee * self.books.rate(one.currency, one.start)
                for one in self._contracts(*clients)
                if self.start <= one.start < self.end and one.exists
            ),
            Fraction(0),
        )

    def repeat_revenue(self) -> Fraction:
        """Revenue from clients who had bought before the span."""
        earned = Fraction(0)
        for client in {one.client for one in self.books.contracts}:
            fees = any(
                one.fee and one.exists and one.start < self.start
                for one in self._contracts(client)
            )
            if fees or self.books.paid_before(client, self.start):
                earned += self.recurring_revenue(client) + self.fees(client)
        return earned

    def everyone(self) -> set[str]:
        """Clients on any day of the span, or just before it."""
        found, day = set(self.who["opening"]), self.start
        while day < self.end:
            found |= {
                one.client for one in self.books.contracts if one.monthly(day) > 0
            }
            day += DAY
        return found

    def due(self) -> list[Contract]:
        """Paid contracts whose end falls in the span."""
        return [
            one
            for one in self.books.contracts
            if one.end is not None
            and self.start <= one.end < self.end
            and one.monthly(one.end - DAY) > 0
        ]

    def is_renewed(self, old: Contract, grace: int = 30) -> bool:
        """Another paid contract of the client near the end, or by itself."""
        assert old.end is not None
        if old.auto_renew and old.cancelled is None:
            return True
        return any(
            one is not old
            and one.client == old.client
            and self._is_paid(one)
            and abs((one.start - old.end).days) <= grace
            and (one.end is None or one.end > old.end)
            for one in self.books.contracts
        )

    def _is_paid(self, one: Contract) -> bool:
        if one.end is not None and one.end <= one.start:
            return False
        last = one.end - DAY if one.end else max(one.start, one.prices[-1][0])
        return one.monthly(last) > 0

    def cac(self) -> Fraction | None:
        """Marketing and sales costs of the span ÷ clients new in it."""
        spent = [
            amount
            for day, amount, purpose in self.books.costs
            if self.start <= day < self.end and purpose in {"marketing", "sales"}
        ]
        new = len(self.who["new"])
        return Fraction(sum(spent), new) if spent and new else None
