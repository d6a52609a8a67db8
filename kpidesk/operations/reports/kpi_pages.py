"""A page per KPI: figure, chart, calculation, the rows behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import _, ngettext
from kpidesk.operations.tell_kpi import tell_kpi
from kpidesk.reporting.document import (
    Block,
    Heading,
    LineChart,
    PageBreak,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from kpidesk.operations.reports.report_question import Source
    from kpidesk.operations.tell_kpi import KpiStory

ROWS_PRINTED = 9
"""As many as leave a KPI on one page."""
_POINTS = 13


def kpi_pages(source: Source, keys: tuple[str, ...]) -> list[Block]:
    """Pages of the KPIs, each beginning on its own."""
    blocks: list[Block] = []
    for key in keys:
        story = tell_kpi(source.store, key, source.dashboard, source.formats)
        blocks += [PageBreak(), *_page(source, story)]
    return blocks


def _page(source: Source, story: KpiStory) -> list[Block]:
    face = story.face
    value = face.value or _("Not enough data")
    blocks: list[Block] = [Heading(face.name), Paragraph(value, "large")]
    facts = [face.change, face.versus, face.target, story.interval, face.records]
    told = " · ".join(fact for fact in facts if fact)
    if told or face.missing:
        blocks.append(Paragraph(told if face.value else face.missing))
    blocks.append(_chart(story))
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
    return blocks


def _chart(story: KpiStory) -> LineChart:
    points = story.chart.points[-_POINTS:]
    return LineChart(
        story.chart.title,
        tuple(point.label for point in points),
        tuple(point.value for point in points),
        tuple(point.text for point in points),
        story.chart.target,
    )


def _rows(source: Source, story: KpiStory) -> list[Block]:
    if not story.records:
        return []
    printed = story.records[:ROWS_PRINTED]
    table = Table(
        (_("Record"), _("Counted as"), _("Value")),
        tuple((row.label, row.part, row.value) for row in printed),
        (50, 32, 18),
        frozenset({2}),
    )
    rest = len(story.records) - len(printed)
    blocks: list[Block] = [Heading(_("Records")), table]
    if rest:
        blocks.append(
            Paragraph(
                ngettext(
                    "{n} more row is in the program.",
                    "{n} more rows are in the program.",
                    rest,
                    n=source.formats.count(rest),
                ),
                "small",
            )
        )
    return blocks


def _left_out(story: KpiStory) -> list[Block]:
    if not story.left_out:
        return []
    table = Table(
        (_("Left out"), _("Reason")),
        tuple((row.label, row.value) for row in story.left_out[:ROWS_PRINTED]),
        (50, 50),
    )
    return [Heading(_("Left out and why")), table]
