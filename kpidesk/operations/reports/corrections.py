"""What was reported of a closed month and is another figure now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _
from kpidesk.operations.close_month import restatements
from kpidesk.reporting.document import Block, Heading, Table
from kpidesk.reporting.reading_text import exact_text, period_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.operations.close_month import Restatement
    from kpidesk.operations.reports.report_question import Source

_NAMED = 3


def corrections(source: Source, keys: Sequence[str]) -> dict[str, list[Block]]:
    """A table for each KPI whose closed months were corrected since."""
    found: dict[str, list[Restatement]] = {}
    for item in restatements(source.store, keys):
        found.setdefault(item.kpi.key, []).append(item)
    return {key: _table(source, items) for key, items in found.items()}


def _table(source: Source, items: list[Restatement]) -> list[Block]:
    formats = source.formats
    rows = tuple(
        (
            period_text(item.month, formats),
            exact_text(item.kpi.unit, item.reported, formats),
            exact_text(item.kpi.unit, item.now.value, formats),
            _because(source, item),
        )
        for item in items
    )
    headings = (_("Month"), _("Reported"), _("Now"), _("Because of"))
    table = Table(headings, rows, (20, 15, 15, 50), frozenset({1, 2}))
    return [Heading(_("Corrections of closed months")), table]


def _because(source: Source, item: Restatement) -> str:
    """The records behind it: some by name, the rest by number."""
    told = "; ".join(cause.label for cause in item.causes[:_NAMED] if cause.label)
    rest = len(item.causes) - _NAMED
    if rest <= 0:
        return told
    more = _("and {count} more", count=source.formats.count(rest))
    return f"{told} {more}"
