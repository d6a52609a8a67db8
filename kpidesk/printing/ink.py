"""Colours and fonts of everything printed: always light, whatever the theme."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase

from kpidesk import paths

FAMILY = "Inter"
_FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf")


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


@cache
def ink() -> Ink:
    """The palette of printed pages."""
    path = paths.resources() / "themes" / "tokens.json"
    tokens = json.loads(path.read_text(encoding="utf-8"))
    light, moves = tokens["light"], tokens["mrr_movements"]["light"]
    nps = tokens["nps"]["light"]
    return Ink(
        text=QColor(light["text"]),
        text2=QColor(light["text2"]),
        text3=QColor(light["text3"]),
        accent=QColor(light["accent"]),
        rule=QColor(light["border"]),
        axis=QColor(light["axis"]),
        good=QColor(light["good"]),
        bad=QColor(light["bad"]),
        total=QColor(moves["total"]),
        movements={name: QColor(value) for name, value in moves.items()},
        answers=(
            QColor(nps["detractors"]),
            QColor(nps["passives"]),
            QColor(nps["promoters"]),
        ),
    )


@cache
def load_fonts() -> None:
    """Make our own font known, so that pages look the same on every computer."""
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))


def font(pixels: float, *, strong: bool = False) -> QFont:
    """The font of printed pages, in 1/96 inch, with digits of equal width."""
    load_fonts()
    made = QFont(FAMILY)
    made.setPixelSize(round(pixels))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    # Letters as wide at every resolution: what fits on paper fits in the preview.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
