"""What people are told when a file is not read: what it is, and what to do."""

from __future__ import annotations

from kpidesk.errors import ImportFileError
from kpidesk.i18n.messages import N_, _
from kpidesk.importing.reading.refusals import Reason, Refusal

_DAMAGED = N_(
    "“{file}” is damaged and cannot be read whole, so nothing of it was read. "
    "Open it in the program that made it, save it again as .xlsx, and try again."
)
_UNKNOWN = N_(
    "“{file}” is not a spreadsheet. Choose a file that Excel or LibreOffice can open, "
    "or save your table as .xlsx or .csv first."
)
_TOO_MUCH = N_(
    "The sheet “{sheet}” of “{file}” has more cells than can be read at once. "
    "Delete what is not needed, or split the file."
)

# Reason -> the code that programs know, and the sentence.
_TEXTS: dict[Reason, tuple[str, str]] = {
    Reason.NOT_FOUND: (
        "not_found",
        N_("“{file}” does not exist. Check its name and its folder."),
    ),
    Reason.NOT_READABLE: (
        "not_readable",
        N_(
            "“{file}” cannot be opened. Close it in other programs, check that you may "
            "read it, and try again."
        ),
    ),
    Reason.NOT_A_FILE: (
        "not_a_spreadsheet",
        N_("“{file}” is not a file but a folder or a device. Choose a spreadsheet."),
    ),
    Reason.CHANGED: (
        "not_readable",
        N_(
            "“{file}” is being changed by another program. Wait until it is saved, and "
            "try again."
        ),
    ),
    Reason.EMPTY_FILE: (
        "empty",
        N_("“{file}” is empty. It may not have been copied or downloaded completely."),
    ),
    Reason.NO_CELLS: (
        "empty",
        N_("“{file}” has no cell with anything in it. Check that it was saved."),
    ),
    Reason.PASSWORD: (
        "password",
        N_(
            "“{file}” is protected by a password. Open it in Excel, save it without a "
            "password, and try again."
        ),
    ),
    Reason.DAMAGED: ("damaged", _DAMAGED),
    Reason.READER_DIED: ("damaged", _DAMAGED),
    Reason.INCOMPLETE: (
        "damaged",
        N_(
            "“{file}” is incomplete or damaged, so nothing of it was read. Copy or "
            "download it again, or save it again as .xlsx in Excel."
        ),
    ),
    Reason.ENCODING: (
        "damaged",
        N_(
            "“{file}” is not text in the encoding {encoding}, or a part of it is "
            "missing. Choose another encoding, or save the table as .xlsx."
        ),
    ),
    Reason.ZIP_BOMB: (
        "unsafe",
        N_(
            "“{file}” unpacks to far more than a spreadsheet would, as files made to "
            "do harm do. It was not opened. Ask its sender for a new copy."
        ),
    ),
    Reason.DOCTYPE: (
        "unsafe",
        N_(
            "“{file}” has instructions inside that a spreadsheet never needs and that "
            "could reach other files. It was not opened. Ask its sender for a new copy."
        ),
    ),
    Reason.PART_NAMES: (
        "unsafe",
        N_(
            "“{file}” tries to write outside its own folder. It was not opened. Ask "
            "its sender for a new copy."
        ),
    ),
    Reason.FILE_SIZE: (
        "too_big",
        N_(
            "“{file}” has {size} MB; files up to {limit} MB are read. Delete what is "
            "not needed, or split it."
        ),
    ),
    Reason.INFLATED_SIZE: (
        "too_big",
        N_(
            "“{file}” unpacks to {size} MB; up to {limit} MB are read. Delete what is "
            "not needed, or split it."
        ),
    ),
    Reason.ROWS: (
        "too_big",
        N_(
            "The sheet “{sheet}” of “{file}” has more than {limit} rows. Split it into "
            "several files; the command line reads up to 1048576 rows."
        ),
    ),
    Reason.COLUMNS: (
        "too_big",
        N_(
            "The sheet “{sheet}” of “{file}” reaches column {column}; up to {limit} "
            "columns are read. Look for a stray value far to the right and delete it."
        ),
    ),
    Reason.CELLS: ("too_big", _TOO_MUCH),
    Reason.WEB_PAGE: (
        "too_big",
        N_(
            "“{file}” is a web page with too many or too wide tables. Copy the table "
            "that you need into a spreadsheet, and save it as .xlsx."
        ),
    ),
    Reason.MEMORY: (
        "too_big",
        N_(
            "“{file}” needs too much memory. Delete what is not needed, or split it "
            "into smaller files."
        ),
    ),
    Reason.TIME: (
        "too_big",
        N_(
            "Reading “{file}” takes more than {limit} seconds and was stopped. Delete "
            "what is not needed, or split it into smaller files."
        ),
    ),
    Reason.OTHER_KIND: (
        "not_a_spreadsheet",
        N_(
            "“{file}” is not a spreadsheet. What is inside: {kind}. Save the table as "
            ".xlsx or .csv, and try again."
        ),
    ),
    Reason.LOCK_FILE: (
        "not_a_spreadsheet",
        N_(
            "“{file}” only marks that somebody has a spreadsheet open. Choose the "
            "spreadsheet itself."
        ),
    ),
    Reason.UNKNOWN_KIND: ("not_a_spreadsheet", _UNKNOWN),
    Reason.NO_TABLE: (
        "not_a_spreadsheet",
        N_(
            "“{file}” is a web page without a table, perhaps a page that asks to sign "
            "in. Download the table again."
        ),
    ),
    Reason.UNSUPPORTED: (
        "unsupported",
        N_("“{file}” cannot be read: {kind}. Save it as .xlsx, and try again."),
    ),
}

_KINDS: dict[str, str] = {
    "access": N_("Access database"),
    "archive": N_("packed archive"),
    "document": N_("document"),
    "excel_4": N_("Excel 4 or older"),
    "image": N_("picture"),
    "json": N_("JSON data"),
    "mail": N_("e-mail message"),
    "mhtml": N_("web archive"),
    "numbers": N_("Apple Numbers"),
    "pdf": N_("PDF document"),
    "powerpoint": N_("presentation"),
    "program": N_("program"),
    "rtf": N_("text document"),
    "sqlite": N_("SQLite database"),
    "word": N_("text document"),
    "xml": N_("XML data"),
}


def import_file_error(refusal: Refusal, file: str) -> ImportFileError:
    """The error that tells a person why *file* was not read."""
    code, message = _TEXTS[refusal.reason]
    values: dict[str, str | int] = dict(refusal.values)
    if "kind" in values:
        values["kind"] = _(_KINDS[str(values["kind"])])
    return ImportFileError(message, code=code, **values, file=file)
