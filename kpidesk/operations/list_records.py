"""Records of a kind as a list that can be searched and sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.money import minor_per_major
from kpidesk.domain.records import Field, FieldType, Record, RecordKind, kind
from kpidesk.i18n.messages import N_
from kpidesk.store.search_text import searchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.store.protocol import Store

Cell = str | float | int | None

AMOUNT = Field("amount", FieldType.MONEY, N_("Amount per period"))
CLIENT_NAME = Field("client_name", FieldType.TEXT, N_("Client"))
_COLUMNS = {
    "client": (
        "name",
        "city",
        "country",
        "account_manager",
        "employees",
        "signed_up_on",
    ),
    "contract": (
        "client_name",
        "code",
        "status",
        "amount",
        "start_on",
        "end_on",
        "renewal_on",
        "auto_renew",
    ),
    "ticket": (
        "code",
        "client_name",
        "subject",
        "category",
        "priority",
        "opened_at",
        "first_response_at",
        "resolved_at",
        "status",
    ),
    "survey_answer": (
        "answered_on",
        "survey",
        "client_name",
        "respondent",
        "score_milli",
        "comment",
    ),
    "lead": (
        "name",
        "company",
        "source",
        "stage",
        "outcome",
        "value_minor",
        "created_on",
    ),
    "cost": (
        "spent_on",
        "purpose",
        "category",
        "vendor",
        "description",
        "amount_minor",
    ),
}
_NEWEST_FIRST = {
    "ticket": "opened_at",
    "survey_answer": "answered_on",
    "lead": "created_on",
    "cost": "spent_on",
}


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records of one kind, column by column.

    Attributes:
        kind: The kind of record.
        columns: The fields shown.
        ids: Id of each row.
        cells: One list per column; money in major units, scores as they are said.
        currencies: Currency of each row's money.
        search: What each row is found by: without accents and case.
    """

    kind: RecordKind
    columns: tuple[Field, ...]
    ids: Sequence[int]
    cells: Sequence[Sequence[Cell]]
    currencies: Sequence[str]
    search: Sequence[str]

    def rows_matching(self, query: str) -> list[int]:
        """Positions of the rows that hold every word of a query."""
        words = searchable(query).split()
        if not words:
            return list(range(len(self.ids)))
        return [
            row
            for row, text in enumerate(self.search)
            if all(word in text for word in words)
        ]

    def sorted_by(
        self, rows: Sequence[int], column: int, *, descending: bool
    ) -> list[int]:
        """The same rows in the order of a column; empty cells come last."""
        cells = self.cells[column]
        known = [row for row in rows if cells[row] is not None]
        empty = [row for row in rows if cells[row] is None]
        texts = any(isinstance(cells[row], str) for row in known[:1])

        def key(row: int) -> tuple[float, str]:
            cell = cells[row]
            return (0.0, searchable(str(cell))) if texts else (float(cell or 0), "")

        return sorted(known, key=key, reverse=descending) + empty


def list_records(store: Store, kind_name: str) -> RecordList:
    """Read all records of a kind for its list."""
    record_kind = kind(kind_name)
    columns = tuple(_column(record_kind, name) for name in _COLUMNS[kind_name])
    records = store.records(kind_name)
    _name_clients(store, records)
    base = store.rules().currency
    if kind_name == "contract":
        _add_amounts(store, records)
    newest = _NEWEST_FIRST.get(kind_name)
    if newest:
        records.sort(key=lambda record: str(record[newest] or ""), reverse=True)
    else:
        first = columns[0].name
        records.sort(key=lambda record: searchable(str(record[first] or "")))
    currencies = [str(record.get("currency") or base) for record in records]
    cells = [[_cell(field, record, base) for record in records] for field in columns]
    searched = [i for i, field in enumerate(columns) if field.type in _SEARCHED]
    search = [
        searchable(" ".join(str(cells[i][row]) for i in searched if cells[i][row]))
        for row in range(len(records))
    ]
    ids = [int(record["id"] or 0) for record in records]
    return RecordList(record_kind, columns, ids, cells, currencies, search)


_SEARCHED = {FieldType.TEXT, FieldType.DATE, FieldType.INSTANT, FieldType.CHOICE}


def _column(record_kind: RecordKind, name: str) -> Field:
    extra = {"amount": AMOUNT, "client_name": CLIENT_NAME}
    return extra[name] if name in extra else record_kind.field(name)


def _cell(field: Field, record: Record, base: str) -> Cell:
    value = record.get(field.name)
    if value is None or isinstance(value, str):
        return value or None
    if field.type is FieldType.MONEY:
        return int(value) / minor_per_major(str(record.get("currency") or base))
    if field.type is FieldType.MILLI:
        return int(value) / 1000
    return value


def _name_clients(store: Store, records: Sequence[Record]) -> None:
    if not records or "client_id" not in records[0]:
        return
    names = {int(c["id"] or 0): str(c["name"]) for c in store.records("client")}
    for record in records:
        record["client_name"] = names.get(int(record["client_id"] or 0))


def _add_amounts(store: Store, records: Sequence[Record]) -> None:
    """The price of each contract that holds last."""
    latest: dict[int, tuple[str, int]] = {}
    for term in store.records("price_term"):
        contract = int(term["contract_id"] or 0)
        known = (str(term["valid_from"]), int(term["amount_minor"] or 0))
        latest[contract] = max(latest.get(contract, known), known)
    for record in records:
        amount = latest.get(int(record["id"] or 0))
        record["amount"] = amount[1] if amount else None
