"""What a drawing of a special chart is: a picture in a box, with areas to walk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QRectF

from kpidesk.ui.charts.canvas import Canvas

Areas: TypeAlias = list[list[QRectF]]
"""Where each mark stands, in the rows of ``SpecialFacts.marks``."""
Drawing: TypeAlias = Callable[[Canvas, QRectF], Areas]
"""Paints into a box and says where its marks are."""
