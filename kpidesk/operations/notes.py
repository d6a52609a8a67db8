"""Notes pinned to a day of a KPI: what happened, in the house's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.domain.period import PeriodKind, month_of
from kpidesk.i18n.messages import N_
from kpidesk.operations.edit_records import one_step
from kpidesk.store.file_lock import current_user

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kpidesk.domain.period import Period
    from kpidesk.domain.records import Record
    from kpidesk.operations.edit_records import Edit
    from kpidesk.store.protocol import Store

_KPI = "kpi"
ADD_NOTE = N_("add note")


def notes_about(store: Store, key: str) -> list[Record]:
    """The notes about a KPI, earliest first."""
    found = [
        note
        for note in store.records_with("note", "about", [_KPI])
        if note["about_key"] == key
    ]
    return sorted(found, key=lambda note: str(note["noted_on"]))


def pinned_to(period: Period) -> date:
    """The day to which a note about a period is pinned.

    Its first day; of trailing twelve months that of the last, or each note would
    stand over twelve of them.
    """
    if period.kind is PeriodKind.TTM:
        return month_of(period.last_day).start
    return period.start


def notes_in(notes: Sequence[Record], period: Period) -> str:
    """What was noted in a period, one sentence after the other."""
    first, end = pinned_to(period).isoformat(), period.end.isoformat()
    return " · ".join(
        str(note["body"]) for note in notes if first <= str(note["noted_on"]) < end
    )


def add_note(store: Store, key: str, day: date, text: str) -> Edit:
    """Pin a note to a day of a KPI."""
    note: Record = {
        "about": _KPI,
        "about_key": key,
        "noted_on": day.isoformat(),
        "body": text,
        "author": current_user(),
    }
    with one_step(store) as step:
        step.ids = step.add("note", [note])
        return step.done(ADD_NOTE)
