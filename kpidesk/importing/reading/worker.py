"""What runs in the disposable process that reads one file and ends.

It knows neither Qt nor the languages nor the company file, and has limits of memory
and time of its own, so that a hostile or broken file costs nothing but this process.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from kpidesk.importing.reading.formats import read_file
from kpidesk.importing.reading.frames import FrameOutput
from kpidesk.importing.reading.model import Limits, TextOptions
from kpidesk.importing.reading.refusals import Reason, Refusal

if sys.platform != "win32":
    import resource

# Once told to stop, a process may still say why; then it is stopped.
_GRACE_SECONDS = 2


def read_in_child(
    connection: Connection, path: str, limits: Limits, options: TextOptions
) -> None:
    """Read the file at *path* and send what is in it, or why it is not read."""
    _be_quiet()
    _limit_resources(limits)
    # Nothing here refers to itself in circles, and looking for that takes a third
    # of the time.
    gc.disable()
    output = FrameOutput(connection)
    try:
        kind, sha256 = read_file(Path(path), output, limits, options)
    except Refusal as refusal:
        output.send("refused", refusal.reason.value, refusal.values)
    except MemoryError:
        gc.collect()
        output.send("refused", Reason.MEMORY.value, {})
    else:
        output.send("finished", kind, sha256)
    connection.close()


def _be_quiet() -> None:
    """Keep what a dying reader says from the person's terminal."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2):
            os.dup2(nowhere, descriptor)
        os.close(nowhere)


def _limit_resources(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    cpu = limits.cpu_seconds
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_CPU, cpu, cpu + _GRACE_SECONDS),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        # macOS refuses some limits, and a lower one may be in force already.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (soft, hard))
