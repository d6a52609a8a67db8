"""Answers to surveys, of clients and of staff."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpidesk.domain.records import Record
from kpidesk.importing.client_reference import resolve_client
from kpidesk.importing.context import ImportContext
from kpidesk.importing.header_text import normalised
from kpidesk.importing.matching import Match
from kpidesk.importing.plan import Outcome, PlannedRow
from kpidesk.importing.row_values import RowValues
from kpidesk.importing.synonyms import value_of

_RANGE = re.compile(
    r"\(?\b(?:da\s+|de\s+|from\s+)?(\d{1,2})\s*(?:-|–|a|to|al)\s*(\d{1,3})\b"
)
_EFFORT = re.compile(r"\b(?:sforzo|fatica|esforco|effort|difficolta|dificuldade)\b")
_EASE = re.compile(r"\b(?:facil\w*|easy|ease|semplice|simples)\b")
_TOPS = (5, 7, 10)
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
class SurveySheet:
    """What is decided once for all rows of a sheet of answers.

    Attributes:
        kind: Kind of the survey for rows that do not say.
        scales: Per kind, lowest and highest score.
        effort: A high CES means much effort, which is bad.
    """

    kind: str
    scales: dict[str, tuple[int, int]]
    effort: bool


def read_survey_sheet(match: Match, rows: list[RowValues]) -> SurveySheet:
    """Tell the kind of survey and the scales from headers, sheet name and scores."""
    score = match.column("score")
    header = score.column.header if score else ""
    titles = f"{header} {match.table.sheet.name}"
    staff = match.layout.entity == "pulse_answer"
    kind = _named_kind(titles) or ("pulse" if staff else "")
    if staff and kind == "nps":
        kind = "enps"
    kinds = {row.text("survey_type") or kind for row in rows} or {kind}
    said = _range_in(header)
    scales: dict[str, tuple[int, int]] = {}
    for each in kinds:
        tops = [
            given[0]
            for row in rows
            if (row.text("survey_type") or kind) == each
            and (given := row.score("score"))
        ]
        highest = float(max(tops, default=0))
        scales[each] = said or _usual_scale(each, highest)
    if not kind:
        kind = "nps" if scales.get("", (1, 5))[1] == 10 else "csat"  # noqa: PLR2004
        scales[kind] = scales.get("", (1, 5))
        if kind == "nps":
            scales[kind] = said or (0, 10)
    words = normalised(titles)
    small_ces = scales.get("ces", (1, 7))[1] == 5  # noqa: PLR2004 - the 1–5 scale
    effort = bool(_EFFORT.search(words)) and not _EASE.search(words)
    return SurveySheet(kind, scales, effort or small_ces)


def _named_kind(titles: str) -> str:
    words = normalised(titles)
    for known in ("enps", "nps", "csat", "ces"):
        if re.search(rf"\b{known}\b", words):
            return known
    if re.search(r"\b(?:consigli\w*|raccomand\w*|recomend\w*|recommend)\b", words):
        return "nps"
    if _EFFORT.search(words) or _EASE.search(words):
        return "ces"
    if re.search(r"\b(?:soddisf\w*|satisf\w*|gradimento)\b", words):
        return "csat"
    return value_of("survey_type", titles) or ""


def _range_in(header: str) -> tuple[int, int] | None:
    match = _RANGE.search(header.casefold())
    if match is None:
        return None
    low, high = int(match[1]), int(match[2])
    return (low, high) if low < high and low <= 1 else None


def _usual_scale(kind: str, highest: float) -> tuple[int, int]:
    if kind in _DEFAULT_SCALES:
        return _DEFAULT_SCALES[kind]
    top = next((scale for scale in _TOPS if highest <= scale), 10)
    return (0, 10) if kind == "pulse" and top == 10 else (1, top)  # noqa: PLR2004


def build_answer(
    row: RowValues, context: ImportContext, sheet: SurveySheet
) -> PlannedRow:
    """Plan the answer of a row. Equal anonymous answers are all kept."""
    rejected = PlannedRow(row.number, Outcome.REJECTED)
    kind = row.text("survey_type") or sheet.kind
    score = row.score("score")
    answered = row.iso_day("answered_at") or row.iso_day("date")
    sent = row.iso_day("sent_at")
    if score is not None and answered is None:
        answered = sent
    if score is None and sent is None and not row.has_errors():
        row.error("missing_required", "score")
    if score is not None and answered is None and not row.has_errors():
        row.error("missing_required", "answered_at" if sent is None else "sent_at")
    low, high = _scale(row, kind, sheet, score[1] if score else 0)
    if score is not None and not low <= score[0] <= high:
        row.error("off_scale", "score", low=low, high=high)
    if row.has_errors():
        return rejected
    client = resolve_client(row, context, required=False)
    ticket = _ticket(row, context)
    if row.has_errors():
        return rejected
    values: Record = {
        "survey": kind,
        "client_id": client,
        "ticket_id": ticket,
        "respondent": row.text("respondent"),
        "score_milli": None if score is None else round(score[0] * 1000),
        "scale_min": low,
        "scale_max": high,
        "high_is_good": 0 if kind == "ces" and sheet.effort else 1,
        "answered_on": answered if score is not None else None,
        "sent_on": sent,
        "touchpoint": row.text("touchpoint"),
        "question": row.text("question"),
        "department": row.text("department"),
        "comment": row.text("comment"),
    }
    if context.existing.equal_ones("survey_answer", values, _EQUAL):
        return PlannedRow(row.number, Outcome.UNCHANGED)
    context.plan.add(
        "survey_answer",
        {name: value for name, value in values.items() if value is not None},
    )
    return PlannedRow(row.number, Outcome.ADDED)


def _scale(
    row: RowValues, kind: str, sheet: SurveySheet, named: int
) -> tuple[int, int]:
    low, high = sheet.scales.get(kind) or _usual_scale(kind, 0)
    top = row.whole("scale_max") or named
    if top and top > low:
        high = top
    return low, high


def _ticket(row: RowValues, context: ImportContext) -> int | None:
    code = row.text("ticket")
    if not code:
        return None
    folded = code.casefold().lstrip("#")
    planned = context.planned.get(("ticket", folded))
    if planned is not None:
        return planned
    found = context.find(
        "ticket",
        "code",
        folded,
        lambda record: str(record["code"]).casefold() if record["code"] else None,
    )
    if found is None:
        row.warn("unknown_ticket", "ticket")
        return None
    return int(found["id"] or 0)
