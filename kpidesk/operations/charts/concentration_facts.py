"""How much of the MRR hangs on few clients, and what if one of them left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Unit
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.charts.facts import (
    Bar,
    BarsPicture,
    ChartTable,
    Mark,
    Share,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers

if TYPE_CHECKING:
    from kpidesk.domain.dataset import FloatArray, IntArray
    from kpidesk.operations.charts.question import ChartQuestion

_GROUPS = ((N_("1st"), 0, 1), (N_("2nd to 5th"), 1, 5), (N_("6th to 10th"), 5, 10))
_SHOWN = 10


def mrr_by_client(question: ChartQuestion) -> SpecialFacts:
    """One bar of all MRR by rank, and the ten largest clients."""
    window = question.window
    title = question.titled(_("MRR by client"))
    active = np.flatnonzero(window.closing.active)
    mrr = window.closing.mrr[active] / window.scope.per_major
    whole = float(mrr.sum())
    if not len(active) or not np.isfinite(whole) or whole <= 0:
        return untold(title)
    order = np.lexsort((window.data.clients.id[active], -mrr))
    active, mrr = active[order], mrr[order]
    ids = window.data.clients.id[active]
    shares = mrr / whole * 100
    reached = np.cumsum(shares)
    names = [window.data.clients.name[int(at)] for at in active]
    whole_bar, group_marks = _ranks(question, ids, shares)
    rows = tuple(
        (
            name,
            question.money(float(amount)),
            question.value(Unit.PERCENT, float(share)),
            question.value(Unit.PERCENT, float(total)),
        )
        for name, amount, share, total in zip(names, mrr, shares, reached, strict=True)
    )
    shown = slice(0, _SHOWN)
    bars = tuple(
        Bar(name, float(amount), f"{money} · {share}")
        for (name, money, share, _total), amount in zip(
            rows[shown], mrr[shown], strict=True
        )
    )
    marks = [
        [
            Mark(
                _(
                    "{name}: {mrr}, {share} of MRR; together {cumulative}",
                    name=row[0],
                    mrr=row[1],
                    share=row[2],
                    cumulative=row[3],
                ),
                "client",
                (int(client),),
                lose=int(client),
            )
        ]
        for row, client in zip(rows[shown], ids[shown], strict=True)
    ]
    headings = (_("Client"), _("MRR"), _("Share"), _("Cumulative"))
    return told(
        title,
        _said(question),
        [group_marks, *marks],
        ChartTable(headings, (1, 2, 3), rows),
        BarsPicture(bars, whole_bar, first_bar=1),
    )


def _ranks(
    question: ChartQuestion, ids: IntArray, shares: FloatArray
) -> tuple[tuple[Share, ...], list[Mark]]:
    groups = [(_(name), low, high) for name, low, high in _GROUPS]
    groups.append((_("Others"), _SHOWN, len(ids)))
    bar, marks = [], []
    for place, (name, low, high) in enumerate(groups):
        if low >= len(ids):
            continue
        percent = float(shares[low:high].sum())
        text = question.share(percent)
        bar.append(Share(name, percent, text, f"series.{place}"))
        spoken = _("{name}: {share} of MRR", name=name, share=text)
        marks.append(Mark(spoken, "client", whole_numbers(ids[low:high])))
    return tuple(bar), marks


def _said(question: ChartQuestion) -> str:
    """``1st client 22% · top five 61% · HHI 0.09``, as the cards say them."""
    texts = {}
    for key in ("concentration_top1", "concentration_top5", "concentration_hhi"):
        kpi = find(key)
        reading = question.evaluator.read(kpi, question.period)
        texts[key] = question.value(kpi.unit, reading.value)
    return _(
        "Largest client {top1} · top five {top5} · HHI {hhi}",
        top1=texts["concentration_top1"],
        top5=texts["concentration_top5"],
        hhi=texts["concentration_hhi"],
    )
