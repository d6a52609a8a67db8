"""What is left of each client's MRR after serving it, the worst and the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpis.client_margins import margin_per_client
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    Bar,
    BarsPicture,
    ChartTable,
    Mark,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold

if TYPE_CHECKING:
    from kpidesk.operations.charts.question import ChartQuestion

_SHOWN = 8


def margin_of_clients(question: ChartQuestion) -> SpecialFacts:
    """Bars to the right of zero for what remains, to the left for what is missing.

    The clients with the lowest margins come first, those with the highest last; the
    table names them all.
    """
    window = question.window
    title = question.titled(_("Margin by client"))
    active = np.flatnonzero(window.closing.active)
    found, major = margin_per_client(window), window.scope.per_major
    mrr, served = found.mrr[active] / major, found.served[active] / major
    if not len(active) or not np.isfinite(mrr - served).all():
        return untold(title)
    ids = window.data.clients.id[active]
    order = np.lexsort((ids, mrr - served))
    margins = [float(mrr[at] - served[at]) for at in order]
    rows, marks = [], []
    for at, margin in zip(order, margins, strict=True):
        name = window.data.clients.name[int(active[at])]
        paid, cost = question.money(float(mrr[at])), question.money(float(served[at]))
        text = question.money(margin, signed=True)
        rows.append((name, paid, cost, text))
        spoken = _(
            "{name}: {margin} a month, {mrr} less {cost} of service",
            name=name,
            margin=text,
            mrr=paid,
            cost=cost,
        )
        marks.append([Mark(spoken, "client", (int(ids[at]),))])
    ends = _ends(len(rows))
    bars = tuple(
        Bar(rows[at][0], margins[at], rows[at][3], _color(margins[at])) for at in ends
    )
    said = _(
        "{n} of {all} clients cost more than they pay",
        n=question.count(sum(margin < 0 for margin in margins)),
        all=question.count(len(rows)),
    )
    headings = (_("Client"), _("MRR"), _("Cost of service"), _("Margin"))
    return told(
        title,
        said,
        [marks[at] for at in ends],
        ChartTable(headings, (1, 2, 3), tuple(rows)),
        BarsPicture(bars),
    )


def _color(margin: float) -> str:
    return "bad" if margin < 0 else "series.0"


def _ends(count: int) -> list[int]:
    """The first and the last places, in order, each once."""
    first, last = range(min(_SHOWN, count)), range(max(count - _SHOWN, 0), count)
    return sorted({*first, *last})
