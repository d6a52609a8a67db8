"""Reading the last first screen of a company file with nothing but sqlite3.

The window shows it before the libraries that compute figures are loaded.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kpidesk.errors import WorkspaceError
from kpidesk.store.file_identity import check_file

_PATIENCE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class KeptScreen:
    """A first screen as it was kept.

    Attributes:
        content: Its JSON text.
        current: Nothing was written to the file since.
    """

    content: str
    current: bool


def read_first_screen(path: Path) -> KeptScreen | None:
    """Read what the dashboard showed last; ``None`` where that cannot be had.

    Errors are not told here: opening the file properly follows and tells them.
    """
    try:
        check_file(path)
        uri = f"{path.resolve().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE_SECONDS)
        with closing(connection):
            row = connection.execute(
                "SELECT revision, content,"
                " (SELECT value FROM setting WHERE key = 'revision')"
                " FROM first_screen WHERE id = 1"
            ).fetchone()
        if row is None:
            return None
        revision, content, now = row
        return KeptScreen(str(content), revision == json.loads(now or "0"))
    except (WorkspaceError, sqlite3.Error, OSError, ValueError):
        return None
