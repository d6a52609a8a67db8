"""Adding and changing records by hand, each step with a name to undo it by."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_, _, ngettext
from kpidesk.store.file_lock import current_user

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store, Writer

_ADD = {
    "client": N_("add client"),
    "contract": N_("add contract"),
    "ticket": N_("add ticket"),
    "survey_answer": N_("add survey answer"),
    "lead": N_("add lead"),
    "cost": N_("add cost"),
    "staff": N_("add person"),
}
_EDIT = {
    "client": N_("edit client"),
    "contract": N_("edit contract"),
    "price_term": N_("edit contract"),
    "ticket": N_("edit ticket"),
    "survey_answer": N_("edit survey answer"),
    "lead": N_("edit lead"),
    "cost": N_("edit cost"),
    "invoice": N_("edit invoice"),
    "staff": N_("edit person"),
    "setting": N_("edit settings"),
}
_ADD_ANY, _EDIT_ANY = N_("add record"), N_("edit record")
EDIT_ROWS = "edit {n} rows"
ADD_ROWS = "add {n} rows"
DELETE_ROWS = "delete {n} rows"
"""Names that say how many; ``Edit.title`` has them in every number."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One step that was taken, and how it is taken back.

    Attributes:
        operation: Its number in the change log; 0 if nothing was written.
        kinds: Kinds of record touched.
        name: What people call it (message id), said after "Undo:".
        count: How many records, for names that say so.
        ids: Records added or changed.
        warnings: Sentences about what was done, for the person.
    """

    operation: int
    kinds: frozenset[str]
    name: str
    count: int = 1
    ids: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    def title(self) -> str:
        """The name in the language of the moment."""
        n = self.count
        if self.name == EDIT_ROWS:
            return ngettext("edit {n} row", "edit {n} rows", n, n=n)
        if self.name == ADD_ROWS:
            return ngettext("add {n} row", "add {n} rows", n, n=n)
        if self.name == DELETE_ROWS:
            return ngettext("delete {n} row", "delete {n} rows", n, n=n)
        return _(self.name)


@dataclass(slots=True)
class Step:
    """An edit on its way: a writer, and what becomes of it."""

    writer: Writer
    kinds: set[str] = field(default_factory=set)
    ids: list[int] = field(default_factory=list)

    def add(self, kind: str, records: Sequence[Record]) -> list[int]:
        """Add records."""
        self.kinds.add(kind)
        return self.writer.add(kind, records)

    def change(
        self, kind: str, record_id: int, values: Record, version: int | None = None
    ) -> None:
        """Change fields of a record."""
        self.kinds.add(kind)
        self.writer.change(kind, record_id, values, version)

    def remove(self, kind: str, record_ids: Sequence[int]) -> None:
        """Remove records."""
        if record_ids:
            self.kinds.add(kind)
            self.writer.remove(kind, record_ids)

    def done(self, name: str, count: int = 1, warnings: Sequence[str] = ()) -> Edit:
        """The step as an edit."""
        return Edit(
            self.writer.operation,
            frozenset(self.kinds),
            name,
            count,
            tuple(self.ids),
            tuple(warnings),
        )


@contextmanager
def one_step(store: Store) -> Iterator[Step]:
    """One transaction by the person at the keyboard."""
    with store.writing(current_user()) as writer:
        yield Step(writer)


def add_records(store: Store, kind: str, records: Sequence[Record]) -> Edit:
    """Add records of a kind.

    Raises:
        WorkspaceError: Another record has the same code (``not_unique``).
    """
    with one_step(store) as step:
        step.ids = step.add(kind, records)
        if len(records) > 1:
            return step.done(ADD_ROWS, len(records))
        return step.done(_ADD.get(kind, _ADD_ANY))


def change_records(
    store: Store,
    kind: str,
    changes: Mapping[int, Record],
    versions: Mapping[int, int] | None = None,
) -> Edit:
    """Change fields of records, all or none.

    Args:
        store: The open company file.
        kind: Their kind.
        changes: New values by id.
        versions: The versions the person saw, where they are to be checked.

    Raises:
        WorkspaceError: Somebody changed one meanwhile (``changed_meanwhile``), or a
            code is taken (``not_unique``).
    """
    known = versions or {}
    with one_step(store) as step:
        for record_id, values in changes.items():
            step.change(kind, record_id, values, known.get(record_id))
        step.ids = list(changes)
        if len(changes) > 1:
            return step.done(EDIT_ROWS, len(changes))
        return step.done(_EDIT.get(kind, _EDIT_ANY))
