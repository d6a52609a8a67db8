"""Figures of a choice of answers, by the definitions of the KPIs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kpidesk.domain.records import Record
from kpidesk.domain.rules import Rules
from kpidesk.operations.survey_figures import survey_figures
from kpidesk.store.sqlite_store import SqliteStore


def answer(survey: str, score: int, top: int, day: str) -> Record:
    return {
        "survey": survey,
        "score_milli": score * 1000,
        "scale_min": 0 if survey == "nps" else 1,
        "scale_max": top,
        "answered_on": day,
    }


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Answers of three years, and a rated ticket that is in no list of answers."""
    answers = [
        *(answer("nps", score, 10, "2024-01-31") for score in (10, 9, 9, 8, 0)),
        *(answer("csat", score, 5, "2026-03-01") for score in (5, 4, 3, 2)),
    ]
    ticket: Record = {
        "opened_at": "2026-03-01T09:00:00",
        "resolved_at": "2026-03-01T10:00:00",
        "rating_milli": 5000,
        "rating_max": 5,
    }
    with closing(SqliteStore.create(tmp_path / "a.kpidesk", Rules(), "A")) as made:
        with made.writing("me") as writer:
            writer.add("survey_answer", answers)
            writer.add("ticket", [ticket])
        yield made


def figures(store: SqliteStore, ids: list[int]) -> dict[str, tuple[float | None, int]]:
    return {
        each.kpi.key: (each.value, each.measurement.n)
        for each in survey_figures(store, ids)
    }


def test_answers_of_any_time_count_by_their_kind(store: SqliteStore) -> None:
    # Three promoters, one detractor of five; two satisfied of four.
    assert figures(store, list(range(1, 10))) == {"csat": (50, 4), "nps": (40, 5)}


def test_only_the_answers_asked_for_count(store: SqliteStore) -> None:
    assert figures(store, [4, 5]) == {"nps": (-50, 2)}
    assert figures(store, [6]) == {"csat": (100, 1)}


def test_no_answers_have_no_figures(store: SqliteStore) -> None:
    assert figures(store, []) == {}
