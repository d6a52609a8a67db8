"""``kpidesk export``."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from kpidesk.cli.language import normalised
from kpidesk.cli.options import FILE, company_option, language_option
from kpidesk.cli.wording import Command
from kpidesk.domain.period import parse_period
from kpidesk.i18n.messages import _, active_language
from kpidesk.operations.data_span import last_complete_month
from kpidesk.operations.export_summary import (
    SummaryQuestion,
    make_summary,
    write_summary,
)
from kpidesk.reporting.file_writing import replace_file
from kpidesk.reporting.summary import Summary
from kpidesk.store.sqlite_store import SqliteStore


def export_command() -> click.Command:
    """Write the summary of a period to a file."""

    @click.command(
        "export", cls=Command, help=_("Write the summary of a period to a file.")
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
        help=_("Where to: .pdf, .xlsx, .csv or .html."),
    )
    @click.option("--comment", default="", help=_("The management's comment."))
    @language_option()
    def export(
        *, company: Path, period: str | None, target: Path, comment: str
    ) -> None:
        today = date.today()  # noqa: DTZ011 - the user's own day
        with closing(SqliteStore.open(company, read_only=True)) as store:
            fiscal = store.rules().fiscal_start
            span = (
                parse_period(period, fiscal)
                if period
                else last_complete_month(store, today)
            )
            language = normalised(active_language()) or "en"
            question = SummaryQuestion(span, today, language, comment=comment)
            if target.suffix.lower() == ".pdf":
                _write_pdf(make_summary(store, question), target)
            else:
                write_summary(store, question, target)
        click.echo(_("Written: {file}", file=target))

    return export


def _write_pdf(summary: Summary, target: Path) -> None:
    # Qt is needed for PDF only; the other forms work without it.
    from kpidesk.printing.pdf import write_pdf

    replace_file(target, lambda aside: write_pdf(summary, aside))
