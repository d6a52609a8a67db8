"""The way of the leads created in a period: decided, converted, paying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    Bar,
    BarsPicture,
    ChartTable,
    Mark,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray
    from kpidesk.domain.window import Window
    from kpidesk.operations.charts.question import ChartQuestion

_WON, _LOST = 1, -1


@dataclass(frozen=True, slots=True)
class _Stage:
    """How many came that far, and the median days since the creation."""

    name: str
    mask: BoolArray
    days: float | None


def lead_funnel(question: ChartQuestion) -> SpecialFacts:
    """Four bars of count. Dates of the stages in between are not recorded."""
    window = question.window
    title = question.titled(_("Lead funnel"))
    stages = _stages(window)
    created = int(stages[0].mask.sum())
    if not created:
        return untold(title)
    ids = window.data.leads.id
    bars, marks, rows = [], [], []
    before = created
    for place, stage in enumerate(stages):
        number = int(stage.mask.sum())
        count = question.count(number)
        step = question.share(number / before * 100) if place and before else ""
        whole = question.share(number / created * 100)
        days = "" if stage.days is None else question.days(stage.days)
        remark = _remark(step, days)
        bars.append(Bar(stage.name, number, f"{count} · {whole}", "series.0", remark))
        spoken = f"{stage.name}: {count} ({whole})" + (f". {remark}" if remark else "")
        marks.append([Mark(spoken, "lead", whole_numbers(ids[stage.mask]))])
        rows.append((stage.name, count, whole, step, days))
        before = number
    headings = (
        _("Stage"),
        _("Leads"),
        _("Of those created"),
        _("Of the stage before"),
        _("Median days"),
    )
    converted = next(row for row in rows if row[0] == _("Leads converted"))
    said = _(
        "{converted} of {created} converted ({share})",
        converted=converted[1],
        created=rows[0][1],
        share=converted[2],
    )
    table = ChartTable(headings, (1, 2, 3, 4), tuple(rows))
    return told(title, said, marks, table, BarsPicture(tuple(bars)))


def _remark(step: str, days: str) -> str:
    parts = []
    if step:
        parts.append(_("{share} of the stage before", share=step))
    if days:
        parts.append(_("median {days} after creation", days=days))
    return " · ".join(parts)


def _stages(window: Window) -> tuple[_Stage, ...]:
    leads = window.data.leads
    created = window.holds_day(leads.created)
    undated_win = (leads.outcome == _WON) & (leads.converted == MISSING)
    undated_loss = (leads.outcome == _LOST) & (leads.lost == MISSING)
    won_on_day = window.known_day(leads.converted)
    lost_on_day = window.known_day(leads.lost)
    won = created & (won_on_day | undated_win)
    decided = won | (created & (lost_on_day | undated_loss))
    closed = np.where(won_on_day, leads.converted, leads.lost)
    dated = decided & (won_on_day | lost_on_day)
    linked = won & (leads.client >= 0)
    paying = linked.copy()
    paying[linked] = window.scope.first_paid[leads.client[linked]] < window.horizon

    def median(mask: BoolArray) -> float | None:
        days = closed[mask] - leads.created[mask]
        return float(np.median(days)) if len(days) else None

    return (
        _Stage(_("Leads created"), created, None),
        _Stage(_("Leads decided"), decided, median(dated)),
        _Stage(_("Leads converted"), won, median(won & won_on_day)),
        _Stage(_("With a paid contract"), paying, None),
    )
