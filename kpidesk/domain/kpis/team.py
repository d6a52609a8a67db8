"""The team: how it feels, who leaves, and what that costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import day_of
from kpidesk.domain.intervals import net_promoter, wilson
from kpidesk.domain.kpi import (
    NO_DIMENSION,
    Aggregate,
    Direction,
    Excluded,
    Family,
    Kpi,
    Measurement,
    PartSpec,
    Remark,
    Unit,
    kpi,
)
from kpidesk.domain.kpis.answers import NO_ANSWERS, sent_in, survey_scores
from kpidesk.domain.kpis.promoters import NPS_FORMULA, split
from kpidesk.domain.reading import (
    count_part,
    given_part,
    leaving_out,
    quotient,
    rows,
    sum_part,
    undefined,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray
    from kpidesk.domain.kpi import Rows
    from kpidesk.domain.kpis.promoters import Promoters
    from kpidesk.domain.window import Window

_NOTHING_SENT = Remark("nothing_sent", N_("No survey was sent in the period."))
_NOBODY = Remark("no_staff", N_("Nobody was employed in the period."))


def _anonymous(key: str, label: str) -> PartSpec:
    """A count without rows: whose answers they are must stay unknown."""
    return PartSpec(key, label, Unit.COUNT, Aggregate.GIVEN)


def _other_scales(found: Promoters) -> Remark | None:
    if not len(found.others.ids):
        return None
    return Remark(
        "other_scales",
        N_("Answers left out because they are on another scale: {count}."),
        {"count": len(found.others.ids)},
    )


@kpi(
    key="enps",
    name=N_("Employee Net Promoter Score (eNPS)"),
    short=N_("Team eNPS"),
    definition=N_(
        "Percentage of the team that would recommend working here (9 and 10) less the"
        " percentage that would not (6 or less), in points from −100 to 100."
    ),
    formula=NPS_FORMULA,
    parts=(
        _anonymous("promoters", N_("promoters")),
        _anonymous("passives", N_("passives")),
        _anonymous("detractors", N_("detractors")),
        _anonymous("answers", N_("answers")),
    ),
    unit=Unit.POINTS,
    direction=Direction.UP,
    family=Family.TEAM,
    noun="survey_answer",
    source="001",
    needs=("survey_answer",),
    reach=NO_DIMENSION,
)
def enps(window: Window) -> Measurement:
    """(promoters − detractors) ÷ answers × 100, on the most used scale of the period.

    Anonymous: equal answers are not duplicates, no record is listed, and under the
    house's floor there is no figure at all. 0–10 and 1–10 are never pooled.
    """
    found = split(survey_scores(window, "enps"))
    n = len(found.counted.ids)
    if not n:
        return with_remarks(undefined(NO_ANSWERS), _other_scales(found))
    floor = window.rules.anonymity_floor
    if n < floor:
        hidden = Remark(
            "under_anonymity_floor",
            N_("Hidden to protect anonymity: at least {need} answers needed."),
            {"need": floor},
        )
        return with_remarks(undefined(hidden, n=n), _other_scales(found))
    up, down = int(found.promoters.sum()), int(found.detractors.sum())
    reading = quotient(
        up - down,
        n,
        scale=100,
        parts=(
            given_part("promoters", float(up)),
            given_part("passives", float(n - up - down)),
            given_part("detractors", float(down)),
            given_part("answers", float(n)),
        ),
        n=n,
        reason=NO_ANSWERS,
    )
    reading = replace(reading, interval=net_promoter(up, down, n))
    return with_remarks(reading, _other_scales(found))


@kpi(
    key="pulse_participation",
    name=N_("Pulse participation"),
    short=N_("Participation"),
    definition=N_(
        "Share of the surveys sent to the team in the period that have been answered."
    ),
    formula="{answered} ÷ {sent} × 100",
    parts=(
        _anonymous("answered", N_("surveys answered")),
        _anonymous("sent", N_("surveys sent")),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.TEAM,
    noun="survey_answer",
    source="001",
    needs=("survey_answer",),
    reach=NO_DIMENSION,
)
def pulse_participation(window: Window) -> Measurement:
    """Answered by ``as_of`` ÷ sent in the period, over pulse and eNPS surveys.

    Who answered stays unknown: there are counts and no records.
    """
    answers = window.data.answers
    sent = sent_in(window, "pulse", "enps")
    answered = window.known_day(answers.answered[sent])
    top, bottom = float(answered.sum()), float(len(sent))
    reading = quotient(
        top,
        bottom,
        scale=100,
        parts=(given_part("answered", top), given_part("sent", bottom)),
        n=int(bottom),
        reason=_NOTHING_SENT,
    )
    return replace(reading, interval=wilson(top, bottom))


def _staff(window: Window, mask: BoolArray, values: FloatArray | None = None) -> Rows:
    return rows("staff", window.data.staff.id[mask], values)


def _employed(window: Window, day: int) -> BoolArray:
    """Who was employed just before *day*; the last day worked still counts."""
    staff = window.data.staff
    there: BoolArray = (staff.hired < day) & (staff.left >= day)
    return there


def _leavers(window: Window) -> BoolArray:
    """Whose last day worked falls in the period."""
    staff = window.data.staff
    return window.holds_day(staff.left) & (staff.left >= staff.hired)


@kpi(
    key="employee_turnover",
    name=N_("Employee turnover"),
    short=N_("Staff turnover"),
    definition=N_(
        "People whose last day of work falls in the period, compared with the mean of"
        " the headcount at its start and at its end."
    ),
    formula="{leavers} ÷ (({opening} + {closing}) ÷ 2) × 100",
    parts=(
        PartSpec("leavers", N_("people who left"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("opening", N_("people at the start"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("closing", N_("people at the end"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    family=Family.TEAM,
    noun="staff",
    source="002",
    needs=("staff",),
    reach=NO_DIMENSION,
)
def employee_turnover(window: Window) -> Measurement:
    """Leavers ÷ mean of opening and closing headcount; ``n`` = everybody employed."""
    leavers = _leavers(window)
    before, after = _employed(window, window.start), _employed(window, window.end)
    left = count_part("leavers", _staff(window, leavers))
    opening = count_part("opening", _staff(window, before))
    closing = count_part("closing", _staff(window, after))
    return quotient(
        left.value or 0.0,
        ((opening.value or 0.0) + (closing.value or 0.0)) / 2,
        scale=100,
        parts=(left, opening, closing),
        n=int((before | after | leavers).sum()),
        reason=_NOBODY,
    )


@kpi(
    key="turnover_cost",
    name=N_("Cost of employee turnover"),
    short=N_("Turnover cost"),
    definition=N_(
        "What it costs to replace the people who left: their yearly salaries times a"
        " factor that the house chooses, up to 2 yearly salaries."
    ),
    formula="{salaries} × {factor}",
    parts=(
        PartSpec("salaries", N_("yearly salaries of leavers"), Unit.MONEY),
        PartSpec("factor", N_("salaries per leaver"), Unit.RATIO, Aggregate.GIVEN),
    ),
    unit=Unit.MONEY,
    direction=Direction.DOWN,
    family=Family.TEAM,
    noun="staff",
    source="002",
    needs=("staff",),
    reach=NO_DIMENSION,
)
def turnover_cost(window: Window) -> Measurement:
    """Σ yearly salaries of leavers × the house's factor, at the last day's rate."""
    staff, leavers = window.data.staff, _leavers(window)
    if (
        not (leavers | _employed(window, window.start)).any()
        and not _employed(window, window.end).any()
    ):
        return undefined(_NOBODY)
    # An unknown salary is stored as 0; nobody's salary is.
    paid = leavers & (staff.yearly_salary > 0)
    unknown = Excluded(
        "staff", staff.id[leavers & ~paid], N_("The salary is not recorded")
    )
    if leavers.any() and not paid.any():
        reason = Remark("no_salaries", N_("The salary of nobody who left is recorded."))
        return leaving_out(undefined(reason), unknown)
    salaries = window.in_base(
        staff.yearly_salary[paid], staff.currency[paid], staff.left[paid]
    )
    blank = np.flatnonzero(np.isnan(salaries))
    if len(blank):
        return undefined(_no_rate(window, int(np.flatnonzero(paid)[blank[0]])))
    part = sum_part("salaries", _staff(window, paid, salaries / window.scope.per_major))
    factor = window.rules.salary_factor
    reading = Measurement(
        (part.value or 0.0) * factor,
        (part, given_part("factor", factor)),
        n=int(paid.sum()),
    )
    return leaving_out(reading, unknown)


def _no_rate(window: Window, person: int) -> Remark:
    staff = window.data.staff
    return Remark(
        "no_exchange_rate",
        N_("There is no exchange rate for {currency} on {day}."),
        {
            "currency": window.data.currencies[staff.currency[person]],
            "day": day_of(int(staff.left[person])).isoformat(),
        },
    )


KPIS: tuple[Kpi, ...] = (enps, pulse_participation, employee_turnover, turnover_cost)
