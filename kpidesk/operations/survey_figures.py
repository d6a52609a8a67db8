"""What the answers of a list say together: satisfaction, promoters, effort."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.catalog import find
from kpidesk.domain.dataset import MISSING
from kpidesk.domain.evaluation import Evaluator, Reading
from kpidesk.domain.period import Period, PeriodKind
from kpidesk.domain.segment import only_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.store.protocol import Store

FEWEST = 5
"""Fewer answers than these tell nothing about the clients."""
_KPIS = ("csat", "nps", "ces_mean")
_EPOCH = date(1970, 1, 1)


def survey_figures(store: Store, answer_ids: Sequence[int]) -> list[Reading]:
    """The figures of some answers, whenever they were given; those there are.

    Ratings of tickets, which no list of answers shows, do not count here.
    """
    rules = store.rules()
    whole = store.dataset(rules)
    answers = only_rows(whole.answers, np.isin(whole.answers.id, list(answer_ids)))
    days = answers.answered[answers.answered != MISSING]
    if not len(days):
        return []
    tickets = only_rows(whole.tickets, np.zeros(len(whole.tickets.id), np.bool_))
    evaluator = Evaluator(replace(whole, answers=answers, tickets=tickets), rules)
    first, last = (_EPOCH + timedelta(days=int(d)) for d in (days.min(), days.max()))
    period = Period(first, last + timedelta(days=1), PeriodKind.CUSTOM)
    readings = (evaluator.read(find(key), period) for key in _KPIS)
    return [each for each in readings if each.measurement.n]
