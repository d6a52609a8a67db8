"""Why a file is not read: raised by the readers, told to people elsewhere.

The readers run in a process that knows no language, so they name a reason;
``refusal_messages`` has the sentences.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """One cause, and so one sentence, for not reading a file."""

    NOT_FOUND = "not_found"
    NOT_READABLE = "not_readable"
    NOT_A_FILE = "not_a_file"
    CHANGED = "changed"
    EMPTY_FILE = "empty_file"
    NO_CELLS = "no_cells"
    PASSWORD = "password"  # noqa: S105 - the name of a reason, not a password
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"
    READER_DIED = "reader_died"
    ZIP_BOMB = "zip_bomb"
    DOCTYPE = "doctype"
    PART_NAMES = "part_names"
    FILE_SIZE = "file_size"
    INFLATED_SIZE = "inflated_size"
    ROWS = "rows"
    COLUMNS = "columns"
    CELLS = "cells"
    MEMORY = "memory"
    TIME = "time"
    OTHER_KIND = "other_kind"
    LOCK_FILE = "lock_file"
    UNKNOWN_KIND = "unknown_kind"
    NO_TABLE = "no_table"
    WEB_PAGE = "web_page"
    UNSUPPORTED = "unsupported"
    ENCODING = "encoding"


class Refusal(Exception):  # noqa: N818 - a decision about a file, not a fault
    """The file is not read; *reason* says why, *values* what the sentence mentions."""

    def __init__(self, reason: Reason, **values: str | int) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values


def damaged(detail: str = "") -> Refusal:
    """A refusal of a file whose content contradicts itself.

    *detail* is for the log and for tests: people cannot repair a part of a file.
    """
    return Refusal(Reason.DAMAGED, detail=detail)
