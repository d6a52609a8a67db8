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

_TELLING = ("email", "tax_number", "city", "postcode", "notes")
"""Fields of a client that would give it away."""


class _NamelessStore:
    """Everything of a store, but with "Client 1" in place of names."""

    def __init__(self, store: Store) -> None:
        self._store = store
        ids = sorted(int(each["id"] or 0) for each in store.records("client"))
        self._numbers = {each: number for number, each in enumerate(ids, start=1)}

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
        """Records; of clients only what gives nobody away."""
        found = self._store.records(kind, ids)
        return [self._hidden(each) for each in found] if kind == "client" else found

    def _hidden(self, record: Record) -> Record:
        hidden = {name: None for name in _TELLING if name in record}
        return {**record, **hidden, "name": self._name(int(record["id"] or 0))}


def nameless(store: Store) -> Store:
    """The store without the names of its clients; the figures are the same."""
    return cast("Store", _NamelessStore(store))
