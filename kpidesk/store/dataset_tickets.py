"""Tickets as columns: the longest of all tables, read in the fastest way.

Reading a row into Python objects is what costs time, so long integer columns travel
as one text per column (``group_concat``) and are parsed by numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, LeftOutTickets, Tickets
from kpidesk.store.dataset_columns import Columns, positions
from kpidesk.store.ticket_events import history_of

if TYPE_CHECKING:
    import sqlite3

    from kpidesk.domain.dataset import IntArray
    from kpidesk.store.ticket_events import TicketEvents


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


def load_tickets(
    connection: sqlite3.Connection,
    client_ids: IntArray,
    product_ids: IntArray,
    events: TicketEvents,
) -> Tickets:
    """Tickets that count, with what their events tell of them."""
    order = "WHERE left_out IS NULL ORDER BY opened_at_s, id"
    numbers = _numbers(connection, "ticket", _TICKET_NUMBERS, order)
    texts = Columns(
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
        client=positions(client_ids, numbers["client_id"]),
        product=positions(product_ids, numbers["product_id"]),
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


def load_left_out_tickets(
    connection: sqlite3.Connection, client_ids: IntArray, product_ids: IntArray
) -> LeftOutTickets:
    """Duplicates and spam: told beside the figures, and in none of them."""
    numbers = _numbers(
        connection,
        "ticket",
        ("id", "client_id", "product_id", "opened_at_s"),
        "WHERE left_out IS NOT NULL ORDER BY opened_at_s, id",
    )
    return LeftOutTickets(
        numbers["id"],
        positions(client_ids, numbers["client_id"]),
        positions(product_ids, numbers["product_id"]),
        numbers["opened_at_s"],
    )
