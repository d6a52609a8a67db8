"""Cells copied from a spreadsheet and pasted into the window."""

from __future__ import annotations

import hashlib

from kpidesk.importing.reading.collecting import Collector
from kpidesk.importing.reading.model import Limits, TextOptions, WorkbookData
from kpidesk.importing.reading.refusal_messages import import_file_error
from kpidesk.importing.reading.refusals import Reason, Refusal
from kpidesk.importing.reading.text_encoding import DecodedText
from kpidesk.importing.reading.text_table import read_text_table

_STANDARD_LIMITS = Limits()


def read_pasted(
    text: str, *, name: str = "", limits: Limits = _STANDARD_LIMITS
) -> WorkbookData:
    """Read pasted cells as one sheet called *name*.

    Spreadsheets put tabs between cells; text from elsewhere may have other delimiters.

    Raises:
        ImportFileError: There is nothing in it, or too much.
    """
    collector = Collector()
    options = TextOptions(delimiter="\t" if "\t" in text else None)
    try:
        kind = read_text_table(
            DecodedText(text, "utf-8"), name, collector, limits, options
        )
    except Refusal as refusal:
        raise import_file_error(refusal, name) from refusal
    if collector.empty:
        raise import_file_error(Refusal(Reason.NO_CELLS), name)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return collector.workbook(None, kind, digest)
