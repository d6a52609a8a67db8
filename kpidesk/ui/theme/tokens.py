"""The colours and sizes of ``resources/themes/tokens.json``, one set per theme."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kpidesk import paths

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as ``#RRGGBB``.

    ``series``, ``movements``, ``nps``, ``sequential`` and ``line`` are the palettes of
    charts; the rest is what the window is drawn with.
    """

    dark: bool
    page: str
    card: str
    sunken: str
    nav: str
    border: str
    control: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    focus: str
    selection: str
    grid: str
    axis: str
    band: str
    good: str
    good_bg: str
    bad: str
    bad_bg: str
    warn: str
    warn_bg: str
    info: str
    info_bg: str
    neutral: str
    neutral_bg: str
    series: tuple[str, ...]
    sequential: tuple[str, ...]
    movements: Mapping[str, str]
    nps: Mapping[str, str]
    line: Mapping[str, str]

    def color(self, name: str) -> str:
        """The colour of a token: ``axis``, ``nps.passives``, ``series.2``."""
        palette, _point, key = name.partition(".")
        found = getattr(self, palette)
        if not key:
            return str(found)
        return str(found[int(key)] if key.isdigit() else found[key])


@lru_cache(maxsize=2)
def load_tokens(*, dark: bool) -> Tokens:
    """Read the colours of the light or the dark theme."""
    known = _content()
    theme = "dark" if dark else "light"
    return Tokens(
        dark=dark,
        **known[theme],
        series=tuple(known["series"][theme]),
        sequential=tuple(known["sequential"][theme]),
        movements=known["mrr_movements"][theme],
        nps=known["nps"][theme],
        line=known["line"][theme],
    )


@lru_cache(maxsize=1)
def font_sizes() -> dict[str, int]:
    """Pixels of each type role at a text size of 100 %."""
    return {name: int(size) for name, size in _content()["font_px"].items()}


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    path = paths.resources() / "themes" / "tokens.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
