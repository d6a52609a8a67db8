"""How the reading process hands over what it finds.

Each frame is one call of an `Output`, pickled. The process has read what a stranger
wrote, so its frames may name nothing but the values of cells.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kpidesk.importing.reading import values
from kpidesk.importing.reading.values import Merge, Row

_PROTOCOL = 5
_ALLOWED: dict[tuple[str, str], object] = {
    ("datetime", "date"): dt.date,
    ("datetime", "datetime"): dt.datetime,
    ("datetime", "time"): dt.time,
    ("datetime", "timedelta"): dt.timedelta,
    (values.__name__, "CellError"): values.CellError,
    (values.__name__, "MISSING"): values.MISSING,
    (values.__name__, "Percent"): values.Percent,
}
_PROGRESS_STEPS = 100

Frame = tuple[str, tuple[Any, ...], dict[str, Any]]


class FrameOutput:
    """An `Output` that sends everything through a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reported = -1

    def open_sheet(self, name: str, *, hidden: bool, text_source: bool) -> None:
        """Begin the next sheet, and forget one that was begun and not ended."""
        self.send("open_sheet", name, hidden=hidden, text_source=text_source)

    def add_empty(self, count: int) -> None:
        """Append *count* rows without values."""
        self.send("add_empty", count)

    def add_rows(self, rows: list[Row]) -> None:
        """Append rows, each cut after its last value."""
        self.send("add_rows", rows)

    def close_sheet(self, hidden_rows: frozenset[int], merges: list[Merge]) -> None:
        """End the sheet."""
        # A frozenset would have to be named as a class, so a list travels.
        self.send("close_sheet", list(hidden_rows), merges)

    def warn(self, code: str, sheet: str = "", **values: str | int) -> None:
        """Say something about a sheet or the file."""
        self.send("warn", code, sheet, **values)

    def progress(self, done: int, total: int) -> None:
        """Say how far the reader is, a hundred times at most."""
        step = done * _PROGRESS_STEPS // max(total, 1)
        if step != self._reported:
            self._reported = step
            self.send("progress", done, total)

    def send(self, call: str, *arguments: Any, **named: Any) -> None:
        """Send one frame."""
        frame: Frame = (call, arguments, named)
        self._connection.send_bytes(pickle.dumps(frame, _PROTOCOL))


class _CellUnpickler(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> Any:
        try:
            return _ALLOWED[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name}") from None


def load(data: bytes) -> Frame:
    """The frame that was sent as *data*.

    Raises:
        pickle.UnpicklingError: It names something else than the value of a cell.
    """
    frame: Frame = _CellUnpickler(io.BytesIO(data)).load()
    return frame


def deliver(frame: Frame, calls: dict[str, Callable[..., None]]) -> None:
    """Make the call that a frame stands for."""
    name, arguments, named = frame
    calls[name](*arguments, **named)
