"""The KPIs of a chapter in one table, with the year behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.evaluation import compare
from kpidesk.i18n.messages import _
from kpidesk.reporting.document import Block, Heading, LineChart, Table
from kpidesk.reporting.reading_text import change_text, short_period_text, value_text

if TYPE_CHECKING:
    from kpidesk.domain.kpi import Family, Kpi
    from kpidesk.operations.reports.report_question import Source

_POINTS = 13


def family_table(source: Source, family: Family) -> list[Block]:
    """Every KPI of a family with its figure, the one before and the change."""
    asked = source.question.summary
    rows = []
    for kpi in CATALOG:
        if kpi.family is not family:
            continue
        reading = source.evaluator.read(kpi, asked.period)
        before = source.evaluator.read(kpi, asked.period.previous())
        rows.append(
            (
                _(kpi.name),
                value_text(kpi.unit, reading.value, source.formats),
                value_text(kpi.unit, before.value, source.formats),
                change_text(kpi, compare(reading, before), source.formats),
            )
        )
    headings = (_("Indicator"), _("Value"), _("Previous"), _("Change"))
    table = Table(headings, tuple(rows), (46, 16, 16, 28), frozenset({1, 2}))
    return [Heading(_("Indicators")), table]


def year_behind(source: Source, kpi: Kpi) -> LineChart:
    """A KPI over the last thirteen periods."""
    period, formats = source.question.summary.period, source.formats
    spans = [period.shifted(step) for step in range(1 - _POINTS, 1)]
    readings = source.evaluator.series(kpi, spans)
    return LineChart(
        _(kpi.name),
        tuple(short_period_text(span, formats) for span in spans),
        tuple(reading.value for reading in readings),
        tuple(value_text(kpi.unit, reading.value, formats) for reading in readings),
    )
