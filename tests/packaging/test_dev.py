"""The development commands do what they say, without touching this machine."""

import importlib.util
import sys
from pathlib import Path

import dev
import environment
import pytest
import system_libraries

Calls = list[list[str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Collect the commands that would be run; all of them succeed."""
    made: Calls = []

    def record(command: list[str], **_environment: str) -> int:
        made.append(command)
        return 0

    monkeypatch.setattr(dev, "_call", record)
    monkeypatch.setattr(dev, "ensure_packages", lambda: None)
    monkeypatch.setattr(dev, "ensure_environment", lambda: None)
    return made


def test_arguments_after_the_dashes_are_handed_on(calls: Calls) -> None:
    dev.main(["run", "--", "demo", "a.kpidesk", "--", "-x"])

    assert calls[0][1:] == ["-m", "kpidesk", "demo", "a.kpidesk", "--", "-x"]


def test_run_opens_the_window_where_there_is_a_display(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")

    assert dev.main(["run"]) == 0
    assert [call[1:] for call in calls] == [["-m", "kpidesk"]]


def test_run_writes_the_demo_where_there_is_no_display(
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(dev, "DEMO", tmp_path)

    assert dev.main(["run"]) == 0
    assert [call[3] for call in calls] == ["demo", "export", "export"]
    assert [Path(call[-1]).name for call in calls] == [
        "demo.kpidesk",
        "summary.pdf",
        "summary.xlsx",
    ]
    said = capsys.readouterr().out
    assert "no display" in said
    assert str(tmp_path / "summary.pdf") in said


def test_test_runs_every_check_in_order(calls: Calls) -> None:
    assert dev.main(["test", "--", "-k", "nothing"]) == 0
    assert [Path(call[0]).stem for call in calls[:4]] == [
        "ruff",
        "ruff",
        "mypy",
        "lint-imports",
    ]
    assert calls[4][1:] == ["-m", "pytest", "-k", "nothing"]


def test_test_stops_at_the_first_failure(
    monkeypatch: pytest.MonkeyPatch,
    calls: Calls,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "_call", lambda _command: 3)

    assert dev.main(["test"]) == 3
    assert "FAILED: ruff check (exit code 3)" in capsys.readouterr().out


def test_the_exact_line_is_said_where_nothing_may_be_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_libraries, "missing_packages", lambda: ["libegl1"])
    monkeypatch.setattr(system_libraries, "_privileged_prefix", lambda: None)

    with pytest.raises(SystemExit, match="apt-get install -y libegl1"):
        system_libraries.ensure_packages()


def test_this_machine_lacks_nothing_that_tests_need() -> None:
    assert not system_libraries.missing_packages()


def test_the_package_is_compiled_at_set_up_for_a_quick_first_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = tmp_path / "kpidesk" / "module.py"
    module.parent.mkdir()
    module.write_text("ANSWER = 42\n", encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "program", lambda _name: sys.executable)

    environment.compile_package()

    compiled = Path(importlib.util.cache_from_source(str(module)))
    assert compiled.stat().st_mtime >= module.stat().st_mtime


def test_the_lock_holds_hashes_and_no_place_of_this_machine() -> None:
    lock = environment.LOCK.read_text(encoding="utf-8")
    packages = [line for line in lock.splitlines() if line[:1].isalpha()]

    assert all("==" in line for line in packages)
    assert lock.count("--hash=sha256:") >= len(packages)
    assert not any(word in lock for word in ("://", "--index", "--find-links", " @ "))
