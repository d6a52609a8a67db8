"""What every start needs stays quick: heavy libraries wait until they are used."""

import subprocess
import sys

import pytest

HEAVY = ("babel", "numpy", "openpyxl", "pyqtgraph", "sqlite_utils", "PySide6")


@pytest.mark.parametrize(
    "module",
    ["kpidesk.errors", "kpidesk.i18n.messages", "kpidesk.paths", "kpidesk.preferences"],
)
def test_the_base_imports_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert not set(HEAVY) & set(answer.stdout.split())
