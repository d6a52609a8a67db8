"""Where the window stood last, kept for the next start."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from kpidesk import paths

DEFAULT_SIZE = (1280, 800)
SMALLEST_SIZE = (960, 600)
_GEOMETRY = "window/geometry"
_RAIL = "window/rail_narrow"


def _settings() -> QSettings:
    file = paths.config_dir() / "window.ini"
    return QSettings(str(file), QSettings.Format.IniFormat)


def restore_geometry(window: QMainWindow) -> None:
    """Put the window where it stood, or in its first place if that is off screen."""
    window.setMinimumSize(*SMALLEST_SIZE)
    window.resize(*DEFAULT_SIZE)
    kept = _settings().value(_GEOMETRY)
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        centre = window.frameGeometry().center()
        if QGuiApplication.screenAt(centre) is None:
            window.resize(*DEFAULT_SIZE)
            window.move(0, 0)


def keep_geometry(window: QMainWindow) -> None:
    """Remember where the window stands."""
    _settings().setValue(_GEOMETRY, window.saveGeometry())


def rail_is_narrow() -> bool:
    """The person collapsed the rail."""
    # QSettings gives text back after a restart.
    return str(_settings().value(_RAIL, "false")).lower() == "true"


def keep_rail(*, narrow: bool) -> None:
    """Remember whether the rail is collapsed."""
    _settings().setValue(_RAIL, narrow)
