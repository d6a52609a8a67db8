"""Colours and fonts of everything printed: always light, whatever the theme."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, qGray

from kpidesk import paths

FAMILY = "Inter Tabular"
"""Inter with digits of equal width; see the text beside the font."""
_FONT_FILES = ("InterTabular-Regular.otf", "InterTabular-SemiBold.otf")


@dataclass(frozen=True, slots=True)
class Ink:
    """The light palette of the tokens, as colours to paint with."""

    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    rule: QColor
    axis: QColor
    good: QColor
    bad: QColor
    total: QColor
    movements: dict[str, QColor]
    answers: tuple[QColor, QColor, QColor]


_grey: ContextVar[bool] = ContextVar("_grey", default=False)


@contextmanager
def greyscale(*, on: bool) -> Iterator[None]:
    """Paint without colours while it lasts."""
    token = _grey.set(on)
    try:
        yield
    finally:
        _grey.reset(token)


def is_greyscale() -> bool:
    """Whether pages are painted without colours at the moment."""
    return _grey.get()


def ink() -> Ink:
    """The palette of printed pages."""
    return _palette(_grey.get())


def _color(text: str, grey: bool) -> QColor:  # noqa: FBT001 - private
    color = QColor(text)
    if not grey:
        return color
    level = qGray(color.rgb())
    return QColor(level, level, level)


@cache
def _palette(grey: bool) -> Ink:  # noqa: FBT001 - private
    path = paths.resources() / "themes" / "tokens.json"
    tokens = json.loads(path.read_text(encoding="utf-8"))
    moves = {
        name: _color(value, grey)
        for name, value in tokens["mrr_movements"]["light"].items()
    }
    nps = tokens["nps"]["light"]
    names = ("text", "text2", "text3", "accent", "border", "axis", "good", "bad")
    light = {name: _color(tokens["light"][name], grey) for name in names}
    return Ink(
        text=light["text"],
        text2=light["text2"],
        text3=light["text3"],
        accent=light["accent"],
        rule=light["border"],
        axis=light["axis"],
        good=light["good"],
        bad=light["bad"],
        total=moves["total"],
        movements=moves,
        answers=(
            _color(nps["detractors"], grey),
            _color(nps["passives"], grey),
            _color(nps["promoters"], grey),
        ),
    )


@cache
def load_fonts() -> None:
    """Make our own font known, so that pages look the same on every computer."""
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))


def font(pixels: float, *, strong: bool = False) -> QFont:
    """The font of printed pages, in 1/96 inch."""
    load_fonts()
    made = QFont(FAMILY)
    made.setPixelSize(round(pixels))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    # Letters as wide at every resolution: what fits on paper fits in the preview.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # In a PDF the text of glyphs that only a feature reaches is lost.
    made.setFeature(QFont.Tag("calt"), 0)
    return made
