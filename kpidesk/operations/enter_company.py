"""Opening a company file to work in it: facts, lock, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.period import Period, PeriodKind, period_of
from kpidesk.errors import WorkspaceError
from kpidesk.operations.data_span import last_complete_month
from kpidesk.operations.open_workspace import describe, lock_workspace
from kpidesk.operations.remembering_store import DatasetMemory, remembering
from kpidesk.operations.show_dashboard import KpiName, kpi_names

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kpidesk.domain.rules import Rules
    from kpidesk.operations.open_workspace import Workspace
    from kpidesk.store.file_lock import FileLock


@dataclass(frozen=True, slots=True)
class Company:
    """An open company file.

    Attributes:
        workspace: Its facts.
        lock: Held while the file may be changed; ``None`` = read-only.
        read_only: Why it may only be read, as a sentence.
        period: The last complete period with something in it.
        kpis: The catalogue in the language of the moment.
        memory: Its columns, kept between questions.
    """

    workspace: Workspace
    lock: FileLock | None
    read_only: str
    period: Period
    kpis: tuple[KpiName, ...]
    memory: DatasetMemory

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.workspace.path

    @property
    def rules(self) -> Rules:
        """The rules that figures follow."""
        return self.workspace.rules


def enter_company(
    path: Path, today: date, kind: PeriodKind = PeriodKind.MONTH
) -> Company:
    """Open a company file and hold it for writing if nobody else does.

    Raises:
        WorkspaceError: It cannot be used at all.
    """
    lock, why = _hold(path)
    memory = DatasetMemory()
    try:
        with remembering(path, memory, read_only=lock is None) as store:
            workspace = describe(store)
            month = last_complete_month(store, today)
            period = _ending_with(month, kind, workspace.rules.fiscal_start, today)
            return Company(workspace, lock, why, period, kpi_names(), memory)
    except BaseException:
        if lock is not None:
            lock.close()
        raise


def _hold(path: Path) -> tuple[FileLock | None, str]:
    # A file that does not exist must not leave a lock behind.
    if not path.exists():
        return None, ""
    try:
        return lock_workspace(path), ""
    except WorkspaceError as error:
        return None, error.sentence()


def _ending_with(
    month: Period, kind: PeriodKind, fiscal_start: int, today: date
) -> Period:
    """The last complete period of a kind up to a month."""
    if kind in {PeriodKind.CUSTOM, PeriodKind.WEEK}:
        return month
    period = period_of(kind, month.last_day, fiscal_start)
    return period if period.end <= today else period.previous()
