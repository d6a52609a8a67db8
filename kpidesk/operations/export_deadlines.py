"""Notice days and renewals ahead as a file for calendar programs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kpidesk.domain.evaluation import Evaluator
from kpidesk.operations.attention import find_attention
from kpidesk.reporting.attention_text import attention_text
from kpidesk.reporting.calendar_file import CalendarDay, calendar
from kpidesk.reporting.file_writing import replace_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store

_DATED = ("notice", "renewal", "end")


def export_deadlines(store: Store, target: Path, today: date, formats: Formats) -> int:
    """Write the deadlines of the next 90 days; how many there are.

    Raises:
        ExportError: The file cannot be written.
    """
    rules = store.rules()
    found = find_attention(Evaluator(store.dataset(rules), rules), today)
    days = [
        CalendarDay(
            f"{item.kind}-{item.record_kind}-{item.record_id}",
            item.day,
            attention_text(item, formats, ""),
        )
        for item in found
        if item.kind in _DATED and item.day is not None
    ]
    text = calendar(days, datetime.now(UTC))
    replace_file(target, lambda file: _write(file, text))
    return len(days)


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
