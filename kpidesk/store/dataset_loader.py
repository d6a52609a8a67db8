"""Records of a company file as numpy columns.

Reading a row into Python objects is what costs time, so long integer columns travel
as one text per column (``group_concat``) and are parsed by numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kpidesk.domain.dataset import (
    MISSING,
    OPEN_ENDED,
    Answers,
    Clients,
    Contracts,
    Costs,
    Dataset,
    Invoices,
    Leads,
    LeftOutTickets,
    Milestones,
    Rates,
    Staff,
    Tickets,
    Usage,
)
from kpidesk.domain.pieces import PriceTerms, build_pieces, monthly_amount
from kpidesk.store.ticket_events import TicketEvents, history_of, load_events

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from kpidesk.domain.dataset import FloatArray, IntArray, Texts
    from kpidesk.domain.rules import Rules

_OUTCOMES = {"open": 0, "converted": 1, "lost": -1}


class _Columns:
    """The columns of one query, by name."""

    def __init__(self, connection: sqlite3.Connection, sql: str) -> None:
        cursor = connection.execute(sql)
        names = [item[0] for item in cursor.description]
        rows = cursor.fetchall()
        columns: list[Sequence[Any]] = [[] for _ in names]
        if rows:
            columns = list(zip(*rows, strict=True))
        self._values: dict[str, Sequence[Any]] = {}
        self._values.update(zip(names, columns, strict=True))

    def raw(self, name: str) -> Sequence[Any]:
        return self._values[name]

    def ints(self, name: str, absent: int = MISSING) -> IntArray:
        values = self._values[name]
        return np.array(
            [absent if value is None else value for value in values], dtype=np.int64
        )

    def floats(self, name: str) -> FloatArray:
        values = self._values[name]
        return np.array(
            [0 if value is None else value for value in values], dtype=np.float64
        )

    def days(self, name: str, absent: int = MISSING) -> IntArray:
        values = self._values[name]
        texts = ["NaT" if value is None else value for value in values]
        days = np.array(texts, dtype="datetime64[D]")
        numbers = days.astype(np.int64)
        return np.where(np.isnat(days), absent, numbers)

    def codes(self, name: str) -> tuple[IntArray, Texts]:
        """Texts as codes into their sorted list; −1 where empty."""
        values = self._values[name]
        names = sorted({value for value in values if value})
        position = {value: code for code, value in enumerate(names)}
        codes = [position[value] if value else -1 for value in values]
        return np.array(codes, dtype=np.int64), tuple(names)


def _positions(ids: IntArray, wanted: IntArray) -> IntArray:
    """Where each wanted id stands among the sorted ids; −1 for none."""
    if not len(ids):
        return np.full(len(wanted), -1, dtype=np.int64)
    at = np.searchsorted(ids, wanted)
    at = np.minimum(at, len(ids) - 1)
    return np.where(ids[at] == wanted, at, -1)


class _Currencies:
    """Currency codes, the base currency first."""

    def __init__(self, base: str) -> None:
        self.names = [base]

    def codes(self, values: Sequence[str | None]) -> IntArray:
        for value in dict.fromkeys(values):
            if value and value not in self.names:
                self.names.append(value)
        position = {name: code for code, name in enumerate(self.names)}
        return np.array(
            [position[value] if value else 0 for value in values], dtype=np.int64
        )


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
    currencies = _Currencies(rules.currency)
    clients = _clients(connection)
    products = _Columns(connection, "SELECT id, name FROM product ORDER BY id")
    product_ids = products.ints("id")
    contracts, terms = _contracts(connection, clients.id, product_ids, currencies)
    events = load_events(connection)
    tickets = _tickets(connection, clients.id, product_ids, events)
    dataset_parts = {
        "left_out_tickets": _left_out_tickets(connection, clients.id, product_ids),
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
        pieces=build_pieces(contracts, terms, rules),
        tickets=tickets,
        **dataset_parts,  # type: ignore[arg-type]
    )


def _clients(connection: sqlite3.Connection) -> Clients:
    rows = _Columns(
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


def _contracts(
    connection: sqlite3.Connection,
    client_ids: IntArray,
    product_ids: IntArray,
    currencies: _Currencies,
) -> tuple[Contracts, PriceTerms]:
    rows = _Columns(
        connection, "SELECT * FROM contract WHERE status = 'signed' ORDER BY id"
    )
    ids = rows.ints("id")
    prices = _Columns(
        connection,
        "SELECT contract_id, valid_from, amount_minor, months_num, months_den,"
        " quantity_milli, discount_ppm FROM price_term"
        " WHERE contract_id IN (SELECT id FROM contract WHERE status = 'signed')"
        " ORDER BY contract_id, valid_from",
    )
    contract = _positions(ids, prices.ints("contract_id"))
    months_num = prices.floats("months_num")
    share = 1 - prices.floats("discount_ppm") / 1_000_000
    quantity = prices.floats("quantity_milli") / 1000
    amount = prices.floats("amount_minor")
    monthly = monthly_amount(
        amount,
        months_num,
        prices.floats("months_den"),
        prices.floats("quantity_milli"),
        prices.floats("discount_ppm"),
    )
    one_off = np.zeros(len(ids))
    is_one_off = months_num == 0
    # A one-off price is no other price of what recurs: it may not end an earlier one.
    recurs = ~is_one_off
    valid_from = prices.days("valid_from")
    terms = PriceTerms(contract[recurs], valid_from[recurs], monthly[recurs])
    np.add.at(one_off, contract[is_one_off], (amount * quantity * share)[is_one_off])
    last_monthly = np.zeros(len(ids))
    interval = np.zeros(len(ids))
    # Later prices overwrite earlier ones: the query is in order of validity.
    last_monthly[contract[recurs]] = monthly[recurs]
    interval[contract[recurs]] = (months_num / prices.floats("months_den"))[recurs]
    reason, reasons = rows.codes("end_reason")
    contracts = Contracts(
        id=ids,
        client=_positions(client_ids, rows.ints("client_id")),
        product=_positions(product_ids, rows.ints("product_id")),
        start=rows.days("start_on"),
        end=rows.days("end_on", OPEN_ENDED),
        signed=rows.days("signed_on"),
        cancelled=rows.days("cancelled_on"),
        auto_renew=rows.ints("auto_renew", 0) == 1,
        renewal=rows.days("renewal_on"),
        renewal_months=rows.ints("renewal_months"),
        notice_days=rows.ints("notice_days"),
        renews=_positions(ids, rows.ints("renews_contract_id")),
        currency=currencies.codes(rows.raw("currency")),
        monthly=last_monthly,
        interval_months=interval,
        one_off=one_off,
        setup_fee=rows.floats("setup_fee_minor"),
        reason=reason,
        reasons=reasons,
    )
    return contracts, terms


_TICKET_NUMBERS = (
    "id",
    "client_id",
    "product_id",
    "opened_at_s",
    "first_response_at_s",
    "first_resolved_at_s",
    "resolved_at_s",
    "contacts",
    "reopenings",
    "first_contact",
    "sla_met",
    "effort_minutes",
    "rating_milli",
    "rating_max",
)


def _numbers(
    connection: sqlite3.Connection, table: str, names: tuple[str, ...], rest: str
) -> dict[str, IntArray]:
    """Integer columns of a table, in one consistent order."""
    listed = ", ".join(f"group_concat(coalesce({name}, {MISSING}))" for name in names)
    chosen = ", ".join(names)
    row = connection.execute(
        f"SELECT {listed} FROM (SELECT {chosen} FROM {table} {rest})"
    ).fetchone()
    return {
        name: np.fromstring(text or "", dtype=np.int64, sep=",")
        for name, text in zip(names, row, strict=True)
    }


def _tickets(
    connection: sqlite3.Connection,
    client_ids: IntArray,
    product_ids: IntArray,
    events: TicketEvents,
) -> Tickets:
    order = "WHERE left_out IS NULL ORDER BY opened_at_s, id"
    numbers = _numbers(connection, "ticket", _TICKET_NUMBERS, order)
    texts = _Columns(
        connection,
        f"SELECT category, channel, priority FROM ticket {order}",
    )
    category, categories = texts.codes("category")
    channel, channels = texts.codes("channel")
    priority, priorities = texts.codes("priority")
    history = history_of(events, numbers["id"])

    def known(column: str, told_by_events: IntArray) -> IntArray:
        own = numbers[column]
        return np.where(own == MISSING, told_by_events, own)

    resolved = known("resolved_at_s", history.resolved)
    first_resolved = known("first_resolved_at_s", history.first_resolved)
    return Tickets(
        id=numbers["id"],
        client=_positions(client_ids, numbers["client_id"]),
        product=_positions(product_ids, numbers["product_id"]),
        opened=numbers["opened_at_s"],
        first_response=known("first_response_at_s", history.first_reply),
        first_resolved=np.where(first_resolved == MISSING, resolved, first_resolved),
        resolved=resolved,
        contacts=known("contacts", history.replies),
        reopenings=known("reopenings", history.reopenings),
        first_contact=numbers["first_contact"],
        sla_met=numbers["sla_met"],
        effort_minutes=numbers["effort_minutes"],
        rating_milli=numbers["rating_milli"],
        rating_max=numbers["rating_max"],
        priority=priority,
        priorities=priorities,
        category=category,
        categories=categories,
        channel=channel,
        channels=channels,
    )


def _left_out_tickets(
    connection: sqlite3.Connection, client_ids: IntArray, product_ids: IntArray
) -> LeftOutTickets:
    numbers = _numbers(
        connection,
        "ticket",
        ("id", "client_id", "product_id", "opened_at_s"),
        "WHERE left_out IS NOT NULL ORDER BY opened_at_s, id",
    )
    return LeftOutTickets(
        numbers["id"],
        _positions(client_ids, numbers["client_id"]),
        _positions(product_ids, numbers["product_id"]),
        numbers["opened_at_s"],
    )


def _answers(connection: sqlite3.Connection, client_ids: IntArray) -> Answers:
    rows = _Columns(
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
        client=_positions(client_ids, rows.ints("client_id")),
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
    rows = _Columns(
        connection,
        "SELECT id, client_id, created_on, converted_on, lost_on, outcome, country,"
        " owner FROM lead ORDER BY created_on, id",
    )
    country, countries = rows.codes("country")
    owner, owners = rows.codes("owner")
    outcomes = [_OUTCOMES[value] for value in rows.raw("outcome")]
    return Leads(
        id=rows.ints("id"),
        client=_positions(client_ids, rows.ints("client_id")),
        created=rows.days("created_on"),
        converted=rows.days("converted_on"),
        lost=rows.days("lost_on"),
        outcome=np.array(outcomes, dtype=np.int64),
        country=country,
        countries=countries,
        owner=owner,
        owners=owners,
    )


def _costs(
    connection: sqlite3.Connection,
    client_ids: IntArray,
    product_ids: IntArray,
    currencies: _Currencies,
) -> Costs:
    rows = _Columns(
        connection,
        "SELECT id, client_id, product_id, spent_on, amount_minor, currency, purpose"
        " FROM cost ORDER BY spent_on, id",
    )
    purpose, purposes = rows.codes("purpose")
    return Costs(
        id=rows.ints("id"),
        client=_positions(client_ids, rows.ints("client_id")),
        product=_positions(product_ids, rows.ints("product_id")),
        day=rows.days("spent_on"),
        amount=rows.floats("amount_minor"),
        currency=currencies.codes(rows.raw("currency")),
        purpose=purpose,
        purposes=purposes,
    )


def _milestones(connection: sqlite3.Connection, client_ids: IntArray) -> Milestones:
    rows = _Columns(
        connection,
        "SELECT min(id) AS id, client_id, min(reached_on) AS reached FROM milestone"
        " WHERE milestone = 'first_value' GROUP BY client_id ORDER BY reached, id",
    )
    return Milestones(
        id=rows.ints("id"),
        client=_positions(client_ids, rows.ints("client_id")),
        reached=rows.days("reached"),
    )


def _usage(connection: sqlite3.Connection, client_ids: IntArray) -> Usage:
    rows = _Columns(
        connection,
        "SELECT id, client_id, used_on, measure, quantity FROM usage"
        " ORDER BY used_on, id",
    )
    measure, measures = rows.codes("measure")
    return Usage(
        id=rows.ints("id"),
        client=_positions(client_ids, rows.ints("client_id")),
        day=rows.days("used_on"),
        measure=measure,
        measures=measures,
        quantity=rows.ints("quantity"),
    )


def _staff(connection: sqlite3.Connection, currencies: _Currencies) -> Staff:
    rows = _Columns(
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
    connection: sqlite3.Connection, client_ids: IntArray, currencies: _Currencies
) -> Invoices:
    rows = _Columns(
        connection,
        "SELECT id, client_id, issued_on, due_on, paid_on, amount_minor, currency"
        " FROM invoice ORDER BY issued_on, id",
    )
    return Invoices(
        id=rows.ints("id"),
        client=_positions(client_ids, rows.ints("client_id")),
        issued=rows.days("issued_on"),
        due=rows.days("due_on"),
        paid=rows.days("paid_on"),
        amount=rows.floats("amount_minor"),
        currency=currencies.codes(rows.raw("currency")),
    )


def _rates(connection: sqlite3.Connection, currencies: _Currencies) -> Rates:
    rows = _Columns(
        connection,
        "SELECT currency, valid_on, rate_nano FROM exchange_rate"
        " ORDER BY valid_on, currency",
    )
    return Rates(
        currency=currencies.codes(rows.raw("currency")),
        day=rows.days("valid_on"),
        rate=rows.floats("rate_nano") / 1e9,
    )
