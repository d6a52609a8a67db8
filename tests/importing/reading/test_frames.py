"""What a reading process sends is what its parent receives."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import pickle
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest

from kpidesk.importing.reading import frames
from kpidesk.importing.reading.values import MISSING, CellError, Percent, Row

_ROW: Row = (
    None,
    "é \ud800",
    42,
    1.5,
    True,
    dt.date(2024, 2, 29),
    dt.datetime(2024, 2, 29, 10, 30),
    dt.time(8, 15),
    dt.timedelta(hours=36),
    Percent(0.125),
    CellError("#N/A"),
    MISSING,
)


@pytest.fixture
def ends() -> Iterator[tuple[Connection, Connection]]:
    """The receiving and the sending end of a pipe."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    with receiver, sender:
        yield receiver, sender


def test_every_call_arrives(ends: tuple[Connection, Connection]) -> None:
    receiver, sender = ends
    output = frames.FrameOutput(sender)
    output.open_sheet("S", hidden=True, text_source=False)
    output.add_empty(3)
    output.add_rows([_ROW])
    output.close_sheet(frozenset({1}), [(0, 0, 1, 1)])
    output.warn("filter_on", "S", count=1)

    assert [frames.load(receiver.recv_bytes()) for _ in range(5)] == [
        ("open_sheet", ("S",), {"hidden": True, "text_source": False}),
        ("add_empty", (3,), {}),
        ("add_rows", ([_ROW],), {}),
        ("close_sheet", ([1], [(0, 0, 1, 1)]), {}),
        ("warn", ("filter_on", "S"), {"count": 1}),
    ]


def test_progress_is_sent_a_hundred_times_at_most(
    ends: tuple[Connection, Connection],
) -> None:
    receiver, sender = ends
    output = frames.FrameOutput(sender)
    for done in range(1, 2_001):
        output.progress(done, 2_000)
    output.progress(0, 0)

    received = []
    while receiver.poll():
        received.append(frames.load(receiver.recv_bytes())[1])
    assert len(received) <= 102
    assert received[-2] == (2_000, 2_000)


def test_there_is_one_missing_value_in_a_process() -> None:
    frame = frames.load(pickle.dumps(("x", (MISSING,), {})))

    assert frame[1][0] is MISSING


def test_frames_name_nothing_but_values() -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, ("true",)

    with pytest.raises(pickle.UnpicklingError):
        frames.load(pickle.dumps(("warn", (Evil(),), {})))
