"""Which sheet is what, and which column is which field, with score and reason.

A header scores 1.0 when it is a known name of the field, else by the words that it
shares with one; then the values of the column speak for or against the field.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.column_evidence import data_speaks
from kpidesk.importing.column_values import ColumnValues
from kpidesk.importing.contract_grid import beside_months, match_contract_grid
from kpidesk.importing.header_likeness import header_score, names_of
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import (
    CLIENT,
    CLIENT_OWN,
    CONTRACT,
    COST,
    INVOICE,
    LAYOUTS,
    LEAD,
    ImportField,
    Layout,
)
from kpidesk.importing.match import ACCEPTED, ColumnMatch, Match
from kpidesk.importing.month_grid import match_grid, says_cost, says_counts
from kpidesk.importing.second_thoughts import (
    cancelled_or_ended,
    code_beside_name,
    company_beside_person,
    ended_or_due,
    lost_when_notice_ran_out,
    named_by_legal_name,
    paid_a_year,
    started_as_clients,
    subject_by_name,
    take_by_values,
    value_before_go_live,
    worked_or_elapsed,
)
from kpidesk.importing.survey_columns import (
    QUESTION,
    further_questions,
    sent_or_answered,
    written_answers,
)
from kpidesk.importing.survey_kinds import is_question
from kpidesk.importing.synonyms import entity_of_sheet
from kpidesk.importing.tables import Table, is_unnamed

CLIENT_PREFIX = "client."
_OWN_BONUS = 0.02
_SURVEYS = {"survey_answer", "pulse_answer"}
_SUMMARY_SHARE, _SUMMARY_FIELDS = 0.6, 3
_FEW_KNOWN = 3
"""A sheet called "summary" must look very much like records to be taken for some."""
_EXPORTED_FIELDS = 8
"""A program's export is called "report" too; nothing else knows so many fields."""
_NOT_RECORDS, _SUMMARY = "none", "summary"
_MONTHLY = re.compile(r"\b(?:mes\w*|mês|mens\w*|month\w*)\b")
_TELLS_TICKET = {
    "external_id",
    "subject",
    "category",
    "priority",
    "status",
    "requester",
    "closed_at",
    "resolved_at",
    "first_response_at",
}
"""What hours worked for clients have none of, though they have a day and a client."""
_ANYWHERE = {INVOICE, LEAD}
_TELLS_INVOICE = {"due_on", "paid_on"}
_TELLS_LEAD = {"created_at", "outcome", "value"}
_RECURRING = {None, "client", "contract", "price_term"}
"""What the name of a sheet of months may hint at for clients' amounts to recur."""


def candidates(layout: Layout) -> list[tuple[str, str, ImportField]]:
    """Fields a column may hold: (mapping name, synonym entity, field)."""
    own = [(field.name, layout.entity, field) for field in layout.fields]
    names = {field.name for field in layout.fields}
    if layout.entity in {"client", "lead"} or "client" not in names:
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


def _is_bare_document(header: str, layout: Layout) -> bool:
    """Among documents, "Documento" is the document's number, not its client's."""
    return header == "documento" and layout in {INVOICE, COST}


def _score(
    column: ColumnValues,
    candidate: tuple[str, str, ImportField],
    clients: ClientDirectory,
    layout: Layout,
) -> float:
    name, entity, field = candidate
    header = normalised(column.header)
    score = header_score(entity, field.name, column.header)
    if field.name == "score" and is_question(column.header):
        score = max(score, QUESTION)
    if name.startswith(CLIENT_PREFIX) and "client" not in header:
        # “Codice” or “Nome” alone names the record itself, not its client.
        if field.name in {"external_id", "name"}:
            score *= 0.6
        if field.name == "tax_id" and _is_bare_document(header, layout):
            score *= 0.6
        # A bare “E-mail” or “Città” beside a contract is the client's, at less ease.
        score -= _OWN_BONUS
    if field.name == "yearly_salary" and _MONTHLY.search(column.header.casefold()):
        # A thirteenth or a fourteenth month is paid here and not there.
        return 0.0
    if score < ACCEPTED - 0.2:
        return 0.0
    return score + data_speaks(column, field, clients, score)


