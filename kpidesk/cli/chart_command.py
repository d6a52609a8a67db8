"""``kpidesk chart``: the numbers behind a special chart, such as cohorts."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from kpidesk.cli.options import (
    as_of_option,
    company_option,
    every_option,
    language_option,
)
from kpidesk.cli.wording import Command
from kpidesk.domain.period import PeriodKind, parse_period
from kpidesk.errors import UsageError
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import N_, _, active_language
from kpidesk.operations.charts.choice import chart_names, tell_chart
from kpidesk.operations.charts.facts import SpecialFacts
from kpidesk.operations.load_dashboard import DashboardQuestion
from kpidesk.reporting.chart_csv import chart_as_csv
from kpidesk.store.sqlite_store import SqliteStore


def chart_command() -> click.Command:
    """Print the table of a special chart of a KPI."""

    @click.command(
        "chart",
        cls=Command,
        help=_("Print the numbers of a chart of a KPI: cohorts, distributions…"),
    )
    @click.argument("key", metavar="KEY")
    @company_option()
    @click.option("--period", required=True, help=_("The period (2024-03)."))
    @every_option()
    @click.option(
        "--chart", metavar="NAME", help=_("Which of the charts of the KPI; the first.")
    )
    @as_of_option()
    @click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv"]),
        default="table",
        help=_("How to print."),
    )
    @language_option()
    def chart_figures(
        *,
        key: str,
        company: Path,
        period: str,
        every: str | None,
        chart: str | None,
        as_of: date | None,
        form: str,
    ) -> None:
        name = _chosen(key, chart)
        with closing(SqliteStore.open(company, read_only=True)) as store:
            rules = store.rules()
            kind = PeriodKind(every) if every else None
            span = parse_period(period, rules.fiscal_start, kind)
            formats = Formats(active_language(), currency=rules.currency).for_paper()
            # Without a day, everything recorded counts: the period is over.
            question = DashboardQuestion(span, as_of or span.end)
            facts = tell_chart(store, key, name, question, formats)
        if form == "csv":
            table = facts.table
            click.echo(chart_as_csv(table.headings, table.rows, formats), nl=False)
        else:
            click.echo(_as_text(facts, formats))

    return chart_figures


def _chosen(key: str, chart: str | None) -> str:
    """The chart asked for, or the first one of the KPI.

    Raises:
        UsageError: The KPI has no such chart.
    """
    names = [name for name, _title in chart_names(key)]
    if chart is None and names:
        return names[0]
    if chart in names:
        return str(chart)
    raise UsageError(
        N_("“{key}” has no such chart. It has: {charts}."),
        key=key,
        charts=", ".join(names) or "–",
    )


def _as_text(facts: SpecialFacts, formats: Formats) -> str:
    """Title, sentence and columns of a chart."""
    table = facts.table
    lines = [table.headings, *table.rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(table.headings))]
    told = [facts.title, facts.said, ""]
    for line in lines:
        cells = (
            cell.rjust(width) if at in table.numbers else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        told.append("  ".join(cells).rstrip())
    return formats.plain("\n".join(told))
