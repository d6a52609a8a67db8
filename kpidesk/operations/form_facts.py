"""What a form needs to know from the company file before it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpidesk.domain.records import FieldType, Record
from kpidesk.domain.records import kind as record_kind
from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_contracts import prices_of
from kpidesk.operations.ticket_categories import category_names

if TYPE_CHECKING:
    from kpidesk.store.protocol import Store

_MOST = 500
"""So many texts used before are offered."""
_FREE_TEXT = {
    "code",
    "name",
    "legal_name",
    "tax_id",
    "address",
    "postcode",
    "email",
    "phone",
    "website",
    "notes",
    "subject",
    "comment",
    "description",
    "respondent",
    "requester",
    "currency",
}


@dataclass(frozen=True, slots=True)
class Pick:
    """Something a reference can mean: its id, its name, what else finds it."""

    id: int
    name: str
    code: str = ""

    @property
    def label(self) -> str:
        """Name and code, as lists to choose from show it."""
        return f"{self.name} · {self.code}" if self.code else self.name


@dataclass(frozen=True, slots=True)
class FormFacts:
    """A record to edit, and what its fields may be filled with.

    Attributes:
        kind: Its kind.
        record: The record; empty for a new one.
        clients: Every client.
        products: Every product.
        tickets: The latest tickets, where an answer may be about one.
        suggestions: Texts used before, by field.
        prices: The prices of a contract, earliest first.
        first_value_on: When a client first got value, as ISO text.
        label: What people call the record.
    """

    kind: str
    record: Record
    clients: tuple[Pick, ...] = ()
    products: tuple[Pick, ...] = ()
    tickets: tuple[Pick, ...] = ()
    suggestions: dict[str, list[str]] = field(default_factory=dict)
    prices: tuple[Record, ...] = ()
    first_value_on: str | None = None


def form_facts(store: Store, kind: str, record_id: int = 0) -> FormFacts:
    """Read what a form of a kind needs.

    Raises:
        WorkspaceError: The record is gone.
    """
    record: Record = {}
    if record_id:
        found = store.records(kind, [record_id])
        if not found:
            raise WorkspaceError(
                N_("This record no longer exists."), code="changed_meanwhile"
            )
        record = found[0]
    fields = record_kind(kind).fields
    suggestions = {
        each.name: store.distinct(kind, each.name)[:_MOST]
        for each in fields
        if each.type is FieldType.TEXT and each.name not in _FREE_TEXT
    }
    if kind == "ticket":
        suggestions["category"] = category_names(store, _MOST)
    prices = prices_of(store, record_id) if kind == "contract" and record_id else []
    return FormFacts(
        kind,
        record,
        picks(store, "client"),
        picks(store, "product"),
        _tickets(store) if kind == "survey_answer" else (),
        suggestions,
        tuple(prices),
        first_value(store, record_id) if kind == "client" else None,
    )


def picks(store: Store, kind: str) -> tuple[Pick, ...]:
    """Every client or product, by name."""
    ids, names, codes = store.columns(kind, ["id", "name", "code"])
    found = [
        Pick(int(i), str(name), str(code or ""))
        for i, name, code in zip(ids, names, codes, strict=True)
    ]
    return tuple(sorted(found, key=lambda pick: pick.name.casefold()))


def _tickets(store: Store) -> tuple[Pick, ...]:
    """Tickets by number and subject, the latest first."""
    ids, codes, subjects = store.columns("ticket", ["id", "code", "subject"])
    latest = zip(ids[::-1], codes[::-1], subjects[::-1], strict=True)
    return tuple(
        Pick(int(i), f"#{code or i}", str(subject or "")) for i, code, subject in latest
    )


def first_value(store: Store, client_id: int) -> str | None:
    """The day on which a client first got value, if it is known."""
    days = [
        str(each["reached_on"])
        for each in store.records_with("milestone", "client_id", [client_id])
        if each["milestone"] == "first_value"
    ]
    return min(days, default=None)
