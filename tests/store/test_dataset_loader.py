"""A company file as columns: what is read, and what is worked out on the way."""

from __future__ import annotations

import numpy as np
import pytest

from kpidesk.domain.dataset import MISSING, OPEN_ENDED, Dataset, day_of
from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.store.sqlite_store import SqliteStore


def _loaded(store: SqliteStore) -> Dataset:
    return store.dataset(Rules())


def _add(store: SqliteStore, kind: str, *records: Record) -> list[int]:
    with store.writing("anna") as writer:
        return writer.add(kind, list(records))


def _instant(second: int) -> str:
    return str(np.datetime64(int(second), "s"))


@pytest.fixture
def client(store: SqliteStore) -> int:
    return _add(store, "client", {"name": "Rossi Srl"})[0]


def _ticket(store: SqliteStore, client: int, **fields: str | int) -> int:
    ticket: Record = {
        "client_id": client,
        "opened_at": "2025-03-03T09:00:00",
        **fields,
    }
    return _add(store, "ticket", ticket)[0]


def _event(store: SqliteStore, ticket: int, event: str, moment: str) -> None:
    record: Record = {"ticket_id": ticket, "event": event, "happened_at": moment}
    _add(store, "ticket_event", record)


def _price(
    store: SqliteStore, contract: int, since: str, amount: int, **more: int | str
) -> None:
    record: Record = {
        "contract_id": contract,
        "valid_from": since,
        "amount_minor": amount,
        "interval": "monthly",
        "months_num": 1,
        **more,
    }
    _add(store, "price_term", record)


def test_an_empty_file_is_empty_columns(store: SqliteStore) -> None:
    data = _loaded(store)

    assert data.currencies == ("EUR",)
    for kind in ("clients", "contracts", "tickets", "answers", "costs", "staff"):
        assert len(getattr(data, kind).id) == 0
    assert len(data.pieces.start) == 0


def test_contracts_become_spans_of_one_price(store: SqliteStore, client: int) -> None:
    """100.00 from January, 120.00 from March, until the end of June."""
    [contract] = _add(
        store,
        "contract",
        {"client_id": client, "start_on": "2025-01-01", "end_on": "2025-07-01"},
    )
    _price(store, contract, "2025-01-01", 10_000)
    _price(store, contract, "2025-03-01", 12_000)
    pieces = _loaded(store).pieces

    spans = [
        (day_of(int(start)).isoformat(), day_of(int(end)).isoformat(), monthly)
        for start, end, monthly in zip(
            pieces.start, pieces.end, pieces.monthly, strict=True
        )
    ]
    assert spans == [
        ("2025-01-01", "2025-03-01", 10_000),
        ("2025-03-01", "2025-07-01", 12_000),
    ]


def test_a_one_off_price_ends_no_recurring_one(store: SqliteStore, client: int) -> None:
    """100.00 a month from January goes on after a training of 500.00 in February."""
    [contract] = _add(
        store, "contract", {"client_id": client, "start_on": "2025-01-01"}
    )
    _price(store, contract, "2025-01-01", 10_000)
    _price(store, contract, "2025-02-10", 50_000, months_num=0)
    data = _loaded(store)

    assert data.pieces.monthly.tolist() == [10_000]
    assert data.pieces.end.tolist() == [OPEN_ENDED]
    assert data.contracts.one_off.tolist() == [50_000]
    assert data.contracts.interval_months.tolist() == [1]


def test_prices_say_why_they_changed(store: SqliteStore, client: int) -> None:
    """A one-off price apart: upsell is the first reason, −1 is not recorded."""
    [contract] = _add(
        store, "contract", {"client_id": client, "start_on": "2025-01-01"}
    )
    _price(store, contract, "2025-01-01", 10_000)
    _price(store, contract, "2025-02-01", 5_000, months_num=0, interval="one_off")
    _price(store, contract, "2025-03-01", 12_000, change_kind="indexation")
    _price(store, contract, "2025-04-01", 36_000, change_kind="upsell")
    prices = _loaded(store).prices

    assert prices.change.tolist() == [-1, 2, 0]
    assert prices.quantity.tolist() == [1, 1, 1]
    assert prices.monthly.tolist() == [10_000, 12_000, 36_000]


def test_currencies_begin_with_the_base(store: SqliteStore) -> None:
    """A cost in dollars, one without a currency; a dollar is 0.9 euro from March."""
    common: Record = {"spent_on": "2025-03-05", "purpose": "sales"}
    _add(
        store,
        "cost",
        {**common, "amount_minor": 100, "currency": "USD"},
        {**common, "amount_minor": 200},
    )
    rate: Record = {
        "currency": "USD",
        "valid_on": "2025-03-01",
        "rate_nano": 900_000_000,
    }
    _add(store, "exchange_rate", rate)
    data = _loaded(store)

    assert data.currencies == ("EUR", "USD")
    assert data.costs.currency.tolist() == [1, 0]
    assert data.rates.rate.tolist() == [0.9]


