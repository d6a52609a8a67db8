"""``kpidesk kpis`` and ``kpidesk explain``."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from kpidesk.cli.kpi_output import (
    explanation_as_json,
    explanation_as_text,
    readings_as_csv,
    readings_as_json,
    readings_as_table,
)
from kpidesk.cli.options import (
    LENGTHS,
    as_of_option,
    company_option,
    every_option,
    language_option,
)
from kpidesk.cli.progress import shown_progress
from kpidesk.cli.wording import Command
from kpidesk.domain.period import PeriodKind, parse_period, periods
from kpidesk.errors import UsageError
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import N_, _, active_language
from kpidesk.operations.data_span import last_months_with_data
from kpidesk.operations.explain import explain
from kpidesk.operations.read_kpis import KpiQuestion, read_kpis
from kpidesk.reporting.kpi_reference import catalogue_text
from kpidesk.store.sqlite_store import SqliteStore


def kpis_command() -> click.Command:
    """Print readings of KPIs over several periods."""

    @click.command("kpis", cls=Command, help=_("Print KPIs over several periods."))
    @click.option(
        "--in",
        "company",
        type=click.Path(path_type=Path),
        metavar="COMPANY.kpidesk",
        help=_("The company file."),
    )
    @click.option(
        "--from", "first", metavar="PERIOD", help=_("First period (2024-01).")
    )
    @click.option("--to", "last", metavar="PERIOD", help=_("Last period (2024-12)."))
    @click.option(
        "--every",
        type=click.Choice(LENGTHS),
        default="month",
        help=_("Length of each period; ttm = the twelve months to each month."),
    )
    @click.option(
        "--kpi", "keys", multiple=True, metavar="KEY", help=_("Only this KPI.")
    )
    @click.option(
        "--variant", default="", metavar="NAME", help=_("Use another definition.")
    )
    @as_of_option()
    @click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        help=_("How to print."),
    )
    @click.option("--list", "listing", is_flag=True, help=_("Print the catalogue."))
    @language_option()
    def kpis(
        *,
        company: Path | None,
        first: str | None,
        last: str | None,
        every: str,
        keys: tuple[str, ...],
        variant: str,
        as_of: date | None,
        form: str,
        listing: bool,
    ) -> None:
        if listing:
            click.echo(catalogue_text())
            return
        if company is None:
            raise UsageError(N_("Name the company file with --in COMPANY.kpidesk."))
        with closing(SqliteStore.open(company, read_only=True)) as store:
            rules = store.rules()
            fiscal = rules.fiscal_start
            default = last_months_with_data(store, 12)
            start = parse_period(first, fiscal) if first else default[0]
            end = parse_period(last, fiscal) if last else default[1]
            if last is None and end < start:
                end = start
            spans = periods(start, end, PeriodKind(every))
            question = KpiQuestion(spans, keys, variant, as_of)
            with shown_progress(_("Computing")) as progress:
                readings = read_kpis(store, question, progress)
            formats = Formats(active_language(), currency=rules.currency)
        match form:
            case "csv":
                click.echo(readings_as_csv(readings), nl=False)
            case "json":
                click.echo(readings_as_json(readings))
            case _:
                click.echo(readings_as_table(readings, formats.for_paper()))

    return kpis


def explain_command() -> click.Command:
    """Take one figure apart down to the rows behind it."""

    @click.command(
        "explain",
        cls=Command,
        help=_("Take one figure apart down to the rows behind it."),
    )
    @click.argument("key", metavar="KEY")
    @company_option()
    @click.option("--period", required=True, help=_("The period (2024-03)."))
    @every_option()
    @click.option(
        "--variant", default="", metavar="NAME", help=_("Use another definition.")
    )
    @as_of_option()
    @click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help=_("How to print."),
    )
    @language_option()
    def explain_figure(
        *,
        key: str,
        company: Path,
        period: str,
        every: str | None,
        variant: str,
        as_of: date | None,
        form: str,
    ) -> None:
        with closing(SqliteStore.open(company, read_only=True)) as store:
            rules = store.rules()
            kind = PeriodKind(every) if every else None
            span = parse_period(period, rules.fiscal_start, kind)
            explanation = explain(store, key, span, variant=variant, as_of=as_of)
        formats = Formats(active_language(), currency=rules.currency).for_paper()
        if form == "json":
            click.echo(explanation_as_json(explanation, formats))
        else:
            click.echo(explanation_as_text(explanation, formats))

    return explain_figure
