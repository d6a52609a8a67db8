"""Progress of long work, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kpidesk.operations.progress import Progress, silent

_SECONDS_BETWEEN = 0.1


@contextmanager
def shown_progress(title: str) -> Iterator[Progress]:
    """Show how far the work is, unless errors go to a file or a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield silent
        return
    last = 0.0

    def show(done: int, total: int) -> None:
        nonlocal last
        moment = time.monotonic()
        if moment - last < _SECONDS_BETWEEN and done < total:
            return
        last = moment
        share = f"{done * 100 // total}%" if total else str(done)
        sys.stderr.write(f"\r{title} … {share}\x1b[K")
        sys.stderr.flush()

    try:
        yield show
    finally:
        if last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
