"""Work off the main thread: operations run in two pools and report back.

One ``TaskRunner`` lives on the main thread and owns the signals. The runnables hold no
QObject: they borrow the bound ``emit`` of the runner's signals, which is the only way
that loses no result (a runnable that owns its signals does, and may crash).
"""

from __future__ import annotations

import sys
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from shiboken6 import Shiboken

from kpidesk.errors import KpideskError
from kpidesk.operations.progress import Cancelled, Progress
from kpidesk.ui.garbage import MainThreadCollector

T = TypeVar("T")
Operation = Callable[[Progress], T]

READERS = 2
WRITERS = 1
SECONDS_BETWEEN_REPORTS = 0.1
_SWITCH_SECONDS = 0.0005
PAINTING_MS = 10
"""So long a reading waits: what its asking changed in the window is painted before.

A thread that computes makes painting several times as long, for it has the interpreter
each time that Qt calls back.
"""
QUIET_MS = 300
"""A task shorter than this is never announced."""


@dataclass(eq=False, slots=True)
class Task:
    """One operation on its way; ``cancel`` asks it to stop at its next report."""

    title: str
    quiet: bool = False
    cancelled: bool = False
    announced: bool = False
    done: int = 0
    total: int = 0

    def cancel(self) -> None:
        """Ask the operation to stop; what it began is rolled back."""
        self.cancelled = True


