"""Satisfaction by the occasion that was asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.kpis.answers import survey_scores, ticket_ratings
from kpidesk.domain.kpis.satisfaction import csat_of

if TYPE_CHECKING:
    from kpidesk.domain.kpi import Measurement
    from kpidesk.domain.window import Window

SUPPORT = "support"
"""The touchpoint to which ratings of tickets belong."""


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """The CSAT of one touchpoint; an empty label is for answers without one."""

    label: str
    csat: Measurement


def csat_by_touchpoint(window: Window) -> tuple[Touchpoint, ...]:
    """CSAT of every touchpoint that has answers in the period, most answers first."""
    scores, ratings = survey_scores(window, "csat"), ticket_ratings(window)
    nothing = ratings.only(np.zeros(len(ratings.ids), dtype=np.bool_))
    labels = (*window.data.answers.touchpoints, "")
    readings: list[Touchpoint] = []
    for code, label in enumerate(labels):
        wanted = code if label else -1
        rated = ratings if label == SUPPORT else nothing
        reading = csat_of(window, scores.only(scores.touchpoint == wanted), rated)
        readings.append(Touchpoint(label, reading))
    if SUPPORT not in labels:
        readings.append(Touchpoint(SUPPORT, csat_of(window, ratings)))
    asked = [touchpoint for touchpoint in readings if touchpoint.csat.n]
    return tuple(sorted(asked, key=lambda touchpoint: -touchpoint.csat.n))
