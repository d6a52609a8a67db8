"""Start or test kpidesk from a fresh checkout, with nothing but Python.

    python3 packaging/dev.py run [-- arguments of kpidesk]
    python3 packaging/dev.py test [-- arguments of pytest]
    python3 packaging/dev.py lock

``run`` and ``test`` install the system libraries that are missing (or print the line
to type), build ``.venv`` from ``packaging/requirements.lock``, then do their work.
``lock`` renews the lock. Standard library only.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from environment import ROOT, ensure_environment, program, write_lock
from system_libraries import ensure_packages

DEMO = ROOT / "build" / "demo"
CHECKS = (
    ("ruff check", ["ruff", "check"]),
    ("ruff format", ["ruff", "format", "--check"]),
    ("mypy --strict", ["mypy"]),
    ("import rules", ["lint-imports", "--no-logo"]),
)


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    own, rest = _split(given)
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0],
        epilog="What follows -- is handed to kpidesk (run) or pytest (test).",
    )
    parser.add_argument("command", choices=("run", "test", "lock"))
    command = parser.parse_args(own).command
    if command == "lock":
        write_lock()
        return 0
    ensure_packages()
    ensure_environment()
    return run(rest) if command == "run" else test(rest)


def run(arguments: list[str]) -> int:
    """Start kpidesk; without a display, write the demo's summary instead."""
    if arguments or _has_display():
        return _call([program("python"), "-m", "kpidesk", *arguments])
    print(
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so "
        "the window cannot open.\nMaking a demo company and its summary instead.",
        flush=True,
    )
    return write_demo(DEMO)


def write_demo(folder: Path) -> int:
    """Make a demo company in a folder, with last month's summary as PDF and workbook.

    Returns the exit code of the first command that fails, else 0.
    """
    folder.mkdir(parents=True, exist_ok=True)
    company = folder / "demo.kpidesk"
    summaries = [folder / "summary.pdf", folder / "summary.xlsx"]
    for made in (company, *summaries):
        made.unlink(missing_ok=True)
    kpidesk = [program("python"), "-m", "kpidesk"]
    export = [*kpidesk, "export", "--in", str(company), "--to"]
    commands = [[*kpidesk, "demo", str(company)]]
    commands += [[*export, str(summary)] for summary in summaries]
    for command in commands:
        if code := _call(command, QT_QPA_PLATFORM="offscreen"):
            return code
    print("\nThe demo company and its summary lie in:")
    for made in (company, *summaries):
        print(f"  {made}")
    return 0


def test(arguments: list[str]) -> int:
    """Run every check and then pytest; return the first exit code that is not 0."""
    for title, (name, *rest) in CHECKS:
        print(f"== {title}", flush=True)
        if code := _call([program(name), *rest]):
            print(f"\nFAILED: {title} (exit code {code})", flush=True)
            return code
    print("== pytest", flush=True)
    # A whole run is worth the start of one worker per core; a part of it is not.
    chosen = arguments or ["--numprocesses", "auto"]
    code = _call([program("python"), "-m", "pytest", *chosen])
    if code:
        print(f"\nFAILED: pytest (exit code {code})", flush=True)
    return code


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Split at the first ``--`` into our own arguments and those handed on."""
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def _call(command: list[str], **environment: str) -> int:
    changed = os.environ | environment
    return subprocess.run(command, check=False, cwd=ROOT, env=changed).returncode


if __name__ == "__main__":
    sys.exit(main())
