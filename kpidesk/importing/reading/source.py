"""Takes the bytes of a file once, so that everybody sees the same version of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kpidesk.importing.reading.model import MEBIBYTE, Limits
from kpidesk.importing.reading.refusals import Reason, Refusal

_ATTEMPTS = 3


def check_source(path: Path, limits: Limits) -> None:
    """Refuse what is no file, has nothing in it or is too big, without opening it.

    Opening a pipe would wait for somebody to write into it.

    Raises:
        Refusal: It cannot be read.
    """
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refusal(Reason.NOT_FOUND) from error
    except (OSError, ValueError) as error:
        raise Refusal(Reason.NOT_READABLE) from error
    _check_status(status, limits)


def load_source(path: Path, limits: Limits) -> bytes:
    """The whole content of the file.

    Raises:
        Refusal: It cannot be read, or somebody writes it at the same time.
    """
    for _ in range(_ATTEMPTS):
        try:
            with path.open("rb") as file:
                before = os.fstat(file.fileno())
                _check_status(before, limits)
                data = file.read(limits.file_bytes + 1)
                after = os.fstat(file.fileno())
        except FileNotFoundError as error:
            raise Refusal(Reason.NOT_FOUND) from error
        except OSError as error:
            raise Refusal(Reason.NOT_READABLE) from error
        if _same(before, after) and len(data) == after.st_size:
            return data
    raise Refusal(Reason.CHANGED)


def _check_status(status: os.stat_result, limits: Limits) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Refusal(Reason.NOT_A_FILE)
    if status.st_size == 0:
        raise Refusal(Reason.EMPTY_FILE)
    if status.st_size > limits.file_bytes:
        raise Refusal(
            Reason.FILE_SIZE,
            size=status.st_size // MEBIBYTE,
            limit=limits.file_bytes // MEBIBYTE,
        )


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
