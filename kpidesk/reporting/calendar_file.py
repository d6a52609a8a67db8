"""Days to keep in mind as an iCalendar file (RFC 5545) for any calendar program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_OCTETS = 75


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A whole day with a sentence; ``key`` stays the same from export to export."""

    key: str
    day: date
    text: str


def calendar(days: Sequence[CalendarDay], made: datetime) -> str:
    """The days as iCalendar text; importing it again replaces them."""
    stamp = made.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kpidesk//kpidesk//EN"]
    for each in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{each.key}@kpidesk",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(each.text)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines)


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no character torn apart."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        limit = _LINE_OCTETS - (1 if pieces else 0)
        if len((piece + character).encode()) > limit:
            pieces.append(piece)
            piece = ""
        piece += character
    pieces.append(piece)
    return "\r\n ".join(pieces) + "\r\n"
