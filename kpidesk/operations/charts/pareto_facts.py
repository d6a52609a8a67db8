"""What most of it is about: reasons and categories, the most frequent first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpis.leaving_reasons import lost_with_reasons
from kpidesk.domain.kpis.tickets import opened_in
from kpidesk.domain.spread import Slice, by_frequency, needed_for
from kpidesk.i18n.messages import _, ngettext
from kpidesk.operations.charts.facts import (
    ChartTable,
    Mark,
    ParetoPicture,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray, Texts
    from kpidesk.operations.charts.question import ChartQuestion

MOST = 12
GUIDE = 80.0
"""Percent at which the guide line stands."""
_MONTHS = 12
_QUARTERS = (0.0, 25.0, 50.0, 75.0, 100.0)


def ticket_categories(question: ChartQuestion) -> SpecialFacts:
    """Tickets opened in the period by category.

    Those without a category are a bar too, except where the KPI leaves them out.
    """
    window = question.window
    tickets, opened = window.data.tickets, opened_in(window)
    if question.kpi.key == "ticket_categories":
        opened = opened[tickets.category[opened] >= 0]
    title = question.titled(_("What tickets are about"))
    return _pareto(
        question,
        title,
        "ticket",
        tickets.id[opened],
        tickets.category[opened],
        tickets.categories,
        _("No category"),
    )


def ticket_channels(question: ChartQuestion) -> SpecialFacts:
    """Tickets opened in the period by channel."""
    window = question.window
    tickets, opened = window.data.tickets, opened_in(window)
    return _pareto(
        question,
        question.titled(_("Tickets by channel")),
        "ticket",
        tickets.id[opened],
        tickets.channel[opened],
        tickets.channels,
        _("No channel"),
    )


def leaving_reasons(question: ChartQuestion) -> SpecialFacts:
    """Clients lost by the reason they gave, in the last twelve periods.

    One month rarely loses enough clients to tell a reason from an accident.
    """
    spans = question.spans(_MONTHS)
    found = [lost_with_reasons(question.window_of(span)) for span in spans]
    ids = np.concatenate([ids for ids, _codes in found])
    codes = np.concatenate([codes for _ids, codes in found])
    names = question.window.data.contracts.reasons
    title = question.titled(_("Why clients left"), spans[0])
    nothing = _("No reason recorded")
    return _pareto(question, title, "client", ids, codes, names, nothing)


def _pareto(  # noqa: PLR0917 # what is counted, and how it is called
    question: ChartQuestion,
    title: str,
    kind: str,
    ids: IntArray,
    codes: IntArray,
    names: Texts,
    blank: str,
) -> SpecialFacts:
    if not len(ids):
        return untold(title)
    slices = by_frequency(ids, codes, names, MOST)
    labels = tuple(slice_name(item, blank) for item in slices)
    counts = tuple(len(item.ids) for item in slices)
    rows = tuple(
        (
            label,
            question.count(count),
            question.share(count / len(ids) * 100),
            question.share(item.cumulative),
        )
        for label, count, item in zip(labels, counts, slices, strict=True)
    )
    marks = [
        Mark(
            _(
                "{name}: {count} ({share}), together {cumulative}",
                name=row[0],
                count=row[1],
                share=row[2],
                cumulative=row[3],
            ),
            kind,
            whole_numbers(item.ids),
        )
        for row, item in zip(rows, slices, strict=True)
    ]
    needed = needed_for(slices, GUIDE)
    said = ngettext(
        "{n} makes up {share}",
        "{n} make up {share} together",
        needed,
        n=needed,
        share=question.share(slices[needed - 1].cumulative),
    )
    picture = ParetoPicture(
        labels,
        counts,
        tuple(row[1] for row in rows),
        tuple(item.cumulative for item in slices),
        question.count_ticks(len(ids)),
        tuple((percent, question.share(percent)) for percent in _QUARTERS),
    )
    headings = (_("Name"), _("Count"), _("Share"), _("Cumulative"))
    return told(title, said, [marks], ChartTable(headings, (1, 2, 3), rows), picture)


def slice_name(item: Slice, blank: str = "") -> str:
    """What a slice is called; *blank* is the name of what is not recorded."""
    if item.gathered:
        return _("Others ({n})", n=item.gathered)
    return item.label or blank
