"""Who draws the special charts: the window's own drawings, handed to the pages.

Pages must not depend on the window, whose charts they print; whoever has both brings
them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter


class Pictures(Protocol):
    """Draws what ``reporting.document.Picture`` holds."""

    def height_of(self, picture: object) -> float:
        """The height a picture wants at the width of a page, in 1/96 inch."""

    def paint(
        self, painter: QPainter, box: QRectF, picture: object, *, grey: bool
    ) -> None:
        """Paint a picture into a box, in light colours or without any."""
