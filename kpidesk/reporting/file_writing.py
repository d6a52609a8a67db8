"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import gc
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from kpidesk.errors import ExportError
from kpidesk.i18n.messages import N_

_PATIENCE = (0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()
"""Seconds between tries on Windows, where a scanner may hold a new file a moment."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BUSY = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}


def replace_file(target: Path, write: Callable[[Path], None]) -> None:
    """Let *write* make a file aside, then put it in the place of *target*.

    Raises:
        ExportError: It cannot be written there; whatever was there is left whole.
    """
    folder = target.absolute().parent
    if not folder.is_dir():
        raise ExportError(
            N_("There is no folder “{folder}”."), code="missing", folder=str(folder)
        )
    unfinished: Path | None = None
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.stem}-", suffix=target.suffix, dir=folder
        )
        os.close(handle)
        unfinished = Path(name)
        # mkstemp makes files that only their owner may read.
        unfinished.chmod(0o644)
        write(unfinished)
        _put_in_place(unfinished, target)
    except OSError as error:
        _let_go(error)
        raise _in_plain_words(error, target) from error
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)


def _put_in_place(unfinished: Path, target: Path) -> None:
    for seconds in _PATIENCE:
        try:
            unfinished.replace(target)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    unfinished.replace(target)


def _let_go(error: OSError) -> None:
    """Close what the failed writing left open, without a word.

    An archive that dies half written writes once more and fails again, which Python
    would print.
    """
    shown = sys.unraisablehook
    sys.unraisablehook = lambda _told: None
    try:
        traceback.clear_frames(error.__traceback__)
        # Beside a window, what belongs to it must die in the main thread only.
        if threading.current_thread() is threading.main_thread():
            gc.collect()
    finally:
        sys.unraisablehook = shown


def _in_plain_words(error: OSError, target: Path) -> ExportError:
    if error.errno in _FULL:
        return ExportError(
            N_("The disk is full: “{name}” was not written. Free some space first."),
            code="disk_full",
            name=target.name,
        )
    if error.errno in _BUSY or isinstance(error, PermissionError):
        return ExportError(
            N_(
                "“{name}” cannot be written: it may be open in another program, or its"
                " folder is protected. Close it, or choose another name."
            ),
            code="no_permission",
            name=target.name,
        )
    return ExportError(
        N_("“{name}” cannot be written: the drive is not reachable."),
        code="unreachable",
        name=target.name,
    )
