"""The summary of a period, as every written form of it starts from.

All texts are finished: in one language, with figures written out. Raw numbers stand
beside them for spreadsheets and charts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kpidesk.domain.evaluation import Reading


class Tone(StrEnum):
    """How a change is to be taken."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One KPI of the summary.

    Attributes:
        reading: The reading itself.
        before: What it is compared with.
        name: Its name.
        value: The value, or the sign for "undefined".
        previous: The earlier value.
        change: The change in words, empty without one.
        tone: How to take the change.
        target: The target with its sign, empty without one.
        target_met: Whether it is reached; ``None`` = no target or no value.
        series: The last 13 values, oldest first.
        note: Why there is no value, or what must be known of it.
    """

    reading: Reading
    before: Reading | None
    name: str
    value: str
    previous: str
    change: str
    tone: Tone
    target: str
    target_met: bool | None
    series: tuple[float | None, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the waterfall of MRR, in major units.

    ``role`` is ``total`` or the movement's name: new, expansion …
    """

    role: str
    label: str
    amount: float
    text: str


@dataclass(frozen=True, slots=True)
class AnswerShares:
    """NPS answers of the period: counts by class, and the score in words."""

    detractors: int
    passives: int
    promoters: int
    score: str
    labels: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A short labelled figure."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A KPI's definition and formula in words."""

    name: str
    definition: str
    formula: str
    source: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that the one-page summary says.

    Attributes:
        language: Code of its language.
        company: Name of the house.
        title: What it is, with the period.
        period: The period's name.
        terms: Filter, comparison, currency: one line.
        sentences: Three sentences written from the data, or a person's own text.
        rows: The KPIs of the page.
        waterfall: Bars from opening to closing, empty where MRR cannot be told.
        waterfall_title: Title of that chart.
        answers: NPS answers, if there are any.
        answers_title: Title of that chart.
        times: Response and resolution times.
        times_title: Their title.
        attention: What to keep an eye on.
        attention_title: Title of that list.
        comment: The management's comment.
        comment_title: Its title.
        columns: Headings of the table of KPIs.
        basis: What the figures rest on: one line.
        footer: Who made it and when.
        page: Text of the page number, with ``{page}`` and ``{pages}``.
        demo: Mark every page as demonstration.
        definitions: Definitions of the KPIs shown.
        made_on: The day on which it was made.
        logo: The company's logo as a ``data:`` address; empty for none.
    """

    language: str
    company: str
    title: str
    period: str
    terms: str
    sentences: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    waterfall: tuple[Bar, ...]
    waterfall_title: str
    answers: AnswerShares | None
    answers_title: str
    times: tuple[Fact, ...]
    times_title: str
    attention: tuple[str, ...]
    attention_title: str
    comment: str
    comment_title: str
    columns: tuple[str, ...]
    basis: str
    footer: str
    page: str
    demo: bool
    made_on: date
    definitions: tuple[Definition, ...] = field(default=())
    logo: str = ""
