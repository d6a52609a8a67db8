"""Deleting records, with everything that cannot stand without them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpidesk.domain.records import KINDS, FieldType
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import DELETE_ROWS, Edit, one_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.store.protocol import Store

_DELETE = {
    "client": N_("delete client"),
    "contract": N_("delete contract"),
    "ticket": N_("delete ticket"),
    "survey_answer": N_("delete survey answer"),
    "lead": N_("delete lead"),
    "cost": N_("delete cost"),
    "invoice": N_("delete invoice"),
    "staff": N_("delete person"),
}
_DELETE_ANY = N_("delete record")
_LET_GO = {
    ("lead", "client_id"),
    ("cost", "client_id"),
    ("survey_answer", "ticket_id"),
    ("contract", "renews_contract_id"),
}
"""References that are emptied: the record that refers stays."""


@dataclass(slots=True)
class Removal:
    """What deleting some records takes along.

    Attributes:
        kind: Kind of the records asked for.
        removed: Ids by kind, those asked for and those that go with them.
        let_go: ``(kind, id, field)`` that will no longer refer to them.
    """

    kind: str
    removed: dict[str, list[int]] = field(default_factory=dict)
    let_go: list[tuple[str, int, str]] = field(default_factory=list)

    def counts(self) -> Counter[str]:
        """How many records of each kind go along."""
        found = Counter({kind: len(ids) for kind, ids in self.removed.items()})
        del found[self.kind]
        return +found

    @property
    def destroys_history(self) -> bool:
        """Contracts, tickets or answers go along."""
        counts = self.counts()
        kinds = ("contract", "ticket", "survey_answer")
        return any(counts[kind] for kind in kinds)


def plan_removal(store: Store, kind: str, record_ids: Sequence[int]) -> Removal:
    """Find everything that refers to the records, and to what goes with them."""
    plan = Removal(kind, {kind: list(record_ids)})
    waiting = [(kind, list(record_ids))]
    while waiting:
        of_kind, ids = waiting.pop()
        for name, column in _references(of_kind):
            found = [int(r["id"] or 0) for r in store.records_with(name, column, ids)]
            if _optional(name, column, of_kind):
                plan.let_go += [(name, each, column) for each in found]
                continue
            known = plan.removed.setdefault(name, [])
            fresh = [each for each in found if each not in known]
            known.extend(fresh)
            if fresh:
                waiting.append((name, fresh))
        _take_notes(store, plan, of_kind, ids)
    return plan


def _references(kind_name: str) -> list[tuple[str, str]]:
    return [
        (kind.name, column.name)
        for kind in KINDS
        for column in kind.fields
        if column.type is FieldType.REFERENCE and column.refers_to == kind_name
    ]


def _optional(name: str, column: str, of_kind: str) -> bool:
    return (name, column) in _LET_GO or of_kind == "product"


def _take_notes(store: Store, plan: Removal, kind: str, ids: Sequence[int]) -> None:
    """Notes about a record refer to it by words."""
    keys = {str(each) for each in ids}
    notes = [
        int(note["id"] or 0)
        for note in store.records_with("note", "about", [kind])
        if str(note["about_key"]) in keys
    ]
    if notes:
        plan.removed.setdefault("note", []).extend(notes)


def remove_records(store: Store, kind: str, record_ids: Sequence[int]) -> Edit:
    """Delete records and what goes with them, as one step."""
    plan = plan_removal(store, kind, record_ids)
    with one_step(store) as step:
        for name, record_id, column in plan.let_go:
            step.change(name, record_id, {column: None})
        # References point only backwards in the order of the kinds.
        for name in (each.name for each in reversed(KINDS)):
            step.remove(name, plan.removed.get(name, []))
        step.ids = list(record_ids)
        if len(record_ids) > 1:
            return step.done(DELETE_ROWS, len(record_ids))
        return step.done(_DELETE.get(kind, _DELETE_ANY))
