"""Putting a report together in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.evaluation import Evaluator
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import _, language
from kpidesk.operations.export_summary import make_summary
from kpidesk.operations.pinned_cards import pinned_cards
from kpidesk.operations.reports.client_report import client_report
from kpidesk.operations.reports.closing_pages import coverage, definitions
from kpidesk.operations.reports.kpi_pages import kpi_pages
from kpidesk.operations.reports.nameless_store import nameless
from kpidesk.operations.reports.renewals_report import renewals_report
from kpidesk.operations.reports.report_question import (
    REPORT_NAMES,
    Report,
    Section,
    Source,
)
from kpidesk.operations.reports.satisfaction_report import satisfaction_report
from kpidesk.operations.reports.support_report import support_report
from kpidesk.operations.summary_files import write_summary
from kpidesk.reporting.document import Block, Document
from kpidesk.reporting.reading_text import period_text

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.operations.reports.report_question import ReportQuestion
    from kpidesk.store.protocol import Store


def make_report(store: Store, question: ReportQuestion) -> Document:
    """Write a report.

    Raises:
        WorkspaceError: The client of a client report does not exist.
    """
    rules = store.rules()
    asked = question.summary
    with language(asked.language):
        shown = nameless(store) if question.hide_names else store
        formats = Formats(asked.language, currency=rules.currency).for_paper()
        evaluator = Evaluator(shown.dataset(rules), rules, asked.segment)
        source = Source(shown, question, evaluator, formats)
        name = _(REPORT_NAMES[question.report])
        return Document(
            summary=make_summary(shown, asked),
            title=f"{name} — {period_text(asked.period, formats)}",
            with_summary=question.prints(Section.SUMMARY),
            blocks=tuple(_blocks(source)),
            greyscale=question.greyscale,
        )


def _blocks(source: Source) -> list[Block]:
    pinned = pinned_cards(source.store.settings())
    match source.question.report:
        case Report.SUMMARY:
            return []
        case Report.DETAILS:
            return _sections(source, pinned, pinned)
        case Report.FOLDER:
            return _sections(source, pinned, tuple(kpi.key for kpi in CATALOG))
        case Report.RENEWALS:
            return renewals_report(source)
        case Report.SUPPORT:
            return support_report(source)
        case Report.SATISFACTION:
            return satisfaction_report(source)
        case Report.CLIENT:
            return client_report(source)


def _sections(
    source: Source, shown: tuple[str, ...], defined: tuple[str, ...]
) -> list[Block]:
    """The sections asked for: pages of some KPIs, then the definitions of others."""
    asked, blocks = source.question, list[Block]()
    if asked.prints(Section.DETAILS):
        blocks += kpi_pages(source, shown)
    if asked.prints(Section.DEFINITIONS):
        blocks += definitions(defined)
    if asked.prints(Section.COVERAGE):
        blocks += coverage(source, defined)
    return blocks


def write_figures(
    store: Store, question: ReportQuestion, target: Path, *, international: bool = False
) -> Path:
    """Write the figures of a report as a workbook, CSV or web page.

    CSV is as a spreadsheet of the language opens it, or *international*.

    Raises:
        UsageError: The suffix is none of these.
        ExportError: The file cannot be written; an older one is left whole.
    """
    if not question.hide_names:
        return write_summary(
            store, question.summary, target, international=international
        )
    with language(question.summary.language):
        shown = nameless(store)
        return write_summary(
            shown,
            question.summary,
            target,
            hide_names=True,
            international=international,
        )
