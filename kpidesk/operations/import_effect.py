"""Which KPIs an import moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Change, Evaluator, Reading, compare
from kpidesk.operations.import_workbook import ImportResult, commit_import
from kpidesk.operations.load_dashboard import DEFAULT_CARDS
from kpidesk.operations.progress import Progress, silent

if TYPE_CHECKING:
    from kpidesk.domain.period import Period
    from kpidesk.importing.plan import ImportPlan
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class MovedKpi:
    """A KPI before and after an import, in one period."""

    before: Reading
    after: Reading
    change: Change


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, and what it moved."""

    result: ImportResult
    moved: tuple[MovedKpi, ...]


def _readings(store: Store, period: Period) -> Sequence[Reading]:
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules)
    return [evaluator.read(find(key), period) for key in DEFAULT_CARDS]


def import_and_compare(
    store: Store,
    plan: ImportPlan,
    author: str,
    period: Period,
    progress: Progress = silent,
) -> ImportOutcome:
    """Save a plan and tell which of the dashboard's KPIs moved in a period."""
    before = _readings(store, period)
    result = commit_import(store, plan, author, progress)
    after = _readings(store, period)
    moved = tuple(
        MovedKpi(old, new, compare(new, old))
        for old, new in zip(before, after, strict=True)
        if old.value != new.value
    )
    return ImportOutcome(result, moved)
