"""Is this a company file of ours, and one that we may open?

Read from the first hundred bytes, without SQLite, so that looking changes nothing.
"""

from __future__ import annotations

import stat
import struct
from typing import TYPE_CHECKING

from kpidesk.errors import WorkspaceError
from kpidesk.i18n.messages import N_

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x6B706964
"""``kpid`` in ASCII: marks a SQLite file as a company file."""

SCHEMA_VERSION = 2
"""The shape of the company file that this program writes."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_USER_VERSION = slice(60, 64)
_APPLICATION = slice(68, 72)


def check_file(path: Path) -> None:
    """Raise a plain sentence unless *path* is a company file that we can read.

    Raises:
        WorkspaceError: Code ``missing``, ``foreign``, ``newer`` or ``no_permission``.
    """
    name = path.name
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise _foreign(name)
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError as error:
        raise WorkspaceError(
            N_("There is no file “{name}”."), code="missing", name=str(path)
        ) from error
    except PermissionError as error:
        raise WorkspaceError(
            N_("You are not allowed to read “{name}”. Ask whoever owns the file."),
            code="no_permission",
            name=name,
        ) from error
    except OSError as error:
        raise WorkspaceError(
            N_("“{name}” cannot be opened: the folder or the drive is not reachable."),
            code="unreachable",
            name=name,
        ) from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise _foreign(name)
    application = struct.unpack(">I", header[_APPLICATION])[0]
    if application != APPLICATION_ID:
        raise _foreign(name)
    version = struct.unpack(">i", header[_USER_VERSION])[0]
    if not 0 < version <= SCHEMA_VERSION:
        raise WorkspaceError(
            N_(
                "“{name}” was made by a newer kpidesk (file version {found}, this"
                " program knows up to {known}). Update kpidesk to open it. The file"
                " has not been changed."
            ),
            code="newer",
            name=name,
            found=version,
            known=SCHEMA_VERSION,
        )


def _foreign(name: str) -> WorkspaceError:
    return WorkspaceError(
        N_("“{name}” is not a kpidesk company file. It has not been changed."),
        code="foreign",
        name=name,
    )
