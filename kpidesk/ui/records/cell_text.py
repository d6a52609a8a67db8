"""Cells of lists as people read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from kpidesk.domain.records import Field, FieldType
from kpidesk.i18n.messages import N_, N_p, _
from kpidesk.reporting.choice_text import choice_text
from kpidesk.reporting.health_shape import health_shape
from kpidesk.ui.forms.make_editor import INTERVAL_WORDS

if TYPE_CHECKING:
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.records_search import Cell

EMPTY = "—"
STATES = {
    "client": {
        "active": N_("Active"),
        "lost": N_("Lost"),
        "prospect": N_("Prospect"),
    },
    "contract": {
        "future": N_("Starts later"),
        "active": N_("Active"),
        "ending": N_("In notice period"),
        "ended": N_("Ended"),
    },
}
TABS: dict[str, tuple[tuple[str, str], ...]] = {
    "client": (
        ("active", N_p("tab.clients", "Active")),
        ("lost", N_p("tab.clients", "Lost")),
        ("", N_("All")),
    ),
    "ticket": (
        ("open", N_p("tab.tickets", "Open")),
        ("pending", N_("Waiting for client")),
        ("resolved", N_p("tab.tickets", "Resolved")),
        ("", N_("All")),
    ),
    "lead": (
        ("open", N_p("tab.leads", "Open")),
        ("converted", N_p("tab.leads", "Won")),
        ("lost", N_p("tab.leads", "Lost")),
        ("", N_("All")),
    ),
    "staff": (
        ("present", N_("Present")),
        ("former", N_("Left")),
        ("", N_("All")),
    ),
}
"""The tabs of each list: the rows they show, and what they are called."""


def cell_text(
    formats: Formats, kind: str, field: Field, cell: Cell, currency: str
) -> str:
    """A cell as it stands in the list."""
    if cell is None:
        return EMPTY
    if field.type is FieldType.MONEY:
        return formats.money(float(cell), 2, currency=currency)
    if field.type is FieldType.CHOICE:
        return choice_words(kind, field.name, str(cell))
    writer = _BY_NAME.get(field.name) or _WRITERS.get(field.type)
    return writer(formats, cell) if writer else str(cell)


def choice_words(kind: str, name: str, value: str) -> str:
    """The words for a value of a choice, stored or worked out."""
    if name == "state":
        return _(STATES[kind][value])
    if name == "interval":
        return _(INTERVAL_WORDS[value]) if value in INTERVAL_WORDS else value
    # Of a contract's list, it is a field of its last price.
    owner = "price_term" if name == "change_kind" else kind
    return choice_text(owner, name, value)


def kpi_name(key: str) -> str:
    """The short name of a KPI; the key of one that is no longer known."""
    # The catalogue computes, so it is read when a target is shown.
    from kpidesk.domain.catalog import find

    try:
        return _(find(key).short)
    except KeyError:
        return key


def _date_text(formats: Formats, cell: Cell) -> str:
    return formats.date(date.fromisoformat(str(cell)))


def _instant_text(formats: Formats, cell: Cell) -> str:
    return formats.date_time(datetime.fromisoformat(str(cell)))


def _number_text(formats: Formats, cell: Cell) -> str:
    return formats.number(None if cell is None else float(cell))


def _yes_no_text(_formats: Formats, cell: Cell) -> str:
    return _("Yes") if cell else _("No")


_WRITERS: dict[FieldType, Callable[[Formats, Cell], str]] = {
    FieldType.DATE: _date_text,
    FieldType.INSTANT: _instant_text,
    FieldType.INTEGER: _number_text,
    FieldType.MILLI: _number_text,
    FieldType.YES_NO: _yes_no_text,
}


def _hours_text(formats: Formats, cell: Cell) -> str:
    return formats.hours(None if cell is None else float(cell))


_BY_NAME: dict[str, Callable[[Formats, Cell], str]] = {
    "response_hours": _hours_text,
    "resolution_hours": _hours_text,
    "waiting_hours": lambda formats, cell: f"⏱ {_hours_text(formats, cell)}",
    "health": lambda _formats, cell: f"{cell} {health_shape(int(cell or 0))}",
    "rate_nano": lambda formats, cell: formats.number(float(cell or 0), 4),
    "kpi": lambda _formats, cell: kpi_name(str(cell)),
}
"""Columns that are written like no other of their type."""


def plain_text(
    formats: Formats, kind: str, field: Field, cell: Cell, currency: str
) -> str:
    """A cell as a spreadsheet takes it, and as it can be typed again."""
    if cell is None:
        return ""
    if field.type in {FieldType.MONEY, FieldType.MILLI} or field.name == "rate_nano":
        return formats.csv_number(float(cell))
    if field.name == "health":
        return str(cell)
    return cell_text(formats, kind, field, cell, currency)
