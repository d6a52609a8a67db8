"""Which sheet is what, and which column is which field, with score and reason.

A header scores 1.0 when it is a known name of the field, else by how much it
resembles one (shared words, or 0.95 × the likeness of the letters); the column's data
then speak: +0.10 when nearly all values can be read as the field's type, −0.40 when
few can, +0.20 when they are known clients.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.column_values import ColumnValues, as_text
from kpidesk.importing.header_likeness import header_score, names_of
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import (
    CLIENT,
    CLIENT_OWN,
    LAYOUTS,
    ImportField,
    Layout,
    Parse,
)
from kpidesk.importing.match import ColumnMatch, Match
from kpidesk.importing.month_grid import grid_name, match_grid
from kpidesk.importing.numbers import token_of
from kpidesk.importing.survey_kinds import is_question
from kpidesk.importing.synonyms import entity_of_sheet
from kpidesk.importing.tables import Table, is_unnamed

SURE = 0.90
ACCEPTED = 0.60
CLIENT_PREFIX = "client."
_NEARLY_ALL, _MOST, _FEW = 0.9, 0.6, 0.5
_OWN_BONUS = 0.02
_QUESTION = 0.8
_SURVEYS = {"survey_answer", "pulse_answer"}
_SUMMARY_SHARE, _SUMMARY_FIELDS = 0.6, 3
"""A sheet called "summary" must look very much like records to be taken for some."""
_NOT_RECORDS, _SUMMARY = "none", "summary"
_DUE = re.compile(r"\b(?:scadenza|vencimento|expir\w*|due|rinnovo|renova\w*|renewal)\b")
_ENDED = re.compile(
    r"\b(?:cessa\w*|disattiv\w*|desativ\w*|encerr\w*|rescis\w*|terminat\w*|ended|"
    r"chius\w*|saida|churn\w*|cancelamento)\b"
)
_EXACT = 0.95
_CODES = {"external_id", "document_no"}
_DISTINCT = 0.6
_WORDS_ONLY = {"name", "legal_name", "subject", "respondent", "city"}
"""Texts that are never all figures."""
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


def candidates(layout: Layout) -> list[tuple[str, str, ImportField]]:
    """Fields a column may hold: (mapping name, synonym entity, field)."""
    own = [(field.name, layout.entity, field) for field in layout.fields]
    names = {field.name for field in layout.fields}
    if layout.entity == "client" or "client" not in names:
        return own
    reference = [
        (CLIENT_PREFIX + field.name, "client", field)
        for field in CLIENT.fields
        if field.name in {"external_id", "tax_id", "name"}
    ]
    if layout.entity == "contract":
        reference += [
            (CLIENT_PREFIX + field.name, "client", field)
            for field in CLIENT_OWN
            if field.name != "tax_id"
        ]
    return own + reference


def _score(
    column: ColumnValues,
    candidate: tuple[str, str, ImportField],
    clients: ClientDirectory,
) -> float:
    name, entity, field = candidate
    header = normalised(column.header)
    score = header_score(entity, field.name, header)
    if field.name == "score" and is_question(column.header):
        score = max(score, _QUESTION)
    if name.startswith(CLIENT_PREFIX) and "client" not in header:
        # “Codice” or “Nome” alone names the record itself, not its client.
        if field.name in {"external_id", "name"}:
            score *= 0.6
        # A bare “E-mail” or “Città” beside a contract is the client's, at less ease.
        score -= _OWN_BONUS
    if score < ACCEPTED - 0.2:
        return 0.0
    return score + _data_speaks(column, field, clients, exact=score >= _EXACT)


def _data_speaks(
    column: ColumnValues,
    field: ImportField,
    clients: ClientDirectory,
    *,
    exact: bool,
) -> float:
    share = column.share(field.parse, field.enum)
    if share is None:
        return 0.0
    adjusted = 0.0
    if field.parse in _TYPED:
        # A header that says it outright stands, however bad the cells below are.
        unfit = -0.25 if exact else -0.40
        adjusted += 0.10 if share >= _NEARLY_ALL else (unfit if share < _FEW else 0.0)
    elif share < _FEW:
        adjusted -= 0.40
    if field.name in _CODES and not exact and not _are_codes(column):
        adjusted -= 0.60
    if field.name in _WORDS_ONLY and _all_figures(column):
        adjusted -= 0.60
    if field.parse is Parse.CLIENT and clients.clients:
        sample = column.filled[:100]
        known = sum(1 for value in sample if clients.find(as_text(value)))
        if sample and known / len(sample) >= _MOST:
            adjusted += 0.20
    return adjusted


def _are_codes(column: ColumnValues) -> bool:
    """The values tell records apart and hold figures, as numbers of records do."""
    texts = [as_text(value) for value in column.filled]
    figures = sum(1 for text in texts if any(sign.isdigit() for sign in text))
    distinct = len(set(texts)) >= _DISTINCT * len(texts)
    return distinct and figures >= _MOST * len(texts)


def _all_figures(column: ColumnValues) -> bool:
    return all(
        isinstance(value, int | float) or (isinstance(value, str) and token_of(value))
        for value in column.filled
    )


def match_columns(
    table: Table,
    layout: Layout,
    clients: ClientDirectory,
) -> tuple[ColumnMatch, ...]:
    """Give each column the field that fits best; each field to one column."""
    fields = candidates(layout)
    scored = [
        (_score(column, candidate, clients), -position, column, candidate)
        for position, column in enumerate(table.columns)
        if not is_unnamed(column)
        for candidate in fields
    ]
    order = {candidate[0]: rank for rank, candidate in enumerate(fields)}
    scored = [item for item in scored if item[0] >= ACCEPTED]
    equals = Counter((item[2].index, round(item[0], 3)) for item in scored)
    # Of equally good pairs, the column that has no other field goes first.
    scored.sort(
        key=lambda item: (
            -item[0],
            equals[item[2].index, round(item[0], 3)],
            order[item[3][0]],
            -item[1],
        )
    )
    taken: dict[int, ColumnMatch] = {}
    used: set[str] = set()
    for score, _rank, column, (name, entity, field) in scored:
        if column.index in taken or name in used:
            continue
        exact = header_score(entity, field.name, normalised(column.header)) == 1.0
        reason = "synonym" if exact else "similar"
        if field.name == "score" and not exact and is_question(column.header):
            reason = "question"
        taken[column.index] = ColumnMatch(column, field, name, score, reason)
        used.add(name)
    if layout.entity == "contract":
        _ended_or_due(layout, table, taken, used)
    if layout.entity == "ticket":
        _worked_or_elapsed(layout, taken, used)
    if layout.entity in _SURVEYS and "score" in used:
        _further_questions(table, layout, taken)
        _written_answers(table, layout, taken, used)
    return tuple(
        taken.get(column.index, ColumnMatch(column, None, "", 0.0, ""))
        for column in table.columns
    )


def _ended_or_due(
    layout: Layout, table: Table, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """Beside a real end, the day on which a contract falls due is its renewal."""
    due = next(
        (
            match
            for match in taken.values()
            if match.name == "end_date" and _DUE.search(normalised(match.column.header))
        ),
        None,
    )
    if due is None:
        return
    for column in table.columns:
        share = column.share(Parse.DATE)
        dated = share is None or share >= _FEW
        if column.index in taken or not dated:
            continue
        if _ENDED.search(normalised(column.header)):
            end = layout.field("end_date")
            taken[column.index] = ColumnMatch(column, end, "end_date", SURE, "similar")
            del taken[due.column.index]
            if "renewal_date" not in used:
                field = layout.field("renewal_date")
                taken[due.column.index] = replace(
                    due, field=field, name="renewal_date", reason="similar"
                )
            return


def _written_answers(
    table: Table, layout: Layout, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """A question answered in words is a comment."""
    if "comment" in used:
        return
    for column in table.columns:
        words = column.header.rstrip().endswith("?") and not _all_figures(column)
        if words and column.index not in taken:
            field = layout.field("comment")
            taken[column.index] = ColumnMatch(
                column, field, "comment", ACCEPTED, "question"
            )
            return


def _worked_or_elapsed(
    layout: Layout, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """Hours "spent" are the time to a solution only where nothing dates it."""
    dated = {"resolved_at", "closed_at"} & used
    if not dated or "effort" in used:
        return
    for index, match in taken.items():
        header = normalised(match.column.header)
        if match.name == "resolution_duration" and _is_effort(header):
            field = layout.field("effort")
            taken[index] = replace(match, field=field, name="effort")
            return


def _is_effort(header: str) -> bool:
    return header_score("ticket", "effort", header) == 1.0


def _further_questions(
    table: Table, layout: Layout, taken: dict[int, ColumnMatch]
) -> None:
    """A form asks several questions: each further column of scores is one."""
    field, number = layout.field("score"), 1
    for column in table.columns:
        if column.index in taken or not is_question(column.header):
            continue
        share = column.share(Parse.SCORE)
        if share is not None and share >= _MOST:
            number += 1
            name = grid_name("score", number)
            taken[column.index] = ColumnMatch(
                column, field, name, _QUESTION, "question"
            )


def _missing(layout: Layout, names: set[str]) -> int:
    """How many groups of fields, of which one is needed, no column gives."""
    referred = (
        names | {"client"}
        if any(name.startswith(CLIENT_PREFIX) for name in names)
        else names
    )
    return sum(
        1 for group in layout.either if not any(name in referred for name in group)
    )


def _is_nearly(
    layout: Layout, names: set[str], missing: int, hinted: str | None
) -> bool:
    """The sheet's name says what it is, and one needed column alone is missing.

    Its rows are rejected for that, rather than taken for something else.
    """
    return (
        layout.entity == hinted
        and missing == 1
        and len(layout.either) > 1
        and len(names) >= _SUMMARY_FIELDS
    )


def match_table(
    table: Table, clients: ClientDirectory, entity: str | None = None
) -> Match | None:
    """Decide what a table holds; ``None`` when nothing fits.

    Args:
        table: The table.
        clients: Known clients, whose names tell a client column.
        entity: What a person says it is; otherwise all kinds are tried.
    """
    if table.months:
        return match_grid(table, entity)
    hinted = entity_of_sheet(table.sheet.name)
    if entity is None and hinted == _NOT_RECORDS:
        return None
    best: Match | None = None
    for layout in LAYOUTS:
        if entity is not None and layout.entity != entity:
            continue
        columns = match_columns(table, layout, clients)
        if entity is None and not _is_plausible(layout, columns, hinted):
            continue
        own = sum(
            min(column.score, 1.1) for column in columns if column.field is not None
        )
        missed = sum(
            1
            for column in columns
            if column.field is None and not is_unnamed(column.column)
        )
        score = own - 0.4 * missed + (1.5 if layout.entity == hinted else 0.0)
        if best is None or score > best.score:
            best = Match(table, layout, columns, score, "")
    return best and replace(best, language=_language(best.columns, best.layout))


def _is_plausible(
    layout: Layout, columns: tuple[ColumnMatch, ...], hinted: str | None
) -> bool:
    names = {column.name for column in columns if column.field is not None}
    missing = _missing(layout, names)
    if missing and not _is_nearly(layout, names, missing, hinted):
        return False
    if hinted != _SUMMARY:
        return True
    enough = len(names) >= _SUMMARY_SHARE * len(columns)
    return enough and len(names) >= _SUMMARY_FIELDS


def _language(columns: tuple[ColumnMatch, ...], layout: Layout) -> str:
    """The language most headers are written in: ``it``, ``pt`` or ``en``."""
    votes = {"it": 0, "pt": 0, "en": 0}
    for match in columns:
        if match.field is None:
            continue
        entity = layout.entity
        if match.name.startswith(CLIENT_PREFIX):
            entity = "client"
        header = normalised(match.column.header)
        spoken = {
            language[:2]
            for text, language in names_of(entity, match.field.name)
            if text == header
        }
        # A word that several languages share says nothing.
        if len(spoken) == 1:
            votes[spoken.pop()] += 1
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] else "en"
