"""Notice days and renewals ahead as a file for calendar programs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import month_of
from kpidesk.operations.attention import AHEAD_DAYS, deadline_items
from kpidesk.reporting.attention_text import attention_text
from kpidesk.reporting.calendar_file import CalendarDay, calendar
from kpidesk.reporting.file_writing import replace_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store


def export_deadlines(
    store: Store,
    target: Path,
    today: date,
    formats: Formats,
    ahead: int = AHEAD_DAYS,
) -> int:
    """Write the deadlines of the days ahead; how many there are.

    Raises:
        ExportError: The file cannot be written.
    """
    rules = store.rules()
    window = Evaluator(store.dataset(rules), rules).window(month_of(today))
    days = [
        CalendarDay(
            f"{item.kind}-{item.record_kind}-{item.record_id}",
            item.day,
            attention_text(item, formats, ""),
        )
        for item in deadline_items(window, today, ahead)
        if item.day is not None
    ]
    text = calendar(days, datetime.now(UTC))
    replace_file(target, lambda file: _write(file, text))
    return len(days)


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
