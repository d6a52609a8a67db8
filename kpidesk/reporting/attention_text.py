"""What to keep an eye on, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kpidesk.domain.catalog import find
from kpidesk.i18n.messages import N_, _, ngettext
from kpidesk.reporting.reading_text import value_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kpidesk.i18n.formats import Formats


class Attention(Protocol):
    """A line of the list, as operations find it."""

    @property
    def kind(self) -> str:
        """What it is about."""

    @property
    def client(self) -> str:
        """Name of the client, if any."""

    @property
    def day(self) -> date | None:
        """The day that matters, if any."""

    @property
    def amount(self) -> float | None:
        """MRR at stake, if any."""

    @property
    def values(self) -> Mapping[str, object]:
        """What else the sentence names."""


def attention_text(item: Attention, formats: Formats, ticket: str = "") -> str:
    """One line in words.

    Args:
        item: The line.
        formats: How figures and dates are written.
        ticket: What people call the ticket, where it is about one.
    """
    day = formats.date(item.day) if item.day else ""
    match item.kind:
        case "notice" | "renewal" | "end":
            return _deadline_text(item, day, formats)
        case "low_score":
            return _(
                "{client}: {survey} score {score} on {date}",
                client=item.client,
                survey=item.values.get("survey", ""),
                score=formats.number(_number(item.values.get("score")), None),
                date=day,
            )
        case "unanswered" | "old_ticket":
            return _ticket_text(item, ticket or item.client, formats)
        case "health":
            return _(
                "{client}: health from {before} to {score}",
                client=item.client,
                before=formats.number(_number(item.values.get("before")), 0),
                score=formats.number(_number(item.values.get("score")), 0),
            )
        case "open_month":
            month = formats.month(item.day) if item.day else ""
            return _("{month} has not been closed yet", month=month.capitalize())
        case "target":
            return _target_text(item, formats)
        case _:
            return item.client


def _deadline_text(item: Attention, day: str, formats: Formats) -> str:
    amount = "" if item.amount is None else formats.money(item.amount)
    facts = {"client": item.client, "date": day, "amount": amount}
    if item.kind == "notice":
        if not amount:
            return _("{client}: notice deadline on {date}", **facts)
        return _("{client}: notice deadline on {date} ({amount}/month)", **facts)
    if item.kind == "renewal":
        if not amount:
            return _("{client}: renewal on {date}", **facts)
        return _("{client}: renewal on {date} ({amount}/month)", **facts)
    if not amount:
        return _("{client}: contract ends on {date}", **facts)
    return _("{client}: contract ends on {date} ({amount}/month)", **facts)


def _ticket_text(item: Attention, ticket: str, formats: Formats) -> str:
    days = int(_number(item.values.get("days")) or 0)
    facts = {"ticket": ticket or _("Support ticket"), "days": formats.count(days)}
    if item.kind == "unanswered":
        return ngettext(
            "{ticket}: no reply for {days} day",
            "{ticket}: no reply for {days} days",
            days,
            zero=N_("{ticket}: opened today, no reply yet"),
            **facts,
        )
    return ngettext(
        "{ticket}: open for {days} day", "{ticket}: open for {days} days", days, **facts
    )


def _target_text(item: Attention, formats: Formats) -> str:
    kpi = find(str(item.values["key"]))
    return _(
        "{kpi}: {value}, target {target}",
        kpi=_(kpi.short),
        value=value_text(kpi.unit, _number(item.values.get("value")), formats),
        target=value_text(kpi.unit, _number(item.values.get("target")), formats),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
