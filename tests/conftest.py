"""What every test stands on: no window on the screen, no file of the person touched.

The environment is prepared while this file is imported, before pytest-qt imports Qt.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_HOME = Path(tempfile.mkdtemp(prefix="kpidesk-tests-"))
_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}
for _name, _folder in _FOLDERS.items():
    (_HOME / _folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ[_name] = str(_HOME / _folder)
for _name in ("DATA", "CONFIG", "CACHE", "LOG"):
    os.environ.pop(f"KPIDESK_{_name}_DIR", None)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Messages are in English unless a test asks for another language.
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

# A busy machine must not fail a law that holds.
settings.register_profile("kpidesk", deadline=None)
settings.load_profile("kpidesk")


@pytest.fixture(scope="session", autouse=True)
def _remove_temporary_home() -> Iterator[None]:
    """Remove what the tests wrote in place of the person's own folders."""
    yield
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def _speak_english() -> Iterator[None]:
    """Leave no language behind for the next test."""
    yield
    # Not at the top: coverage starts after this file is imported.
    from kpidesk.i18n.messages import use_language

    use_language("en")
