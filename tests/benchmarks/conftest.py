"""Measuring two ways side by side in one run, and printing what came out.

A machine is fast or slow, busy or idle: a second says little, how many times longer
one way takes than the other says much. Every benchmark measures two ways in turns,
compares the quickest run of each, and has a bound far above what it should be.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kpidesk.domain.records import Record
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.store.sqlite_store import SqliteStore

_RATIOS = pytest.StashKey[list[str]]()
TODAY = date(2026, 11, 24)

Compare = Callable[..., float]


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """Says how many times longer one way takes than the other, in processor time."""
    lines = request.config.stash.setdefault(_RATIOS, [])

    def measure(
        what: str,
        one: Callable[[], object],
        other: Callable[[], object],
        times: int = 3,
    ) -> float:
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(times):
            for way, runs in zip((one, other), taken, strict=True):
                begun = _processor_time()
                way()
                runs.append(_processor_time() - begun)
        first, second = (max(min(runs), 1e-6) for runs in taken)
        ratio = first / second
        lines.append(
            f"{what}: {first * 1000:.1f} ms / {second * 1000:.1f} ms = {ratio:.2f}"
        )
        return ratio

    return measure


def _processor_time() -> float:
    """Seconds of the processor spent by us and by the programs that we ran."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the ratios, whether they held or not."""
    for line in config.stash.get(_RATIOS, []):
        terminalreporter.write_line(f"benchmark  {line}")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo: about 8,000 tickets."""
    path = tmp_path_factory.mktemp("small") / "small.kpidesk"
    make_demo_company(path, "en", today=TODAY)
    return path


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same company with five times as many tickets."""
    path = tmp_path_factory.mktemp("large") / "large.kpidesk"
    make_demo_company(path, "en", today=TODAY)
    with closing(SqliteStore.open(path)) as store:
        tickets = store.records("ticket")
        with store.writing("benchmark") as writer:
            writer.start_batch(["more"])
            for _ in range(4):
                writer.add("ticket", [_anonymous(ticket) for ticket in tickets])
            writer.finish_batch({})
    return path


def _anonymous(ticket: Record) -> Record:
    own = {"id", "code", "version", "batch_id", "recorded_at", "recorded_by"}
    return {name: value for name, value in ticket.items() if name not in own}


@pytest.fixture
def store_of() -> Iterator[Callable[[Path], SqliteStore]]:
    """Opens company files for reading, and closes them."""
    opened: list[SqliteStore] = []

    def open_(path: Path) -> SqliteStore:
        opened.append(SqliteStore.open(path, read_only=True))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()
