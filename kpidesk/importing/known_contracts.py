"""Contracts of one client and product, as they will be once the plan is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from kpidesk.domain.records import Record, Value
from kpidesk.importing.context import ImportContext
from kpidesk.importing.scope import Mode

_CACHE = "contracts by client and product"
_MONTHLY: Record = {
    "interval": "monthly",
    "months_num": 1,
    "months_den": 1,
    "quantity_milli": 1000,
    "discount_ppm": 0,
}
Owner = tuple[int, int | None]
"""Ids of a client and a product."""
Changes = dict[str, tuple[Value, Value]]


@dataclass(slots=True, eq=False)
class KnownContract:
    """A contract, saved or planned, with its prices.

    Attributes:
        record: Its fields, planned changes included.
        terms: Its prices by the day from which they hold.
    """

    record: Record
    terms: dict[str, Record] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Its id; negative when it is not saved yet."""
        return int(self.record["id"] or 0)

    @property
    def start(self) -> dt.date:
        """Its first day."""
        return dt.date.fromisoformat(str(self.record["start_on"]))

    @property
    def end(self) -> dt.date:
        """Its first day without service; the last day there is when it goes on."""
        end = self.record.get("end_on")
        return dt.date.fromisoformat(str(end)) if end else dt.date.max

    def _stays_as_it_is(self, context: ImportContext) -> bool:
        """It is there already, and the import only adds."""
        return self.id >= 0 and context.choices.mode is Mode.ADD

    def last_term_before(self, day: dt.date) -> Record | None:
        """The price that holds on the eve of a day."""
        known = [since for since in self.terms if since < day.isoformat()]
        return self.terms[max(known)] if known else None

    def set_field(self, context: ImportContext, name: str, value: Value) -> Changes:
        """Plan to change a field of the contract; to nothing, too."""
        old = self.record.get(name)
        if old == value or self._stays_as_it_is(context):
            return {}
        _plan(context, "contract", self.record, {name: value})
        return {name: (old, value)}

    def set_amount(
        self, context: ImportContext, since: dt.date, amount: int
    ) -> Changes:
        """Plan a monthly amount, in minor units, from a day on."""
        if self._stays_as_it_is(context):
            return {}
        day = since.isoformat()
        values: Record = {"amount_minor": amount, **_MONTHLY}
        before = self.last_term_before(since + dt.timedelta(days=1))
        old = before["amount_minor"] if before else None
        known = self.terms.get(day)
        if known is not None:
            _plan(context, "price_term", known, values)
        else:
            values |= {"contract_id": self.id, "valid_from": day}
            identifier = context.plan.add("price_term", dict(values))
            self.terms[day] = {"id": identifier, **values}
        return {"amount_minor": (old, amount)}


def monthly(term: Record) -> Fraction:
    """What a price gives in a month, in minor units."""
    months = Fraction(int(term["months_num"] or 0), int(term["months_den"] or 1))
    if not months:
        return Fraction(0)
    quantity = Fraction(int(term.get("quantity_milli") or 1000), 1000)
    rest = 1 - Fraction(int(term.get("discount_ppm") or 0), 1_000_000)
    return int(term["amount_minor"] or 0) * quantity * rest / months


def _plan(context: ImportContext, kind: str, record: Record, values: Record) -> None:
    """Change a record's copy here, and the record itself in the plan."""
    identifier = int(record["id"] or 0)
    different = {
        name: value for name, value in values.items() if record.get(name) != value
    }
    record.update(different)
    if identifier < 0:
        context.plan.planned(kind, identifier).update(different)
    elif different:
        context.plan.change(kind, identifier, different)


def contracts_of(context: ImportContext, owner: Owner) -> list[KnownContract]:
    """The contracts of a client and product, drafts apart; new ones may be added."""
    known = context.caches.get(_CACHE)
    if known is None:
        known = context.caches[_CACHE] = _all_contracts(context)
    found: list[KnownContract] = known.setdefault(owner, [])
    return found


def _all_contracts(context: ImportContext) -> dict[Owner, list[KnownContract]]:
    by_id = {
        int(record["id"] or 0): KnownContract(record)
        for record in _records(context, "contract")
        if record.get("status") != "draft"
    }
    for term in _records(context, "price_term"):
        contract = by_id.get(int(term["contract_id"] or 0))
        if contract is not None:
            contract.terms[str(term["valid_from"])] = term
    found: dict[Owner, list[KnownContract]] = {}
    for contract in by_id.values():
        client, product = contract.record["client_id"], contract.record["product_id"]
        owner = (int(client or 0), None if product is None else int(product))
        found.setdefault(owner, []).append(contract)
    return found


def _records(context: ImportContext, kind: str) -> Iterator[Record]:
    """Copies of saved and planned records, with what the plan changes of them."""
    changes = context.plan.changes.get(kind, {})
    for record in context.existing.of(kind):
        yield {**record, **changes.get(int(record["id"] or 0), {})}
    for identifier, values in context.plan.adds.get(kind, ()):
        yield {"id": identifier, "product_id": None, **values}
