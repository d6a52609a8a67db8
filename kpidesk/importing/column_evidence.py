"""What the values of a column say for and against a field."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from kpidesk.importing.billing import billing_period
from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.column_values import ColumnValues, as_text
from kpidesk.importing.header_likeness import is_told_apart
from kpidesk.importing.header_words import REFERENCE_WORD, words_of
from kpidesk.importing.layouts import ImportField, Parse
from kpidesk.importing.numbers import token_of
from kpidesk.importing.synonyms import value_of

_NEARLY_ALL, _MOST, _FEW = 0.9, 0.6, 0.5
_TOP = 1.0
"""Likeness of a header that is a name of the field, letter by letter."""
_SURE_LIKENESS = 0.95
_EMPTY = -0.03
"""Of two columns called alike, the one that holds something is meant."""
_TOP_SCORE = 100
_CODES = {"external_id", "document_no"}
_DISTINCT = 0.6
_WORDS_ONLY = {"name", "legal_name", "subject", "respondent", "city", "country"}
"""Texts that are never all figures."""
_WORDS_MOSTLY = {"product", "category", "stage", "channel", "source", "reason"}
"""Texts that are figures only under a header that says what they are."""
_TYPED = {
    Parse.DATE,
    Parse.INSTANT,
    Parse.NUMBER,
    Parse.MONEY,
    Parse.WHOLE,
    Parse.PERCENT,
    Parse.YES_NO,
    Parse.CHOICE,
    Parse.DURATION,
    Parse.CURRENCY,
    Parse.SCORE,
    Parse.MONTH,
}
_COUNTED = {Parse.NUMBER, Parse.WHOLE, Parse.MONEY}
_DATED = {Parse.DATE, Parse.INSTANT}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FEWEST_DIGITS_OF_A_PHONE = 5
_FEWEST_DIFFERENT = 2


def data_speaks(
    column: ColumnValues,
    field: ImportField,
    clients: ClientDirectory,
    likeness: float,
) -> float:
    """What the values add to, or take from, the likeness of a header to a field."""
    share = column.share(field.parse, field.enum)
    if share is None:
        return _EMPTY
    sure = likeness >= _SURE_LIKENESS
    adjusted = 0.0
    if field.parse in _TYPED:
        # A header that says it outright stands, however bad the cells below are.
        unfit = -0.25 if sure else -0.40
        adjusted += 0.10 if share >= _NEARLY_ALL else (unfit if share < _FEW else 0.0)
    elif share < _FEW:
        adjusted -= 0.40
    if field.name in _CODES and not _are_codes(column):
        # "Rif." is a number as well as the person to refer to.
        named = words_of(column.header) == (REFERENCE_WORD,) and _is_worded(column)
        adjusted -= 0.60 if named or not sure else 0.0
    if _is_no_text(column, field, likeness):
        adjusted -= 0.60
    if field.name in _SHAPES and likeness < _TOP:
        fits = _share(column, _SHAPES[field.name])
        adjusted += 0.10 if fits >= _NEARLY_ALL else (-0.60 if fits < _FEW else 0.0)
    numbered = field.parse in _COUNTED and likeness < _TOP and _counts_rows(column)
    if numbered or _means_another(column, field, share):
        adjusted -= 0.60
    if field.parse is Parse.CLIENT:
        adjusted += _known_clients(column, clients, likeness)
    return adjusted


def _means_another(column: ColumnValues, field: ImportField, share: float) -> bool:
    """No cell can be the field's, though its header be the name letter by letter."""
    if field.parse is Parse.SCORE:
        return _are_amounts(column)
    if share:
        return False
    if field.parse in _DATED:
        # "Recebido" over amounts is what came in, not when; "In carico a" is who.
        return _all_figures(column) or _is_worded(column)
    # "Tipo" may well be promoter or detractor.
    return field.name == "survey_type"


def _counts_rows(column: ColumnValues) -> bool:
    """The values are 1, 2, 3…: the number of the row, and no quantity."""
    return list(column.filled) == list(range(1, len(column.filled) + 1))


