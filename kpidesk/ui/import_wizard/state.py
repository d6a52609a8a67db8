"""What the person has decided so far about the files on the import page."""

from __future__ import annotations

import gc
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk.importing.scope import Hidden, Mode

_PORTION = 500

if TYPE_CHECKING:
    from kpidesk.importing.dates import DateOrder
    from kpidesk.importing.numbers import DecimalMark
    from kpidesk.importing.plan import ImportPlan
    from kpidesk.importing.reading.model import WorkbookData
    from kpidesk.importing.table_choice import TableChoice
    from kpidesk.operations.progress import Progress
    from kpidesk.operations.remembering_store import RememberingStore


def set_aside(progress: Progress) -> Progress:
    """Progress that also spares the collector what was made so far.

    Garbage is collected on the main thread, which would stall on the hundred
    thousands of objects that a large sheet becomes. ``spare_no_more`` ends it.
    """

    def report(done: int, total: int) -> None:
        gc.freeze()
        progress(done, total)

    return report


def spare_no_more() -> None:
    """Let garbage be looked for everywhere again."""
    gc.unfreeze()


def let_go(state: ImportState) -> None:
    """Free what was read and planned, a portion at a time.

    To free a hundred thousand rows at once would keep every other thread waiting,
    the window's too. What is still being planned or saved is left alone: it goes with
    whoever works on it.
    """
    if state.saving or not state.in_use.acquire(blocking=False):
        return
    try:
        _free(state)
    finally:
        state.in_use.release()


def _free(state: ImportState) -> None:
    long_lists: list[list[Any]] = [
        sheet.rows for _name, workbook in state.workbooks for sheet in workbook.sheets
    ]
    plan = state.plan
    if plan is not None:
        long_lists += [sheet.rows for sheet in plan.sheets]
        long_lists += plan.adds.values()
        long_lists += [
            column.cells
            for sheet in plan.sheets
            for column in (sheet.table.columns if sheet.table else ())
            if isinstance(column.cells, list)
        ]
        plan.let_go()
    for items in long_lists:
        while items:
            del items[-_PORTION:]


@dataclass(slots=True)
class ImportState:
    """Files that were read, choices made, and the plan that follows from both.

    Attributes:
        files: The files chosen, in order.
        workbooks: What was read from them; empty until read.
        plan: What would be saved; ``None`` until planned.
        create_clients: Create clients that rows name and nobody knows.
        order: Order of dates that can be read in two ways.
        mark: Decimal mark of numbers that can be read in two ways.
        mode: Whether rows add records, bring them up to date, or both.
        hidden: Whether hidden rows and sheets are imported.
        headers: Header rows named by hand, by the sheet's key, counted from 1.
        tables: What was decided of tables, by their keys.
        corrections: Corrected cells, by table, row number and column index.
        in_use: Held while the files or the plan are read in the background.
        saving: The plan is to be saved, or is being saved.
    """

    files: list[Path] = field(default_factory=list)
    workbooks: list[tuple[str, WorkbookData]] = field(default_factory=list)
    plan: ImportPlan | None = None
    create_clients: bool = False
    order: DateOrder | None = None
    mark: DecimalMark | None = None
    mode: Mode = Mode.BOTH
    hidden: Hidden = Hidden.INCLUDE
    headers: dict[str, int] = field(default_factory=dict)
    tables: dict[str, TableChoice] = field(default_factory=dict)
    corrections: dict[tuple[str, int, int], str] = field(default_factory=dict)
    in_use: threading.Lock = field(default_factory=threading.Lock, repr=False)
    saving: bool = False

    def planned(self, store: RememberingStore, progress: Progress) -> ImportPlan:
        """Plan the import anew, off the main thread."""
        from kpidesk.importing.column_formats import FormatChoices
        from kpidesk.operations.import_workbook import ImportScope, prepare_import

        with self.in_use:
            return prepare_import(
                store,
                self.workbooks,
                create_clients=self.create_clients,
                formats=FormatChoices(self.mark, self.order),
                tables=dict(self.tables),
                corrections=dict(self.corrections),
                scope=ImportScope(self.mode, self.hidden, dict(self.headers)),
                progress=set_aside(progress),
            )
