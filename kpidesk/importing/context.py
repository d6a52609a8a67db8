"""What building records from rows shares: the plan, known records, choices."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kpidesk.domain.records import Record, Value
from kpidesk.importing.clients import ClientDirectory, KnownClient
from kpidesk.importing.column_formats import FormatChoices
from kpidesk.importing.currencies import currency_of_sign
from kpidesk.importing.existing import Existing, Key
from kpidesk.importing.header_text import bare_tax_id
from kpidesk.importing.plan import ImportPlan, Outcome, SheetPlan
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.scope import Hidden, Mode
from kpidesk.importing.table_choice import TableChoice


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person decides about an import.

    Attributes:
        create_clients: Unknown clients named by rows are created.
        mode: Whether rows add records, bring them up to date, or both.
        hidden: Whether hidden rows and sheets are imported.
        headers: Header rows that a person named, as the spreadsheet counts them, by
            the sheet's name within the import.
        identities: Field by which records are recognised, by kind of sheet.
        formats: How to read what can be read in two ways.
        currency: Base currency of the company.
        per_major: Minor units of a major unit of money.
        tables: What a person said of a table, by the table's key.
        profiles: What was said of tables with the same headers before, by the
            fingerprint of the headers.
        corrections: Texts to read in place of cells, by table key, row number of
            the spreadsheet and column index.
        kpis: Keys of the KPIs that targets can be set for.
        new_company: The company is made by this import: the one currency that its
            amounts are in becomes the company's.
    """

    create_clients: bool = False
    mode: Mode = Mode.BOTH
    hidden: Hidden = Hidden.INCLUDE
    headers: Mapping[str, int] = field(default_factory=dict)
    identities: Mapping[str, str] = field(default_factory=dict)
    formats: FormatChoices = field(default_factory=FormatChoices)
    currency: str = "EUR"
    per_major: int = 100
    tables: Mapping[str, TableChoice] = field(default_factory=dict)
    profiles: Mapping[str, TableChoice] = field(default_factory=dict)
    corrections: Mapping[tuple[str, int, int], str] = field(default_factory=dict)
    kpis: frozenset[str] = frozenset()
    new_company: bool = False


