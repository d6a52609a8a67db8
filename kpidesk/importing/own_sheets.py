"""Workbooks that kpidesk writes itself: headers, words, and how it knows them again.

A hidden sheet lists what each column holds, so that a workbook comes back exactly, in
whatever language it was written; without it, the headers are recognised as usual.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from kpidesk import paths
from kpidesk.i18n.messages import _
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import ImportField, Layout
from kpidesk.importing.reading.model import WorkbookData
from kpidesk.importing.table_choice import TableChoice

MARKER = "_kpidesk"
"""Name of the hidden sheet."""
OWN_NAME = "kpidesk"
"""Program that such a workbook is an export of."""
_MARKED_COLUMNS = 4


@cache
def _words() -> dict[tuple[str, str, str, str], str]:
    """First word of each (file, name, value, language), as the tables order them."""
    found: dict[tuple[str, str, str, str], str] = {}
    for file in ("headers", "sheets", "values"):
        path = paths.resources() / "synonyms" / f"{file}.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                name, value = (
                    (row[0], row[1]) if len(row) == _MARKED_COLUMNS else (row[0], "")
                )
                found.setdefault((file, name, value, row[-2]), row[-1])
    return found


def _word(file: str, name: str, value: str, language: str) -> str | None:
    """The word in a language, else in the one both Portuguese share."""
    words = _words()
    # Sheets are called by the word that both Portuguese share.
    order = (language[:2], language) if file == "sheets" else (language, language[:2])
    for spoken in order:
        word = words.get((file, name, value, spoken))
        if word:
            return word[:1].upper() + word[1:] if file != "values" else word
    return None


def sheet_title(layout: Layout, language: str) -> str:
    """What the sheet of a kind of record is called."""
    title = _word("sheets", layout.entity, "", language) or _(layout.label)
    return title[:31]


def headers(layout: Layout, fields: Sequence[ImportField], language: str) -> list[str]:
    """A header for each field, no two alike."""
    given: list[str] = []
    for field in fields:
        word = _word("headers", layout.entity, field.name, language)
        if word is None or normalised(word) in {normalised(text) for text in given}:
            word = _(field.label)
        number = 2
        text = word
        while text in given:
            text, number = f"{word} {number}", number + 1
        given.append(text)
    return given


def word_of(enum: str, value: str, language: str) -> str:
    """The word for a value of an enumeration."""
    return _word("values", enum, value, language) or value


def marked_tables(workbook: WorkbookData) -> dict[str, TableChoice]:
    """What each sheet of a workbook of our own holds; nothing for other workbooks."""
    marker = next((sheet for sheet in workbook.sheets if sheet.name == MARKER), None)
    if marker is None:
        return {}
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    entities: dict[str, str] = {}
    for row in marker.rows[1:]:
        if len(row) < _MARKED_COLUMNS or not all(isinstance(x, str) for x in row[:4]):
            continue
        sheet, entity, header, field = (str(value) for value in row[:4])
        entities[sheet] = entity
        columns[sheet][normalised(header)] = field
    return {
        sheet: TableChoice(entity, columns[sheet]) for sheet, entity in entities.items()
    }
