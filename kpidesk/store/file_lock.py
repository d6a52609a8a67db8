"""One writer per company file, by a lock of the operating system.

The lock is held on a small file beside the company file, which tells who holds it. It
vanishes with the process that held it, however that ended.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Self, TextIO

from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

if sys.platform == "win32":
    import msvcrt

    def _lock(file: TextIO) -> None:
        # Windows locks bytes: one far behind the text leaves the text readable.
        file.seek(1_000_000)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
else:
    import fcntl

    def _lock(file: TextIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TO_THE_MINUTE = len("2026-11-24 09:00")


def lock_path(path: Path) -> Path:
    """Where the lock of a company file lies: hidden, beside it."""
    return path.with_name(f".{path.name}.lock")


def current_user() -> str:
    """Who is working, as shown to others: the account's name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


class FileLock:
    """Holds a company file for writing until closed.

    Args:
        path: The company file.
        since: Now, as ISO text: what others are told.

    Raises:
        WorkspaceError: Somebody else holds it (code ``locked``), with who, where and
            since when.
    """

    def __init__(self, path: Path, since: str) -> None:
        self._path = lock_path(path)
        self._file = self._acquire(path)
        holder = {"user": current_user(), "host": socket.gethostname(), "since": since}
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(holder))
        self._file.flush()

    def _acquire(self, path: Path) -> TextIO:
        while True:
            try:
                file = self._path.open("a+", encoding="utf-8")
            except OSError as error:
                raise WorkspaceError(
                    N_("“{name}” cannot be changed: its folder is read-only."),
                    code="read_only",
                    name=path.name,
                ) from error
            try:
                _lock(file)
            except OSError as error:
                file.close()
                raise self._held_by_somebody(path) from error
            if self._is_current(file):
                return file
            file.close()

    def _is_current(self, file: TextIO) -> bool:
        """The locked file is still the one beside the company file."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def _held_by_somebody(self, path: Path) -> WorkspaceError:
        holder = {"user": "?", "host": "?", "since": "?"}
        with suppress(OSError, ValueError):
            holder |= json.loads(self._path.read_text(encoding="utf-8"))
        return WorkspaceError(
            N_(
                "“{name}” is in use by {user} on {host} since {since}. Close it there,"
                " or open it read-only."
            ),
            code="locked",
            name=path.name,
            user=holder["user"],
            host=holder["host"],
            # To the minute; the instant is kept in UTC and says so.
            since=holder["since"].replace("T", " ")[:_TO_THE_MINUTE] + " UTC",
        )

    def close(self) -> None:
        """Let others write."""
        if sys.platform != "win32":
            with suppress(OSError):
                self._path.unlink()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
