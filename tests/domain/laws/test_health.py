"""Health is monotone: what gets worse for a client never raises its score."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.kpis.health_scores import client_health
from kpidesk.domain.rules import HealthWeights, Rules
from tests.domain.company import Company

LAST = date(2025, 3, 31)

ago = st.integers(0, 200)
weights = st.builds(HealthWeights, *[st.integers(0, 9)] * 5)


@dataclass(frozen=True)
class Client:
    """What is known about one client, in days before the end of March 2025.

    Attributes:
        uses: When the product was used.
        tickets: When tickets were opened.
        reopened: How many of those were reopened.
        scores: Answers on 0–10 in March.
        delays: Days between due day and payment of invoices due in January.
        days_left: Days of contract left after March; ``None`` = no end.
    """

    uses: tuple[int, ...]
    tickets: tuple[int, ...]
    reopened: int
    scores: tuple[int, ...]
    delays: tuple[int, ...]
    days_left: int | None


def _several(values: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(values, max_size=4).map(tuple)


clients = st.builds(
    Client,
    _several(ago),
    _several(ago),
    st.integers(0, 4),
    _several(st.integers(0, 10)),
    _several(st.integers(0, 80)),
    st.none() | st.integers(1, 200),
)


def _day(days_ago: int) -> str:
    return (LAST - timedelta(days=days_ago)).isoformat()


def _score(client: Client, rules: Rules) -> float | None:
    company = Company()
    end = None if client.days_left is None else _day(-client.days_left)
    company.contract("A", "2020-01-01", end)
    # Somebody has a ticket, so that none is good news and not a lack of data.
    company.ticket("B", "2024-01-01 09:00", resolved="2024-01-02")
    for days in client.uses:
        company.used("A", _day(days), 1)
    for number, days in enumerate(client.tickets):
        company.ticket(
            "A",
            f"{_day(days)} 09:00",
            resolved=f"{_day(days)} 10:00",
            reopenings=int(number < client.reopened),
        )
    for score in client.scores:
        company.answer("nps", score, "2025-03-10", client="A")
    for delay in client.delays:
        paid = date(2025, 1, 20) + timedelta(days=delay)
        company.invoice("A", "2025-01-01", "2025-01-20", paid.isoformat())
    window = company.window("2025-03", rules=rules)
    found = client_health(window, company.id_of("A"))
    assert found is not None
    if found.score is not None:
        assert 0 <= found.score <= 100 + 1e-9
    return found.score


def _never_better(client: Client, worse: Client, chosen: HealthWeights) -> None:
    rules = Rules(health_weights=chosen)
    before, after = _score(client, rules), _score(worse, rules)

    if before is not None:
        assert after is not None
        assert after <= before + 1e-9


@given(clients, weights, st.integers(1, 100))
def test_older_use(client: Client, chosen: HealthWeights, days: int) -> None:
    older = replace(client, uses=tuple(use + days for use in client.uses))

    _never_better(client, older, chosen)


@given(clients, weights, st.lists(ago, min_size=1, max_size=4))
def test_more_tickets(client: Client, chosen: HealthWeights, more: list[int]) -> None:
    busier = replace(client, tickets=(*client.tickets, *more))

    _never_better(client, busier, chosen)


@given(clients, weights, st.integers(1, 4))
def test_more_reopened(client: Client, chosen: HealthWeights, more: int) -> None:
    _never_better(client, replace(client, reopened=client.reopened + more), chosen)


@given(clients, weights, st.integers(1, 10))
def test_lower_answers(client: Client, chosen: HealthWeights, points: int) -> None:
    lower = tuple(max(0, score - points) for score in client.scores)

    _never_better(client, replace(client, scores=lower), chosen)


@given(clients, weights, st.integers(1, 60))
def test_later_payment(client: Client, chosen: HealthWeights, days: int) -> None:
    later = tuple(delay + days for delay in client.delays)

    _never_better(client, replace(client, delays=later), chosen)


@given(clients, weights, st.integers(1, 200))
def test_earlier_end(client: Client, chosen: HealthWeights, days: int) -> None:
    left = days if client.days_left is None else max(1, client.days_left - days)

    _never_better(client, replace(client, days_left=left), chosen)
