"""The window is on the screen before anything heavy is imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kpidesk.domain.catalog import find
from kpidesk.operations.first_screen import (
    FIRST_CARDS,
    decode_screen,
    encode_screen,
    last_screen,
)
from kpidesk.operations.load_dashboard import DEFAULT_CARDS
from kpidesk.store.sqlite_store import SqliteStore
from tests.ui.conftest import OpenWindow, settle

HEAVY = ["numpy", "pyqtgraph", "openpyxl", "sqlite_utils", "babel"]
PROGRAM = """
import json, sys
from pathlib import Path
from kpidesk.ui import app
application = app.make_application()
program = app.Program(application, Path(sys.argv[1]) if len(sys.argv) > 1 else None)
window = program.window
window.first_painted.disconnect()
def look():
    cards = window.pages.page("dashboard").grid.cards
    print(json.dumps({
        "modules": sorted(sys.modules),
        "values": [card.face.value for card in cards],
        "titles": [card.face.title for card in cards],
    }))
    application.quit()
window.first_painted.connect(look)
application.exec()
"""


def first_paint(*arguments: str) -> dict[str, list[str]]:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
    )
    told: dict[str, list[str]] = json.loads(answer.stdout)
    return told


def test_without_a_file_nothing_heavy_is_loaded() -> None:
    told = first_paint()

    assert [name for name in HEAVY if name in told["modules"]] == []


def test_the_last_readings_are_painted_without_anything_heavy(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    screen = window.session.screen
    assert screen is not None
    expected = [face.value for face in screen.cards]
    window.session.close()

    told = first_paint(str(demo_file))

    assert told["values"] == expected
    assert all(expected)
    assert [name for name in HEAVY if name in told["modules"]] == []


def test_a_file_never_shown_starts_with_skeletons(demo_file: Path) -> None:
    told = first_paint(str(demo_file))

    assert told["values"] == [""] * 8
    assert told["titles"][0] == "MRR"
    assert [name for name in HEAVY if name in told["modules"]] == []


def test_the_skeletons_are_named_as_the_catalogue_does() -> None:
    assert tuple(face.key for face in FIRST_CARDS) == DEFAULT_CARDS
    for face in FIRST_CARDS:
        assert face.title == find(face.key).short


def test_a_screen_survives_being_kept(open_window: OpenWindow, demo_file: Path) -> None:
    screen = open_window(demo_file).session.screen
    assert screen is not None

    assert decode_screen(encode_screen(screen)) == screen


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 1}', '{"format": 99}'])
def test_what_another_program_kept_is_ignored(content: str) -> None:
    assert decode_screen(content) is None


def test_a_screen_is_not_shown_after_a_change(
    open_window: OpenWindow, demo_file: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_file)
    settle(qtbot, window)
    window.session.close()
    assert last_screen(demo_file, "en", "GB") is not None

    store = SqliteStore.open(demo_file)
    with store.writing("somebody") as writer:
        writer.add("client", [{"name": "New"}])
    store.close()

    assert last_screen(demo_file, "en", "GB") is None


def test_a_screen_in_another_language_is_not_shown(
    open_window: OpenWindow, demo_file: Path
) -> None:
    open_window(demo_file).session.close()

    assert last_screen(demo_file, "it", "IT") is None


def test_no_source_is_read_for_what_is_imported() -> None:
    program = (
        "import linecache, pathlib, kpidesk.ui.app, numpy;"
        " homes = [pathlib.Path(m.__file__).parent for m in (kpidesk, numpy)];"
        " read = map(pathlib.Path, linecache.cache);"
        " print([str(p) for p in read if any(h in p.parents for h in homes)])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
    )
    assert answer.stdout.strip() == "[]"


AHEAD = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from kpidesk.ui import app
from kpidesk.ui.page_stack import PAGES
application = app.make_application()
program = app.Program(application, Path(sys.argv[1]))
wanted = {module for module, _name in PAGES.values()} | {"pyqtgraph"}
def look():
    if wanted <= set(sys.modules) and not program.session.runner.busy:
        print("figures first:", bool(program.session.screen.cards[0].value))
        application.quit()
timer = QTimer(interval=10)
timer.timeout.connect(look)
timer.start()
application.exec()
program.end()
"""


def test_what_is_visited_next_is_imported_after_the_first_figures(
    demo_file: Path,
) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", AHEAD, str(demo_file)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
        timeout=60,
    )
    assert answer.stdout.strip() == "figures first: True"
    assert answer.stderr == ""
