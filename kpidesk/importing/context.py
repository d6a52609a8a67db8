"""What building records from rows shares: the plan, known records, choices."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

from kpidesk.domain.records import Record, Value
from kpidesk.importing.clients import ClientDirectory, KnownClient
from kpidesk.importing.column_formats import FormatChoices
from kpidesk.importing.existing import Existing, Key
from kpidesk.importing.plan import ImportPlan, Outcome, SheetPlan
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.table_choice import TableChoice


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person decides about an import.

    Attributes:
        create_clients: Unknown clients named by rows are created.
        formats: How to read what can be read in two ways.
        currency: Base currency of the company.
        per_major: Minor units of a major unit of money.
        tables: What a person said of a table, by the table's key.
        profiles: What was said of tables with the same headers before, by the
            fingerprint of the headers.
        corrections: Texts to read in place of cells, by table key, row number of
            the spreadsheet and column index.
    """

    create_clients: bool = False
    formats: FormatChoices = field(default_factory=FormatChoices)
    currency: str = "EUR"
    per_major: int = 100
    tables: Mapping[str, TableChoice] = field(default_factory=dict)
    profiles: Mapping[str, TableChoice] = field(default_factory=dict)
    corrections: Mapping[tuple[str, int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upserted:
    """A record found or planned.

    ``id`` is negative for a record that is not saved yet.
    """

    id: int
    outcome: Outcome
    changes: dict[str, tuple[Value, Value]] = field(default_factory=dict)


@dataclass(slots=True)
class ImportContext:
    """Everything that builders of records need besides the row."""

    plan: ImportPlan
    existing: Existing
    clients: ClientDirectory
    choices: ImportChoices
    sheet: SheetPlan
    match_names: frozenset[str] = frozenset()
    seen: dict[Hashable, int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)
    planned: dict[Hashable, int] = field(default_factory=dict)
    terms: dict[int, list[Record]] = field(default_factory=dict)

    def claim(self, row: RowValues, key: Key) -> bool:
        """Note the key of a row; False, with an error, when another row has it."""
        if key is None:
            return True
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            row.error("duplicate_row", first=first)
            return False
        return True

    def upsert(self, kind: str, values: Record, found: Record | None) -> Upserted:
        """Plan to add the record, or to change what differs; empty never overwrites."""
        given: Record = {
            name: value for name, value in values.items() if value is not None
        }
        if found is None:
            return Upserted(self.plan.add(kind, given), Outcome.ADDED)
        identifier = int(found["id"] or 0)
        pending = self.plan.changes.get(kind, {}).get(identifier, {})
        changes: dict[str, tuple[Value, Value]] = {
            name: (pending.get(name, found.get(name)), value)
            for name, value in given.items()
            if pending.get(name, found.get(name)) != value
        }
        if not changes:
            return Upserted(identifier, Outcome.UNCHANGED)
        self.plan.change(
            kind, identifier, {name: new for name, (_, new) in changes.items()}
        )
        return Upserted(identifier, Outcome.CHANGED, changes)

    def find(
        self, kind: str, name: str, key: Key, key_of: Callable[[Record], Key]
    ) -> Record | None:
        """An existing record by one of its keys."""
        return self.existing.find(kind, name, key, key_of)

    def product(self, name: str | None) -> int | None:
        """The id of a product by its name; a new one is planned when unknown."""
        if not name:
            return None
        key = name.strip().casefold()
        if not self.products:
            for record in self.existing.of("product"):
                text = str(record["name"]).strip().casefold()
                self.products[text] = int(record["id"] or 0)
        if key not in self.products:
            self.products[key] = self.plan.add("product", {"name": name.strip()})
        return self.products[key]

    def new_client(self, values: Record) -> int:
        """Plan a client and make it findable for the rows that follow."""
        identifier = self.plan.add(
            "client", {name: value for name, value in values.items() if value}
        )
        self.clients.add(_known(identifier, values))
        return identifier


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _known(identifier: int, values: Record) -> KnownClient:
    return KnownClient(
        identifier,
        str(values["name"]),
        code=_text(values.get("code")),
        legal_name=_text(values.get("legal_name")),
        tax_id=_text(values.get("tax_id")),
    )


def known_client(record: Record) -> KnownClient:
    """A client of the company file, as the directory knows it."""
    return _known(int(record["id"] or 0), record)
