"""Folders are found in a checkout and moved by the environment."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kpidesk import paths


def test_resources_are_found() -> None:
    assert (paths.resources() / "themes" / "tokens.json").is_file()
    assert (paths.resources() / "fonts" / "InterTabular-Regular.otf").is_file()
    assert (paths.resources() / "icons" / "search.svg").is_file()


@pytest.mark.parametrize(
    ("variable", "folder"),
    [
        ("KPIDESK_DATA_DIR", paths.data_dir),
        ("KPIDESK_CONFIG_DIR", paths.config_dir),
        ("KPIDESK_CACHE_DIR", paths.cache_dir),
        ("KPIDESK_LOG_DIR", paths.log_dir),
    ],
)
def test_a_variable_moves_a_folder(
    variable: str,
    folder: Callable[[], Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    usual = folder()

    monkeypatch.setenv(variable, str(tmp_path))

    assert usual.is_absolute()
    assert folder() == tmp_path != usual
