"""The charts of the summary as drawings inside a web page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.reporting.summary import AnswerShares, Bar

_COLOURS = {
    "total": "#5E6875",
    "new": "#359A6A",
    "expansion": "#1150C9",
    "reactivation": "#B976A5",
    "contraction": "#442D06",
    "churned": "#DB4F0B",
    "exchange": "#8A94A1",
}
_ANSWERS = ("#C8400A", "#8A94A1", "#066B50")
_WIDTH, _HEIGHT = 760.0, 240.0
_TOP, _FOOT = 22.0, 24.0
_SHARE = 0.62
_TORN = 7.0
_TEETH = 6
_BAR = 26.0
_FEWEST_PERCENT_INSIDE = 8


def waterfall_svg(bars: Sequence[Bar], title: str) -> str:
    """MRR from start to end; the totals are torn stubs on a cropped axis."""
    levels = _levels(bars)
    low = min(min(pair) for pair in levels)
    high = max(max(pair) for pair in levels)
    span = (high - low) or max(abs(high), 1.0) * 0.05
    base = low - span * 0.3
    scale = (_HEIGHT - _TOP - _FOOT) / (high - base)
    slot = _WIDTH / len(bars)
    parts = []
    for at, (bar, (before, after)) in enumerate(zip(bars, levels, strict=True)):
        x, width = at * slot + slot * (1 - _SHARE) / 2, slot * _SHARE
        top = _TOP + (high - max(before, after)) * scale
        bottom = _TOP + (high - min(before, after)) * scale
        middle = at * slot + slot / 2
        if bar.role == "total":
            parts.append(_torn(x, top, width, _HEIGHT - _FOOT))
        else:
            colour = _COLOURS.get(bar.role, _COLOURS["exchange"])
            tall = max(bottom - top, 1.0)
            parts.append(_rect(x, top, width, tall, colour))
        parts += [
            _text(middle, top - 6, bar.text, strong=True),
            _text(middle, _HEIGHT - 6, bar.label),
        ]
        if at + 1 < len(bars):
            y = _TOP + (high - after) * scale
            parts.append(_line(x + width, y, x + slot))
    axis = _line(0, _HEIGHT - _FOOT, _WIDTH)
    return _drawing(_HEIGHT, title, [axis, *parts])


def _levels(bars: Sequence[Bar]) -> list[tuple[float, float]]:
    """The level of MRR before and after each bar; a total has one level."""
    found = []
    level = 0.0
    for bar in bars:
        after = bar.amount if bar.role == "total" else level + bar.amount
        found.append((after if bar.role == "total" else level, after))
        level = after
    return found


def _torn(x: float, top: float, width: float, bottom: float) -> str:
    """A bar that goes on below: its lower edge is a zig-zag."""
    step = width / _TEETH
    edge = [(x, top), (x + width, top)]
    for tooth in range(_TEETH + 1):
        lift = 0.0 if tooth % 2 else _TORN
        edge.append((x + width - tooth * step, bottom - lift))
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in edge)
    return f'<polygon points="{points}" fill="{_COLOURS["total"]}"/>'


def answers_svg(answers: AnswerShares, title: str) -> str:
    """NPS answers as one bar of a hundred percent, with the score at its right."""
    counts = (answers.detractors, answers.passives, answers.promoters)
    total = sum(counts) or 1
    room = _WIDTH - 90
    parts, x = [], 0.0
    for at, (count, label) in enumerate(zip(counts, answers.labels, strict=True)):
        width = room * count / total
        parts.append(_rect(x, 0, max(width - 1, 0), _BAR, _ANSWERS[at]))
        percent = round(100 * count / total)
        if percent >= _FEWEST_PERCENT_INSIDE:
            parts.append(
                _text(x + width / 2, 17, f"{percent}%", strong=True, colour="#FFFFFF")
            )
        key = at * room / len(counts)
        parts += [
            _rect(key, _BAR + 8, 9, 9, _ANSWERS[at]),
            _text(key + 14, _BAR + 16, label, anchor="start"),
        ]
        x += width
    parts.append(_text(_WIDTH, 20, answers.score, strong=True, anchor="end", size=20))
    return _drawing(_BAR + 24, title, parts)


def _drawing(height: float, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH:.0f} {height:.0f}" width="100%" role="img"'
        f' aria-label="{escape(title)}" font-size="12" fill="#1A1F26">'
        f"{''.join(parts)}</svg>"
    )


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        f' fill="{colour}"/>'
    )


def _line(x: float, y: float, to: float) -> str:
    return f'<path d="M{x:.1f} {y:.1f}H{to:.1f}" stroke="#7C8796"/>'


def _text(
    x: float,
    y: float,
    text: str,
    *,
    strong: bool = False,
    anchor: str = "middle",
    colour: str = "",
    size: int = 0,
) -> str:
    looks = f' text-anchor="{anchor}"'
    looks += ' font-weight="600"' if strong else ""
    looks += f' fill="{colour}"' if colour else ""
    looks += f' font-size="{size}"' if size else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{looks}>{escape(text)}</text>'
