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


def _places(window: Window) -> IntArray:
    """Position of each ticket id, −1 for ids that are not tickets that count.

    Ids are numbers of rows in one table, so an array is the quickest way to look up
    a hundred thousand of them.
    """

    def compute() -> IntArray:
        ids = window.data.tickets.id
        known = max(int(ids.max(initial=0)), int(replied.max(initial=0)))
        places = np.full(known + 1, -1, dtype=np.int64)
        places[ids] = np.arange(len(ids))
        return places

    replied = window.data.replies.ticket_id
    return window.scope.remember("places of tickets", compute)


def _has_replies(window: Window) -> BoolArray:
    """Which tickets have at least one reply recorded by ``as_of``."""

    def compute() -> BoolArray:
        replies = window.data.replies
        known = np.searchsorted(replies.happened, window.horizon_instant)
        places = _places(window)[replies.ticket_id[:known]]
        answered = np.zeros(len(window.data.tickets.id), dtype=np.bool_)
        answered[places[places >= 0]] = True
        return answered

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
    places = _places(window)[replies.ticket_id[first:last]]
    places = places[places >= 0]
    # The tickets answered in a period were opened about then: their positions are
    # close together, and counting them is quicker than sorting them.
    lowest = int(places.min(initial=len(tickets.id)))
    times = np.bincount(places - lowest)
    answered = np.flatnonzero(times)
    times, answered = times[answered], answered + lowest

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
