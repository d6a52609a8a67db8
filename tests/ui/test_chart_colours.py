"""The colours of one chart can be told apart, whatever one's colour vision."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from kpidesk.ui.charts.canvas import Canvas
from kpidesk.ui.charts.heat_map import step_of
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.theme.tokens import Tokens, load_tokens
from tests.ui.colour_vision import VISIONS, distance, seen_by
from tests.ui.test_theme import SHAPE, TEXT, contrast

FAR_ENOUGH = 12.0
NEIGHBOURS = 7.5


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.0, 2.0), (50, 0, 0), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_is_the_published_one(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    """Pairs of Sharma's test data, with the distances printed there."""
    assert distance(one, other) == pytest.approx(expected, abs=1e-4)


def _palettes(tokens: Tokens) -> dict[str, Sequence[str]]:
    return {
        "series": tokens.series,
        "movements": tuple(tokens.movements.values()),
        "nps": tuple(tokens.nps.values()),
        "line": tuple(tokens.line.values()),
    }


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("palette", ["series", "movements", "nps", "line"])
@pytest.mark.parametrize("vision", VISIONS)
def test_two_colours_of_a_chart_are_far_apart(
    palette: str, vision: str, dark: bool
) -> None:
    colors = _palettes(load_tokens(dark=dark))[palette]
    seen = [seen_by(color, vision) for color in colors]

    assert min(distance(*pair) for pair in combinations(seen, 2)) >= FAR_ENOUGH


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("vision", VISIONS)
def test_neighbouring_steps_of_the_ramp_differ(vision: str, dark: bool) -> None:
    seen = [seen_by(color, vision) for color in load_tokens(dark=dark).sequential]

    assert min(distance(one, other) for one, other in pairwise(seen)) >= NEIGHBOURS


@pytest.mark.parametrize("dark", [False, True])
def test_texts_on_fills_can_be_read(theme: Theme, dark: bool) -> None:
    tokens = load_tokens(dark=dark)
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    canvas = Canvas(painter, theme, tokens)
    fills = [
        *tokens.sequential,
        *tokens.series,
        *tokens.movements.values(),
        *tokens.nps.values(),
    ]
    inks = {fill: canvas.ink_on(QColor(fill)) for fill in fills}
    painter.end()

    assert [f for f, ink in inks.items() if contrast(f, ink) < TEXT] == []


@pytest.mark.parametrize("dark", [False, True])
def test_outlines_of_the_ramp_stand_out(dark: bool) -> None:
    """Its light steps do not, so columns drawn in it have a frame."""
    tokens = load_tokens(dark=dark)

    assert contrast(tokens.axis, tokens.card) >= SHAPE


def test_the_steps_of_the_ramp() -> None:
    shares = (0, 14, 15, 30, 45, 60, 75, 89, 90, 122)

    assert [step_of(share) for share in shares] == [0, 0, 1, 2, 3, 4, 5, 5, 6, 6]
