"""Importing modules without PySide6 reading the source of each of them.

PySide6 looks into every module that is imported for its own name, to know whether the
module may switch methods to ``snake_case``. Nothing here does, and to read the sources
costs an eighth of the start, and more when the figures and charts are imported.
"""

from __future__ import annotations

import sys

# This loads the part of PySide6 that reads.
from PySide6 import QtCore

__all__ = ["leave_sources_unread"]

_READER = "shibokensupport.feature"
_READS = "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """From now on; where another PySide6 works otherwise, nothing changes."""
    names = vars(sys.modules.get(_READER, QtCore))
    if _READS in names:
        names[_READS] = _uses_no_feature


def _uses_no_feature(_module: object) -> bool:
    return False
