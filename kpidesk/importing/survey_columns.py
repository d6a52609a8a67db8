"""What the columns of a survey say together that headers alone mistake."""

from __future__ import annotations

import re
from dataclasses import replace

from kpidesk.importing.column_evidence import is_in_words
from kpidesk.importing.header_likeness import header_score
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import Layout, Parse
from kpidesk.importing.match import ACCEPTED, SURE, ColumnMatch
from kpidesk.importing.month_grid import grid_name
from kpidesk.importing.survey_kinds import is_question
from kpidesk.importing.tables import Table

QUESTION = 0.8
"""How sure a column is whose header asks for a score in words of its own."""
_MOST = 0.6
_SENT = re.compile(r"\b(?:invi\w*|envi\w*|sent|sending)\b")


def sent_or_answered(
    table: Table, layout: Layout, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """Beside the day of an answer, "Data invio" is the day on which it was asked for.

    Alone it is the day on which a form was handed in.
    """
    day = "date" if layout.entity == "pulse_answer" else "answered_at"
    found = next((match for match in taken.values() if match.name == day), None)
    if found is None or "sent_at" in used:
        return
    if not _SENT.search(normalised(found.column.header)):
        return
    for column in table.columns:
        sure = header_score(layout.entity, day, column.header) >= SURE
        sent = _SENT.search(normalised(column.header))
        if column.index not in taken and sure and not sent:
            taken[column.index] = replace(found, column=column)
            taken[found.column.index] = replace(
                found, field=layout.field("sent_at"), name="sent_at"
            )
            used.add("sent_at")
            return


def written_answers(
    table: Table, layout: Layout, taken: dict[int, ColumnMatch], used: set[str]
) -> None:
    """A question answered in words is a comment."""
    if "comment" in used:
        return
    for column in table.columns:
        words = column.header.rstrip().endswith("?") and is_in_words(column)
        if words and column.index not in taken:
            field = layout.field("comment")
            taken[column.index] = ColumnMatch(
                column, field, "comment", ACCEPTED, "question"
            )
            return


def further_questions(
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
            taken[column.index] = ColumnMatch(column, field, name, QUESTION, "question")