@dataclass(frozen=True, slots=True)
class Upserted:
    """A record found or planned.

    ``id`` is negative for a record that is not saved yet.
    """

    id: int
    outcome: Outcome
    changes: dict[str, tuple[Value, Value]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record came from first: file, table and row."""

    file: str
    table: str
    sheet: str
    row: int


@dataclass(slots=True)
class ImportContext:
    """Everything that builders of records need besides the row.

    Attributes:
        plan: What has been planned so far.
        existing: Records of the company file.
        clients: Every client known so far, the planned ones too.
        choices: What a person decided.
        sheet: The table whose rows are being read.
        match_names: Names of its matched columns.
        lists_clients: Clients are known without this import, or it lists them itself.
        priced: Numbers of contracts whose prices a price history gives.
        seen: Where each key was met first.
        products: Ids of products by name.
        planned: Temporary ids of planned records by their key.
        terms: Prices by contract.
        caches: What builders work out once per import.
        rated: Currencies that have a rate, or whose lack of one was told.
        first_prices: Prices from their first day on in the rows of contracts whose
            prices a price history gives.
        planned_prices: Per contract, what its row and the price history say so far.
        renewals: Contracts, and numbers not met yet of the ones that they renew.
    """

    plan: ImportPlan
    existing: Existing
    clients: ClientDirectory
    choices: ImportChoices
    sheet: SheetPlan
    match_names: frozenset[str] = frozenset()
    lists_clients: bool = False
    priced: frozenset[str] = frozenset()
    seen: dict[Hashable, Place] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)
    planned: dict[Hashable, int] = field(default_factory=dict)
    terms: dict[int, list[Record]] = field(default_factory=dict)
    caches: dict[str, Any] = field(default_factory=dict)
    rated: set[str] = field(default_factory=set)
    first_prices: list[Record] = field(default_factory=list)
    planned_prices: dict[int, list[Record]] = field(default_factory=dict)
    renewals: list[tuple[int, str, RowValues, SheetPlan]] = field(default_factory=list)

    def claim(self, row: RowValues, key: Key, *, within: str = "file") -> bool:
        """Note the key of a row; False, with an error, when another row has it.

        Args:
            row: The row.
            key: What no two rows may have in common.
            within: Rows of one ``file`` or only of one ``table`` are compared; what
                comes again elsewhere brings the record up to date.
        """
        if key is None:
            return True
        here = Place(self.sheet.file, self.sheet.key, row.sheet, row.number)
        first = self.seen.setdefault(key, here)
        if first is here or getattr(first, within) != getattr(here, within):
            return True
        where = str(first.row)
        if first.table != here.table:
            where = f"{first.row} ({first.sheet})"
        row.error("duplicate_row", first=where)
        return False

    def save(
        self, kind: str, values: Record, found: Record | None, key: Key
    ) -> Upserted:
        """Plan a record: change the one found, complete a planned one, or add it."""
        if found is None and key is not None and key in self.planned:
            return self.complete(kind, self.planned[key], values)
        upserted = self.upsert(kind, values, found)
        if key is not None:
            self.planned[key] = upserted.id
        return upserted

    def complete(self, kind: str, identifier: int, values: Record) -> Upserted:
        """Bring a record that an earlier row planned up to date."""
        if identifier >= 0:
            saved = self.find(kind, "id", identifier, lambda item: item["id"])
            return self.upsert(kind, values, saved)
        planned = self.plan.planned(kind, identifier)
        changes: dict[str, tuple[Value, Value]] = {
            name: (planned.get(name), value)
            for name, value in values.items()
            if value is not None and _differs(name, planned.get(name), value)
        }
        planned.update({name: new for name, (_, new) in changes.items()})
        return Upserted(
            identifier, Outcome.CHANGED if changes else Outcome.UNCHANGED, changes
        )

    def upsert(self, kind: str, values: Record, found: Record | None) -> Upserted:
        """Plan to add the record, or to change what differs; empty never overwrites."""
        given: Record = {
            name: value for name, value in values.items() if value is not None
        }
        if found is None:
            return Upserted(self.plan.add(kind, given), Outcome.ADDED)
        identifier = int(found["id"] or 0)
        if self.choices.mode is Mode.ADD:
            return Upserted(identifier, Outcome.UNCHANGED)
        pending = self.plan.changes.get(kind, {}).get(identifier, _NOTHING)
        changes: dict[str, tuple[Value, Value]] = {
            name: (pending.get(name, found.get(name)), value)
            for name, value in given.items()
            if pending.get(name, found.get(name)) != value
            and _differs(name, pending.get(name, found.get(name)), value)
        }
        if not changes:
            return Upserted(identifier, Outcome.UNCHANGED)
        self.plan.change(
            kind, identifier, {name: new for name, (_, new) in changes.items()}
        )
        return Upserted(identifier, Outcome.CHANGED, changes)

    def ticket(self, code: str) -> int | None:
        """The id of a ticket by its number, planned or saved."""
        folded = code.casefold().lstrip("#")
        planned = self.planned.get(("ticket", folded))
        if planned is not None:
            return planned
        found = self.find("ticket", "code", folded, bare_code)
        return None if found is None else int(found["id"] or 0)

    def contract(self, code: str) -> int | None:
        """The id of a contract by its number, planned or saved."""
        folded = code.casefold()
        planned = self.planned.get(("contract", folded))
        if planned is not None:
            return planned
        found = self.find("contract", "code", folded, folded_code)
        return None if found is None else int(found["id"] or 0)

    def find(
        self, kind: str, name: str, key: Key, key_of: Callable[[Record], Key]
    ) -> Record | None:
        """An existing record by one of its keys."""
        return self.existing.find(kind, name, key, key_of)

    def products_by_name(self) -> dict[str, int]:
        """Ids of products, the planned ones too, by their folded names."""
        if not self.products:
            for record in self.existing.of("product"):
                text = str(record["name"]).strip().casefold()
                self.products[text] = int(record["id"] or 0)
        return self.products

    def product(self, name: str | None) -> int | None:
        """The id of a product by its name; a new one is planned when unknown."""
        if not name:
            return None
        key = name.strip().casefold()
        known = self.products_by_name()
        if key not in known:
            known[key] = self.plan.add("product", {"name": name.strip()})
        return known[key]

    def currency(self, row: RowValues) -> str | None:
        """The currency of a row's amounts; nothing for the company's own."""
        own = self.choices.currency
        said = row.text("currency") or currency_of_sign(row.money_currency, own)
        if not said or said == own:
            return None
        if said not in self.rated:
            row.warn("other_currency", "currency", said, own=own)
            self.rated.add(said)
        return said

    def know(self, identifier: int, values: Record) -> None:
        """Make a client findable by what a row adds to it."""
        known = self.clients.clients[identifier]
        self.clients.add(
            KnownClient(
                identifier,
                known.name,
                code=_text(values.get("code")) or known.code,
                legal_name=_text(values.get("legal_name")) or known.legal_name,
                tax_id=_text(values.get("tax_id")) or known.tax_id,
            )
        )

    def new_client(self, values: Record) -> int:
        """Plan a client and make it findable for the rows that follow."""
        identifier = self.plan.add(
            "client", {name: value for name, value in values.items() if value}
        )
        self.clients.add(_known(identifier, values))
        return identifier


_NOTHING: Record = {}


def _differs(name: str, old: Value, new: Value) -> bool:
    """A tax number is the same with or without punctuation and leading zeros."""
    if name == "tax_id" and isinstance(old, str):
        return bare_tax_id(old) != bare_tax_id(str(new))
    return old != new


def folded_code(record: Record) -> str | None:
    """A record's own number, without regard to case."""
    return str(record["code"]).casefold() if record["code"] else None


def bare_code(record: Record) -> str | None:
    """A ticket's number without the sign that some write before it."""
    code = folded_code(record)
    return code.lstrip("#") if code else None


def strongest(outcomes: Sequence[Outcome]) -> Outcome:
    """What became of a row that several records come from."""
    for outcome in (Outcome.ADDED, Outcome.CHANGED):
        if outcome in outcomes:
            return outcome
    return Outcome.UNCHANGED


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
