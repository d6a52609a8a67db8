"""The last pages: the definitions used, and what the figures rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.i18n.messages import _
from kpidesk.operations.load_dashboard import COUNTED
from kpidesk.reporting.document import Block, Heading, PageBreak, Paragraph, Table
from kpidesk.reporting.reading_text import formula_in_words, reason_text, records_text

if TYPE_CHECKING:
    from kpidesk.operations.reports.report_question import Source


def definitions(keys: tuple[str, ...]) -> list[Block]:
    """What each KPI is and how it is calculated."""
    rows = tuple(
        (_(kpi.name), _(kpi.definition), formula_in_words(kpi))
        for kpi in (find(key) for key in keys)
    )
    headings = (_("Indicator"), _("Definition"), _("Formula"))
    return [PageBreak(), Heading(_("Definitions")), Table(headings, rows, (24, 42, 34))]


def coverage(source: Source, keys: tuple[str, ...]) -> list[Block]:
    """How much is on file, and which figures lack something."""
    counts = [
        records_text(kind, source.store.count(kind), source.formats) for kind in COUNTED
    ]
    blocks: list[Block] = [
        Heading(_("What the figures rest on"), main=True),
        Paragraph(" · ".join(counts)),
    ]
    period = source.question.summary.period
    missing = tuple(
        (_(reading.kpi.name), reason_text(reading.measurement))
        for reading in (source.evaluator.read(find(key), period) for key in keys)
        if reading.value is None
    )
    if missing:
        headings = (_("Without a figure"), _("Reason"))
        blocks.append(Table(headings, missing, (40, 60)))
    return blocks
