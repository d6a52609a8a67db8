"""What a dashboard looks like, as texts and points ready to be drawn.

A ``Screen`` can be drawn with no library that computes or formats figures: that is
how the window shows the last readings at once when it starts. It is kept in the
company file as JSON.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kpidesk.i18n.messages import N_, _
from kpidesk.store.first_screen import read_first_screen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1
"""Raised when an older program's screens can no longer be read."""


DETAILS = "details"
"""The button of a card copies the technical details of a bug."""


@dataclass(frozen=True, slots=True)
class CardFace:
    """One card, as drawn.

    Attributes:
        key: Key of the KPI.
        title: Short name.
        name: Full name.
        value: The figure; empty when there is none.
        change: Arrow, amount and word; ``amount`` is the arrow and amount alone.
        tone: Token of the colour of the change.
        versus: What it is compared with.
        target: The target, or what stands in its place.
        met: Whether the target is reached; ``None`` = not said.
        records: How many records it rests on.
        missing: Why there is no figure.
        fix: Page that fills what is missing, or ``DETAILS``, or ``filters``;
            ``fix_text`` is what its button says.
        points: The last periods; ``None`` is a gap.
        point_texts: Each point in words.
        band: Lower and upper end of the target range.
        running: The last period is not over.
        unreached: Says which filter does not apply; empty = every filter does.
        spoken: What a screen reader says.
        copied: What Ctrl+C puts on the clipboard.
        about: Paragraphs of the popover: definition, formula, source.
    """

    key: str
    title: str
    name: str = ""
    value: str = ""
    change: str = ""
    amount: str = ""
    tone: str = "text2"
    versus: str = ""
    target: str = ""
    met: bool | None = None
    records: str = ""
    missing: str = ""
    fix: str = ""
    fix_text: str = ""
    points: tuple[float | None, ...] = ()
    point_texts: tuple[str, ...] = ()
    band: tuple[float | None, float | None] | None = None
    running: bool = False
    unreached: str = ""
    spoken: str = ""
    copied: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarFace:
    """One bar of the waterfall: from ``start`` to ``end`` in money."""

    key: str
    label: str
    text: str
    start: float
    end: float
    total: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class WaterfallFace:
    """The movements of MRR, as drawn.

    Attributes:
        title: Title with the period.
        bars: The bars, opening and closing included.
        low: Lower end of the axis; above zero, totals are drawn torn.
        high: Upper end of the axis.
        ticks: Values of the axis with their text.
        spoken: The whole in one sentence.
    """

    title: str
    bars: tuple[BarFace, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class AttentionLine:
    """One line of what to keep an eye on, and the record it leads to."""

    kind: str
    text: str
    record_kind: str
    record_id: int
    kpi: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A dashboard, as drawn.

    Attributes:
        language: Language of its texts.
        region: Region of its figures.
        company: Name of the house.
        currency: Its base currency.
        demo: It holds demonstration data.
        period: The period's code, ``kind`` and first month of the house's year.
        period_text: The period in words.
        compared_text: What it is compared with, in words.
        records: How many records the file holds per kind, in words.
        empty: It holds none at all.
        cards: The cards.
        waterfall: The movements of MRR.
        attention: What to keep an eye on.
        missing: Kinds of record of which there is none, unless nobody wants to know.
    """

    language: str
    region: str
    company: str
    currency: str
    demo: bool
    period: tuple[str, str, int]
    period_text: str
    compared_text: str
    records: Mapping[str, str] = field(default_factory=dict)
    empty: bool = False
    cards: tuple[CardFace, ...] = ()
    waterfall: WaterfallFace | None = None
    attention: tuple[AttentionLine, ...] = ()
    missing: tuple[str, ...] = ()


def encode_screen(screen: Screen) -> str:
    """Write a screen as JSON."""
    return json.dumps({"format": FORMAT, **asdict(screen)}, ensure_ascii=False)


def decode_screen(content: str) -> Screen | None:
    """Read a screen; ``None`` where an other program wrote it."""
    try:
        known = json.loads(content)
        if known.pop("format") != FORMAT:
            return None
        cards = tuple(CardFace(**_frozen(card)) for card in known.pop("cards"))
        lines = tuple(AttentionLine(**line) for line in known.pop("attention"))
        waterfall = _waterfall(known.pop("waterfall"))
        return Screen(
            **_frozen(known), cards=cards, attention=lines, waterfall=waterfall
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _waterfall(known: dict[str, Any] | None) -> WaterfallFace | None:
    if known is None:
        return None
    bars = tuple(BarFace(**bar) for bar in known.pop("bars"))
    ticks = tuple((value, text) for value, text in known.pop("ticks"))
    return WaterfallFace(**known, bars=bars, ticks=ticks)


def _frozen(known: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in known.items()
    }


def last_screen(path: Path, language: str, region: str) -> Screen | None:
    """What the dashboard of a file showed last, if it is still true and readable."""
    kept = read_first_screen(path)
    screen = decode_screen(kept.content) if kept and kept.current else None
    if screen is None or (screen.language, screen.region) != (language, region):
        return None
    return screen


def keep_screen(path: Path, revision: int, screen: Screen) -> None:
    """Keep a screen in the company file for the next start.

    Raises:
        WorkspaceError: The file cannot be written.
    """
    # Opening a store loads what computes figures: not at the first paint.
    from kpidesk.store.sqlite_store import SqliteStore

    store = SqliteStore.open(path)
    try:
        store.keep_first_screen(revision, encode_screen(screen))
    finally:
        store.close()


FIRST_CARDS = (
    CardFace("mrr", N_("MRR")),
    CardFace("churn_rate", N_("Client churn")),
    CardFace("nrr", N_("Net retention (NRR)")),
    CardFace("first_response_median", N_("First response")),
    CardFace("nps", N_("NPS")),
    CardFace("csat", N_("Satisfaction (CSAT)")),
    CardFace("cac", N_("Acquisition cost (CAC)")),
    CardFace("lead_conversion", N_("Lead conversion")),
)
"""The cards of a dashboard before anything is known, named as the catalogue does."""


def empty_faces() -> tuple[CardFace, ...]:
    """The cards of a dashboard of which nothing is known yet."""
    return tuple(replace(face, title=_(face.title)) for face in FIRST_CARDS)
