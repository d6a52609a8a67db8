"""Cohorts as a heat map: who started together, and what is left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.cohorts import CohortRow, cohort_triangle
from kpidesk.domain.dataset import OPEN_ENDED, day_of
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import Period, month_of, quarter_of
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.facts import (
    Cell,
    ChartTable,
    HeatPicture,
    Mark,
    SpecialFacts,
)
from kpidesk.operations.charts.question import told, untold, whole_numbers

if TYPE_CHECKING:
    from kpidesk.operations.charts.question import ChartQuestion

_MOST_ROWS = 24
_MOST_STEPS = 13
_LONG = 25
"""Cohorts and steps of the long view: two years of months, and the first one."""


def client_cohorts(question: ChartQuestion) -> SpecialFacts:
    """How many clients of each cohort are still active."""
    return _cohorts(question, by_mrr=False)


def mrr_cohorts(question: ChartQuestion) -> SpecialFacts:
    """How much of the first MRR of each cohort there is; growth can exceed it."""
    return _cohorts(question, by_mrr=True)


def client_cohorts_of_two_years(question: ChartQuestion) -> SpecialFacts:
    """The same month by month, followed for 24 months."""
    return _cohorts(question, by_mrr=False, long=True)


def mrr_cohorts_of_two_years(question: ChartQuestion) -> SpecialFacts:
    """The same month by month, followed for 24 months."""
    return _cohorts(question, by_mrr=True, long=True)


def _spans(question: ChartQuestion, *, long: bool) -> tuple[Period, Period] | None:
    """The first and the last cohort: months, or quarters where those are too many.

    In the long view they are months, the last 25 of them.
    """
    first_paid = question.window.scope.first_paid
    known = first_paid[first_paid < question.window.end]
    if not len(known) or int(known.min()) == OPEN_ENDED:
        return None
    start, end = day_of(int(known.min())), question.period.last_day
    first, last = month_of(start), month_of(end)
    if long:
        return max(first, last.shifted(1 - _LONG)), last
    if _distance(first, last) > _MOST_ROWS:
        fiscal = question.period.fiscal_start
        first, last = quarter_of(start, fiscal), quarter_of(end, fiscal)
    if _distance(first, last) > _MOST_ROWS:
        first = last.shifted(1 - _MOST_ROWS)
    return first, last


def _known_by_the_end(question: ChartQuestion) -> Evaluator:
    """The same company as it was known at the end of the period.

    A quarter may go on after the month shown; what it brings is not known then.
    """
    window = question.window
    last_day = day_of(window.end - 1)
    return Evaluator(window.data, window.rules, as_of=last_day)


def _distance(first: Period, last: Period) -> int:
    """How many periods from one to the other, both included."""
    count = 1
    while first.start < last.start:
        first, count = first.shifted(1), count + 1
    return count


def _cohorts(
    question: ChartQuestion, *, by_mrr: bool, long: bool = False
) -> SpecialFacts:
    what = _("MRR kept by cohort") if by_mrr else _("Clients kept by cohort")
    spans = _spans(question, long=long)
    if spans is None:
        return untold(question.titled(what))
    first, last = spans
    evaluator = _known_by_the_end(question)
    rows = cohort_triangle(evaluator, first, _distance(first, last), last)
    rows = [row for row in rows if row.clients and (row.mrr or not by_mrr)]
    if not rows:
        return untold(question.titled(what))
    running = question.running or last.end > question.period.end
    most = _LONG if long else _MOST_STEPS
    steps = min(max(len(row.kept) for row in rows), most)
    cells = [
        _cells(question, row, steps, by_mrr=by_mrr, running=running) for row in rows
    ]
    summary = _summary(question, rows, steps, by_mrr=by_mrr)
    quarterly = first.kind.value == "quarter"
    step_name = _("Quarter {n}") if quarterly else _("Month {n}")
    columns = tuple(question.count(step) for step in range(steps))
    sizes = tuple(_size(question, row, by_mrr=by_mrr) for row in rows)
    names = question.names([row.period for row in rows])
    summary_name = _("Weighted average")
    headings = (
        _("Cohort"),
        _("First MRR") if by_mrr else _("Clients"),
        *(step_name.format(n=column) for column in columns),
    )
    table = ChartTable(
        headings,
        tuple(range(1, len(headings))),
        (
            *(
                (name, size, *(cell.text if cell else "" for cell in line))
                for name, size, line in zip(names, sizes, cells, strict=True)
            ),
            (summary_name, "", *(cell.text if cell else "" for cell in summary)),
        ),
    )
    picture = HeatPicture(
        corner=headings[0],
        size_heading=headings[1],
        columns=columns,
        rows=names,
        sizes=sizes,
        cells=tuple(cells),
        summary=summary,
        summary_name=summary_name,
    )
    marks = [
        [
            _mark(
                question, row, name, step_name.format(n=columns[at]), at, by_mrr=by_mrr
            )
            for at in range(sum(cell is not None for cell in line))
        ]
        for row, name, line in zip(rows, names, cells, strict=True)
    ]
    return told(
        question.titled(what, first),
        _said(summary, step_name, columns),
        marks,
        table,
        picture,
    )


def _said(
    summary: tuple[Cell | None, ...], step_name: str, columns: tuple[str, ...]
) -> str:
    known = [at for at, cell in enumerate(summary) if cell is not None]
    last = known[-1]
    cell = summary[last]
    return _(
        "On average {share} is left in {step}",
        share=cell.text if cell else "",
        step=step_name.format(n=columns[last]).lower(),
    )


def _size(question: ChartQuestion, row: CohortRow, *, by_mrr: bool) -> str:
    return question.money(row.mrr) if by_mrr else question.count(row.clients)


def _share(row: CohortRow, at: int, *, by_mrr: bool) -> float | None:
    if at >= len(row.kept):
        return None
    kept = row.kept_mrr[at] if by_mrr else row.kept[at]
    whole = row.mrr if by_mrr else row.clients
    return None if kept is None else kept / whole * 100


def _cells(
    question: ChartQuestion, row: CohortRow, steps: int, *, by_mrr: bool, running: bool
) -> tuple[Cell | None, ...]:
    found: list[Cell | None] = []
    for at in range(steps):
        share = _share(row, at, by_mrr=by_mrr)
        latest = running and at == len(row.kept) - 1
        found.append(
            None if share is None else Cell(share, question.share(share), latest)
        )
    return tuple(found)


def _summary(
    question: ChartQuestion, rows: list[CohortRow], steps: int, *, by_mrr: bool
) -> tuple[Cell | None, ...]:
    """Per step, what is left of all cohorts that have come that far together."""
    found: list[Cell | None] = []
    for at in range(steps):
        kept = whole = 0.0
        for row in rows:
            amounts = row.kept_mrr if by_mrr else row.kept
            if at < len(amounts) and (amount := amounts[at]) is not None:
                kept += amount
                whole += row.mrr if by_mrr else row.clients
        share = kept / whole * 100 if whole else None
        found.append(None if share is None else Cell(share, question.share(share)))
    return tuple(found)


def _mark(
    question: ChartQuestion,
    row: CohortRow,
    name: str,
    step: str,
    at: int,
    *,
    by_mrr: bool,
) -> Mark:
    share = _share(row, at, by_mrr=by_mrr)
    if by_mrr:
        kept, whole = question.money(row.kept_mrr[at]), question.money(row.mrr)
    else:
        kept, whole = question.count(row.kept[at]), question.count(row.clients)
    spoken = _(
        "Cohort {cohort}, {step}: {kept} of {whole} ({share})",
        cohort=name,
        step=step.lower(),
        kept=kept,
        whole=whole,
        share=question.share(share or 0.0),
    )
    ids = row.kept_ids[at]
    return Mark(spoken, "client", whole_numbers(ids if ids is not None else ()))
