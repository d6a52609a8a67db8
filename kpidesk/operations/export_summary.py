"""The summary of a period: put together, then written in any form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kpidesk import __version__
from kpidesk.domain.catalog import CATALOG, find
from kpidesk.domain.evaluation import Evaluator, Reading, Verdict, compare
from kpidesk.domain.kpi import Direction
from kpidesk.domain.segment import EVERYTHING, Segment
from kpidesk.errors import UsageError
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import N_, _, language
from kpidesk.operations.calculations import calculations
from kpidesk.operations.change_settings import COMPANY_LOGO
from kpidesk.operations.load_dashboard import (
    Card,
    Dashboard,
    DashboardQuestion,
    load_dashboard,
)
from kpidesk.operations.record_labels import labels
from kpidesk.operations.segment_choices import segment_words
from kpidesk.operations.workbook_records import (
    client_months,
    coverage_of,
    record_sheets,
)
from kpidesk.reporting.attention_text import attention_text
from kpidesk.reporting.commentary import sentences
from kpidesk.reporting.csv_export import summary_as_csv
from kpidesk.reporting.file_writing import replace_file
from kpidesk.reporting.html import summary_as_html
from kpidesk.reporting.markdown import summary_as_markdown
from kpidesk.reporting.reading_text import (
    change_text,
    formula_in_words,
    period_text,
    reason_text,
    records_text,
    remark_text,
    short_period_text,
    value_text,
)
from kpidesk.reporting.source_names import source_text
from kpidesk.reporting.summary import (
    AnswerShares,
    Bar,
    Definition,
    Fact,
    Summary,
    SummaryRow,
    Tone,
)
from kpidesk.reporting.xlsx import (
    ClientMovement,
    WorkbookContents,
    write_summary_workbook,
)

if TYPE_CHECKING:
    from kpidesk.domain.period import Period
    from kpidesk.store.protocol import Store

ATTENTION_LINES = 6
_TIMES = (
    "first_response_median",
    "first_response_p90",
    "resolution_mean",
    "resolution_median",
    "backlog",
)
MOVEMENT_LABELS = {
    "mrr_new": N_("New"),
    "mrr_expansion": N_("Expansion"),
    "mrr_reactivation": N_("Reactivation"),
    "mrr_contraction": N_("Contraction"),
    "mrr_churned": N_("Lost (churn)"),
    "exchange": N_("Exchange rates"),
}
_TONES = {Verdict.BETTER: Tone.GOOD, Verdict.WORSE: Tone.BAD}


@dataclass(frozen=True, slots=True)
class SummaryQuestion:
    """What the summary is asked for.

    Attributes:
        period: The period.
        today: The day on which it is made.
        language: Code of its language, whatever the program's.
        compare_with: ``previous``, ``year_before`` or ``nothing``.
        segment: Part of the company.
        comment: The management's comment.
        logo: Print the company's logo, if it has one.
        words: Text in place of the sentences from the data; ``None`` = those.
    """

    period: Period
    today: date
    language: str
    compare_with: str = "previous"
    segment: Segment = EVERYTHING
    comment: str = ""
    logo: bool = True
    words: str | None = None


def make_summary(store: Store, question: SummaryQuestion) -> Summary:
    """Put the summary of a period together, in its own language."""
    dashboard = load_dashboard(
        store,
        DashboardQuestion(
            question.period,
            question.today,
            compare_with=question.compare_with,
            segment=question.segment,
        ),
    )
    rules = store.rules()
    evaluator = Evaluator(store.dataset(rules), rules, question.segment)
    with language(question.language):
        formats = Formats(question.language, currency=rules.currency).for_paper()
        return _written(store, question, dashboard, evaluator, formats)


def _written(
    store: Store,
    question: SummaryQuestion,
    dashboard: Dashboard,
    evaluator: Evaluator,
    formats: Formats,
) -> Summary:
    settings = store.settings()
    period = period_text(question.period, formats)
    compared = (
        period_text(dashboard.compared, formats) if dashboard.compared else _("none")
    )
    told = {
        card.reading.kpi.key: (card.reading, card.change) for card in dashboard.cards
    }
    counts = dashboard.counts
    return Summary(
        language=question.language,
        company=str(settings.get("company.name", "")),
        title=_("KPI summary — {period}", period=period),
        period=period,
        terms=_(
            "Filter: {filter} · Comparison: {compared} · Currency: {currency}",
            filter=_filter_text(question.segment, formats),
            compared=compared,
            currency=formats.currency,
        ),
        sentences=(
            sentences(told, formats) if question.words is None else (question.words,)
        ),
        rows=tuple(_row(card, formats) for card in dashboard.cards),
        waterfall=_bars(dashboard, formats),
        waterfall_title=_("MRR movements — {period}", period=period),
        answers=_answers(evaluator.read(find("nps"), question.period), formats),
        answers_title=_("NPS answers"),
        times=_times(evaluator, question.period, formats),
        times_title=_("Support"),
        attention=_attention(store, dashboard, formats),
        attention_title=_("Keep an eye on"),
        comment=question.comment,
        comment_title=_("Management comment"),
        columns=(
            _("Indicator"),
            _("Value"),
            _("Previous"),
            _("Change"),
            _("Target"),
            _("Trend"),
        ),
        basis=_(
            "Management data, not a substitute for the annual accounts · {clients},"
            " {contracts}, {tickets} on file · data as of {day}",
            clients=records_text("client", counts["client"], formats),
            contracts=records_text("contract", counts["contract"], formats),
            tickets=records_text("ticket", counts["ticket"], formats),
            day=formats.date(question.today),
        ),
        footer=_(
            "Made on {day} with kpidesk {version}",
            day=formats.date(question.today),
            version=__version__,
        ),
        page=_("Page {page} of {pages}"),
        demo=bool(settings.get("company.demo", False)),
        made_on=question.today,
        definitions=tuple(
            Definition(
                _(card.reading.kpi.name),
                _(card.reading.kpi.definition),
                formula_in_words(card.reading.kpi),
                source_text(card.reading.kpi.source),
            )
            for card in dashboard.cards
        ),
        logo=str(settings.get(COMPANY_LOGO) or "") if question.logo else "",
    )


def _filter_text(segment: Segment, formats: Formats) -> str:
    words = segment_words(segment, formats)
    told = "; ".join(f"{name}: {values}" for name, values in words)
    return told or _("none")


def _row(card: Card, formats: Formats) -> SummaryRow:
    kpi = card.reading.kpi
    before = card.before
    sign = "≤" if kpi.direction is Direction.DOWN else "≥"
    target = ""
    if card.target is not None:
        target = f"{sign} {value_text(kpi.unit, card.target, formats)}"
    measurement = card.reading.measurement
    note = reason_text(measurement)
    if not note and measurement.remarks:
        note = remark_text(measurement.remarks[0])
    return SummaryRow(
        reading=card.reading,
        before=before,
        name=_(kpi.short),
        value=value_text(kpi.unit, card.reading.value, formats),
        previous=value_text(kpi.unit, before.value if before else None, formats),
        change=change_text(kpi, card.change, formats),
        tone=_TONES.get(card.change.verdict, Tone.NEUTRAL),
        target=target,
        target_met=card.target_met,
        series=tuple(reading.value for reading in card.series),
        note=note,
    )


def _bars(dashboard: Dashboard, formats: Formats) -> tuple[Bar, ...]:
    fall = dashboard.waterfall
    if fall is None:
        return ()
    steps = [
        Bar(
            key.removeprefix("mrr_"),
            _(MOVEMENT_LABELS[key]),
            amount,
            formats.money(amount, signed=True) if amount else formats.money(0),
        )
        for key, amount in fall.steps
    ]
    return (
        Bar("total", _("MRR at start"), fall.opening, formats.money(fall.opening)),
        *steps,
        Bar("total", _("MRR at end"), fall.closing, formats.money(fall.closing)),
    )


def _answers(reading: Reading, formats: Formats) -> AnswerShares | None:
    if reading.value is None:
        return None
    counts = {part.key: int(part.value or 0) for part in reading.measurement.parts}
    return AnswerShares(
        detractors=counts.get("detractors", 0),
        passives=reading.measurement.n
        - counts.get("detractors", 0)
        - counts.get("promoters", 0),
        promoters=counts.get("promoters", 0),
        score=value_text(reading.kpi.unit, reading.value, formats),
        labels=(_("detractors"), _("passives"), _("promoters")),
    )


def _times(evaluator: Evaluator, period: Period, formats: Formats) -> tuple[Fact, ...]:
    facts = []
    for key in _TIMES:
        reading = evaluator.read(find(key), period)
        value = value_text(reading.kpi.unit, reading.value, formats)
        facts.append(Fact(_(reading.kpi.short), value))
    return tuple(facts)


def _attention(store: Store, dashboard: Dashboard, formats: Formats) -> tuple[str, ...]:
    lines = []
    for item in dashboard.attention[:ATTENTION_LINES]:
        ticket = ""
        if item.record_kind == "ticket":
            named = labels(store, "ticket", [item.record_id])
            ticket = named.get(item.record_id, "")
        lines.append(attention_text(item, formats, ticket))
    return tuple(lines)


def write_summary(
    store: Store,
    question: SummaryQuestion,
    target: Path,
    *,
    hide_names: bool = False,
    international: bool = False,
) -> Path:
    """Write the summary to a file whose suffix says the form; PDF apart.

    Args:
        store: The company.
        question: What to write.
        target: ``.xlsx``, ``.csv``, ``.html`` or ``.md``.
        hide_names: Leave out texts that may name a client; the store has no names.
        international: Write CSV with commas between and decimal points.

    Raises:
        UsageError: The suffix is none of these.
        ExportError: The file cannot be written; an older one is left whole.
    """
    writers: dict[str, Callable[[Path], None]] = {
        ".xlsx": lambda path: _write_workbook(
            store, question, path, hide_names=hide_names
        ),
        ".csv": lambda path: _write_csv(
            store, question, path, international=international
        ),
        ".html": lambda path: _write_text(
            path, summary_as_html(make_summary(store, question))
        ),
        ".md": lambda path: _write_text(
            path, summary_as_markdown(make_summary(store, question))
        ),
    }
    write = writers.get(target.suffix.lower())
    if write is None:
        raise UsageError(
            N_("“{name}” must end in .pdf, .xlsx, .csv, .html or .md."),
            name=target.name,
        )
    replace_file(target, write)
    return target


def _write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.write_text(text, encoding=encoding, newline="")


def all_rows(store: Store, question: SummaryQuestion) -> list[SummaryRow]:
    """Every KPI of the catalogue with its comparison, in the active language."""
    rules = store.rules()
    formats = Formats(question.language, currency=rules.currency).for_paper()
    evaluator = Evaluator(store.dataset(rules), rules, question.segment)
    rows = []
    for kpi in CATALOG:
        reading = evaluator.read(kpi, question.period)
        before = evaluator.read(kpi, question.period.previous())
        change = compare(reading, before)
        rows.append(
            SummaryRow(
                reading=reading,
                before=before,
                name=_(kpi.name),
                value=value_text(kpi.unit, reading.value, formats),
                previous=value_text(kpi.unit, before.value, formats),
                change=change_text(kpi, change, formats),
                tone=_TONES.get(change.verdict, Tone.NEUTRAL),
                target="",
                target_met=None,
                series=(),
                note=reason_text(reading.measurement),
            )
        )
    return rows


def _write_csv(
    store: Store, question: SummaryQuestion, path: Path, *, international: bool
) -> None:
    with language(question.language):
        formats = Formats(question.language, currency=store.rules().currency)
        written = None if international else formats
        text = summary_as_csv(all_rows(store, question), written)
    # The mark at the beginning tells Excel that the text is UTF-8.
    _write_text(path, text, "utf-8" if international else "utf-8-sig")


def _write_workbook(
    store: Store, question: SummaryQuestion, path: Path, *, hide_names: bool
) -> None:
    summary = make_summary(store, question)
    with language(question.language):
        rules = store.rules()
        formats = Formats(question.language, currency=rules.currency).for_paper()
        evaluator = Evaluator(store.dataset(rules), rules, question.segment)
        window = evaluator.window(question.period)
        moved = window.movements
        names = window.data.clients.name
        movements = [
            ClientMovement(
                names[position],
                *(
                    window.major(float(column[position]))
                    for column in (
                        moved.opening,
                        moved.new,
                        moved.expansion,
                        moved.reactivation,
                        -moved.contraction,
                        -moved.churned,
                        moved.exchange,
                        moved.closing,
                    )
                ),
            )
            for position in range(len(names))
            if moved.opening[position] or moved.closing[position]
        ]
        contents = WorkbookContents(
            summary,
            all_rows(store, question),
            movements,
            calculations(store, evaluator, question.period),
            client_months(evaluator, question.period),
            record_sheets(
                store,
                evaluator,
                question.period,
                question.language,
                hide_names=hide_names,
            ),
            coverage_of(store, evaluator, question.period),
            short_period_text(question.period, formats),
            rules.currency,
        )
        write_summary_workbook(path, contents)
