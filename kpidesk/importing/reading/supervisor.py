"""Starts the process that reads a file, watches it and takes what it delivers."""

from __future__ import annotations

import logging
import multiprocessing
import pickle
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from kpidesk.importing.reading.collecting import Collector
from kpidesk.importing.reading.frames import deliver, load
from kpidesk.importing.reading.model import Limits, TextOptions, WorkbookData
from kpidesk.importing.reading.refusal_messages import import_file_error
from kpidesk.importing.reading.refusals import Reason, Refusal
from kpidesk.importing.reading.source import check_source
from kpidesk.importing.reading.worker import read_in_child

Progress = Callable[[int, int], None]

_log = logging.getLogger(__name__)
_TICK_SECONDS = 0.1
_END_SECONDS = 5.0
_STANDARD_LIMITS = Limits()
_LEAVE_TO_CONTENT = TextOptions()


def read_workbook(
    path: Path,
    *,
    limits: Limits = _STANDARD_LIMITS,
    options: TextOptions | None = None,
    progress: Progress | None = None,
) -> WorkbookData:
    """Read a spreadsheet of any kind in a process of its own.

    Args:
        path: The file; what it is, its content decides.
        limits: Where to stop.
        options: How to read a text file, where a person has decided.
        progress: Called with units done and in total, at least ten times a second;
            an exception that it raises stops the reading and comes out here.

    Returns:
        Everything that is in the file, with at least one value.

    Raises:
        ImportFileError: The file is not read; nothing of it is.
    """
    try:
        check_source(path, limits)
        return _Reading(path, limits, options or _LEAVE_TO_CONTENT, progress).run()
    except Refusal as refusal:
        raise import_file_error(refusal, path.name) from refusal


class _Reading:
    """One file being read."""

    def __init__(
        self,
        path: Path,
        limits: Limits,
        options: TextOptions,
        progress: Progress | None,
    ) -> None:
        self._path = path
        self._limits = limits
        self._options = options
        self._tell = progress
        self._collector = Collector()
        self._done, self._total = 0, 1
        self._finished: tuple[str, str] | None = None
        self._calls: dict[str, Callable[..., None]] = {
            "open_sheet": self._collector.open_sheet,
            "add_empty": self._collector.add_empty,
            "add_rows": self._collector.add_rows,
            "close_sheet": self._close_sheet,
            "warn": self._collector.warn,
            "progress": self._progress,
            "refused": self._refused,
            "finished": self._finish,
        }

    def run(self) -> WorkbookData:
        """Read the file."""
        context = multiprocessing.get_context("spawn")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(
            target=read_in_child,
            args=(sender, str(self._path), self._limits, self._options),
            daemon=True,
        )
        with receiver:
            with sender:
                process.start()
            try:
                self._receive(receiver)
                process.join(_END_SECONDS)
            finally:
                process.kill()
                process.join()
        if self._finished is None:
            raise _death(process, self._limits)
        process.close()
        if self._collector.empty:
            raise Refusal(Reason.NO_CELLS)
        return self._collector.workbook(self._path, *self._finished)

    def _receive(self, receiver: Connection) -> None:
        deadline = time.monotonic() + self._limits.seconds
        while self._finished is None:
            if time.monotonic() > deadline:
                raise Refusal(Reason.TIME, limit=int(self._limits.seconds))
            if not receiver.poll(_TICK_SECONDS):
                self._progress(self._done, self._total)
                continue
            try:
                data = receiver.recv_bytes()
            except (EOFError, OSError):
                return
            try:
                deliver(load(data), self._calls)
            except pickle.UnpicklingError as error:
                raise Refusal(Reason.READER_DIED) from error

    def _close_sheet(
        self, hidden_rows: list[int], merges: list[tuple[int, int, int, int]]
    ) -> None:
        self._collector.close_sheet(frozenset(hidden_rows), merges)

    def _progress(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        if self._tell is not None:
            self._tell(done, total)

    def _refused(self, reason: str, values: dict[str, str | int]) -> None:
        raise Refusal(Reason(reason), **values)

    def _finish(self, kind: str, sha256: str) -> None:
        self._finished = (kind, sha256)


def _death(process: SpawnProcess, limits: Limits) -> Refusal:
    """Why the process ended without a last word."""
    _log.warning("the reading process ended with status %s", process.exitcode)
    if sys.platform != "win32":
        if process.exitcode == -signal.SIGXCPU:
            return Refusal(Reason.TIME, limit=limits.cpu_seconds)
        if process.exitcode == -signal.SIGKILL:
            return Refusal(Reason.MEMORY)
    return Refusal(Reason.READER_DIED)
