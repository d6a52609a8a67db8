"""Taking an edit back: its inverse, written as an edit of its own.

The change log knows what each transaction did. The inverse is written to the log too,
so taking it back again repeats the first edit. What somebody changed since is never
overwritten.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kpidesk.domain.records import kind as record_kind
from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import Edit, one_step
from kpidesk.store.writer import CLOSED_MONTH, SETTING, default_of

if TYPE_CHECKING:
    from kpidesk.domain.records import Record
    from kpidesk.operations.edit_records import Step
    from kpidesk.store.protocol import LoggedChange, Store


def undo_edit(store: Store, edit: Edit) -> Edit:
    """Take an edit back; taking back what this returns repeats it.

    Raises:
        WorkspaceError: A record was changed since (``changed_meanwhile``); nothing
            is taken back then.
    """
    lines = store.operation(edit.operation)
    with one_step(store) as step:
        for line in reversed(lines):
            _take_back(store, step, line)
        step.ids = list(edit.ids)
        return step.done(edit.name, edit.count)


def _take_back(store: Store, step: Step, line: LoggedChange) -> None:
    if line.kind == SETTING:
        _take_back_setting(store, step, line)
    elif line.kind == CLOSED_MONTH:
        _take_back_closing(store, step, line)
    elif line.action == "add":
        _check(store, line.kind, line.record_id, _as_added(line))
        step.remove(line.kind, [line.record_id])
    elif line.action == "remove":
        step.kinds.add(line.kind)
        step.writer.restore(line.kind, line.before or {})
    else:
        _check(store, line.kind, line.record_id, line.after or {})
        step.change(line.kind, line.record_id, line.before or {})


def _take_back_setting(store: Store, step: Step, line: LoggedChange) -> None:
    step.kinds.add(SETTING)
    current = store.settings()
    for key, text in (line.before or {}).items():
        after = (line.after or {}).get(key)
        now = json.dumps(current[key], ensure_ascii=False) if key in current else None
        if now != after:
            raise _changed_since()
        if text is None:
            step.writer.forget_setting(key)
        else:
            step.writer.set_setting(key, json.loads(str(text)))


def _take_back_closing(store: Store, step: Step, line: LoggedChange) -> None:
    """Reopen a month that was closed, or close one again that was reopened."""
    step.kinds.add(SETTING)
    closing = line.after or line.before or {}
    now = {each.month: each.closed_at for each in store.closed_months()}
    closed_at = now.get(str(closing["month"]))
    if line.action == "remove":
        if closed_at is not None:
            raise _changed_since()
        step.writer.close_month_again(closing)
    elif closed_at != closing["closed_at"]:
        raise _changed_since()
    else:
        step.writer.reopen_month(str(closing["month"]))


def _as_added(line: LoggedChange) -> Record:
    """Every field of a record as it was added, defaults included."""
    given = line.after or {}
    return {
        field.name: _stored(line.kind, field.name, given)
        for field in record_kind(line.kind).fields
    }


def _stored(kind: str, name: str, given: Record) -> str | int | None:
    value = given.get(name)
    return default_of(kind, name) if value is None else value


def _check(store: Store, kind: str, record_id: int, expected: Record) -> None:
    """The record is still as the edit left it."""
    found = store.records(kind, [record_id])
    if not found or any(found[0].get(k) != v for k, v in expected.items()):
        raise _changed_since()


def _changed_since() -> WorkspaceError:
    return WorkspaceError(
        N_("This was changed by somebody else since; nothing was undone."),
        code="changed_meanwhile",
    )
