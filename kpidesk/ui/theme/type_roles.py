"""Type roles: how large and how heavy each kind of text is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont

from kpidesk.ui.theme.tokens import font_sizes


@dataclass(frozen=True, slots=True)
class TypeRole:
    """A size of ``font_px`` in the tokens, and whether it is semibold."""

    size: str
    semibold: bool = False


TYPE_ROLES = {
    "hero": TypeRole("hero", semibold=True),
    "value": TypeRole("value", semibold=True),
    "title": TypeRole("title", semibold=True),
    "subtitle": TypeRole("subtitle", semibold=True),
    "strong": TypeRole("body", semibold=True),
    "body": TypeRole("body"),
    "small_strong": TypeRole("small", semibold=True),
    "small": TypeRole("small"),
    "caption": TypeRole("caption"),
    "caption_strong": TypeRole("caption", semibold=True),
}
_FALLBACK = "DejaVu Sans"
SEMIBOLD = 600


def pixel_size(role: str, scale: float) -> int:
    """Pixels of a role at a text size of *scale* (1 = 100 %)."""
    return round(font_sizes()[TYPE_ROLES[role].size] * scale)


def make_font(base: QFont, role: str, scale: float) -> QFont:
    """The platform's font in a role, with digits that stand under each other."""
    font = QFont(base)
    font.setFamilies([*base.families(), _FALLBACK])
    font.setPixelSize(pixel_size(role, scale))
    heavy = TYPE_ROLES[role].semibold
    font.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
