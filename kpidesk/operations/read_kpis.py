"""Readings of KPIs over several periods, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG, find
from kpidesk.domain.evaluation import Evaluator, Reading
from kpidesk.domain.segment import EVERYTHING, Segment
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_
from kpidesk.operations.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kpidesk.domain.kpi import Kpi
    from kpidesk.domain.period import Period
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class KpiQuestion:
    """What to read.

    Attributes:
        periods: The periods, in order.
        keys: KPI keys; all of the catalogue when empty.
        variant: Another definition; with no keys, all KPIs that have it.
        as_of: Last day whose events count; ``None`` = everything recorded.
        segment: Part of the company.
    """

    periods: Sequence[Period]
    keys: Sequence[str] = ()
    variant: str = ""
    as_of: date | None = None
    segment: Segment = EVERYTHING


def chosen_kpis(keys: Sequence[str], variant: str) -> list[Kpi]:
    """The KPIs asked for.

    Raises:
        UsageError: A key is unknown, or no KPI has the variant.
    """
    kpis = [find(key) for key in keys] if keys else list(CATALOG)
    if variant and not keys:
        kpis = [kpi for kpi in kpis if kpi.variant(variant)]
        if not kpis:
            raise UsageError(
                N_("No KPI has another definition called “{variant}”."),
                variant=variant,
            )
    return kpis


def read_kpis(
    store: Store, question: KpiQuestion, progress: Progress = silent
) -> list[Reading]:
    """Readings of each KPI in each period, KPI by KPI.

    Raises:
        UsageError: A key or variant is unknown.
    """
    kpis = chosen_kpis(question.keys, question.variant)
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules, question.segment, question.as_of)
    readings: list[Reading] = []
    for done, kpi in enumerate(kpis):
        progress(done, len(kpis))
        readings.extend(evaluator.series(kpi, question.periods, question.variant))
    progress(len(kpis), len(kpis))
    return readings
