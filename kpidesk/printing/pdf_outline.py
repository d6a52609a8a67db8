"""Bookmarks and the language of a PDF, which Qt cannot write.

They are appended as an incremental update (PDF 1.7, 7.5.6): new objects, a table of
where they stand, a trailer that points back to Qt's. What Qt wrote stays untouched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.printing.sheet import MARGIN_MM, PAGE_HEIGHT_MM, mm
from kpidesk.reporting.document import Heading, PageBreak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.printing.layout import Pages
    from kpidesk.reporting.document import Document

_POINTS = 72 / 96
_REFERENCE = re.compile(rb"(\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A title and where it stands: page from 0, height on it in points from below."""

    title: str
    page: int
    height: float
    below: tuple[Bookmark, ...] = ()


def bookmarks(document: Document, pages: Pages) -> list[Bookmark]:
    """The titles of a report: those that begin a page, with the others below them."""
    flat = not any(isinstance(block, PageBreak) for block in document.blocks)
    found: list[tuple[Bookmark, list[Bookmark]]] = []
    if document.with_summary:
        found.append((_bookmark(document.summary.title, 0, 0.0), []))
    for number, page in enumerate(pages):
        for place, part in enumerate(page):
            if not isinstance(part.block, Heading):
                continue
            mark = _bookmark(part.block.text, number, part.y)
            if flat or not place or part.block.main or not found:
                found.append((mark, []))
            else:
                found[-1][1].append(mark)
    return [
        Bookmark(mark.title, mark.page, mark.height, tuple(below))
        for mark, below in found
    ]


def _bookmark(title: str, page: int, y: float) -> Bookmark:
    top = mm(PAGE_HEIGHT_MM) - mm(MARGIN_MM) - y
    return Bookmark(title, page, top * _POINTS)


def with_outline(content: bytes, marks: Sequence[Bookmark], language: str) -> bytes:
    """A PDF of Qt with bookmarks and its language.

    Args:
        content: The PDF.
        marks: What its outline shows.
        language: Code of its language: ``pt_BR``.
    """
    update = _Update(content)
    root = update.add_outline(marks) if marks else 0
    entries = f"/Lang ({language.replace('_', '-')})"
    entries += " /ViewerPreferences << /DisplayDocTitle true >>"
    if root:
        entries += f" /Outlines {root} 0 R"
    if len(update.pages) > 1:
        entries += " /PageMode /UseOutlines"
    update.extend_catalog(entries)
    return update.finished()


class _Update:
    """New objects for the end of a PDF.

    Args:
        content: A PDF with a plain table of objects, as Qt writes it.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._last_table = int(content[content.rindex(b"startxref") :].split()[1])
        trailer = content[content.rindex(b"trailer") :]
        self._size = int(_after(trailer, rb"/Size (\d+)"))
        self._catalog = int(_after(trailer, rb"/Root (\d+)"))
        self._kept = trailer[: trailer.index(b"startxref")].replace(
            b"/Size %d" % self._size, b""
        )
        tree = self._object(int(_after(self._object(self._catalog), rb"/Pages (\d+)")))
        kids = _after(tree, rb"/Kids\s*\[([^\]]*)\]")
        self.pages = [int(number) for number in _REFERENCE.findall(kids)]
        self._next = self._size
        self._new: dict[int, bytes] = {}

    def _object(self, number: int) -> bytes:
        """What stands between ``obj`` and ``endobj``."""
        lines = self._content[self._last_table :].split(b"\n")
        # "xref", "0 86", then one line per object.
        start = int(lines[2 + number].split()[0])
        text = self._content[start : self._content.index(b"endobj", start)]
        return text.partition(b"obj")[2]

    def add_outline(self, marks: Sequence[Bookmark]) -> int:
        """Add the tree of bookmarks and return the number of its root."""
        root = self._reserve(1)[0]
        first, last = self._add_level(marks, root)
        self._new[root] = (
            f"<< /Type /Outlines /First {first} 0 R /Last {last} 0 R"
            f" /Count {len(marks)} >>"
        ).encode()
        return root

    def _reserve(self, count: int) -> list[int]:
        numbers = list(range(self._next, self._next + count))
        self._next += count
        return numbers

    def _add_level(self, marks: Sequence[Bookmark], parent: int) -> tuple[int, int]:
        numbers = self._reserve(len(marks))
        for place, (number, mark) in enumerate(zip(numbers, marks, strict=True)):
            entries = [
                f"/Title <FEFF{mark.title.encode('utf-16-be').hex().upper()}>",
                f"/Parent {parent} 0 R",
                f"/Dest [{self.pages[mark.page]} 0 R /XYZ null {mark.height:.1f} null]",
            ]
            if place:
                entries.append(f"/Prev {numbers[place - 1]} 0 R")
            if place + 1 < len(numbers):
                entries.append(f"/Next {numbers[place + 1]} 0 R")
            if mark.below:
                first, last = self._add_level(mark.below, number)
                # A negative count keeps the branch closed at first.
                count = f"/Count {-len(mark.below)}"
                entries.append(f"/First {first} 0 R /Last {last} 0 R {count}")
            self._new[number] = f"<< {' '.join(entries)} >>".encode()
        return numbers[0], numbers[-1]

    def extend_catalog(self, entries: str) -> None:
        """Add entries to the catalogue."""
        old = self._object(self._catalog).strip()
        self._new[self._catalog] = old.removesuffix(b">>") + entries.encode() + b"\n>>"

    def finished(self) -> bytes:
        """The PDF with the new objects."""
        out = bytearray(self._content)
        places = {}
        for number, text in self._new.items():
            places[number] = len(out)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, text)
        table = len(out)
        out += b"xref\n0 1\n0000000000 65535 f \n"
        for number in sorted(places):
            out += b"%d 1\n%010d 00000 n \n" % (number, places[number])
        out += self._kept.replace(
            b"<<",
            b"<<\n/Size %d\n/Prev %d" % (self._next, self._last_table),
            1,
        )
        out += b"startxref\n%d\n%%%%EOF\n" % table
        return bytes(out)


def _after(text: bytes, pattern: bytes) -> bytes:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(pattern)
    return found[1]
