"""Which column is which field of a kind of sheet, with score and reason.

A header scores 1.0 when it is a known name of the field, else by the words that it
shares with one; then the values of the column speak for or against the field.
"""

from __future__ import annotations

import re
from collections import Counter

from kpidesk.importing.clients import ClientDirectory
from kpidesk.importing.column_evidence import data_speaks
from kpidesk.importing.column_values import ColumnValues
from kpidesk.importing.header_likeness import header_score
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import (
    CLIENT,
    CLIENT_OWN,
    COST,
    INVOICE,
    ImportField,
    Layout,
)
from kpidesk.importing.match import ACCEPTED, ColumnMatch
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
from kpidesk.importing.tables import Table, is_unnamed

CLIENT_PREFIX = "client."
_OWN_BONUS = 0.02
_SURVEYS = {"survey_answer", "pulse_answer"}
_MONTHLY = re.compile(r"\b(?:mes\w*|mês|mens\w*|month\w*)\b")


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
