"""Reading all records of a kind for its list, column by column."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from kpidesk.domain.money import minor_per_major
from kpidesk.domain.records import Field, FieldType, kind
from kpidesk.operations.list_columns import (
    AMOUNT,
    CLIENT_NAME,
    COLUMNS,
    EXTRA,
    FILTERS,
    SHOWN,
    column_of,
)
from kpidesk.operations.list_facts import (
    client_facts,
    contract_facts,
    lead_facts,
    ticket_hours,
)
from kpidesk.operations.records_search import Cell, Mark, RecordList
from kpidesk.store.search_text import searchable_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.store.protocol import Store

__all__ = ["AMOUNT", "CLIENT_NAME", "Cell", "RecordList", "list_records"]

_NEWEST_FIRST = {
    "ticket": "opened_at_s",
    "survey_answer": "answered_on",
    "lead": "created_on",
    "cost": "spent_on",
    "exchange_rate": "valid_on",
}
_NEWEST_FIRST_COLUMN = {**_NEWEST_FIRST, "ticket": "opened_at"}
"""The same order by a column that lists show."""
_SHOWN_WITH = frozenset({"client", "product", "setting"})
"""Kinds whose names, or rules, lists of others show."""
_FEW = 500
_BY_NAME = {
    "client": "name",
    "contract": "client_name",
    "staff": "name",
    "product": "name",
    "target": "kpi",
}
_SEARCHED = {FieldType.TEXT, FieldType.CHOICE}
NANO = 1_000_000_000
T = TypeVar("T")
_TEAM = {"enps", "pulse"}


@dataclass(slots=True)
class _Reading:
    """A list on its way: columns by name, all in the same order of rows."""

    store: Store
    kind: str
    today: date
    most: int | None = None
    ids: Sequence[int] | None = None
    values: dict[str, Sequence[Any]] = field(default_factory=dict)

    def read(self, names: Sequence[str]) -> None:
        """Read columns of the file."""
        newest = _NEWEST_FIRST.get(self.kind, "")
        most = self.most if newest else None
        found = self.store.columns(
            self.kind, names, newest_by=newest, most=most, ids=self.ids
        )
        self.values.update(zip(names, found, strict=True))

    def is_whole(self) -> bool:
        """Nothing was left out."""
        if self.most is None or self.kind not in _NEWEST_FIRST:
            return True
        return len(self.values["id"]) < self.most

    def keep(self, rows: Sequence[int]) -> None:
        """Keep some rows, in an order."""
        for name, column in self.values.items():
            self.values[name] = [column[row] for row in rows]


def list_records(
    store: Store,
    kind_name: str,
    today: date | None = None,
    most: int | None = None,
    ids: Sequence[int] | None = None,
) -> RecordList:
    """Read all records of a kind for its list.

    Args:
        store: The open company file.
        kind_name: The kind.
        today: The day on which states, ages and deadlines are looked at.
        most: Read only so many of the latest, where a list begins with them.
        ids: Read only these, which must be few.
    """
    record_kind = kind(kind_name)
    # Before reading: what is written meanwhile is read once more, not lost.
    day = today or date.today()  # noqa: DTZ011 - the person's own day
    mark = Mark(store.revision(), store.last_operation(), day)
    known = {each.name for each in record_kind.fields}
    wanted = [name for name in COLUMNS[kind_name] if name in known]
    more = ("currency", "client_id", "product_id")
    wanted += [name for name in more if name in known and name not in wanted]
    if kind_name == "ticket":
        wanted += ["opened_at_s", "first_response_at_s", "resolved_at_s"]
    reading = _Reading(store, kind_name, day, most, ids)
    reading.read(["id", *wanted])
    whole = reading.is_whole()
    if kind_name == "survey_answer":
        # Nobody reads what a colleague answered.
        surveys = reading.values["survey"]
        reading.keep([row for row, each in enumerate(surveys) if each not in _TEAM])
    _add_names(reading)
    _add_facts(reading)
    _put_in_order(reading)
    return _prepared(replace(_as_list(reading), whole=whole, mark=mark))


def _prepared(found: RecordList) -> RecordList:
    """Work out here what the window asks for first, not while it paints."""
    for name in FILTERS.get(found.kind.name, ()):
        found.choices(name)
    found.tab_counts()
    found.id_numbers()
    return found


def refreshed(store: Store, old: RecordList, today: date) -> RecordList:
    """A list after what was written since it was read.

    Long lists are not read again for an edit: the change log says which records are
    others now. Where it does not say all, the list is read anew.
    """
    kind_name = old.kind.name
    newest = _NEWEST_FIRST_COLUMN.get(kind_name)
    mark = Mark(store.revision(), store.last_operation(), today)
    changed = _changed_since(store, old, mark) if newest else None
    if newest is None or changed is None:
        return list_records(store, kind_name, today)
    part = list_records(store, kind_name, today, ids=changed)
    return _prepared(replace(old.spliced(part, changed, newest), mark=mark))


def _changed_since(store: Store, old: RecordList, mark: Mark) -> list[int] | None:
    """Ids of the records of a list written since; ``None`` = that is not all."""
    if old.mark is None or old.mark.day != mark.day:
        return None
    written = mark.revision - old.mark.revision
    lines = [
        line
        for line in store.operations_after(old.mark.operation)
        if line.operation <= mark.operation
    ]
    # Imports and erasures are not logged record by record.
    logged = {line.operation for line in lines}
    if len(logged) != written or any(line.batch_id is not None for line in lines):
        return None
    if any(line.kind in _SHOWN_WITH for line in lines):
        return None
    name = old.kind.name
    changed = sorted({line.record_id for line in lines if line.kind == name})
    return changed if len(changed) <= _FEW else None


def _add_names(reading: _Reading) -> None:
    for refers_to, column in (("client", "client_id"), ("product", "product_id")):
        if column in reading.values:
            ids, names = reading.store.columns(refers_to, ["id", "name"])
            named = dict(zip(ids, names, strict=True))
            found = [named.get(each) for each in reading.values[column]]
            reading.values[f"{refers_to}_name"] = found


def _add_facts(reading: _Reading) -> None:
    store, values, today = reading.store, reading.values, reading.today
    match reading.kind:
        case "client":
            values.update(client_facts(store, values["id"], today))
        case "contract":
            values.update(contract_facts(store, values, today))
        case "ticket":
            values.update(ticket_hours(store, values, today))
        case "lead":
            values.update(lead_facts(values, today))


def _put_in_order(reading: _Reading) -> None:
    """By name, where the file did not give them the latest first."""
    by_name = _BY_NAME.get(reading.kind)
    rows = list(range(len(reading.values["id"])))
    if by_name and rows:
        texts = (str(value or "") for value in reading.values[by_name])
        names = searchable_all(texts)
        rows.sort(key=names.__getitem__)
        reading.keep(rows)


def _as_list(reading: _Reading) -> RecordList:
    record_kind, values = kind(reading.kind), reading.values
    names = COLUMNS[reading.kind]
    columns = tuple(column_of(record_kind, name) for name in names)
    base = reading.store.rules().currency
    count = len(values["id"])
    currencies = [each or base for each in values.get("currency", [None] * count)]
    cells = [_cells(each, values[each.name], currencies) for each in columns]
    searched = [
        [str(value) if value else "" for value in column]
        for each, column in zip(columns, cells, strict=True)
        if each.type in _SEARCHED
    ]
    joined = map(" ".join, zip(*searched, strict=True))
    return RecordList(
        record_kind,
        columns,
        names[: SHOWN[reading.kind]],
        _packed(values["id"]),
        tuple(_packed(column) for column in cells),
        _packed(_money_currencies(reading.kind, currencies, base)),
        _packed(searchable_all(joined) if count else ()),
        _packed(_tabs(reading.kind, values)),
    )


def _packed(values: Sequence[T]) -> Sequence[T]:
    """The same values where the garbage collector need not look through them.

    It would: hundreds of thousands in each column, while the window waits.
    """
    packed = np.empty(len(values), dtype=object)
    packed[:] = values
    return cast("Sequence[T]", packed)


def _money_currencies(kind_name: str, own: list[str], base: str) -> list[str]:
    """A client has no currency of its own: its MRR is in that of the house."""
    return [base] * len(own) if kind_name == "client" else own


def _cells(
    column: Field, values: Sequence[Any], currencies: Sequence[str]
) -> Sequence[Cell]:
    if column.name in EXTRA:
        return values
    if column.type is FieldType.MONEY:
        return [
            None if value is None else value / minor_per_major(currency)
            for value, currency in zip(values, currencies, strict=True)
        ]
    if column.name == "rate_nano":
        return [value / NANO for value in values]
    if column.type is FieldType.MILLI:
        return [None if value is None else value / 1000 for value in values]
    # Most columns have no empty text: looking is cheaper than copying.
    if column.type in _SEARCHED and "" in values:
        return [value or None for value in values]
    return values


_TICKET_TABS = {
    "open": "open",
    "in_progress": "open",
    None: "open",
    "pending": "pending",
    "resolved": "resolved",
    "closed": "resolved",
}


def _tabs(kind_name: str, values: dict[str, Sequence[Any]]) -> list[str]:
    match kind_name:
        case "ticket":
            pairs = zip(values["status"], values["resolved_at"], strict=True)
            return [
                "resolved" if resolved and status is None else _TICKET_TABS[status]
                for status, resolved in pairs
            ]
        case "client":
            return list(values["state"])
        case "lead":
            return list(values["outcome"])
        case "staff":
            return ["former" if left else "present" for left in values["left_on"]]
        case _:
            return []
