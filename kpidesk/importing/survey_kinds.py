"""What a question asks: satisfaction, recommendation, effort; and on which scale."""

from __future__ import annotations

import re

from kpidesk.importing.header_text import normalised

_KINDS = ("enps", "nps", "csat", "ces")
_RECOMMENDS = re.compile(
    r"\b(?:consigli\w*|raccomand\w*|recomend\w*|recommend\w*|indicari\w*|"
    r"net promoter)\b"
)
_AT_WORK = re.compile(
    r"\b(?:posto di lavoro|luogo di lavoro|lavora\w*|place to work|employer|"
    r"work (?:here|for|at)|working (?:here|for|at)|trabalh\w*|empregador\w*)\b"
)
"""Words of a question that is asked of staff: to recommend a place to work at."""
_SATISFIES = re.compile(
    r"\b(?:soddisf\w*|insoddisf\w*|satisf\w*|gradimento|gostou|happy)\b"
)
_EFFORT = re.compile(r"\b(?:sforzo|fatica|esforco|effort|difficolta|dificuldade)\b")
_NAME = re.compile(
    r"\b(?:customer effort|effort score|sforzo del cliente|esforco do cliente)\b"
)
"""The name of the survey tells no direction: of 1 to 7, 7 is easy all the same."""
_EASE = re.compile(r"\b(?:facil\w*|easy|ease|easily|semplice|simples)\b")
_RANGE = re.compile(
    r"\(?\b(?:da\s+|de\s+|from\s+)?(\d{1,2})\s*(?:-|–|a|to|al)\s*(\d{1,3})\b"
)
_BARE_RANGE = re.compile(r"\(\s*\d{1,2}\s*(?:-|–|a|to|al)\s*\d{1,3}\s*\)")


def named_kind(text: str) -> str:
    """The kind of survey that a header or a sheet's name tells, or empty."""
    words = normalised(text)
    for known in _KINDS:
        if re.search(rf"\b{known}\b", words):
            return known
    if _RECOMMENDS.search(words):
        return "enps" if _AT_WORK.search(words) else "nps"
    if _EFFORT.search(words) or _EASE.search(words):
        return "ces"
    return "csat" if _SATISFIES.search(words) else ""


def asks_effort(text: str) -> bool:
    """A high answer means much effort, which is bad."""
    words = _NAME.sub(" ", normalised(text))
    return bool(_EFFORT.search(words)) and not asks_ease(text)


def asks_ease(text: str) -> bool:
    """A high answer means an easy time, which is good."""
    return bool(_EASE.search(normalised(text)))


def range_in(header: str) -> tuple[int, int] | None:
    """The scale that a header writes out: ``(1-5)``, ``da 0 a 10``."""
    match = _RANGE.search(header.casefold())
    if match is None:
        return None
    low, high = int(match[1]), int(match[2])
    return (low, high) if low < high and low <= 1 else None


def is_question(header: str) -> bool:
    """The header asks for a score, in words that no list of names can hold."""
    return bool(named_kind(header)) or bool(_BARE_RANGE.search(header.casefold()))
