"""How much support is asked for, how much is given, and how well it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING
from kpidesk.domain.kpi import (
    Aggregate,
    Direction,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.ticket_backlog import backlog, backlog_age
from kpidesk.domain.kpis.ticket_categories import ticket_categories
from kpidesk.domain.kpis.ticket_replies import contacts_handled
from kpidesk.domain.kpis.ticket_sla import sla_compliance
from kpidesk.domain.kpis.tickets import (
    left_out,
    opened_in,
    resolution,
    resolved_in,
    spam_and_merged,
    ticket_rows,
    unless_none_resolved,
)
from kpidesk.domain.reading import (
    NO_CLIENTS,
    clients,
    count_part,
    leaving_out,
    proportion,
    quotient,
    sum_part,
    total,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, IntArray
    from kpidesk.domain.window import Window

_NEEDS = ("ticket",)
_OPENED = PartSpec("opened", N_("tickets opened"), Unit.COUNT, Aggregate.COUNT)
_RESOLVED = PartSpec("resolved", N_("tickets resolved"), Unit.COUNT, Aggregate.COUNT)

_NO_CONTACTS_KNOWN = Remark(
    "no_contacts_known",
    N_("Of no ticket resolved in the period is the number of contacts known."),
)
_NO_REOPENINGS_KNOWN = Remark(
    "no_reopenings_known",
    N_("Of no ticket resolved in the period is it known whether it was reopened."),
)


@kpi(
    key="tickets_opened",
    name=N_("Tickets opened"),
    short=N_("Tickets opened"),
    definition=N_("Tickets opened in the period, without spam and duplicates."),
    formula="{opened}",
    parts=(_OPENED,),
    unit=Unit.COUNT,
    direction=Direction.NEUTRAL,
    family=Family.SUPPORT,
    noun="ticket",
    source="002",
    needs=_NEEDS,
)
def tickets_opened(window: Window) -> Measurement:
    """Tickets by day of opening."""
    opened = opened_in(window)
    part = count_part("opened", ticket_rows(window, opened))
    return leaving_out(total(part, len(opened)), spam_and_merged(window))


@kpi(
    key="tickets_resolved",
    name=N_("Tickets resolved"),
    short=N_("Tickets resolved"),
    definition=N_("Tickets whose last resolution falls in the period."),
    formula="{resolved}",
    parts=(_RESOLVED,),
    unit=Unit.COUNT,
    direction=Direction.NEUTRAL,
    family=Family.SUPPORT,
    noun="ticket",
    source="002",
    needs=_NEEDS,
)
def tickets_resolved(window: Window) -> Measurement:
    """Tickets by day of last resolution."""
    resolved = resolved_in(window)
    part = count_part("resolved", ticket_rows(window, resolved))
    return leaving_out(total(part, len(resolved)), spam_and_merged(window))


def _reopened(window: Window, resolved: IntArray) -> BoolArray:
    """Reopened before their last resolution, as far as anybody wrote down."""
    tickets = window.data.tickets
    first = tickets.first_resolved[resolved]
    last = resolution(window)[resolved]
    twice: BoolArray = (first != MISSING) & (first < last)
    return twice | (tickets.reopenings[resolved] > 0)


@kpi(
    key="fcr",
    name=N_("First contact resolution (FCR)"),
    short=N_("First contact (FCR)"),
    definition=N_(
        "Share of the tickets resolved in the period that took exactly one contact and"
        " were never reopened, of those whose number of contacts is known."
    ),
    formula="{first} ÷ {known} × 100",
    parts=(
        PartSpec("first", N_("solved at first contact"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("known", N_("resolved, contacts known"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.SUPPORT,
    noun="ticket",
    source="002",
    needs=_NEEDS,
)
def fcr(window: Window) -> Measurement:
    """One agent contact and never reopened ÷ resolved with known contacts.

    The number of contacts decides; where it is unknown, an imported yes or no does. A
    ticket closed without any contact is known and not solved at first contact.
    """
    tickets, resolved = window.data.tickets, resolved_in(window)
    contacts = tickets.contacts[resolved]
    flag = tickets.first_contact[resolved]
    once = np.where(contacts != MISSING, contacts == 1, flag == 1)
    known = (contacts != MISSING) | (flag != MISSING)
    first = known & once & ~_reopened(window, resolved)
    reading = proportion(
        count_part("first", ticket_rows(window, resolved[first])),
        count_part("known", ticket_rows(window, resolved[known])),
        unless_none_resolved(window, _NO_CONTACTS_KNOWN),
    )
    unknown = left_out(window, resolved[~known], N_("Number of contacts unknown"))
    return leaving_out(reading, unknown, spam_and_merged(window))


@kpi(
    key="reopen_rate",
    name=N_("Ticket reopen rate"),
    short=N_("Reopen rate"),
    definition=N_("Share of the tickets resolved in the period that were reopened."),
    formula="{reopened} ÷ {known} × 100",
    parts=(
        PartSpec("reopened", N_("tickets reopened"), Unit.COUNT, Aggregate.COUNT),
        PartSpec(
            "known", N_("resolved, reopenings known"), Unit.COUNT, Aggregate.COUNT
        ),
    ),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    family=Family.SUPPORT,
    noun="ticket",
    needs=_NEEDS,
)
def reopen_rate(window: Window) -> Measurement:
    """Ever reopened ÷ resolved in the period with a known number of reopenings."""
    tickets, resolved = window.data.tickets, resolved_in(window)
    times = tickets.reopenings[resolved]
    known = times != MISSING
    reading = proportion(
        count_part("reopened", ticket_rows(window, resolved[known & (times > 0)])),
        count_part("known", ticket_rows(window, resolved[known])),
        unless_none_resolved(window, _NO_REOPENINGS_KNOWN),
    )
    unknown = left_out(window, resolved[~known], N_("Number of reopenings unknown"))
    return leaving_out(reading, unknown, spam_and_merged(window))


@kpi(
    key="contact_rate",
    name=N_("Contact rate"),
    short=N_("Contact rate"),
    definition=N_(
        "Tickets opened in the period for each client active at the end of it."
    ),
    formula="{opened} ÷ {clients}",
    parts=(
        _OPENED,
        PartSpec("clients", N_("active clients"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.RATIO,
    direction=Direction.DOWN,
    family=Family.SUPPORT,
    noun="ticket",
    source="002",
    needs=("ticket", "contract"),
)
def contact_rate(window: Window) -> Measurement:
    """Tickets opened in the period ÷ clients active at closing."""
    opened = count_part("opened", ticket_rows(window, opened_in(window)))
    active = count_part("clients", clients(window, window.closing.active))
    reading = quotient(
        opened.value or 0.0,
        active.value or 0.0,
        scale=1,
        parts=(opened, active),
        n=len(opened.rows[0].ids),
        reason=NO_CLIENTS,
    )
    return leaving_out(reading, spam_and_merged(window))


@kpi(
    key="measured_effort",
    name=N_("Measured effort per ticket"),
    short=N_("Measured effort"),
    definition=N_(
        "Mean number of agent replies and reopenings of the tickets resolved in the"
        " period whose number of replies is known."
    ),
    formula="({replies} + {reopenings}) ÷ {known}",
    parts=(
        PartSpec("replies", N_("agent replies"), Unit.COUNT),
        PartSpec("reopenings", N_("reopenings"), Unit.COUNT),
        PartSpec("known", N_("resolved, replies known"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.COUNT,
    direction=Direction.DOWN,
    family=Family.SUPPORT,
    noun="ticket",
    source="002",
    needs=_NEEDS,
)
def measured_effort(window: Window) -> Measurement:
    """(contacts + reopenings) ÷ resolved tickets with known contacts.

    An unknown number of reopenings counts as none, and is said.
    """
    tickets, resolved = window.data.tickets, resolved_in(window)
    contacts = tickets.contacts[resolved]
    known = contacts != MISSING
    counted = resolved[known]
    again = tickets.reopenings[counted]
    blank = int(np.count_nonzero(again == MISSING))
    replies = sum_part(
        "replies", ticket_rows(window, counted, contacts[known].astype(np.float64))
    )
    reopenings = sum_part(
        "reopenings",
        ticket_rows(window, counted, np.maximum(again, 0).astype(np.float64)),
    )
    number = count_part("known", ticket_rows(window, counted))
    reading = quotient(
        (replies.value or 0.0) + (reopenings.value or 0.0),
        number.value or 0.0,
        scale=1,
        parts=(replies, reopenings, number),
        n=len(counted),
        reason=unless_none_resolved(window, _NO_CONTACTS_KNOWN),
    )
    unknown = left_out(window, resolved[~known], N_("Number of contacts unknown"))
    remark = Remark(
        "reopenings_unknown",
        N_("Tickets whose reopenings are unknown and count as none: {count}."),
        {"count": blank},
    )
    complete = leaving_out(reading, unknown, spam_and_merged(window))
    return with_remarks(complete, remark if blank else None)


KPIS: tuple[Kpi, ...] = (
    tickets_opened,
    tickets_resolved,
    contacts_handled,
    fcr,
    reopen_rate,
    sla_compliance,
    backlog,
    backlog_age,
    contact_rate,
    measured_effort,
    ticket_categories,
)
