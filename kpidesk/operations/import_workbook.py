"""Importing spreadsheets: plan, commit, undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.money import minor_per_major
from kpidesk.domain.records import KINDS, FieldType, Record
from kpidesk.importing.column_formats import FormatChoices
from kpidesk.importing.context import ImportChoices
from kpidesk.importing.existing import Existing
from kpidesk.importing.header_text import normalised
from kpidesk.importing.plan import EarlierImport, ImportPlan, Outcome, SheetPlan
from kpidesk.importing.planning import plan_import
from kpidesk.importing.reading.model import Limits, WorkbookData
from kpidesk.importing.reading.supervisor import read_workbook
from kpidesk.importing.scope import Hidden, Mode
from kpidesk.importing.table_choice import TableChoice, fingerprint
from kpidesk.operations.progress import Progress, silent

if TYPE_CHECKING:
    from kpidesk.store.protocol import Store, UndoReport, Writer


_AT_ONCE = 2000
"""Records saved between two reports of progress, where the import can be stopped."""


@dataclass(frozen=True, slots=True)
class ImportScope:
    """What a person says of all files of an import.

    Attributes:
        mode: Whether rows add records, bring them up to date, or both.
        hidden: Whether hidden rows and sheets are imported.
        headers: Header rows, as the spreadsheet counts them, by ``sheet_key`` or by
            the sheet's name.
        identities: Field by which records are recognised, by kind of sheet.
    """

    mode: Mode = Mode.BOTH
    hidden: Hidden = Hidden.INCLUDE
    headers: Mapping[str, int] = field(default_factory=dict)
    identities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did.

    Attributes:
        batch_id: Number of the import, for undoing it; ``None`` if nothing was saved.
        plan: The plan it followed.
        added: Records added per kind.
        changed: Records changed per kind.
    """

    batch_id: int | None
    plan: ImportPlan
    added: dict[str, int]
    changed: dict[str, int]


def read_files(
    paths: Sequence[Path], limits: Limits, progress: Progress = silent
) -> list[tuple[str, WorkbookData]]:
    """Read the files, each in a process of its own.

    Raises:
        ImportFileError: One of them cannot be used; none is then.
    """
    workbooks = []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        workbook = read_workbook(path, limits=limits, progress=progress)
        workbooks.append((path.name, workbook))
    return workbooks


def prepare_import(
    store: Store | None,
    workbooks: Sequence[tuple[str, WorkbookData]],
    *,
    currency: str = "EUR",
    create_clients: bool = False,
    formats: FormatChoices | None = None,
    tables: Mapping[str, TableChoice] | None = None,
    corrections: Mapping[tuple[str, int, int], str] | None = None,
    scope: ImportScope | None = None,
    progress: Progress = silent,
) -> ImportPlan:
    """Plan an import without saving anything.

    Args:
        store: The company file; ``None`` for one that does not exist yet.
        workbooks: Files that were read.
        currency: Base currency of a company that does not exist yet.
        create_clients: Create the clients that rows name and nobody knows.
        formats: How to read what can be read in two ways.
        tables: What a person said of tables, by their keys in an earlier plan.
        corrections: Texts in place of cells, by table, row number and column index.
        scope: What of the files is taken, and where a person says it begins.
        progress: Told how many rows are done.
    """
    existing = Existing()
    profiles: dict[str, TableChoice] = {}
    if store is not None:
        currency = store.rules().currency
        profiles = {
            profile.fingerprint: TableChoice.from_dict(profile.mapping)
            for profile in store.profiles()
        }
        existing = Existing(load=store.records)
    scope = scope or ImportScope()
    choices = ImportChoices(
        create_clients=create_clients,
        mode=scope.mode,
        hidden=scope.hidden,
        headers=scope.headers,
        identities=scope.identities,
        formats=formats or FormatChoices(),
        currency=currency,
        per_major=minor_per_major(currency),
        tables=tables or {},
        profiles=profiles,
        corrections=corrections or {},
        kpis=frozenset(kpi.key for kpi in CATALOG),
        new_company=store is None,
    )
    plan = plan_import(workbooks, existing, choices, progress)
    if store is not None:
        plan.imported_before = _imported_before(store, plan)
    return plan


def _imported_before(store: Store, plan: ImportPlan) -> list[EarlierImport]:
    """Files of a plan that came in before and were not taken back."""
    found: dict[str, EarlierImport] = {}
    names = {
        f"{_DIGEST}{digest}": name
        for name, digest in zip(plan.sources, plan.digests, strict=True)
    }
    for batch in store.batches():
        for key in batch.counts if batch.undone_at is None else ():
            if key in names:
                found.setdefault(
                    key, EarlierImport(names[key], batch.id, batch.imported_at)
                )
    return list(found.values())


