"""How satisfied clients are: CSAT, NPS, effort, and how many answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING
from kpidesk.domain.intervals import net_promoter
from kpidesk.domain.kpi import (
    CLIENT_DIMENSIONS,
    Aggregate,
    Band,
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
from kpidesk.domain.kpis.answers import (
    NO_ANSWERS,
    Scores,
    answered_between,
    client_scores,
    is_survey,
    most_used_scale,
    on_scale,
    other_scales,
    scale_remark,
    sent_in,
    survey_scores,
)
from kpidesk.domain.kpis.promoters import NPS_FORMULA, split
from kpidesk.domain.reading import (
    count_part,
    leaving_out,
    proportion,
    quotient,
    rows,
    sum_part,
    undefined,
    with_remarks,
)
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray
    from kpidesk.domain.rules import Rules
    from kpidesk.domain.window import Window

_NEEDS = ("survey_answer",)
_ANSWERS = PartSpec("answers", N_("answers"), Unit.COUNT, Aggregate.COUNT)
_SCORES = PartSpec("scores", N_("sum of the scores"), Unit.SCORE)

_CLIENT_SURVEYS = ("csat", "nps", "ces")
_NOTHING_SENT = Remark("nothing_sent", N_("No survey was sent in the period."))


def _satisfied(rules: Rules, scores: Scores) -> BoolArray:
    """Which answers are at the top of their scale, by the house's rule."""
    scales = np.unique(scores.high)
    limits = np.array([rules.csat_threshold(int(scale)) for scale in scales])
    if not len(scales):
        return np.zeros(0, dtype=np.bool_)
    top: BoolArray = scores.score >= limits[np.searchsorted(scales, scores.high)]
    return top


def csat_of(window: Window, *several: Scores) -> Measurement:
    """Satisfied ÷ answers among the given answers."""
    satisfied = [scores.rows(_satisfied(window.rules, scores)) for scores in several]
    answers = [scores.rows() for scores in several]
    reading = proportion(
        count_part("satisfied", *satisfied), count_part("answers", *answers), NO_ANSWERS
    )
    return leaving_out(
        reading, *(item for scores in several for item in scores.left_out())
    )


