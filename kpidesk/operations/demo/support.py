"""Tickets and answers of the demonstration company."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kpidesk.domain.period import add_months
from kpidesk.domain.records import Record
from kpidesk.operations.demo.story import MONTHS, DemoStory

_PRIORITIES = ("low", "normal", "normal", "normal", "high", "urgent")
_SPEED = {"low": 1.5, "normal": 1.0, "high": 0.6, "urgent": 0.35}


def tickets(story: DemoStory) -> list[Record]:
    """About two and a half tickets per client and month, answered ever faster."""
    rng = story.rng
    found: list[Record] = []
    for index in range(story.month_count):
        start = story.month(index)
        if start > story.today:
            break
        clients = story.active(start) or story.active(story.today)
        until = min(add_months(start, 1) - timedelta(days=1), story.today)
        share = (until - start).days / 30
        count = round(len(clients) * 2.4 * share)
        found += [_ticket(story, index, rng.choice(clients)) for _ in range(count)]
    found.sort(key=lambda ticket: str(ticket["opened_at"]))
    for number, ticket in enumerate(found, start=1001):
        ticket["code"] = str(number)
    return found


def _ticket(story: DemoStory, index: int, client: int) -> Record:
    rng = story.rng
    opened = _working_moment(story, story.day_in(index))
    priority = rng.choice(_PRIORITIES)
    progress = 1.35 - 0.6 * index / MONTHS
    hours = rng.lognormvariate(0.35, 0.9) * _SPEED[priority] * progress
    response = opened + timedelta(hours=hours)
    resolved = response + timedelta(hours=rng.lognormvariate(1.7, 1.1) * progress)
    now = datetime.combine(story.today, time(12))
    subject, category = rng.choice(story.words.subjects)
    answered, done = response < now, resolved < now
    contacts = rng.choice((1, 1, 1, 2, 2, 3, 4)) if done else None
    reopened = 1 if done and rng.random() < 0.06 else 0
    rated = done and rng.random() < 0.45
    happy = rng.random() < 0.80 + 0.10 * index / MONTHS
    return {
        "client_id": client,
        "subject": subject,
        "category": category,
        "channel": rng.choice(story.words.channels),
        "priority": priority,
        "status": "resolved" if done else "open",
        "agent": story.person(),
        "opened_at": _text(opened),
        "first_response_at": _text(response) if answered else None,
        "resolved_at": _text(resolved) if done else None,
        "contacts": contacts,
        "reopenings": reopened if done else None,
        "effort_minutes": rng.choice((10, 15, 20, 30, 45, 60)) if done else None,
        "rating_milli": (rng.choice((4, 5, 5)) if happy else rng.choice((1, 2, 3)))
        * 1000
        if rated
        else None,
        "rating_max": 5 if rated else None,
    }


def _working_moment(story: DemoStory, day: date) -> datetime:
    while day.weekday() > 4 and day > story.first:
        day -= timedelta(days=1)
    minutes = story.rng.randrange(9 * 60, 18 * 60)
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _text(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()


def answers(story: DemoStory) -> list[Record]:
    """NPS and CES of clients each month, eNPS and pulse of the staff each quarter."""
    found: list[Record] = []
    for index in range(story.month_count):
        start = story.month(index)
        if start > story.today:
            break
        for client in story.active(start):
            found += _client_answers(story, index, client)
        if index % 3 == 0:
            found += _staff_answers(story, index)
    return found


def _client_answers(story: DemoStory, index: int, client: int) -> list[Record]:
    rng = story.rng
    found: list[Record] = []
    if rng.random() < 0.42:
        sent = story.day_in(index)
        answered = sent if rng.random() < 0.62 else None
        score = rng.choice((10, 10, 9, 9, 9, 8, 8, 7, 7, 6, 5, 3))
        found.append(
            {
                "survey": "nps",
                "client_id": client,
                "score_milli": score * 1000 if answered else None,
                "scale_min": 0,
                "scale_max": 10,
                "sent_on": sent.isoformat(),
                "answered_on": answered.isoformat() if answered else None,
                "respondent": story.person() if answered else None,
                "comment": _comment(story, score) if answered else None,
            }
        )
    if rng.random() < 0.22:
        found.append(
            {
                "survey": "ces",
                "client_id": client,
                "score_milli": rng.choice((7, 7, 6, 6, 6, 5, 5, 4, 3)) * 1000,
                "scale_min": 1,
                "scale_max": 7,
                "answered_on": story.day_in(index).isoformat(),
            }
        )
    return found


def _comment(story: DemoStory, score: int) -> str | None:
    if story.rng.random() < 0.6:
        return None
    texts = story.words.praise if score >= 9 else story.words.complaints
    return story.rng.choice(texts) if score >= 9 or score <= 6 else None


def _staff_answers(story: DemoStory, index: int) -> list[Record]:
    rng = story.rng
    found: list[Record] = []
    for survey in ("enps", "pulse"):
        for _ in range(12):
            day = story.day_in(index)
            answered = rng.random() < 0.78
            score = rng.choice((10, 9, 9, 8, 8, 7, 6))
            found.append(
                {
                    "survey": survey,
                    "score_milli": score * 1000 if answered else None,
                    "scale_min": 0,
                    "scale_max": 10,
                    "sent_on": day.isoformat(),
                    "answered_on": day.isoformat() if answered else None,
                    "department": rng.choice(story.words.departments),
                }
            )
    return found