def _is_no_text(column: ColumnValues, field: ImportField, likeness: float) -> bool:
    """Figures or dates where people would write words."""
    words_only = field.name in _WORDS_ONLY
    words_only |= field.name in _WORDS_MOSTLY and likeness < _TOP
    if words_only and _all_figures(column):
        return True
    text = field.parse is Parse.TEXT and likeness < _SURE_LIKENESS
    return text and _all_dates(column)


def _known_clients(
    column: ColumnValues, clients: ClientDirectory, likeness: float
) -> float:
    """Known clients speak for a reference; "Clienti" over figures counts them."""
    if clients.clients:
        sample = column.filled[:100]
        known = sum(1 for value in sample if clients.find(as_text(value)))
        if sample and known / len(sample) >= _MOST:
            return 0.20
    return -0.60 if likeness < _TOP and _all_figures(column) else 0.0


def _are_codes(column: ColumnValues) -> bool:
    """The values tell records apart and hold figures, as numbers of records do."""
    texts = [as_text(value) for value in column.filled]
    figures = sum(1 for text in texts if any(sign.isdigit() for sign in text))
    distinct = len(set(texts)) >= _DISTINCT * len(texts)
    return distinct and figures >= _MOST * len(texts)


def _is_worded(column: ColumnValues) -> bool:
    """No value holds a figure."""
    texts = (as_text(value) for value in column.filled)
    return not any(sign.isdigit() for text in texts for sign in text)


def _are_amounts(column: ColumnValues) -> bool:
    """Some number is above the top of every scale."""
    return any(
        isinstance(value, int | float) and value > _TOP_SCORE for value in column.filled
    )


def _all_figures(column: ColumnValues) -> bool:
    return all(
        isinstance(value, int | float) or (isinstance(value, str) and token_of(value))
        for value in column.filled
    )


def _all_dates(column: ColumnValues) -> bool:
    share = column.share(Parse.DATE) or 0.0
    return share >= _NEARLY_ALL and not _all_figures(column)


def is_in_words(column: ColumnValues) -> bool:
    """Some value is a text that is no number."""
    return not _all_figures(column)


def _is_phone(text: str) -> bool:
    digits = sum(1 for sign in text if sign.isdigit())
    letters = sum(1 for sign in text if sign.isalpha())
    return digits >= _FEWEST_DIGITS_OF_A_PHONE and letters < digits


def _is_website(text: str) -> bool:
    return "." in text and " " not in text and "@" not in text


_SHAPES: dict[str, Callable[[str], bool]] = {
    "email": lambda text: _EMAIL.search(text) is not None,
    "phone": _is_phone,
    "website": _is_website,
    "postcode": lambda text: any(sign.isdigit() for sign in text),
    "tax_id": lambda text: any(sign.isdigit() for sign in text),
}
"""What the texts of some fields look like, whatever the header."""


def _share(column: ColumnValues, fits: Callable[[str], bool]) -> float:
    texts = [as_text(value) for value in column.filled]
    return sum(1 for text in texts if fits(text)) / max(1, len(texts))


_BY_VALUES: dict[str, Callable[[str], object]] = {
    "billing_period": billing_period,
    "priority": lambda text: value_of("priority", text),
    "survey_type": lambda text: value_of("survey_type", text),
    "score": lambda text: value_of("score_word", text),
    "currency": lambda text: value_of("currency", text),
    "email": _EMAIL.fullmatch,
}
"""Fields whose values nothing else has."""


def told_by_values(column: ColumnValues, field: ImportField) -> bool:
    """The values can only be the field's, though the header says nothing of it."""
    known = _BY_VALUES.get(field.name)
    if known is None and field.name == "outcome":
        known = partial(value_of, field.enum)
    if known is None or is_told_apart(column.header):
        return False
    texts = [as_text(value) for value in column.filled]
    # Figures may stand for a period or a priority, but do not give themselves away.
    words = all(any(sign.isalpha() for sign in text) for text in texts)
    varied = len(set(texts)) >= _FEWEST_DIFFERENT
    return words and varied and all(known(text) for text in texts)
