"""Where kpidesk finds its own resources and keeps what belongs to a person.

Every folder of a person can be moved by an environment variable, for tests and for
people who carry the program on a stick: ``KPIDESK_DATA_DIR``, ``KPIDESK_CONFIG_DIR``,
``KPIDESK_CACHE_DIR`` and ``KPIDESK_LOG_DIR``. The functions only name folders; who
writes makes them.
"""

import os
from pathlib import Path

from platformdirs import PlatformDirs

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of catalogues, icons, fonts, themes and synonyms."""
    installed = _PACKAGE / "resources"
    # In a checkout the folder lies beside the package, not inside it.
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def data_dir() -> Path:
    """Return the folder for company files that nobody gave a place, and backups."""
    return _override("KPIDESK_DATA_DIR") or _platform().user_data_path


def config_dir() -> Path:
    """Return the folder of the person's preferences and window state."""
    return _override("KPIDESK_CONFIG_DIR") or _platform().user_config_path


def cache_dir() -> Path:
    """Return the folder of files that can be made again at any time."""
    return _override("KPIDESK_CACHE_DIR") or _platform().user_cache_path


def log_dir() -> Path:
    """Return the folder of crash reports and logs."""
    return _override("KPIDESK_LOG_DIR") or _platform().user_log_path


def _platform() -> PlatformDirs:
    return PlatformDirs("kpidesk", appauthor=False, roaming=False)


def _override(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None