@kpi(
    key="csat",
    name=N_("Client satisfaction (CSAT)"),
    short=N_("Satisfaction (CSAT)"),
    definition=N_(
        "Share of the answers of the period at the top of their scale: 4 or 5 out of"
        " 5, 8 to 10 out of 10. Ratings of tickets count on the day of resolution."
    ),
    formula="{satisfied} ÷ {answers} × 100",
    parts=(
        PartSpec("satisfied", N_("satisfied answers"), Unit.COUNT, Aggregate.COUNT),
        _ANSWERS,
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.SATISFACTION,
    noun="survey_answer",
    source="000, 001, 002",
    needs=("survey_answer", "ticket"),
    reach=CLIENT_DIMENSIONS,
    bands=(Band(N_("exceptional"), 88, None, "002", N_("what the best reach")),),
)
def csat(window: Window) -> Measurement:
    """Answers at the top of their scale ÷ answers; surveys and ticket ratings."""
    return csat_of(window, *window.remember(client_scores))


def _mean_on_one_scale(*several: Scores) -> Measurement:
    """The mean on the most used scale; answers on others are left out."""
    scale = most_used_scale(*several)
    unusable = [item for scores in several for item in scores.left_out()]
    if scale is None:
        return leaving_out(undefined(NO_ANSWERS), *unusable)
    counted = [scores.only(on_scale(scores, scale)) for scores in several]
    total = sum_part("scores", *(scores.scored_rows() for scores in counted))
    number = count_part("answers", *(scores.rows() for scores in counted))
    reading = quotient(
        total.value or 0.0,
        number.value or 0.0,
        scale=1,
        parts=(total, number),
        n=int(number.value or 0),
        reason=NO_ANSWERS,
    )
    others = [other_scales(scores, scale) for scores in several]
    return with_remarks(leaving_out(reading, *others, *unusable), scale_remark(scale))


@kpi(
    key="csat_mean",
    name=N_("Mean client satisfaction"),
    short=N_("Mean satisfaction"),
    definition=N_(
        "Mean score of the satisfaction answers of the period, on the scale that most"
        " of them use; answers on other scales are left out."
    ),
    formula="{scores} ÷ {answers}",
    parts=(_SCORES, _ANSWERS),
    unit=Unit.SCORE,
    direction=Direction.UP,
    family=Family.SATISFACTION,
    noun="survey_answer",
    needs=("survey_answer", "ticket"),
    reach=CLIENT_DIMENSIONS,
)
def csat_mean(window: Window) -> Measurement:
    """Sum of scores ÷ answers, on the most used scale: scales are never pooled."""
    return _mean_on_one_scale(*window.remember(client_scores))


@kpi(
    key="nps",
    name=N_("Net Promoter Score (NPS)"),
    short=N_("NPS"),
    definition=N_(
        "Percentage of promoters (9 and 10) less percentage of detractors (0 to 6)"
        " among the answers of the period, in points from −100 to 100."
    ),
    formula=NPS_FORMULA,
    parts=(
        PartSpec("promoters", N_("promoters"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("passives", N_("passives"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("detractors", N_("detractors"), Unit.COUNT, Aggregate.COUNT),
        _ANSWERS,
    ),
    unit=Unit.POINTS,
    direction=Direction.UP,
    family=Family.SATISFACTION,
    noun="survey_answer",
    source="004",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
    bands=(
        Band(N_("typical"), 30, 40, "004", ""),
        Band(N_("exceptional"), 50, None, "004", ""),
        Band(N_("leaders"), 75, 85, "002", N_("companies like Apple")),
    ),
)
def nps(window: Window) -> Measurement:
    """(promoters − detractors) ÷ answers × 100, on the most used scale up to 10."""
    scores = survey_scores(window, "nps")
    found = split(scores)
    promoters = count_part("promoters", found.counted.rows(found.promoters))
    passives = count_part("passives", found.counted.rows(found.passives))
    detractors = count_part("detractors", found.counted.rows(found.detractors))
    answers = count_part("answers", found.counted.rows())
    up, down = promoters.value or 0.0, detractors.value or 0.0
    n = answers.value or 0.0
    reading = quotient(
        up - down,
        n,
        scale=100,
        parts=(promoters, passives, detractors, answers),
        n=int(n),
        reason=NO_ANSWERS,
    )
    reading = replace(reading, interval=net_promoter(up, down, n))
    others = Excluded(scores.kind, found.others.ids, N_("On another scale"))
    return leaving_out(reading, others, *scores.left_out())


@kpi(
    key="ces_mean",
    name=N_("Customer Effort Score (CES)"),
    short=N_("Client effort (CES)"),
    definition=N_(
        "Mean answer to how easy it was, 7 = very easy. Scales that ask for the effort"
        " are read the other way round."
    ),
    formula="{scores} ÷ {answers}",
    parts=(_SCORES, _ANSWERS),
    unit=Unit.SCORE,
    direction=Direction.UP,
    family=Family.SATISFACTION,
    noun="survey_answer",
    source="001, 002",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
)
def ces_mean(window: Window) -> Measurement:
    """Mean ease on the most used scale; effort ``s`` reads ``min + max − s``.

    A 1–5 effort scale turned round is still a 1–5 scale: it is not stretched to 1–7,
    and its answers are left out where 1–7 is used more.
    """
    return _mean_on_one_scale(survey_scores(window, "ces"))


@kpi(
    key="ces_top",
    name=N_("Share of easy experiences (CES)"),
    short=N_("Easy (CES)"),
    definition=N_(
        "Share of the effort answers of the period above the middle of their scale:"
        " 5 to 7 out of 7, where 7 is very easy."
    ),
    formula="{easy} ÷ {answers} × 100",
    parts=(
        PartSpec("easy", N_("answers that say easy"), Unit.COUNT, Aggregate.COUNT),
        _ANSWERS,
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.SATISFACTION,
    noun="survey_answer",
    source="001, 002",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
)
def ces_top(window: Window) -> Measurement:
    """Answers in the upper part of their own scale ÷ answers.

    The upper part begins at the first whole score above the middle: 5 on 1–7, 4 on
    1–5. Scales on which low is easy are turned round first.
    """
    scores = survey_scores(window, "ces")
    upper = (scores.low + scores.high) // 2 + 1
    reading = proportion(
        count_part("easy", scores.rows(scores.score >= upper)),
        count_part("answers", scores.rows()),
        NO_ANSWERS,
    )
    return leaving_out(reading, *scores.left_out())


@kpi(
    key="response_rate",
    name=N_("Survey response rate"),
    short=N_("Response rate"),
    definition=N_(
        "Share of the client surveys sent in the period that have been answered."
    ),
    formula="{answered} ÷ {sent} × 100",
    parts=(
        PartSpec("answered", N_("surveys answered"), Unit.COUNT, Aggregate.COUNT),
        PartSpec("sent", N_("surveys sent"), Unit.COUNT, Aggregate.COUNT),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    family=Family.SATISFACTION,
    noun="survey_answer",
    source="001",
    needs=_NEEDS,
    reach=CLIENT_DIMENSIONS,
)
def response_rate(window: Window) -> Measurement:
    """Answered by ``as_of`` ÷ sent in the period, over csat, nps and ces surveys."""
    answers = window.data.answers
    sent = sent_in(window, *_CLIENT_SURVEYS)
    answered = sent[window.known_day(answers.answered[sent])]
    reading = proportion(
        count_part("answered", rows("survey_answer", answers.id[answered])),
        count_part("sent", rows("survey_answer", answers.id[sent])),
        _NOTHING_SENT,
    )
    dated = answered_between(window, window.start, window.end)
    recent = np.arange(dated.start, dated.stop)
    undated = recent[answers.sent[recent] == MISSING]
    undated = undated[is_survey(window, undated, *_CLIENT_SURVEYS)]
    unknown = Excluded(
        "survey_answer", answers.id[undated], N_("The day of sending is not recorded")
    )
    return leaving_out(reading, unknown)


KPIS: tuple[Kpi, ...] = (csat, csat_mean, nps, ces_mean, ces_top, response_rate)
