"""An edit inside a closed month goes through, and is told to be a restatement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kpidesk.domain.period import parse_period
from kpidesk.i18n.messages import N_
from kpidesk.store.writer import CLOSED_MONTH

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit
    from kpidesk.store.protocol import LoggedChange, Store

CLOSED = N_("{month} is closed: this change will be listed as a restatement")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LASTING = {"contract", "price_term"}


def closed_month_touched(store: Store, edit: Edit) -> str | None:
    """The first closed month (``2025-03``) in which a figure may change."""
    closed = [month.month for month in store.closed_months()]
    if not closed or not edit.operation:
        return None
    found = [
        month
        for line in store.operation(edit.operation)
        for month in closed
        if _touches(line, month)
    ]
    return min(found, default=None)


def _touches(line: LoggedChange, month: str) -> bool:
    """The change is about that month, or lasts into it."""
    if line.kind == CLOSED_MONTH:
        return False
    days = [
        str(value)[:7]
        for side in (line.before, line.after)
        for name, value in (side or {}).items()
        if name != "recorded_at" and _DAY.match(str(value))
    ]
    if not days:
        return False
    lasting = line.kind in _LASTING and line.action != "change"
    return min(days) <= month if lasting else month in days


def warned(store: Store, edit: Edit) -> Edit:
    """The edit with what is to be said about closed months."""
    month = closed_month_touched(store, edit)
    if month is None:
        return edit
    from kpidesk.i18n.formats import Formats
    from kpidesk.i18n.messages import _, active_language

    name = Formats(active_language()).month(parse_period(month).start)
    return replace(edit, warnings=(*edit.warnings, _(CLOSED, month=name)))
