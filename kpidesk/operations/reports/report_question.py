"""What a report is asked for, and what every part of it needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_
from kpidesk.operations.load_dashboard import DashboardQuestion

if TYPE_CHECKING:
    from datetime import date

    from kpidesk.domain.evaluation import Evaluator
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.export_summary import SummaryQuestion
    from kpidesk.store.protocol import Store


class Report(StrEnum):
    """The reports there are."""

    SUMMARY = "summary"
    DETAILS = "details"
    FOLDER = "folder"
    RENEWALS = "renewals"
    SUPPORT = "support"
    SATISFACTION = "satisfaction"
    CLIENT = "client"


REPORT_NAMES = {
    Report.SUMMARY: N_("Monthly summary"),
    Report.DETAILS: N_("KPI details"),
    Report.FOLDER: N_("Accountant's folder"),
    Report.RENEWALS: N_("Renewals and notices"),
    Report.SUPPORT: N_("Support report"),
    Report.SATISFACTION: N_("Satisfaction report"),
    Report.CLIENT: N_("Client report"),
}


class Section(StrEnum):
    """Parts of a report that can be left out."""

    SUMMARY = "summary"
    DETAILS = "details"
    DEFINITIONS = "definitions"
    COVERAGE = "coverage"


SECTION_NAMES = {
    Section.SUMMARY: N_("Summary (one page)"),
    Section.DETAILS: N_("KPI details"),
    Section.DEFINITIONS: N_("Definitions"),
    Section.COVERAGE: N_("What the figures rest on"),
}
SECTIONS = {
    Report.DETAILS: (Section.DETAILS, Section.DEFINITIONS),
    Report.FOLDER: tuple(Section),
}
"""The sections of the reports that have several."""


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """A report to make.

    Attributes:
        summary: Period, day, language, comparison, segment and comment.
        report: Which one.
        client_id: The client of a client report.
        hide_names: Clients are numbered instead of named.
        greyscale: Print without colours.
        days_ahead: How far a report about renewals looks.
        without: Sections left out.
    """

    summary: SummaryQuestion
    report: Report = Report.SUMMARY
    client_id: int = 0
    hide_names: bool = False
    greyscale: bool = False
    days_ahead: int = 180
    without: frozenset[Section] = frozenset()

    def prints(self, section: Section) -> bool:
        """Whether the report has a section, and it is not left out."""
        if self.report is Report.SUMMARY:
            return section is Section.SUMMARY
        return section in SECTIONS.get(self.report, ()) and section not in self.without


@dataclass(frozen=True, slots=True)
class Source:
    """What the parts of a report are written from.

    Attributes:
        store: The company, perhaps without names.
        question: The report asked for.
        evaluator: Takes the readings, through the segment.
        formats: How figures are written on paper.
    """

    store: Store
    question: ReportQuestion
    evaluator: Evaluator
    formats: Formats

    @property
    def today(self) -> date:
        """The day on which the report is made."""
        return self.question.summary.today

    @property
    def dashboard(self) -> DashboardQuestion:
        """The same question as the dashboard asks it."""
        asked = self.question.summary
        return DashboardQuestion(
            asked.period,
            asked.today,
            compare_with=asked.compare_with,
            segment=asked.segment,
        )
