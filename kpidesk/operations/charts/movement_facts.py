"""The movements of MRR: of one period as a waterfall, of many as stacked columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.kpi import Unit
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    ChartTable,
    ColumnsPicture,
    Figure,
    Mark,
    Series,
    SpecialFacts,
)
from kpidesk.operations.charts.question import largest_first, told, untold
from kpidesk.operations.load_dashboard import mrr_waterfall
from kpidesk.operations.waterfall_face import LABELS, waterfall_face

if TYPE_CHECKING:
    from kpidesk.domain.period import Period
    from kpidesk.operations.charts.question import ChartQuestion
    from kpidesk.operations.load_dashboard import Waterfall

MOVEMENTS = {
    "mrr_new": "movements.new",
    "mrr_expansion": "movements.expansion",
    "mrr_reactivation": "movements.reactivation",
    "mrr_contraction": "movements.contraction",
    "mrr_churned": "movements.churned",
    "exchange": "neutral",
}
"""Colour of each movement."""
_TOTALS = {"opening": "mrr_opening", "closing": "mrr"}


def movements_of_period(question: ChartQuestion) -> SpecialFacts:
    """From the MRR at the start to that at the end."""
    title = question.titled(_("MRR movements"))
    waterfall = mrr_waterfall(question.evaluator, question.period)
    if waterfall is None:
        return untold(title)
    face = waterfall_face(waterfall, question.period, question.formats)
    marks = [
        Mark(bar.spoken, *_behind(question, bar.key, question.period))
        for bar in face.bars
    ]
    headings = (_("Movement"), _("Amount"))
    rows = tuple(
        (
            bar.label,
            Figure(
                bar.text,
                bar.end if bar.total else bar.end - bar.start,
                Unit.MONEY,
            ),
        )
        for bar in face.bars
    )
    net = waterfall.closing - waterfall.opening
    said = _("Net change {amount}", amount=question.money(net, signed=True))
    return told(title, said, [marks], ChartTable(headings, (1,), rows), face)


def _behind(
    question: ChartQuestion, key: str, period: Period
) -> tuple[str, tuple[int, ...]]:
    """The records of a movement or total, the largest first, and their kind."""
    if key == "exchange":
        return "", ()
    reading = question.evaluator.read(find(_TOTALS.get(key, key)), period)
    parts = reading.measurement.parts
    return largest_first([rows for part in parts for rows in part.rows])


def movements_over_time(question: ChartQuestion) -> SpecialFacts:
    """Gains up, losses down, and their net as a line."""
    known = [
        (span, found)
        for span in question.spans()
        if (found := mrr_waterfall(question.evaluator, span)) is not None
    ]
    what = _("MRR movements over time")
    if not known:
        return untold(question.titled(what))
    spans = [span for span, _found in known]
    keys = [key for key in MOVEMENTS if any(_amount(found, key) for _s, found in known)]
    series = tuple(
        Series(
            _(LABELS[key]),
            MOVEMENTS[key],
            tuple(_amount(found, key) for _span, found in known),
        )
        for key in keys
    )
    nets = tuple(found.closing - found.opening for _span, found in known)
    marks = [_month_marks(question, keys, span, found) for span, found in known]
    names = question.names(spans)
    net_name = _("Net change")
    table = ChartTable(
        (_("Period"), *(item.name for item in series), net_name),
        tuple(range(1, len(series) + 2)),
        tuple(
            (
                name,
                *(_money(question, item.values[at]) for item in series),
                _money(question, nets[at]),
            )
            for at, name in enumerate(names)
        ),
    )
    ups = [sum(max(item.values[at], 0) for item in series) for at in range(len(spans))]
    downs = [
        sum(min(item.values[at], 0) for item in series) for at in range(len(spans))
    ]
    picture = ColumnsPicture(
        names,
        series,
        question.money_ticks(min((*downs, 0.0)), max((*ups, 1.0))),
        tops=(),
        line=nets,
        line_name=net_name,
        running=question.running,
    )
    said = _("Net change {amount}", amount=_money(question, sum(nets)))
    title = question.titled(what, spans[0])
    # Arrows left and right walk the months, up and down the movements of one.
    return told(title, said, _turned(marks), table, picture)


def _turned(columns: list[list[Mark]]) -> list[list[Mark]]:
    """Marks by movement instead of by month."""
    return [list(row) for row in zip(*columns, strict=True)]


def _amount(waterfall: Waterfall, key: str) -> float:
    return dict(waterfall.steps).get(key, 0.0)


def _money(question: ChartQuestion, amount: float) -> Figure:
    return question.money(amount, signed=True)


def _month_marks(
    question: ChartQuestion, keys: list[str], span: Period, found: Waterfall
) -> list[Mark]:
    name = question.name(span)
    marks = [
        Mark(
            f"{name}: {_(LABELS[key])} {_money(question, _amount(found, key))}",
            *_behind(question, key, span),
        )
        for key in keys
    ]
    net = _money(question, found.closing - found.opening)
    net_name = _("Net change")
    marks.append(Mark(f"{name}: {net_name} {net}"))
    return marks
