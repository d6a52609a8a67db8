"""Survey answers of a period, read so that a high score is good.

Scores are thousandths, as stored. A scale on which low is good (effort, school marks)
is mirrored: a score ``s`` counts as ``lowest + highest − s``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.dataset import MISSING
from kpidesk.domain.kpi import Excluded, Remark, Rows
from kpidesk.domain.kpis.tickets import resolved_in
from kpidesk.domain.reading import rows
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray, FloatArray, IntArray
    from kpidesk.domain.window import Window

NO_ANSWERS = Remark("no_answers", N_("There are no answers dated in the period."))

_ANSWER, _TICKET = "survey_answer", "ticket"


@dataclass(frozen=True, slots=True)
class Scores:
    """Answers of one record kind.

    Attributes:
        kind: Record kind of the ids.
        ids: The answers.
        score: Score of each in points, high is good.
        low: Lowest score of each one's scale.
        high: Highest score of each one's scale.
        client: Position of each one's client, −1 = none.
        touchpoint: Code of each one's touchpoint, −1 = none.
        unusable: Ids of answers without a score, or with one outside its scale.
        repeated: Ids of ratings of tickets about which a survey was answered too.
    """

    kind: str
    ids: IntArray
    score: FloatArray
    low: IntArray
    high: IntArray
    client: IntArray
    touchpoint: IntArray
    unusable: IntArray
    repeated: IntArray

    def only(self, mask: BoolArray) -> Scores:
        """The answers of a mask."""
        return Scores(
            self.kind,
            self.ids[mask],
            self.score[mask],
            self.low[mask],
            self.high[mask],
            self.client[mask],
            self.touchpoint[mask],
            self.unusable,
            self.repeated,
        )

    def rows(self, mask: BoolArray | None = None) -> Rows:
        """The answers of a mask, contributing 1 each."""
        return rows(self.kind, self.ids if mask is None else self.ids[mask])

    def scored_rows(self) -> Rows:
        """The answers, contributing their scores."""
        return rows(self.kind, self.ids, self.score)

    def left_out(self) -> tuple[Excluded, ...]:
        """The answers that cannot be used, and those that say again what counts."""
        unusable = N_("No score, or a score outside its scale")
        repeated = N_("A survey about the ticket was answered too, and counts instead")
        return (
            Excluded(self.kind, self.unusable, unusable),
            Excluded(self.kind, self.repeated, repeated),
        )


def answered_between(window: Window, first: int, end: int) -> slice:
    """The slice of answers dated from *first* to before *end* (day numbers)."""
    low, high = np.searchsorted(window.data.answers.answered, (first, end))
    return slice(int(low), int(high))


def survey_scores(window: Window, survey: str, chosen: slice | None = None) -> Scores:
    """The answers to a kind of survey dated in the period, or in the slice."""
    answers = window.data.answers
    if chosen is None:
        chosen = answered_between(window, window.start, window.end)
    code = answers.surveys.index(survey) if survey in answers.surveys else -2
    found = np.flatnonzero(answers.survey[chosen] == code) + chosen.start
    low, high = answers.scale_min[found], answers.scale_max[found]
    milli = answers.score_milli[found]
    inside = (milli != MISSING) & (milli >= low * 1000) & (milli <= high * 1000)
    score = np.where(
        answers.high_is_good[found], milli / 1000, low + high - milli / 1000
    )
    return Scores(
        _ANSWER,
        answers.id[found][inside],
        score[inside],
        low[inside],
        high[inside],
        answers.client[found][inside],
        answers.touchpoint[found][inside],
        answers.id[found][~inside],
        np.zeros(0, dtype=np.int64),
    )


def ticket_ratings(window: Window, chosen: IntArray | None = None) -> Scores:
    """Ratings of the tickets resolved in the period, or of the positions given.

    Their scale begins at 1, and a high rating is good. A satisfaction survey answered
    about the same ticket by ``as_of``, whenever, counts instead of the rating.
    """
    tickets = window.data.tickets
    if chosen is None:
        chosen = resolved_in(window)
    milli, high = tickets.rating_milli[chosen], tickets.rating_max[chosen]
    rated = milli != MISSING
    inside = rated & (high != MISSING) & (milli >= 0) & (milli <= high * 1000)
    again = _surveyed_tickets(window)[chosen]
    repeated = tickets.id[chosen[inside & again]]
    good = chosen[inside & ~again]
    return Scores(
        _TICKET,
        tickets.id[good],
        tickets.rating_milli[good] / 1000,
        np.ones(len(good), dtype=np.int64),
        tickets.rating_max[good],
        tickets.client[good],
        np.full(len(good), -1, dtype=np.int64),
        tickets.id[chosen[rated & ~inside]],
        repeated,
    )


def _surveyed_tickets(window: Window) -> BoolArray:
    """Which tickets had a satisfaction survey about them answered."""

    def compute() -> BoolArray:
        answers = window.data.answers
        asked = np.flatnonzero(answers.ticket_id != MISSING)
        asked = asked[is_survey(window, asked, "csat")]
        known = window.known_day(answers.answered[asked])
        milli = answers.score_milli[asked]
        known &= milli >= answers.scale_min[asked] * 1000
        known &= milli <= answers.scale_max[asked] * 1000
        return np.isin(window.data.tickets.id, answers.ticket_id[asked[known]])

    return window.scope.remember(("surveyed tickets", window.horizon), compute)


def client_scores(window: Window) -> tuple[Scores, Scores]:
    """What says how satisfied clients are: csat surveys, and ratings of tickets."""
    return survey_scores(window, "csat"), ticket_ratings(window)


Scale = tuple[int, int]
_LONGEST = 2**20


def most_used_scale(*several: Scores) -> Scale | None:
    """The scale of most answers; of equally used ones, the longer."""
    counted: dict[Scale, int] = {}
    for scores in several:
        # Both ends in one number: rows are slow to count, numbers are not.
        ends = scores.low * _LONGEST + scores.high
        found, counts = np.unique(ends, return_counts=True)
        for both, count in zip(found, counts, strict=True):
            low, high = divmod(int(both), _LONGEST)
            scale = (low, high)
            counted[scale] = counted.get(scale, 0) + int(count)
    if not counted:
        return None
    return max(counted, key=lambda scale: (counted[scale], scale[1], -scale[0]))


def on_scale(scores: Scores, scale: Scale) -> BoolArray:
    """Which answers were given on that scale."""
    same: BoolArray = (scores.low == scale[0]) & (scores.high == scale[1])
    return same


def other_scales(scores: Scores, scale: Scale) -> Excluded:
    """The answers given on any other scale."""
    return Excluded(
        scores.kind, scores.ids[~on_scale(scores, scale)], N_("On another scale")
    )


def scale_remark(scale: Scale) -> Remark:
    """Says which scale a mean is read on."""
    return Remark(
        "scale",
        N_("Scale from {low} to {high}, high is good."),
        {"low": scale[0], "high": scale[1]},
    )


def sent_in(window: Window, *surveys: str) -> IntArray:
    """Positions of the surveys of these kinds that were sent in the period."""
    answers = window.data.answers
    sent = np.flatnonzero(window.holds_day(answers.sent))
    return sent[is_survey(window, sent, *surveys)]


def is_survey(window: Window, positions: IntArray, *surveys: str) -> BoolArray:
    """Which of the answers at these positions belong to one of these kinds."""
    answers = window.data.answers
    wanted = np.array([name in surveys for name in answers.surveys], dtype=np.bool_)
    if not len(wanted):
        return np.zeros(len(positions), dtype=np.bool_)
    return wanted[answers.survey[positions]]
