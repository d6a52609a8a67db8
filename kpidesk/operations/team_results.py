"""What the team answered: distributions only, never who said what."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kpidesk.domain.records import Record
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class TeamResult:
    """The answers to one question, or of one department, in twelve months.

    Attributes:
        survey: ``enps`` or ``pulse``.
        question: The question, or empty.
        department: The department, or empty for everybody.
        low: Lowest score of the scale.
        high: Highest score of the scale.
        n: How many answers; 0 when they are hidden.
        mean: Their mean; ``None`` = too few to be shown.
        counts: How many answers each score has, from the lowest.
    """

    survey: str
    question: str
    department: str
    low: int
    high: int
    n: int
    mean: float | None
    counts: tuple[int, ...]

    @property
    def hidden(self) -> bool:
        """Too few answered to keep them anonymous."""
        return self.mean is None


@dataclass(frozen=True, slots=True)
class TeamResults:
    """The team in twelve months.

    Attributes:
        floor: Fewest answers that are shown.
        results: Questions, then departments.
        people: How many are employed.
    """

    floor: int
    results: tuple[TeamResult, ...]
    people: int


def team_results(store: Store, today: date) -> TeamResults:
    """Read and group the answers of the team."""
    floor = store.rules().anonymity_floor
    since = today.replace(year=today.year - 1, day=1).isoformat()
    answers = [
        each
        for each in store.records_with("survey_answer", "survey", ["enps", "pulse"])
        if each["score_milli"] is not None and str(each["answered_on"]) >= since
    ]
    people = sum(left is None for left in store.columns("staff", ["left_on"])[0])
    whole = _grouped(answers, floor, by_department=False)
    parts = _grouped(
        [each for each in answers if each["department"]], floor, by_department=True
    )
    return TeamResults(floor, (*whole, *_without_hints(parts)), people)


def _grouped(
    answers: Iterable[Record], floor: int, *, by_department: bool
) -> list[TeamResult]:
    groups: dict[tuple[str, str, str, int, int], list[float]] = defaultdict(list)
    for each in answers:
        key = (
            str(each["survey"]),
            str(each["question"] or ""),
            str(each["department"] or "") if by_department else "",
            int(each["scale_min"] or 0),
            int(each["scale_max"] or 0),
        )
        groups[key].append(int(each["score_milli"] or 0) / 1000)
    return [_result(key, scores, floor) for key, scores in sorted(groups.items())]


def _result(
    key: tuple[str, str, str, int, int], scores: list[float], floor: int
) -> TeamResult:
    survey, question, department, low, high = key
    if len(scores) < floor:
        return TeamResult(survey, question, department, low, high, 0, None, ())
    found = Counter(round(score) for score in scores)
    counts = tuple(found[score] for score in range(low, high + 1))
    mean = sum(scores) / len(scores)
    return TeamResult(
        survey, question, department, low, high, len(scores), mean, counts
    )


def _without_hints(parts: list[TeamResult]) -> list[TeamResult]:
    """One hidden department alone could be worked out from the whole: hide two."""
    shown = list(parts)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, each in enumerate(shown):
        groups[each.survey, each.question].append(position)
    for positions in groups.values():
        hidden = [at for at in positions if shown[at].hidden]
        open_ones = [at for at in positions if not shown[at].hidden]
        if len(hidden) == 1 and open_ones:
            smallest = min(open_ones, key=lambda at: shown[at].n)
            one = shown[smallest]
            shown[smallest] = TeamResult(
                one.survey, one.question, one.department, one.low, one.high, 0, None, ()
            )
    return shown
