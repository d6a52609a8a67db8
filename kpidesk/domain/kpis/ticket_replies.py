"""How many contacts the support desk handled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING
from kpidesk.domain.kpi import (
    Direction,
    Family,
    Measurement,
    PartSpec,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.tickets import (
    left_out,
    resolved_in,
    spam_and_merged,
    ticket_rows,
)
from kpidesk.domain.reading import leaving_out, sum_part
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, IntArray
    from kpidesk.domain.window import Window


def _positions(window: Window, ticket_ids: IntArray) -> IntArray:
    """Positions of the tickets with these ids, leaving out those that do not count.

    Tickets are sorted by opening: their ids are put in order once per company.
    """
    known = window.data.tickets.id
    order = window.scope.remember("tickets by id", lambda: np.argsort(known))
    if not len(known):
        return np.zeros(0, dtype=np.int64)
    place = np.searchsorted(known, ticket_ids, sorter=order)
    nearest = order[np.minimum(place, len(known) - 1)]
    found: IntArray = nearest[known[nearest] == ticket_ids]
    return found


def _has_replies(window: Window) -> BoolArray:
    """Which tickets have at least one reply recorded by ``as_of``."""

    def compute() -> BoolArray:
        replies = window.data.replies
        known = np.searchsorted(replies.happened, window.horizon_instant)
        return np.isin(window.data.tickets.id, replies.ticket_id[:known])

    return window.scope.remember(("has replies", window.horizon), compute)


@kpi(
    key="contacts_handled",
    name=N_("Contacts handled"),
    short=N_("Contacts handled"),
    definition=N_(
        "Agent replies of the period; tickets whose replies are not recorded one by one"
        " count their number of contacts on the day of their resolution."
    ),
    formula="{replies} + {contacts}",
    parts=(
        PartSpec("replies", N_("replies recorded"), Unit.COUNT),
        PartSpec("contacts", N_("contacts of other tickets resolved"), Unit.COUNT),
    ),
    unit=Unit.COUNT,
    direction=Direction.NEUTRAL,
    family=Family.SUPPORT,
    noun="ticket",
    source="002",
    needs=("ticket",),
)
def contacts_handled(window: Window) -> Measurement:
    """Replies dated in the period + contacts of resolved tickets without replies.

    ``n`` is the number of tickets that contribute.
    """
    tickets, replies = window.data.tickets, window.data.replies
    first, last = np.searchsorted(
        replies.happened, (window.start_instant, window.end_instant)
    )
    of_ticket = _positions(window, replies.ticket_id[first:last])
    answered, times = np.unique(of_ticket, return_counts=True)

    resolved = resolved_in(window)
    others = resolved[~_has_replies(window)[resolved]]
    contacts = tickets.contacts[others]
    known = contacts != MISSING
    counted = known & (contacts > 0)
    part = sum_part("replies", ticket_rows(window, answered, times.astype(np.float64)))
    other = sum_part(
        "contacts",
        ticket_rows(window, others[counted], contacts[counted].astype(np.float64)),
    )
    return leaving_out(
        Measurement(
            (part.value or 0.0) + (other.value or 0.0),
            (part, other),
            n=len(answered) + int(counted.sum()),
        ),
        left_out(window, others[~known], N_("Number of contacts unknown")),
        spam_and_merged(window),
    )
