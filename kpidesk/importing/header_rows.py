"""Which row of a sheet names the columns, on one line or on two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kpidesk.importing.column_values import is_blank
from kpidesk.importing.header_text import normalised
from kpidesk.importing.header_words import words_of
from kpidesk.importing.reading.model import SheetData
from kpidesk.importing.reading.values import Row
from kpidesk.importing.synonyms import header_synonyms

_LOOK_AHEAD = 60
_FEWEST_HITS = 2
_ANOTHER_TABLE_HITS = 3
_MOSTLY = 0.6
_FEW_FIGURES = 0.2
_SHORTEST = 2
_SENTENCE = 30
"""Letters of a header from which on it is a sentence."""


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a table's columns.

    Attributes:
        row: Index of the (last) header row.
        first: Index of its first row; the same for a header on one line.
        texts: Text per column of the sheet, empty where there is none.
    """

    row: int
    first: int
    texts: list[str]


@cache
def _known() -> tuple[frozenset[str], frozenset[frozenset[str]]]:
    texts = {
        synonym.text for synonyms in header_synonyms().values() for synonym in synonyms
    }
    return frozenset(texts), frozenset(frozenset(words_of(text)) for text in texts)


def _is_known(text: str) -> bool:
    """The text is a name that some field goes by, in whatever order of words."""
    exact, sets = _known()
    plain = normalised(text)
    if len(plain) < _SHORTEST:
        return False
    return plain in exact or frozenset(words_of(plain)) in sets


def hits(texts: list[str]) -> int:
    """How many different known names are among the texts."""
    return sum(1 for text in {text for text in texts if text} if _is_known(text))


def texts_of(row: Row) -> list[str]:
    """The texts of a row; anything else counts as empty."""
    return [" ".join(value.split()) if isinstance(value, str) else "" for value in row]


def filled_right(sheet: SheetData, row: int) -> list[str]:
    """Texts of a row with merged headers repeated over the columns they span."""
    texts = texts_of(sheet.rows[row])
    for top, left, _bottom, right in sheet.merges:
        if top == row and left < len(texts):
            for column in range(left + 1, min(right + 1, len(texts))):
                texts[column] = texts[column] or texts[left]
    return texts


def _joined(sheet: SheetData, row: int) -> list[str]:
    """The names on two lines: both together, or the one of them that is known."""
    upper, lower = filled_right(sheet, row), texts_of(sheet.rows[row + 1])
    spans = _spanned(sheet, row)
    names = []
    for at, (first, second) in enumerate(zip(upper, lower, strict=True)):
        both = f"{first} {second}".strip() if first != second else first
        spanned = at in spans
        names.append(_name_of("" if spanned and second else first, second, both))
    return names


def _spanned(sheet: SheetData, row: int) -> set[int]:
    """Columns under a cell that is merged over several: it names none of them."""
    return {
        column
        for top, left, _bottom, right in sheet.merges
        if top == row and right > left
        for column in range(left, right + 1)
    }


def _name_of(first: str, second: str, both: str) -> str:
    if len(first) >= _SENTENCE:
        # A form writes its question above what kind of answer it takes.
        return first
    if second and frozenset(words_of(second)) <= frozenset(words_of(first)):
        # "Clienti attivi" over "Cliente" is the title of a table, not a name.
        return second
    choices = [text for text in (both, second, first) if text and _is_known(text)]
    return choices[0] if choices else both


def is_header(row: Row) -> bool:
    """Every filled cell is text, and mostly names that fields go by."""
    if any(value is not None and not isinstance(value, str) for value in row):
        return False
    filled = [value for value in row if not is_blank(value)]
    if len(filled) < _FEWEST_HITS:
        return False
    found = hits([str(value) for value in filled])
    return found >= _ANOTHER_TABLE_HITS and found >= _MOSTLY * len(filled)


def find_header(sheet: SheetData, start: int) -> Header | None:
    """The best header from a row on; ``None`` when no row names enough fields."""
    best: tuple[float, Header] | None = None
    stop = min(len(sheet.rows), start + _LOOK_AHEAD)
    for row in range(start, stop):
        texts = texts_of(sheet.rows[row])
        if not any(texts):
            continue
        found, header = _header_at(sheet, row, texts, stop)
        if found >= _FEWEST_HITS and (best is None or found > best[0]):
            best = found, header
    return best[1] if best else _list_header(sheet, start)


def _list_header(sheet: SheetData, start: int) -> Header | None:
    """The header of a sheet that is a single column, such as a list of clients."""
    body = sheet.rows[start:]
    used = {at for row in body for at, value in enumerate(row) if not is_blank(value)}
    if len(used) != 1 or start:
        return None
    for row, cells in enumerate(body[:_LOOK_AHEAD]):
        texts = texts_of(cells)
        if hits(texts):
            return Header(row, row, texts)
    return None


def _header_at(
    sheet: SheetData, row: int, texts: list[str], stop: int
) -> tuple[float, Header]:
    """How many fields the row names, alone or together with the next one."""
    single = hits(texts)
    # Long rows of values that happen to be names are data, not a header.
    filled = sum(1 for value in sheet.rows[row] if not is_blank(value))
    score = single + 0.2 * single / max(1, filled)
    alone = score, Header(row, row, texts)
    if row + 1 >= stop:
        return alone
    below = sheet.rows[row + 1]
    lower = texts_of(below)
    if not any(lower) or any(
        value is not None and not isinstance(value, str) for value in below
    ):
        return alone
    if _looks_like_data(lower):
        return alone
    joined = _joined(sheet, row)
    both = hits(joined)
    if both > max(single, hits(lower)):
        return both + 0.1, Header(row + 1, row, joined)
    return alone


def _looks_like_data(texts: list[str]) -> bool:
    """Codes, dates and addresses hold figures; the second line of a header seldom."""
    filled = [text for text in texts if text]
    figures = sum(1 for text in filled if any(sign.isdigit() for sign in text))
    return figures > _FEW_FIGURES * len(filled) or any("@" in text for text in filled)


def header_by_shape(sheet: SheetData) -> Header | None:
    """A header whose names are unknown: the first full row of texts over data."""
    for row in range(min(len(sheet.rows) - 1, _LOOK_AHEAD)):
        texts = texts_of(sheet.rows[row])
        filled = sum(1 for text in texts if text)
        below = sum(1 for value in sheet.rows[row + 1] if not is_blank(value))
        if filled >= _FEWEST_HITS and filled == len(set(texts) - {""}) and below > 1:
            return Header(row, row, texts)
    return None
