"""A company whose clients are numbered instead of named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from kpidesk.i18n.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpidesk.domain.dataset import Dataset
    from kpidesk.domain.records import Record
    from kpidesk.domain.rules import Rules
    from kpidesk.store.protocol import Store

_TELLING = {
    "client": (
        *("code", "legal_name", "tax_id", "city", "address", "postcode"),
        *("email", "phone", "website", "notes"),
    ),
    "lead": ("company", "email", "notes"),
    "ticket": ("requester", "notes"),
    "survey_answer": ("respondent",),
    "contract": ("notes",),
}
"""Fields that would give a client away."""


class _NamelessStore:
    """Everything of a store, but with "Client 1" in place of names."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = {
            int(each["id"] or 0): str(each["name"]) for each in store.records("client")
        }
        self._numbers = {
            each: number for number, each in enumerate(sorted(self._known), start=1)
        }

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def _name(self, client_id: int) -> str:
        return _("Client {n}", n=self._numbers.get(client_id, 0))

    def dataset(self, rules: Rules) -> Dataset:
        """The columns; positions stay as they are."""
        data = self._store.dataset(rules)
        names = tuple(self._name(int(each)) for each in data.clients.id)
        return replace(data, clients=replace(data.clients, name=names))

    def records(self, kind: str, ids: Iterable[int] | None = None) -> list[Record]:
        """Records with only what gives nobody away."""
        return [self._hidden(kind, each) for each in self._store.records(kind, ids)]

    def records_with(
        self, kind: str, field: str, values: Iterable[int | str]
    ) -> list[Record]:
        """Records whose field has one of the values, without names."""
        found = self._store.records_with(kind, field, values)
        return [self._hidden(kind, each) for each in found]

    def _hidden(self, kind: str, record: Record) -> Record:
        hidden = {
            **record,
            **{name: None for name in _TELLING.get(kind, ()) if name in record},
        }
        number = int(record["id"] or 0)
        if kind == "client":
            hidden["name"] = self._name(number)
        elif kind == "lead":
            hidden["name"] = _("Lead {n}", n=number)
        client = int(record.get("client_id") or 0)
        known = self._known.get(client)
        if known:
            # People write who they are into subjects and comments.
            for field, value in hidden.items():
                if isinstance(value, str) and known in value:
                    hidden[field] = value.replace(known, self._name(client))
        return hidden


def nameless(store: Store) -> Store:
    """The store without the names of its clients; the figures are the same."""
    return cast("Store", _NamelessStore(store))
