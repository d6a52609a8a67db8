"""Answers to surveys, of clients and of staff; a row may answer several questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpidesk.domain.records import Record
from kpidesk.importing.client_reference import resolve_client
from kpidesk.importing.context import ImportContext, strongest
from kpidesk.importing.match import Match
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.survey_kinds import (
    asks_ease,
    asks_effort,
    named_kind,
    range_in,
)
from kpidesk.importing.synonyms import value_of

_TOPS = (5, 7, 10)
_TEN, _FIVE = 10, 5
_DEFAULT_SCALES = {"nps": (0, 10), "enps": (0, 10), "ces": (1, 7)}
_EQUAL = (
    "survey",
    "client_id",
    "ticket_id",
    "respondent",
    "score_milli",
    "scale_min",
    "scale_max",
    "answered_on",
    "sent_on",
    "touchpoint",
    "question",
    "department",
    "comment",
)


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """What is decided once for a column of scores.

    Attributes:
        name: Name of the column in the mapping.
        question: Its header, where a sheet asks several questions.
        kind: Kind of the survey for rows that do not say.
        scales: Per kind, lowest and highest score.
        effort: A high CES means much effort, which is bad; ``None`` = no words say,
            and the scale tells.
    """

    name: str
    question: str | None
    kind: str
    scales: dict[str, tuple[int, int]]
    effort: bool | None


def read_survey_sheet(match: Match, rows: list[RowValues]) -> Sequence[ScoreColumn]:
    """Tell the kind of survey and the scales from headers, sheet name and scores."""
    columns = [
        column
        for column in match.columns
        if column.field is not None and column.name.partition("#")[0] == "score"
    ]
    several = len(columns) > 1
    return tuple(
        _score_column(match, rows, column.name, column.column.header, several=several)
        for column in columns
    )


def _score_column(
    match: Match, rows: list[RowValues], name: str, header: str, *, several: bool
) -> ScoreColumn:
    sheet = match.table.sheet.name
    staff = match.layout.entity == "pulse_answer"
    kind = named_kind(header)
    if not kind and not (several and staff):
        kind = named_kind(sheet) or value_of("survey_type", sheet) or ""
    kind = kind or ("pulse" if staff else "")
    if staff and kind == "nps":
        kind = "enps"
    said = range_in(header)
    typed = {None if several else row.text("survey_type") for row in rows} or {None}
    scales: dict[str, tuple[int, int]] = {}
    for each in {given or kind for given in typed}:
        highest = _highest(rows, name, each, kind, several=several)
        scales[each] = said or _usual_scale(each, highest)
    if not kind:
        top = scales.get("", (1, _FIVE))
        kind = "nps" if top[1] == _TEN else "csat"
        scales[kind] = said or ((0, _TEN) if kind == "nps" else top)
    asked = f"{header} {sheet}"
    effort = True if asks_effort(asked) else False if asks_ease(asked) else None
    if any(value_of("score_word", row.written(name)) for row in rows):
        # Words say themselves which end is good: "very easy" is the fifth of five.
        effort = False
    return ScoreColumn(name, header if several else None, kind, scales, effort)


def _highest(
    rows: list[RowValues], name: str, each: str, kind: str, *, several: bool
) -> float:
    """The highest score given in a kind of survey."""
    tops = (
        given[0]
        for row in rows
        if (several or (row.text("survey_type") or kind) == each)
        and (given := row.score(name))
    )
    return float(max(tops, default=Decimal(0)))


def _usual_scale(kind: str, highest: float) -> tuple[int, int]:
    if kind in _DEFAULT_SCALES:
        return _DEFAULT_SCALES[kind]
    top = next((scale for scale in _TOPS if highest <= scale), _TEN)
    return (0, _TEN) if kind == "pulse" and top == _TEN else (1, top)


def build_answer(
    row: RowValues, context: ImportContext, columns: Sequence[ScoreColumn]
) -> PlannedRow:
    """Plan the answers of a row. Equal anonymous answers are all kept."""
    rejected = PlannedRow(row.number, Outcome.REJECTED)
    answered = [column for column in columns if row.score(column.name)]
    sent = row.iso_day("sent_at")
    day = row.iso_day("answered_at") or row.iso_day("date")
    if not answered and sent is None and not row.has_errors():
        row.error("missing_required", "score")
    if answered and day is None and sent is None and not row.has_errors():
        row.error("missing_required", "answered_at")
    for column in answered:
        _check_scale(row, column)
    if row.has_errors():
        return rejected
    client = resolve_client(row, context, required=False)
    shared: Record = {
        "client_id": client,
        "ticket_id": _ticket(row, context),
        "respondent": row.text("respondent"),
        "sent_on": sent,
        "touchpoint": row.text("touchpoint"),
        "department": row.text("department"),
        "comment": row.text("comment"),
    }
    if row.has_errors():
        return rejected
    outcomes = [
        _plan(row, context, column, shared, day or sent)
        for column in (answered or list(columns[:1]))
    ]
    return PlannedRow(row.number, strongest(outcomes))


def _check_scale(row: RowValues, column: ScoreColumn) -> None:
    score = row.score(column.name)
    low, high = _scale(row, column)
    if score is not None and not low <= score[0] <= high:
        row.error("off_scale", column.name, low=low, high=high)


def _kind(row: RowValues, column: ScoreColumn) -> str:
    return (None if column.question else row.text("survey_type")) or column.kind


def _plan(
    row: RowValues,
    context: ImportContext,
    column: ScoreColumn,
    shared: Record,
    day: str | None,
) -> Outcome:
    kind, score = _kind(row, column), row.score(column.name)
    low, high = _scale(row, column)
    said = row.yes_no("high_is_good")
    # From 1 to 5 the question is how much effort it took, to 7 how easy it was.
    effort = high == _FIVE if column.effort is None else column.effort
    bad_when_high = kind == "ces" and effort
    values: Record = {
        **shared,
        "survey": kind,
        "score_milli": None if score is None else round(score[0] * 1000),
        "scale_min": low,
        "scale_max": high,
        "high_is_good": said if said is not None else int(not bad_when_high),
        "answered_on": day if score is not None else None,
        "question": row.text("question") or column.question,
    }
    if context.existing.equal_ones("survey_answer", values, _EQUAL):
        return Outcome.UNCHANGED
    context.plan.add(
        "survey_answer",
        {name: value for name, value in values.items() if value is not None},
    )
    return Outcome.ADDED


def _scale(row: RowValues, column: ScoreColumn) -> tuple[int, int]:
    score = row.score(column.name)
    kind = _kind(row, column)
    low, high = column.scales.get(kind) or _usual_scale(kind, 0)
    top = row.whole("scale_max") or (score[1] if score else 0)
    if top and top > low:
        high = top
    bottom = row.whole("scale_min")
    return (low if bottom is None else bottom), high


def _ticket(row: RowValues, context: ImportContext) -> int | None:
    code = row.text("ticket")
    if not code:
        return None
    found = context.ticket(code)
    if found is None:
        row.warn("unknown_ticket", "ticket")
    return found
