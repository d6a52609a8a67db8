"""Promoters, passives and detractors: what NPS and eNPS have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.kpis.answers import most_used_scale, on_scale

if TYPE_CHECKING:
    from kpidesk.domain.dataset import BoolArray
    from kpidesk.domain.kpis.answers import Scale, Scores

NPS_FORMULA = "({promoters} − {detractors}) ÷ {answers} × 100"

_PROMOTER, _DETRACTOR, _TOP = 9, 6, 10


@dataclass(frozen=True, slots=True)
class Promoters:
    """Answers of one scale up to 10, sorted by what they mean.

    Attributes:
        scale: The most used scale, 0–10 or 1–10; ``None`` without answers.
        counted: The answers on it.
        others: The answers on other scales, which never count with them.
        promoters: Which of those counted are 9 or 10.
        detractors: Which are 6 or less.
    """

    scale: Scale | None
    counted: Scores
    others: Scores
    promoters: BoolArray
    detractors: BoolArray

    @property
    def passives(self) -> BoolArray:
        """Which answers are neither."""
        return ~(self.promoters | self.detractors)


def split(scores: Scores) -> Promoters:
    """Sort the answers on the most used scale that reaches up to 10.

    The marks 9 and 6 have no meaning on other scales, and a 1 of 1–10 is not a 1 of
    0–10, so answers on different scales are never put together.
    """
    scale = most_used_scale(scores.only(scores.high == _TOP))
    chosen = on_scale(scores, scale or (0, _TOP))
    counted = scores.only(chosen)
    return Promoters(
        scale,
        counted,
        scores.only(~chosen),
        counted.score >= _PROMOTER,
        counted.score <= _DETRACTOR,
    )
