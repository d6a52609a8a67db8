"""Qt objects in a cycle are destroyed by the main thread and by no other."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kpidesk.operations.progress import Progress
from kpidesk.ui.tasks import TaskRunner


class Knot(QObject):
    """Hangs in a cycle with itself."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_threads_collect_nothing(qtbot: QtBot) -> None:
    runner = TaskRunner(print)
    owner = QObject()
    collected_in: list[threading.Thread] = []
    knot = Knot()
    weakref.finalize(knot, lambda: collected_in.append(threading.current_thread()))
    del knot

    def allocate(_progress: Progress) -> int:
        return len([[number] for number in range(200_000)])

    runner.run(allocate, owner=owner, done=lambda _n: None)
    # What a thread is making is not looked through while it works.
    runner._collector.collect()
    assert collected_in == []
    qtbot.waitUntil(lambda: not runner.busy)

    assert collected_in == []
    assert not gc.isenabled()
    runner.stop()
    assert gc.isenabled()
    gc.collect()
    assert collected_in == [threading.main_thread()]
