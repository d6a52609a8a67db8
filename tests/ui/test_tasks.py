"""Work off the main thread: results, errors, cancelling, dropping."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from kpidesk.errors import KpideskError, UsageError
from kpidesk.operations.progress import Progress
from kpidesk.ui.tasks import TaskRunner

MOMENT = 5_000


@pytest.fixture
def runner(qtbot: QtBot, bugs: list[BaseException]) -> Iterator[TaskRunner]:
    made = TaskRunner(bugs.append)
    yield made
    made.stop()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def idle(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: not runner.busy, timeout=MOMENT)


def test_a_result_arrives_on_the_main_thread(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    threads: list[object] = []
    results: list[tuple[int, object]] = []

    def operation(_progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 42

    runner.run(
        operation,
        owner=owner,
        done=lambda result: results.append((result, QThread.currentThread())),
    )
    idle(qtbot, runner)

    assert results == [(42, owner.thread())]
    assert threads != [threading.main_thread()]


def test_three_thousand_results_all_arrive(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    results: list[int] = []
    for number in range(3000):
        runner.run(lambda _p, n=number: n, owner=owner, done=results.append)  # type: ignore[misc]
    idle(qtbot, runner)

    assert sorted(results) == list(range(3000))


def test_what_asking_changed_is_painted_before_a_thread_computes(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    happened: list[str] = []

    class Page(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            happened.append("painted")

    page = Page()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: happened == ["painted"])
    page.update()
    runner.run(
        lambda _progress: happened.append("computed"), owner=owner, done=lambda _n: None
    )
    idle(qtbot, runner)

    assert happened == ["painted", "painted", "computed"]


def test_housekeeping_does_not_count_as_busy(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    told: list[bool] = []
    runner.idle_changed.connect(lambda: told.append(runner.busy))
    results: list[str] = []
    gate = threading.Event()

    def tidy(_progress: Progress) -> str:
        gate.wait(5)
        return "tidied"

    runner.run(tidy, owner=owner, done=results.append, quiet=True)
    assert told == []
    runner.run(lambda _progress: "answered", owner=owner, done=results.append)
    assert told == [True]
    idle(qtbot, runner)
    assert (results, told) == (["answered"], [True, False])

    gate.set()
    qtbot.waitUntil(lambda: len(results) == 2)
    assert (results, told) == (["answered", "tidied"], [True, False])


def test_writes_happen_one_after_the_other(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    order: list[int] = []
    for number in range(50):
        runner.run(
            lambda _p, n=number: order.append(n),  # type: ignore[misc]
            owner=owner,
            done=lambda _result: None,
            writes=True,
        )
    idle(qtbot, runner)

    assert order == list(range(50))


def test_a_known_error_goes_to_who_asked(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, bugs: list[BaseException]
) -> None:
    told: list[KpideskError] = []

    def operation(_progress: Progress) -> None:
        raise UsageError

    runner.run(operation, owner=owner, done=print, failed=told.append)
    idle(qtbot, runner)

    assert [type(error) for error in told] == [UsageError]
    assert not bugs


def test_a_mistake_of_ours_is_reported(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, bugs: list[BaseException]
) -> None:
    runner.run(lambda _p: 1 // 0, owner=owner, done=print, failed=print)
    idle(qtbot, runner)

    assert [type(error) for error in bugs] == [ZeroDivisionError]
    bugs.clear()


def test_a_result_for_somebody_gone_is_dropped(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    gate = threading.Event()
    results: list[bool] = []
    runner.run(lambda _p: gate.wait(5), owner=owner, done=results.append)
    Shiboken.delete(owner)
    gate.set()
    idle(qtbot, runner)

    assert results == []


def test_only_the_newest_of_a_group_is_told(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    started, gate = threading.Event(), threading.Event()
    results: list[str] = []

    def slow(_progress: Progress) -> str:
        started.set()
        gate.wait(5)
        return "old"

    runner.run(slow, owner=owner, done=results.append, group="view")
    qtbot.waitUntil(started.is_set)
    runner.run(lambda _p: "new", owner=owner, done=results.append, group="view")
    gate.set()
    idle(qtbot, runner)

    assert results == ["new"]


def test_cancelling_stops_at_the_next_report(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, bugs: list[BaseException]
) -> None:
    started, gate = threading.Event(), threading.Event()
    reached: list[str] = []

    def operation(progress: Progress) -> None:
        started.set()
        gate.wait(5)
        progress(1, 10)
        reached.append("after")

    task = runner.run(operation, owner=owner, done=lambda _r: reached.append("done"))
    qtbot.waitUntil(started.is_set)
    task.cancel()
    gate.set()
    idle(qtbot, runner)

    assert reached == []
    assert not bugs


def test_progress_is_told_at_most_ten_times_a_second(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    told: list[tuple[int, int]] = []

    def operation(progress: Progress) -> None:
        for number in range(1, 5001):
            progress(number, 5000)

    runner.run(
        operation,
        owner=owner,
        done=lambda _result: None,
        progressed=lambda done, total: told.append((done, total)),
    )
    idle(qtbot, runner)

    assert told[-1] == (5000, 5000)
    assert len(told) < 100
