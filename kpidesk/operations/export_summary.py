"""The summary of a period, put together in a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kpidesk import __version__
from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Change, Evaluator, Reading, Verdict, compare
from kpidesk.domain.kpi import Direction
from kpidesk.domain.segment import EVERYTHING, Segment
from kpidesk.i18n.formats import Formats
from kpidesk.i18n.messages import N_, _, language
from kpidesk.operations.change_settings import COMPANY_LOGO
from kpidesk.operations.load_dashboard import (
    DEFAULT_CARDS,
    Card,
    Dashboard,
    DashboardQuestion,
    load_dashboard,
)
from kpidesk.operations.pinned_cards import pinned_cards
from kpidesk.operations.record_labels import labels
from kpidesk.operations.segment_choices import segment_words
from kpidesk.reporting.attention_text import attention_text
from kpidesk.reporting.commentary import SPOKEN_OF, sentences
from kpidesk.reporting.reading_text import (
    change_text,
    formula_in_words,
    period_text,
    reason_text,
    records_text,
    remark_text,
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

if TYPE_CHECKING:
    from kpidesk.domain.period import Period
    from kpidesk.store.protocol import Store

ATTENTION_LINES = 6
MOST_ROWS = 8
"""The first cards of the dashboard; more would not leave the summary on its page."""
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
TONES = {Verdict.BETTER: Tone.GOOD, Verdict.WORSE: Tone.BAD}
"""How a change is to be taken; neutral where it is not here."""


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
            keys=pinned_cards(store.settings())[:MOST_ROWS] or DEFAULT_CARDS,
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
            sentences(_told(question, dashboard, evaluator), formats)
            if question.words is None
            else (question.words,)
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


def _told(
    question: SummaryQuestion, dashboard: Dashboard, evaluator: Evaluator
) -> dict[str, tuple[Reading, Change]]:
    """The readings that sentences speak of, whichever cards the house has chosen."""
    told = {
        card.reading.kpi.key: (card.reading, card.change) for card in dashboard.cards
    }
    for key in SPOKEN_OF:
        if key not in told:
            reading = evaluator.read(find(key), question.period)
            compared = dashboard.compared
            before = evaluator.read(find(key), compared) if compared else None
            told[key] = (reading, compare(reading, before))
    return told


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
        tone=TONES.get(card.change.verdict, Tone.NEUTRAL),
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
