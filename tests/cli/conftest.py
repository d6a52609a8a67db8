"""Running the program as a person at a terminal does, but in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kpidesk.cli import main
from kpidesk.operations.demo_company import make_demo_company


@dataclass(frozen=True, slots=True)
class Run:
    """What a command said and returned."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON that it printed."""
        return json.loads(self.out)


Kpidesk = Callable[..., Run]


@pytest.fixture
def kpidesk(capsys: pytest.CaptureFixture[str], qapp: QApplication) -> Kpidesk:
    """Runs a command line, each argument apart.

    A process can have one application in its life: a PDF must not bring its own, or
    the tests of the window that follow in this process would have none.
    """
    assert qapp is not None

    def run(*arguments: object) -> Run:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Run(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration company that ends on 24 November 2026; not to be changed."""
    path = tmp_path_factory.mktemp("demo") / "demo.kpidesk"
    make_demo_company(path, "it", today=date(2026, 11, 24))
    return path