def match_columns(
    table: Table,
    layout: Layout,
    clients: ClientDirectory,
) -> tuple[ColumnMatch, ...]:
    """Give each column the field that fits best; each field to one column."""
    fields = candidates(layout)
    scored = [
        (_score(column, candidate, clients, layout), -position, column, candidate)
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
        exact = header_score(entity, field.name, column.header) == 1.0
        reason = "synonym" if exact else "similar"
        if field.name == "score" and not exact and is_question(column.header):
            reason = "question"
        taken[column.index] = ColumnMatch(column, field, name, score, reason)
        used.add(name)
    take_by_values(table, fields, taken, used)
    if "client.external_id" in order:
        code_beside_name(layout, table, taken, used)
    if layout.entity == "contract":
        cancelled_or_ended(layout, table, taken, used)
        paid_a_year(layout, table, taken, used)
        ended_or_due(layout, table, taken, used)
        started_as_clients(layout, taken, used)
        named_by_legal_name(layout, taken, used)
    if layout.entity == "client":
        lost_when_notice_ran_out(layout, table, taken)
    if layout.entity == "milestone":
        value_before_go_live(layout, table, taken)
    if layout.entity == "ticket":
        worked_or_elapsed(layout, taken, used)
        subject_by_name(layout, taken, used)
    company_beside_person(layout, table, taken, used)
    if layout.entity in _SURVEYS and "score" in used:
        sent_or_answered(table, layout, taken, used)
        further_questions(table, layout, taken)
        written_answers(table, layout, taken, used)
    return tuple(
        taken.get(column.index, ColumnMatch(column, None, "", 0.0, ""))
        for column in table.columns
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
    return layout.entity == hinted and missing == 1 and len(names) >= _SUMMARY_FIELDS


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
        return _match_months(table, clients, entity)
    hinted = entity_of_sheet(table.sheet.name)
    best: Match | None = None
    for layout in LAYOUTS:
        if entity is not None and layout.entity != entity:
            continue
        if entity is None and hinted == _NOT_RECORDS and layout not in _ANYWHERE:
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


def _match_months(
    table: Table, clients: ClientDirectory, entity: str | None
) -> Match | None:
    """A grid of months holds what clients pay, or what is spent."""
    hinted = entity_of_sheet(table.sheet.name)
    if entity == CONTRACT.entity or (
        entity is None
        and hinted in _RECURRING
        and not (says_cost(table) or says_counts(table))
    ):
        beside = match_columns(beside_months(table), CONTRACT, clients)
        said = CONTRACT.entity in {entity, hinted}
        match = match_contract_grid(table, beside, said=said)
        if match is not None:
            return match
    return match_grid(table, entity)


def _is_plausible(
    layout: Layout, columns: tuple[ColumnMatch, ...], hinted: str | None
) -> bool:
    names = {column.name for column in columns if column.field is not None}
    missing = _missing(layout, names)
    if missing and not _is_nearly(layout, names, missing, hinted):
        return False
    if layout.entity == "ticket" and hinted is None and not names & _TELLS_TICKET:
        return False
    told = sum(1 for column in columns if not is_unnamed(column.column))
    few = len(names) <= _FEW_KNOWN and len(names) * _FEW_KNOWN <= told
    if hinted == _NOT_RECORDS:
        # Invoices alone fall due and are paid, and quotes alone end well or badly,
        # whatever the sheet is called.
        tells = _TELLS_INVOICE if layout is INVOICE else _TELLS_LEAD
        return names >= tells
    if hinted is None and few:
        # Two thirds of its columns mean nothing, and its name says nothing: a sheet
        # about something else that happens to hold a name, a date and an amount.
        # Exports of programs may have many columns more, but then more are known.
        return False
    if hinted != _SUMMARY:
        return True
    enough = len(names) >= _SUMMARY_SHARE * len(columns)
    return len(names) >= (_SUMMARY_FIELDS if enough else _EXPORTED_FIELDS)


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
        # A word that English shares says nothing; Italian and Portuguese write
        # figures and dates alike.
        if len(spoken) == 1 or "en" not in spoken:
            for one in spoken:
                votes[one] += 1
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] else "en"
