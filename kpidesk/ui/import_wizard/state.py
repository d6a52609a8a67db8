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
    from kpidesk.ui.import_wizard.issue_list import IssueList


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
        for plan in state.made:
            _free_plan(plan)
        state.made.clear()
        for _name, workbook in state.workbooks:
            for sheet in workbook.sheets:
                _empty(sheet.rows)
    finally:
        state.in_use.release()


def let_go_of_older(state: ImportState) -> None:
    """Free the plans that another one has taken the place of, likewise."""
    if state.in_use.acquire(blocking=False):
        try:
            _free_older(state)
        finally:
            state.in_use.release()


def _free_older(state: ImportState) -> None:
    if state.saving:
        return
    older = [plan for plan in state.made if plan is not state.plan]
    state.made = [plan for plan in state.made if plan is state.plan]
    for plan in older:
        _free_plan(plan)


def _free_plan(plan: ImportPlan) -> None:
    for sheet in plan.sheets:
        _empty(sheet.rows)
        _empty(sheet.issues)
        for column in sheet.table.columns if sheet.table else ():
            if isinstance(column.cells, list):
                _empty(column.cells)
    for records in plan.adds.values():
        _empty(records)
    plan.let_go()


def _empty(items: list[Any]) -> None:
    while items:
        del items[-_PORTION:]


@dataclass(slots=True)
class ImportState:
    """Files that were read, choices made, and the plan that follows from both.

    Attributes:
        files: The files chosen, in order.
        workbooks: What was read from them; empty until read.
        plan: What would be saved; ``None`` until planned.
        made: Every plan that was made and not freed yet, ``plan`` among them.
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
    made: list[ImportPlan] = field(default_factory=list)
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

    def planned(
        self, store: RememberingStore, progress: Progress
    ) -> tuple[ImportPlan, IssueList]:
        """Plan the import anew, off the main thread; the plan and its issues."""
        from kpidesk.importing.column_formats import FormatChoices
        from kpidesk.operations.import_workbook import ImportScope, prepare_import
        from kpidesk.ui.import_wizard.issue_list import IssueList

        with self.in_use:
            _free_older(self)
            plan = prepare_import(
                store,
                self.workbooks,
                create_clients=self.create_clients,
                formats=FormatChoices(self.mark, self.order),
                tables=dict(self.tables),
                corrections=dict(self.corrections),
                scope=ImportScope(self.mode, self.hidden, dict(self.headers)),
                progress=set_aside(progress),
            )
            # Kept here, so that it is not freed at once where nobody wants it any more.
            self.made.append(plan)
            return plan, IssueList(plan.sheets)
