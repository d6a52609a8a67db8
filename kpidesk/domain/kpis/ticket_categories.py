"""What clients contact the support desk for, and through which channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpi import (
    Aggregate,
    Direction,
    Family,
    Measurement,
    Part,
    PartSpec,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.tickets import (
    left_out,
    opened_in,
    resolved_in,
    spam_and_merged,
    ticket_rows,
)
from kpidesk.domain.reading import count_part, leaving_out
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray, Texts
    from kpidesk.domain.window import Window


@dataclass(frozen=True, slots=True)
class Slice:
    """One bar of a Pareto chart.

    Attributes:
        label: Name of the category; empty for tickets without one.
        count: Tickets in it.
        cumulative: Percent of all tickets in this and the larger slices.
    """

    label: str
    count: int
    cumulative: float


def _pareto(codes: IntArray, names: Texts) -> tuple[Slice, ...]:
    counts = np.bincount(codes + 1, minlength=len(names) + 1)
    labels = ("", *names)
    ranked = sorted(
        (index for index in range(len(labels)) if counts[index]),
        key=lambda index: (-int(counts[index]), labels[index]),
    )
    reached = np.cumsum(counts[ranked])
    return tuple(
        Slice(labels[index], int(counts[index]), float(so_far / len(codes) * 100))
        for index, so_far in zip(ranked, reached, strict=True)
    )


def opened_by_category(window: Window) -> tuple[Slice, ...]:
    """Tickets opened in the period by category, most frequent first."""
    tickets = window.data.tickets
    return _pareto(tickets.category[opened_in(window)], tickets.categories)


def opened_by_channel(window: Window) -> tuple[Slice, ...]:
    """Tickets opened in the period by channel, most frequent first."""
    tickets = window.data.tickets
    return _pareto(tickets.channel[opened_in(window)], tickets.channels)


def resolved_by_category(window: Window) -> tuple[Slice, ...]:
    """Tickets resolved in the period by category, most frequent first."""
    tickets = window.data.tickets
    return _pareto(tickets.category[resolved_in(window)], tickets.categories)


def resolved_by_channel(window: Window) -> tuple[Slice, ...]:
    """Tickets resolved in the period by channel, most frequent first."""
    tickets = window.data.tickets
    return _pareto(tickets.channel[resolved_in(window)], tickets.channels)


def _category_parts(window: Window, opened: IntArray) -> tuple[Part, ...]:
    """One part per category, most frequent first, labelled with its name."""
    tickets = window.data.tickets
    codes = tickets.category[opened]
    order = np.argsort(codes, kind="stable")
    found, starts = np.unique(codes[order], return_index=True)
    groups = np.split(opened[order], starts[1:])
    parts = [
        Part(
            f"category:{tickets.categories[code]}",
            float(len(group)),
            (ticket_rows(window, group),),
            tickets.categories[code],
        )
        for code, group in zip(found, groups, strict=False)
        if code >= 0
    ]
    return tuple(sorted(parts, key=lambda part: (-(part.value or 0.0), part.label)))


@kpi(
    key="ticket_categories",
    name=N_("What tickets are about"),
    short=N_("Ticket categories"),
    definition=N_(
        "Tickets opened in the period by category: what clients contact support for."
    ),
    formula="{categorised}",
    parts=(
        PartSpec(
            "categorised",
            N_("tickets opened with a category"),
            Unit.COUNT,
            Aggregate.COUNT,
        ),
    ),
    unit=Unit.COUNT,
    direction=Direction.NEUTRAL,
    family=Family.SUPPORT,
    noun="ticket",
    source="002",
    needs=("ticket",),
)
def ticket_categories(window: Window) -> Measurement:
    """Tickets opened with a category, and a part for each category."""
    opened = opened_in(window)
    blank = window.data.tickets.category[opened] < 0
    total = count_part("categorised", ticket_rows(window, opened[~blank]))
    reading = Measurement(
        total.value, (total, *_category_parts(window, opened)), n=len(opened[~blank])
    )
    unknown = left_out(window, opened[blank], N_("No category"))
    return leaving_out(reading, unknown, spam_and_merged(window))
