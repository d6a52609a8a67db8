"""The chart that tells most of a KPI, as a block of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.operations.charts.choice import chart_names, tell_chart
from kpidesk.operations.charts.facts import HeatPicture
from kpidesk.reporting.document import Block, Paragraph, Picture

if TYPE_CHECKING:
    from kpidesk.operations.reports.report_question import Source


def special_chart(source: Source, key: str) -> list[Block]:
    """The first of the special charts of a KPI; nothing where it has none."""
    names = chart_names(key)
    if not names:
        return []
    chart = names[0][0]
    facts = tell_chart(source.store, key, chart, source.dashboard, source.formats)
    if facts.picture is None:
        return [Paragraph(facts.said, "small")] if facts.said else []
    tall = isinstance(facts.picture, HeatPicture)
    return [Picture(facts.title, facts.said, facts.picture, f"{key}_{chart}", tall)]
