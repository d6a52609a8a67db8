"""Records of a company file as numpy columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import (
    OPEN_ENDED,
    Answers,
    Clients,
    Costs,
    Dataset,
    Invoices,
    Leads,
    Milestones,
    Rates,
    Staff,
    Usage,
)
from kpidesk.domain.pieces import build_pieces
from kpidesk.store.dataset_columns import Columns, Currencies, positions
from kpidesk.store.dataset_contracts import load_contracts
from kpidesk.store.dataset_tickets import load_left_out_tickets, load_tickets
from kpidesk.store.ticket_events import load_events

if TYPE_CHECKING:
    import sqlite3

    from kpidesk.domain.dataset import IntArray
    from kpidesk.domain.rules import Rules

_OUTCOMES = {"open": 0, "converted": 1, "lost": -1}


def load_dataset(connection: sqlite3.Connection, rules: Rules) -> Dataset:
    """Read every record that figures need, in one consistent view of the file."""
    own_transaction = not connection.in_transaction
    if own_transaction:
        connection.execute("BEGIN")
    try:
        return _load(connection, rules)
    finally:
        if own_transaction:
            connection.execute("COMMIT")


def _load(connection: sqlite3.Connection, rules: Rules) -> Dataset:
    currencies = Currencies(rules.currency)
    clients = _clients(connection)
    products = Columns(connection, "SELECT id, name FROM product ORDER BY id")
    product_ids = products.ints("id")
    contracts, terms = load_contracts(connection, clients.id, product_ids, currencies)
    events = load_events(connection)
    tickets = load_tickets(connection, clients.id, product_ids, events)
    dataset_parts = {
        "left_out_tickets": load_left_out_tickets(connection, clients.id, product_ids),
        "replies": events.replies,
        "answers": _answers(connection, clients.id),
        "leads": _leads(connection, clients.id),
        "costs": _costs(connection, clients.id, product_ids, currencies),
        "milestones": _milestones(connection, clients.id),
        "usage": _usage(connection, clients.id),
        "staff": _staff(connection, currencies),
        "invoices": _invoices(connection, clients.id, currencies),
        "rates": _rates(connection, currencies),
    }
    return Dataset(
        currencies=tuple(currencies.names),
        products=tuple(str(name) for name in products.raw("name")),
        clients=clients,
        contracts=contracts,
        prices=terms,
        pieces=build_pieces(contracts, terms, rules),
        tickets=tickets,
        **dataset_parts,  # type: ignore[arg-type]
    )


def _clients(connection: sqlite3.Connection) -> Clients:
    rows = Columns(
        connection,
        "SELECT id, name, country, account_manager, employees, signed_up_on"
        " FROM client ORDER BY id",
    )
    country, countries = rows.codes("country")
    manager, managers = rows.codes("account_manager")
    return Clients(
        id=rows.ints("id"),
        name=tuple(rows.raw("name")),
        country=country,
        countries=countries,
        manager=manager,
        managers=managers,
        employees=rows.ints("employees"),
        signed_up=rows.days("signed_up_on"),
    )


def _answers(connection: sqlite3.Connection, client_ids: IntArray) -> Answers:
    rows = Columns(
        connection,
        # An answer about a ticket comes from the ticket's client.
        "SELECT a.id, survey, coalesce(a.client_id, t.client_id) AS client_id,"
        " ticket_id, score_milli, scale_min, scale_max, high_is_good, answered_on,"
        " sent_on, touchpoint FROM survey_answer AS a"
        " LEFT JOIN ticket AS t ON t.id = a.ticket_id ORDER BY answered_on, a.id",
    )
    survey, surveys = rows.codes("survey")
    touchpoint, touchpoints = rows.codes("touchpoint")
    return Answers(
        id=rows.ints("id"),
        survey=survey,
        surveys=surveys,
        client=positions(client_ids, rows.ints("client_id")),
        ticket_id=rows.ints("ticket_id"),
        score_milli=rows.ints("score_milli"),
        scale_min=rows.ints("scale_min"),
        scale_max=rows.ints("scale_max"),
        high_is_good=rows.ints("high_is_good", 1) == 1,
        answered=rows.days("answered_on"),
        sent=rows.days("sent_on"),
        touchpoint=touchpoint,
        touchpoints=touchpoints,
    )


def _leads(connection: sqlite3.Connection, client_ids: IntArray) -> Leads:
    rows = Columns(
        connection,
        "SELECT id, client_id, created_on, converted_on, lost_on, outcome, country,"
        " owner, source FROM lead ORDER BY created_on, id",
    )
    country, countries = rows.codes("country")
    owner, owners = rows.codes("owner")
    source, sources = rows.codes("source")
    outcomes = [_OUTCOMES[value] for value in rows.raw("outcome")]
    return Leads(
        id=rows.ints("id"),
        client=positions(client_ids, rows.ints("client_id")),
        created=rows.days("created_on"),
        converted=rows.days("converted_on"),
        lost=rows.days("lost_on"),
        outcome=np.array(outcomes, dtype=np.int64),
        country=country,
        countries=countries,
        owner=owner,
        owners=owners,
        source=source,
        sources=sources,
    )


def _costs(
    connection: sqlite3.Connection,
    client_ids: IntArray,
    product_ids: IntArray,
    currencies: Currencies,
) -> Costs:
    rows = Columns(
        connection,
        "SELECT id, client_id, product_id, spent_on, amount_minor, currency, purpose"
        " FROM cost ORDER BY spent_on, id",
    )
    purpose, purposes = rows.codes("purpose")
    return Costs(
        id=rows.ints("id"),
        client=positions(client_ids, rows.ints("client_id")),
        product=positions(product_ids, rows.ints("product_id")),
        day=rows.days("spent_on"),
        amount=rows.floats("amount_minor"),
        currency=currencies.codes(rows.raw("currency")),
        purpose=purpose,
        purposes=purposes,
    )


def _milestones(connection: sqlite3.Connection, client_ids: IntArray) -> Milestones:
    rows = Columns(
        connection,
        "SELECT min(id) AS id, client_id, min(reached_on) AS reached FROM milestone"
        " WHERE milestone = 'first_value' GROUP BY client_id ORDER BY reached, id",
    )
    return Milestones(
        id=rows.ints("id"),
        client=positions(client_ids, rows.ints("client_id")),
        reached=rows.days("reached"),
    )


def _usage(connection: sqlite3.Connection, client_ids: IntArray) -> Usage:
    rows = Columns(
        connection,
        "SELECT id, client_id, used_on, measure, quantity FROM usage"
        " ORDER BY used_on, id",
    )
    measure, measures = rows.codes("measure")
    return Usage(
        id=rows.ints("id"),
        client=positions(client_ids, rows.ints("client_id")),
        day=rows.days("used_on"),
        measure=measure,
        measures=measures,
        quantity=rows.ints("quantity"),
    )


def _staff(connection: sqlite3.Connection, currencies: Currencies) -> Staff:
    rows = Columns(
        connection,
        "SELECT id, hired_on, left_on, yearly_salary_minor, hourly_cost_minor, currency"
        " FROM staff ORDER BY id",
    )
    return Staff(
        id=rows.ints("id"),
        hired=rows.days("hired_on"),
        left=rows.days("left_on", OPEN_ENDED),
        yearly_salary=rows.floats("yearly_salary_minor"),
        hourly_cost=rows.floats("hourly_cost_minor"),
        currency=currencies.codes(rows.raw("currency")),
    )


def _invoices(
    connection: sqlite3.Connection, client_ids: IntArray, currencies: Currencies
) -> Invoices:
    rows = Columns(
        connection,
        "SELECT id, client_id, issued_on, due_on, paid_on, amount_minor, currency"
        " FROM invoice ORDER BY issued_on, id",
    )
    return Invoices(
        id=rows.ints("id"),
        client=positions(client_ids, rows.ints("client_id")),
        issued=rows.days("issued_on"),
        due=rows.days("due_on"),
        paid=rows.days("paid_on"),
        amount=rows.floats("amount_minor"),
        currency=currencies.codes(rows.raw("currency")),
    )


def _rates(connection: sqlite3.Connection, currencies: Currencies) -> Rates:
    rows = Columns(
        connection,
        "SELECT currency, valid_on, rate_nano FROM exchange_rate"
        " ORDER BY valid_on, currency",
    )
    return Rates(
        currency=currencies.codes(rows.raw("currency")),
        day=rows.days("valid_on"),
        rate=rows.floats("rate_nano") / 1e9,
    )
