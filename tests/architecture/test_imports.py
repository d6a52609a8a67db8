"""Imports point down only: the contracts of pyproject.toml hold."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CHECK = (
    "import sys; from importlinter.cli import lint_imports;"
    " sys.exit(lint_imports(no_cache=True, no_logo=True))"
)


def test_import_contracts_hold() -> None:
    # In a process of its own: it silences the loggers of the one that it runs in.
    run = subprocess.run(
        [sys.executable, "-c", _CHECK],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stdout + run.stderr
