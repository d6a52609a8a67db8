"""What was changed: when, by whom, before and after."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kpidesk.domain.records import kind as record_kind
from kpidesk.i18n.messages import N_, _
from kpidesk.ui.forms.field_typing import FieldTyping
from kpidesk.ui.records.cell_text import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpidesk.domain.records import Record, Value
    from kpidesk.store.protocol import LoggedChange
    from kpidesk.ui.session import Session

_ACTIONS = {
    "add": N_("Added"),
    "change": N_("Changed"),
    "remove": N_("Deleted"),
}
_PASSED = {"id", "version", "recorded_at", "batch_id", "search"}


def change_rows(
    lines: Iterable[LoggedChange], session: Session
) -> Sequence[tuple[str, ...]]:
    """One row per field that changed: when, who, what, field, before, after."""
    typing = FieldTyping(session)
    rows = []
    for line in lines:
        head = (
            _local(line.changed_at, session),
            line.author,
            f"{_(record_kind(line.kind).singular)}: {_(_ACTIONS[line.action])}",
        )
        before, after = line.before or {}, line.after or {}
        if line.action == "remove":
            rows.append((*head, "", "", ""))
            continue
        rows += [
            (
                *head,
                _(record_kind(line.kind).field(name).label),
                _text(typing, line.kind, name, before),
                _text(typing, line.kind, name, after),
            )
            for name in after
            if name not in _PASSED and after[name] != before.get(name)
        ]
    return rows


def _local(moment: str, session: Session) -> str:
    """A moment of the log, which is in UTC, on this computer's clock."""
    written = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return session.formats.date_time(written.astimezone())


def _text(typing: FieldTyping, kind: str, name: str, record: Record) -> str:
    value: Value = record.get(name)
    if value is None:
        return EMPTY
    return typing.write(record_kind(kind).field(name), value, kind=kind)