def commit_import(
    store: Store, plan: ImportPlan, author: str, progress: Progress = silent
) -> ImportResult:
    """Save what a plan says, in one transaction; nothing to save, nothing is kept."""
    if plan.is_empty:
        return ImportResult(None, plan, {}, {})
    added: dict[str, int] = {}
    changed: dict[str, int] = {}
    total = sum(len(items) for items in plan.adds.values())
    total += sum(len(items) for items in plan.changes.values())
    done = 0
    with store.writing(author) as writer:
        batch = writer.start_batch(plan.sources)
        ids: dict[int, int] = {}
        for kind in KINDS:
            items = plan.adds.get(kind.name, [])
            for some in _referred_first(kind.name, items):
                _add(writer, kind.name, some, ids)
                done += len(some)
                progress(done, total)
            if items:
                added[kind.name] = len(items)
            for record_id, values in plan.changes.get(kind.name, {}).items():
                writer.change(kind.name, record_id, _resolved(kind.name, values, ids))
            if plan.changes.get(kind.name):
                changed[kind.name] = len(plan.changes[kind.name])
                done += changed[kind.name]
                progress(done, total)
        writer.finish_batch(_totals(plan))
    return ImportResult(batch, plan, added, changed)


_DIGEST = "sha256:"
"""What the digests of an import's files begin with among its counts."""


def _totals(plan: ImportPlan) -> dict[str, int]:
    """Rows by outcome, and by the digest of the file they came from."""
    totals = {
        outcome.value: sum(sheet.count(outcome) for sheet in plan.sheets)
        for outcome in Outcome
    }
    for name, digest in zip(plan.sources, plan.digests, strict=True):
        totals[f"{_DIGEST}{digest}"] = sum(
            sheet.read for sheet in plan.sheets if sheet.file == name
        )
    return totals


def _add(
    writer: Writer,
    kind: str,
    items: Sequence[tuple[int, Record]],
    ids: dict[int, int],
) -> None:
    records = [_resolved(kind, values, ids) for _, values in items]
    saved = writer.add(kind, records)
    ids.update(
        (temporary, identifier)
        for (temporary, _), identifier in zip(items, saved, strict=True)
    )


_Items = list[tuple[int, Record]]


def _referred_first(kind: str, items: _Items) -> Iterator[_Items]:
    """New records in portions, none of which refers to itself or to a later one.

    A contract may renew another one of the same import, and that one a third.
    """
    names = _TO_ITSELF.get(kind, ())
    portion: _Items = []
    inside: set[int] = set()
    for item in _ordered(names, items) if names else items:
        refers = any(item[1].get(name) in inside for name in names)
        if refers or len(portion) == _AT_ONCE:
            yield portion
            portion, inside = [], set()
        portion.append(item)
        inside.add(item[0])
    if portion:
        yield portion


def _ordered(names: Sequence[str], items: _Items) -> Iterator[tuple[int, Record]]:
    """The records in their order, but none before what it refers to."""
    waiting = dict(items)
    for identifier, _values in items:
        path = [identifier]
        while path and path[0] in waiting:
            values = waiting.get(path[-1], {})
            referred = (values.get(name) for name in names)
            ahead = [one for one in referred if isinstance(one, int) and one in waiting]
            if ahead:
                path += ahead
                continue
            ready = path.pop()
            if ready in waiting:
                yield ready, waiting.pop(ready)


_REFERENCES = {
    kind.name: tuple(
        field.name for field in kind.fields if field.type is FieldType.REFERENCE
    )
    for kind in KINDS
}


_TO_ITSELF = {
    kind.name: names
    for kind in KINDS
    if (
        names := tuple(
            field.name for field in kind.fields if field.refers_to == kind.name
        )
    )
}
"""Per kind, the fields that refer to another record of it."""


def _resolved(kind: str, values: Record, ids: dict[int, int]) -> Record:
    """The values with temporary ids replaced by those of saved records."""
    resolved = values
    for name in _REFERENCES[kind]:
        target = values.get(name)
        if isinstance(target, int) and target < 0:
            if resolved is values:
                resolved = dict(values)
            resolved[name] = ids[target]
    return resolved


def keep_profile(store: Store, sheet: SheetPlan, name: str, author: str) -> None:
    """Remember how a table is matched, for the next file with the same headers."""
    if sheet.match is None or sheet.table is None:
        return
    choice = TableChoice(
        sheet.match.layout.entity,
        {
            normalised(column.column.header): column.name
            for column in sheet.match.columns
        },
    )
    with store.writing(author) as writer:
        writer.keep_profile(fingerprint(sheet.table.headers), name, choice.as_dict())


def forget_profile(store: Store, fingerprint_of: str, author: str) -> None:
    """Recognise tables with these headers anew from now on."""
    with store.writing(author) as writer:
        writer.forget_profile(fingerprint_of)


def undo_import(store: Store, batch_id: int, author: str) -> UndoReport:
    """Take an import back; what was edited since is kept and named.

    Raises:
        WorkspaceError: There is no such import, or it was undone already.
    """
    with store.writing(author) as writer:
        return writer.undo_batch(batch_id)


def redo_import(store: Store, batch_id: int, author: str) -> UndoReport:
    """Bring back an import that was undone.

    Raises:
        WorkspaceError: There is no such import, or it is in place.
    """
    with store.writing(author) as writer:
        return writer.redo_batch(batch_id)
