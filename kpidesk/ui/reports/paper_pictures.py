"""The charts of the screen on paper: always light, in the font of printed pages."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, qGray

from kpidesk.operations.charts.facts import NpsPicture
from kpidesk.printing.ink import font
from kpidesk.ui.charts.canvas import Canvas
from kpidesk.ui.charts.drawings import draw, height_of
from kpidesk.ui.theme.tokens import Tokens, load_tokens
from kpidesk.ui.theme.type_roles import TYPE_ROLES, pixel_size

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import Picture
    from kpidesk.ui.theme.theme import Theme

_SCALE = 0.85
"""Lengths on paper against those on the screen; texts are as large."""
_LOWER_SCORES = 30.0
"""The columns of scores are that much lower, so that a KPI keeps to its page."""
_HATCHES = {
    "nps.detractors": "x",
    "nps.promoters": "/",
    "movements.expansion": "/",
    "movements.reactivation": "=",
    "movements.contraction": "|",
    "movements.churned": "x",
}
"""What tells fills apart that have no pattern of their own, where colours are gone."""


class _PaperFonts:
    """What a canvas asks of a theme, answered for paper."""

    scale = _SCALE

    def font(self, role: str) -> QFont:
        """The font of a type role."""
        return font(pixel_size(role, 1.0), strong=TYPE_ROLES[role].semibold)

    def metrics(self, role: str) -> QFontMetricsF:
        """Measures of a type role's font."""
        return QFontMetricsF(self.font(role))


class _PaperCanvas(Canvas):
    """A canvas that tells fills apart without colours."""

    def __init__(self, painter: QPainter, *, grey: bool) -> None:
        tokens = _grey_tokens() if grey else load_tokens(dark=False)
        super().__init__(painter, cast("Theme", _PaperFonts()), tokens)
        self._grey = grey

    def fill(self, box: QRectF, color: str, hatch: str = "") -> None:
        """A filled box; on grey paper with a pattern for its meaning."""
        own = _HATCHES.get(color, "") if self._grey else ""
        super().fill(box, color, hatch or own)

    def text_on(self, box: QRectF, text: str, fill: QColor) -> None:
        """A text on a filled box; on grey paper no pattern runs through it."""
        width = self.width_of(text) + 4
        if self._grey and width <= box.width():
            behind = QRectF(0, 0, width, min(self.line_height, box.height()))
            behind.moveCenter(box.center())
            self.painter.fillRect(behind, fill)
        super().text_on(box, text, fill)

    def ink_on(self, fill: QColor) -> str:
        """The ink that reads best on a fill, without a tint on grey paper."""
        ink = super().ink_on(fill)
        return str(_grey(ink)) if self._grey else ink


class PaperPictures:
    """Draws pictures for printed pages, see ``printing.pictures.Pictures``."""

    def height_of(self, picture: object) -> float:
        """The height a picture wants, in 1/96 inch."""
        wanted = height_of(cast("Picture", picture)) * _SCALE
        return wanted - _LOWER_SCORES if isinstance(picture, NpsPicture) else wanted

    def paint(
        self, painter: QPainter, box: QRectF, picture: object, *, grey: bool
    ) -> None:
        """Paint a picture into a box."""
        painter.save()
        # Texts at the left of a drawing begin at the painter's own edge.
        painter.translate(box.topLeft())
        room = QRectF(0, 0, box.width(), box.height())
        draw(_PaperCanvas(painter, grey=grey), room, cast("Picture", picture))
        painter.restore()


@cache
def _grey_tokens() -> Tokens:
    light = load_tokens(dark=False)
    changed: dict[str, Any] = {
        field.name: _grey(getattr(light, field.name)) for field in fields(light)
    }
    return replace(light, **changed)


def _grey(value: object) -> object:
    """A colour, or every colour of a palette, as its level of grey."""
    match value:
        case str():
            level = qGray(QColor(value).rgb())
            return QColor(level, level, level).name()
        case tuple():
            return tuple(_grey(item) for item in value)
        case dict():
            return {name: _grey(item) for name, item in value.items()}
    return value