@dataclass(frozen=True, slots=True)
class _Callbacks:
    """Whom a task reports to; nobody is kept alive by it."""

    owner: weakref.ref[QObject]
    done: Callable[[Any], None]
    failed: Callable[[KpideskError], None] | None
    progressed: Callable[[int, int], None] | None
    group: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an operation returned, or raised."""

    task: Task
    result: Any = None
    error: BaseException | None = None


@dataclass(slots=True)
class _Reporter:
    """The progress an operation is given: throttled, and the place where it stops."""

    task: Task
    report: Callable[[object], None]
    reported: float = field(default=0.0)

    def __call__(self, done: int, total: int) -> None:
        if self.task.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now - self.reported < SECONDS_BETWEEN_REPORTS and done < total:
            return
        self.reported = now
        self.report((self.task, done, total))


class _Job(QRunnable):
    """Runs one operation and hands its outcome to the main thread."""

    def __init__(
        self,
        task: Task,
        operation: Operation[Any],
        finish: Callable[[object], None],
        report: Callable[[object], None],
    ) -> None:
        super().__init__()
        self._task = task
        self._operation = operation
        self._finish = finish
        self._report = report

    def run(self) -> None:
        """Run the operation in a thread of the pool."""
        try:
            if self._task.cancelled:
                raise Cancelled  # noqa: TRY301 - as if it had stopped at once
            result = self._operation(_Reporter(self._task, self._report))
            outcome = _Outcome(self._task, result)
        # Whatever happens here must reach the person, not vanish with the thread.
        except BaseException as error:  # noqa: BLE001
            outcome = _Outcome(self._task, error=error)
        self._finish(outcome)


class TaskRunner(QObject):
    """Runs operations and calls back on the main thread.

    A result is dropped when its owner is gone or a newer task of its group exists.
    """

    tasks_changed = Signal()
    """A task worth announcing began, moved on or ended."""
    idle_changed = Signal()
    """There is something to do again, or nothing any more."""
    _finished = Signal(object)
    _reported = Signal(object)

    def __init__(self, on_bug: Callable[[BaseException], None]) -> None:
        """Make a runner.

        Args:
            on_bug: Told, on the main thread, about errors that are ours.
        """
        super().__init__()
        # A thread that computes gives way to the window within half a millisecond.
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._on_bug = on_bug
        self._collector = MainThreadCollector(self, lambda: bool(self._waiting))
        self._waiting: dict[Task, _Callbacks] = {}
        self._latest: dict[tuple[int, str], Task] = {}
        self._pools = {False: QThreadPool(), True: QThreadPool()}
        self._pools[False].setMaxThreadCount(READERS)
        self._pools[True].setMaxThreadCount(WRITERS)
        self._finished.connect(self._on_finished)
        self._reported.connect(self._on_reported)

    def run(
        self,
        operation: Operation[T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[KpideskError], None] | None = None,
        progressed: Callable[[int, int], None] | None = None,
        group: str = "",
        writes: bool = False,
        title: str = "",
        quiet: bool = False,
    ) -> Task:
        """Run an operation in the background.

        Args:
            operation: Called in a thread with a ``Progress``.
            owner: Who wants the result; a result for somebody gone is dropped.
            done: Called with the result.
            failed: Called with a known error; without it, the error is shown.
            progressed: Called with how much is done, at most ten times a second.
            group: A newer task of the same owner and group makes this one obsolete.
            writes: It changes the company file, so it waits for its turn.
            title: What people are told it does, when it takes long.
            quiet: Nothing that is shown waits for it, so it does not count as busy.
        """
        task, was_busy = Task(title, quiet), self.busy
        key = (id(owner), group) if group else None
        callbacks = _Callbacks(weakref.ref(owner), done, failed, progressed, key)
        self._waiting[task] = callbacks
        if self.busy != was_busy:
            self.idle_changed.emit()
        if key is not None:
            older = self._latest.get(key)
            if older is not None and not writes:
                older.cancel()
            self._latest[key] = task
        job = _Job(task, operation, self._finished.emit, self._reported.emit)
        if writes:
            self._pools[True].start(job)
        else:
            QTimer.singleShot(PAINTING_MS, self, lambda: self._pools[False].start(job))
        if title:
            QTimer.singleShot(QUIET_MS, self, self._announcer(task))
        return task

    @property
    def busy(self) -> bool:
        """Something is on its way for which somebody waits."""
        return not all(task.quiet for task in self._waiting)

    @property
    def announced(self) -> list[Task]:
        """Tasks that take long enough to be spoken of."""
        return [task for task in self._waiting if task.announced]

    def stop(self) -> None:
        """Ask everything to stop and wait for it; for the end of the program."""
        for task in self._waiting:
            task.cancel()
        for pool in self._pools.values():
            pool.clear()
            pool.waitForDone()
        self._collector.stop()

    def _announcer(self, task: Task) -> Callable[[], None]:
        def announce() -> None:
            if task in self._waiting:
                task.announced = True
                self.tasks_changed.emit()

        return announce

    @Slot(object)
    def _on_reported(self, report: tuple[Task, int, int]) -> None:
        task, task.done, task.total = report[0], report[1], report[2]
        callbacks = self._waiting.get(task)
        if callbacks and callbacks.progressed and self._is_wanted(task, callbacks):
            callbacks.progressed(task.done, task.total)
        if task.announced:
            self.tasks_changed.emit()

    @Slot(object)
    def _on_finished(self, outcome: _Outcome) -> None:
        was_busy = self.busy
        callbacks = self._waiting.pop(outcome.task)
        try:
            self._deliver(outcome, callbacks)
        finally:
            if was_busy and not self.busy:
                self.idle_changed.emit()

    def _deliver(self, outcome: _Outcome, callbacks: _Callbacks) -> None:
        wanted = self._is_wanted(outcome.task, callbacks)
        if callbacks.group and self._latest.get(callbacks.group) is outcome.task:
            del self._latest[callbacks.group]
        if outcome.task.announced:
            self.tasks_changed.emit()
        if isinstance(outcome.error, Cancelled):
            return
        if outcome.error is None:
            if wanted:
                callbacks.done(outcome.result)
        elif isinstance(outcome.error, KpideskError) and callbacks.failed:
            if wanted:
                callbacks.failed(outcome.error)
        else:
            self._on_bug(outcome.error)

    def _is_wanted(self, task: Task, callbacks: _Callbacks) -> bool:
        owner = callbacks.owner()
        if owner is None or not Shiboken.isValid(owner):
            return False
        key = callbacks.group
        return key is None or self._latest.get(key) is task
