"""A page per KPI: figure, chart, calculation, the rows behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.i18n.messages import _, ngettext
from kpidesk.operations.calculations import STAFF
from kpidesk.operations.reports.corrections import corrections
from kpidesk.operations.reports.special_chart import special_chart
from kpidesk.operations.tell_kpi import tell_kpi
from kpidesk.reporting.document import (
    Block,
    Heading,
    LineChart,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)

if TYPE_CHECKING:
    from kpidesk.operations.reports.report_question import Source
    from kpidesk.operations.tell_kpi import KpiStory

ROWS_PRINTED = 9
"""The most records printed of a KPI; fewer where its page is full."""
_POINTS = 13


def kpi_pages(source: Source, keys: tuple[str, ...]) -> list[Block]:
    """Pages of the KPIs, each beginning on its own."""
    blocks: list[Block] = []
    corrected = corrections(source, keys)
    for key in keys:
        story = tell_kpi(source.store, key, source.dashboard, source.formats)
        blocks += [PageBreak(), *_page(source, story, corrected.get(key, []))]
    return blocks


def _page(source: Source, story: KpiStory, corrected: list[Block]) -> list[Block]:
    face = story.face
    value = face.value or _("Not enough data")
    blocks: list[Block] = [Heading(face.name), Paragraph(value, "large")]
    facts = [face.change, face.versus, face.target, story.interval, face.records]
    told = " · ".join(fact for fact in facts if fact)
    if told or face.missing:
        blocks.append(Paragraph(told if face.value else face.missing))
    blocks += _chart(story)
    special = special_chart(source, story.face.key)
    tall = any(isinstance(each, Picture) and each.tall for each in special)
    blocks += [] if tall else special
    blocks += [Heading(_("Calculation")), Paragraph(story.words)]
    if story.numbers and story.numbers != story.result:
        blocks.append(Paragraph(f"= {story.numbers}"))
    blocks.append(Paragraph(f"= {story.result}" if face.value else story.result))
    blocks += [Paragraph(remark, "small") for remark in story.remarks]
    # The definitions come at the end of the report; here only what sources print.
    bands = story.about[len(face.about) :]
    blocks += [Paragraph(text, "small") for text in bands]
    blocks += _rows(source, story)
    blocks += _left_out(story)
    blocks += corrected
    # A chart as high as a page comes after what fits on the first.
    blocks += special if tall else []
    return blocks


def _chart(story: KpiStory) -> list[Block]:
    points = story.chart.points[-_POINTS:]
    if all(point.value is None for point in points):
        return []
    name = _(find(story.face.key).short)
    chart = LineChart(
        f"{name} — {points[0].label} → {points[-1].label}",
        tuple(point.label for point in points),
        tuple(point.value for point in points),
        tuple(point.text for point in points),
        story.chart.target,
    )
    return [chart]


def _rows(source: Source, story: KpiStory) -> list[Block]:
    """As many records as the page holds, and how many there are besides."""
    rows = tuple(
        (row.label, row.part, row.value) for row in story.records if row.kind != STAFF
    )
    if not rows:
        return []
    table = Table(
        (_("Record"), _("Counted as"), _("Value")),
        rows[:ROWS_PRINTED],
        (50, 32, 18),
        frozenset({2}),
        tuple(
            _more(source, len(rows) - printed)
            for printed in range(min(ROWS_PRINTED, len(rows)) + 1)
        ),
    )
    return [Heading(_("Records")), table]


def _more(source: Source, rest: int) -> str:
    if not rest:
        return ""
    return ngettext(
        "{n} more row is in the program.",
        "{n} more rows are in the program.",
        rest,
        n=source.formats.count(rest),
    )


def _left_out(story: KpiStory) -> list[Block]:
    rows = tuple((row.label, row.value) for row in story.left_out if row.kind != STAFF)
    if not rows:
        return []
    table = Table((_("Left out"), _("Reason")), rows[:ROWS_PRINTED], (50, 50))
    return [Heading(_("Left out and why")), table]