def test_drafts_do_not_count(store: SqliteStore, client: int) -> None:
    draft: Record = {
        "client_id": client,
        "start_on": "2025-01-01",
        "status": "draft",
    }
    [contract] = _add(store, "contract", draft)
    _price(store, contract, "2025-01-01", 10_000)

    assert len(_loaded(store).contracts.id) == 0


def test_events_tell_what_the_ticket_does_not(store: SqliteStore, client: int) -> None:
    """Answered at 10, solved at 11, reopened at 12, answered at 13, solved at 14."""
    ticket = _ticket(store, client)
    for event, hour in (
        ("reply", 10),
        ("resolved", 11),
        ("reopened", 12),
        ("note", 12),
        ("reply", 13),
        ("resolved", 14),
    ):
        _event(store, ticket, event, f"2025-03-03T{hour}:00:00")
    tickets = _loaded(store).tickets

    assert _instant(tickets.first_response[0]) == "2025-03-03T10:00:00"
    assert _instant(tickets.first_resolved[0]) == "2025-03-03T11:00:00"
    assert _instant(tickets.resolved[0]) == "2025-03-03T14:00:00"
    assert tickets.contacts.tolist() == [2]
    assert tickets.reopenings.tolist() == [1]


def test_what_the_ticket_says_goes_before_events(
    store: SqliteStore, client: int
) -> None:
    ticket = _ticket(
        store,
        client,
        first_response_at="2025-03-03T09:30:00",
        resolved_at="2025-03-04T09:00:00",
        contacts=7,
        reopenings=0,
    )
    _event(store, ticket, "reply", "2025-03-03T10:00:00")
    _event(store, ticket, "resolved", "2025-03-03T11:00:00")
    tickets = _loaded(store).tickets

    assert _instant(tickets.first_response[0]) == "2025-03-03T09:30:00"
    assert _instant(tickets.first_resolved[0]) == "2025-03-03T11:00:00"
    assert _instant(tickets.resolved[0]) == "2025-03-04T09:00:00"
    assert tickets.contacts.tolist() == [7]
    assert tickets.reopenings.tolist() == [0]


def test_a_ticket_reopened_last_is_open(store: SqliteStore, client: int) -> None:
    ticket = _ticket(store, client)
    _event(store, ticket, "resolved", "2025-03-03T11:00:00")
    _event(store, ticket, "reopened", "2025-03-04T09:00:00")
    tickets = _loaded(store).tickets

    assert tickets.resolved.tolist() == [MISSING]
    assert tickets.reopenings.tolist() == [1]


def test_silence_is_not_none(store: SqliteStore, client: int) -> None:
    """Closed without a reply is 0 contacts only where replies are recorded at all."""
    _ticket(store, client)
    closed = _ticket(store, client)
    _event(store, closed, "resolved", "2025-03-03T11:00:00")

    assert _loaded(store).tickets.contacts.tolist() == [MISSING, MISSING]
    assert _loaded(store).tickets.reopenings.tolist() == [MISSING, 0]

    answered = _ticket(store, client)
    _event(store, answered, "reply", "2025-03-03T12:00:00")

    assert _loaded(store).tickets.contacts.tolist() == [MISSING, 0, 1]


def test_spam_keeps_its_client(store: SqliteStore, client: int) -> None:
    spam = _ticket(store, client, left_out="spam")
    data = _loaded(store)

    assert data.left_out_tickets.id.tolist() == [spam]
    assert data.left_out_tickets.client.tolist() == [0]
    assert len(data.tickets.id) == 0


def test_an_answer_about_a_ticket_is_of_its_client(
    store: SqliteStore, client: int
) -> None:
    ticket = _ticket(store, client)
    common: Record = {
        "survey": "csat",
        "score_milli": 4000,
        "scale_min": 1,
        "scale_max": 5,
        "answered_on": "2025-03-05",
    }
    _add(store, "survey_answer", {**common, "ticket_id": ticket}, common)
    answers = _loaded(store).answers

    assert answers.ticket_id.tolist() == [ticket, MISSING]
    assert answers.client.tolist() == [0, -1]


def test_unknown_salaries_are_nothing(store: SqliteStore) -> None:
    _add(store, "staff", {"name": "Anna", "hired_on": "2024-01-01"})
    staff = _loaded(store).staff

    assert staff.yearly_salary.tolist() == [0]
    assert staff.hourly_cost.tolist() == [0]
    assert staff.left.tolist() == [OPEN_ENDED]


def test_a_lead_knows_its_source_where_somebody_wrote_it(store: SqliteStore) -> None:
    common: Record = {"name": "Anna", "created_on": "2025-03-05"}
    _add(store, "lead", {**common, "source": "Web"}, {**common, "source": None})
    leads = _loaded(store).leads

    assert leads.sources == ("Web",)
    assert leads.source.tolist() == [0, -1]
