"""One writer per file; the second is told who has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kpidesk.errors import WorkspaceError
from kpidesk.store.file_lock import FileLock, current_user, lock_path

_HOLD = """
import sys
from pathlib import Path
from kpidesk.store.file_lock import FileLock
lock = FileLock(Path(sys.argv[1]), "2026-11-24T09:00:00")
print("held", flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_writer_is_told_who_has_it(path: Path) -> None:
    with holder(path) as process:
        with pytest.raises(WorkspaceError) as caught:
            FileLock(path, "2026-11-24T10:00:00")
        process.communicate("")

    assert caught.value.code == "locked"
    sentence = caught.value.sentence()
    assert current_user() in sentence
    assert "2026-11-24 09:00 UTC" in sentence


def test_the_lock_of_a_killed_process_is_gone(path: Path) -> None:
    with holder(path) as process:
        process.kill()
        process.wait()

    with FileLock(path, "2026-11-24T10:00:00"):
        assert lock_path(path).exists()
    assert not lock_path(path).exists()


def test_letting_go_lets_the_next_one_in(path: Path) -> None:
    FileLock(path, "a").close()
    FileLock(path, "b").close()
