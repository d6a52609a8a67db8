"""What the events of tickets tell where the tickets themselves are silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING, OPEN_ENDED, Replies

if TYPE_CHECKING:
    import sqlite3

    from kpidesk.domain.dataset import BoolArray, IntArray


@dataclass(frozen=True, slots=True)
class TicketEvents:
    """Events of one kind each, sorted by instant (wall-clock seconds)."""

    replies: Replies
    resolutions: Replies
    reopenings: Replies


def load_events(connection: sqlite3.Connection) -> TicketEvents:
    """Read the events that say something about times and contacts; notes do not."""
    return TicketEvents(
        _events(connection, "reply"),
        _events(connection, "resolved"),
        _events(connection, "reopened"),
    )


def _events(connection: sqlite3.Connection, event: str) -> Replies:
    # One text per column: a million events need not become Python objects.
    row = connection.execute(
        "SELECT group_concat(ticket_id), group_concat(seconds) FROM ("
        "SELECT ticket_id, CAST(strftime('%s', happened_at) AS INTEGER) AS seconds"
        " FROM ticket_event WHERE event = ? ORDER BY happened_at, id)",
        (event,),
    ).fetchone()
    tickets, seconds = (np.fromstring(text or "", np.int64, sep=",") for text in row)
    return Replies(ticket_id=tickets, happened=seconds)


@dataclass(frozen=True, slots=True)
class TicketHistory:
    """What events tell, per ticket; ``MISSING`` where they tell nothing.

    Attributes:
        first_reply: First reply of an agent.
        replies: How many replies there were: 0 is known only of a ticket that has
            other events, in a file where replies are recorded at all.
        first_resolved: First resolution.
        resolved: Last resolution, unless the ticket was reopened after it.
        reopenings: How often it was reopened, once resolved.
    """

    first_reply: IntArray
    replies: IntArray
    first_resolved: IntArray
    resolved: IntArray
    reopenings: IntArray


@dataclass(frozen=True, slots=True)
class _PerTicket:
    """Number, first and last of a kind of event, per ticket."""

    count: IntArray
    first: IntArray
    last: IntArray

    @property
    def happened(self) -> BoolArray:
        """Which tickets have one."""
        any_of_them: BoolArray = self.count > 0
        return any_of_them


def history_of(events: TicketEvents, ids: IntArray) -> TicketHistory:
    """What the events tell about the tickets with these ids."""
    order = np.argsort(ids, kind="stable")
    replies, resolutions, reopenings = (
        _per_ticket(kind, ids, order)
        for kind in (events.replies, events.resolutions, events.reopenings)
    )
    followed = resolutions.happened | reopenings.happened
    answered = replies.happened | (followed & bool(len(events.replies.ticket_id)))
    still_open = reopenings.happened & (reopenings.last > resolutions.last)
    return TicketHistory(
        first_reply=np.where(replies.happened, replies.first, MISSING),
        replies=np.where(answered, replies.count, MISSING),
        first_resolved=np.where(resolutions.happened, resolutions.first, MISSING),
        resolved=np.where(
            resolutions.happened & ~still_open, resolutions.last, MISSING
        ),
        reopenings=np.where(followed, reopenings.count, MISSING),
    )


def _per_ticket(events: Replies, ids: IntArray, order: IntArray) -> _PerTicket:
    count = np.zeros(len(ids), dtype=np.int64)
    first = np.full(len(ids), OPEN_ENDED, dtype=np.int64)
    last = np.full(len(ids), MISSING, dtype=np.int64)
    if len(ids) and len(events.ticket_id):
        at = np.minimum(
            np.searchsorted(ids, events.ticket_id, sorter=order), len(ids) - 1
        )
        ticket = order[at]
        mine = ids[ticket] == events.ticket_id
        ticket, happened = ticket[mine], events.happened[mine]
        np.add.at(count, ticket, 1)
        np.minimum.at(first, ticket, happened)
        np.maximum.at(last, ticket, happened)
    return _PerTicket(count, first, last)
