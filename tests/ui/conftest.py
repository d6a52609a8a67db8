"""A window over the demo company, without a screen and without waiting by the clock."""

import shutil
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.progress import silent
from kpidesk.preferences import Preferences
from kpidesk.store.sqlite_store import SqliteStore
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.pages.settings_page import SettingsPage
from kpidesk.ui.session import Session
from kpidesk.ui.tasks import TaskRunner
from kpidesk.ui.theme.theme import Theme

MakeSession = Callable[..., Session]
OpenWindow = Callable[..., MainWindow]
MOMENT = 20_000
"""Milliseconds after which a test gives up; nothing waits that long by itself."""


@pytest.fixture(scope="session")
def demo_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company, made once."""
    path = tmp_path_factory.mktemp("demo") / "original.kpidesk"
    make_demo_company(path, "en", silent)
    return path


@pytest.fixture
def demo_file(demo_original: Path, tmp_path: Path) -> Path:
    """A copy of the demo company for one test."""
    return Path(shutil.copy(demo_original, tmp_path / "Demo.kpidesk"))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep preferences and company files of each test apart."""
    monkeypatch.setenv("KPIDESK_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("KPIDESK_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def bugs() -> list[BaseException]:
    """Errors of ours that reached the runner; a test that expects none checks it."""
    return []


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.apply("light", 100)


@pytest.fixture
def make_session(
    qtbot: QtBot, theme: Theme, bugs: list[BaseException]
) -> Iterator[MakeSession]:
    """Make a session as the program does, on the day after the demo's last one."""
    made: list[Session] = []

    def make(**preferences: object) -> Session:
        chosen = Preferences(**{"language": "en", **preferences})  # type: ignore[arg-type]
        theme.apply(chosen.theme, chosen.text_size)
        session = Session(chosen, TaskRunner(bugs.append), theme)
        made.append(session)
        return session

    yield make
    for session in made:
        session.runner.stop()
        session.close()
    assert [traceback.format_exception(bug) for bug in bugs] == []


@pytest.fixture
def open_window(
    qtbot: QtBot, make_session: MakeSession, theme: Theme
) -> Iterator[OpenWindow]:
    """Open a window and wait until it has nothing left to compute."""
    windows: list[MainWindow] = []

    def open_(
        path: Path | None = None, today: date | None = None, **preferences: object
    ) -> MainWindow:
        session = make_session(**preferences)
        if today is not None:
            session.today = lambda: today
        if path is not None:
            session.show_at_once(path)
        window = MainWindow(session)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        if path is not None:
            window.files.open(path)
        settle(qtbot, window)
        return window

    yield open_
    for window in windows:
        window.session.runner.stop()


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until every page is made and everything asked for has been answered."""
    runner, pages = window.session.runner, window.pages

    def settled() -> bool:
        made = (pages.widget(at) for at in range(pages.count()))
        return not runner.busy and all(
            page.is_complete for page in made if isinstance(page, SettingsPage)
        )

    qtbot.waitUntil(settled, timeout=MOMENT)


def last_month(path: Path) -> date:
    """The first day of the month after the last one with data."""
    store = SqliteStore.open(path)
    try:
        latest = store.latest_day()
    finally:
        store.close()
    return date.fromisoformat(str(latest))
