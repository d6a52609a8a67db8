"""``kpidesk export``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kpidesk.cli.language import normalised
from kpidesk.cli.options import FILE, company_option, language_option
from kpidesk.cli.wording import Command
from kpidesk.domain.period import parse_period
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_, _, active_language
from kpidesk.operations.data_span import last_complete_month
from kpidesk.operations.export_summary import SummaryQuestion
from kpidesk.operations.remembering_store import DatasetMemory, remembering
from kpidesk.operations.reports.make_report import make_report, write_figures
from kpidesk.operations.reports.report_question import (
    SECTIONS,
    Report,
    ReportQuestion,
    Section,
)
from kpidesk.reporting.document import Document
from kpidesk.reporting.file_writing import replace_file
from kpidesk.store.sqlite_store import SqliteStore


def export_command() -> click.Command:
    """Write a report of a period to a file."""

    @click.command(
        "export", cls=Command, help=_("Write a report of a period to a file.")
    )
    @company_option()
    @click.option(
        "--period", help=_("The period (2024-03); by default the last month.")
    )
    @click.option(
        "--to",
        "target",
        type=FILE,
        required=True,
        metavar="FILE",
        help=_("Where to: .pdf, .xlsx, .csv, .html or .md; {period} is filled in."),
    )
    @click.option(
        "--report",
        type=click.Choice([report.value for report in Report]),
        default=Report.SUMMARY.value,
        help=_("Which report; all but the summary and the folder are PDF only."),
    )
    @click.option(
        "--without",
        type=click.Choice([section.value for section in Section]),
        multiple=True,
        help=_("Leave a section out; may be given several times."),
    )
    @click.option("--client", default="", help=_("Name of the client of its report."))
    @click.option("--hide-names", is_flag=True, help=_("Number the clients."))
    @click.option("--greyscale", is_flag=True, help=_("Print without colours."))
    @click.option("--no-logo", is_flag=True, help=_("Leave the company's logo out."))
    @click.option(
        "--international",
        is_flag=True,
        help=_("Write CSV with commas between and decimal points."),
    )
    @click.option(
        "--charts",
        type=FILE,
        metavar="FOLDER",
        help=_("Also write the charts of the report there, as PNG and SVG."),
    )
    @click.option("--comment", default="", help=_("The management's comment."))
    @language_option()
    def export(
        *,
        company: Path,
        period: str | None,
        target: Path,
        report: str,
        without: tuple[str, ...],
        client: str,
        hide_names: bool,
        greyscale: bool,
        no_logo: bool,
        international: bool,
        charts: Path | None,
        comment: str,
    ) -> None:
        today = date.today()  # noqa: DTZ011 - the user's own day
        # Every part of a report asks for the same columns: they are read once.
        with remembering(company, DatasetMemory(), read_only=True) as store:
            fiscal = store.rules().fiscal_start
            span = (
                parse_period(period, fiscal)
                if period
                else last_complete_month(store, today)
            )
            target = target.with_name(target.name.replace("{period}", span.code))
            language = normalised(active_language()) or "en"
            question = ReportQuestion(
                SummaryQuestion(
                    span, today, language, comment=comment, logo=not no_logo
                ),
                Report(report),
                _client_id(store, client) if report == Report.CLIENT else 0,
                hide_names=hide_names,
                greyscale=greyscale,
                without=frozenset(map(Section, without)),
            )
            sections = SECTIONS.get(question.report, ())
            if sections and not any(map(question.prints, sections)):
                raise UsageError(
                    N_("Leave at least one section: {sections}."),
                    sections=", ".join(section.value for section in sections),
                )
            if target.suffix.lower() == ".pdf":
                _write_pdf(make_report(store, question), target)
            else:
                write_figures(store, question, target, international=international)
            if charts is not None:
                _write_charts(make_report(store, question), charts)
        click.echo(_("Written: {file}", file=target))

    return export


def _client_id(store: SqliteStore, name: str) -> int:
    """The client whose name is given, whatever its capitals.

    Raises:
        UsageError: There is none, or more than one.
    """
    wanted = name.strip().casefold()
    found = [
        int(each["id"] or 0)
        for each in store.records("client")
        if str(each["name"]).casefold() == wanted
    ]
    if len(found) != 1:
        raise UsageError(N_("There is no client “{value}”."), value=name)
    return found[0]


def _write_pdf(document: Document, target: Path) -> None:
    # Qt is needed for PDF only; the other forms work without it.
    from kpidesk.printing.pdf import write_pdf
    from kpidesk.ui.reports.paper_pictures import PaperPictures

    replace_file(target, lambda aside: write_pdf(document, aside, PaperPictures()))


def _write_charts(document: Document, folder: Path) -> None:
    # As with a PDF: Qt paints them.
    from kpidesk.printing.chart_files import write_charts
    from kpidesk.ui.reports.paper_pictures import PaperPictures

    write_charts(document, folder, PaperPictures())
