"""The right editor for each field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.billing import INTERVAL_MONTHS
from kpidesk.domain.records import Field, FieldType
from kpidesk.i18n.messages import N_, _
from kpidesk.reporting.choice_text import choice_text
from kpidesk.ui.forms.choice_line import ChoiceLine
from kpidesk.ui.forms.notes_box import NotesBox
from kpidesk.ui.forms.pick_line import PickLine
from kpidesk.ui.forms.score_buttons import ScoreButtons
from kpidesk.ui.forms.typed_line import TypedLine
from kpidesk.ui.forms.yes_no_box import YesNoBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.operations.form_facts import FormFacts
    from kpidesk.ui.forms.editors import Editor
    from kpidesk.ui.forms.field_typing import FieldTyping
    from kpidesk.ui.session import Session

INTERVAL_WORDS = {
    "weekly": N_("Weekly"),
    "monthly": N_("Monthly"),
    "bimonthly": N_("Every two months"),
    "quarterly": N_("Quarterly"),
    "four_monthly": N_("Every four months"),
    "semiannual": N_("Every six months"),
    "annual": N_("Annual"),
    "biennial": N_("Every two years"),
    "one_off": N_("One-off"),
}
CURRENCIES = ("EUR", "BRL", "USD", "GBP")
_CLIENT_SURVEYS = ("nps", "csat", "ces")
_UNKNOWN = {
    "client": N_('Client "{value}" not found'),
    "product": N_('"{value}" will be added as a new product'),
    "ticket": N_('Ticket "{value}" not found'),
}


def make_editor(
    field: Field,
    facts: FormFacts,
    session: Session,
    typing: FieldTyping,
    currency: Callable[[], str],
) -> Editor:
    """An editor for a field of a form.

    Args:
        field: The field.
        facts: What it may be filled with.
        session: Gives theme and currency.
        typing: Reads and writes values.
        currency: Currency of the record while it is typed.
    """
    special = _special(field, session)
    if special is not None:
        return special
    if field.type is FieldType.YES_NO:
        return YesNoBox(_(field.label))
    if field.type is FieldType.CHOICE:
        return _choice(field, facts.kind, session)
    if field.type is FieldType.REFERENCE and field.refers_to in _UNKNOWN:
        picks = {
            "client": facts.clients,
            "product": facts.products,
            "ticket": facts.tickets,
        }[field.refers_to]
        return PickLine(picks, _UNKNOWN[field.refers_to])
    return TypedLine(
        lambda text: typing.read(field, text, currency=currency()),
        lambda value: typing.write(field, value, currency=currency()),
        facts.suggestions.get(field.name),
    )


def _special(field: Field, session: Session) -> Editor | None:
    """The editor of a field that is like no other of its type."""
    match field.name:
        case "notes" | "comment":
            return NotesBox()
        case "score_milli":
            return ScoreButtons()
        case "currency":
            known = dict.fromkeys((session.currency, *CURRENCIES))
            return ChoiceLine(session.theme, [(code, code) for code in known])
        case "kpi":
            kpis: list[tuple[object, str]] = [(k.key, k.short) for k in session.kpis]
            return ChoiceLine(session.theme, sorted(kpis, key=lambda each: each[1]))
        case "interval":
            words = [(name, _(INTERVAL_WORDS[name])) for name in INTERVAL_MONTHS]
            return ChoiceLine(session.theme, list(words))
        case "change_kind":
            # In the form of a contract, it is a field of the price.
            return _choice(field, "price_term", session)
        case _:
            return None


def _choice(field: Field, kind: str, session: Session) -> ChoiceLine:
    choices = _CLIENT_SURVEYS if field.name == "survey" else field.choices
    entries: list[tuple[object, str]] = [
        (choice, choice_text(kind, field.name, choice)) for choice in choices
    ]
    if not field.required and field.name not in {"outcome", "status"}:
        entries.insert(0, (None, "—"))
    return ChoiceLine(session.theme, entries)
