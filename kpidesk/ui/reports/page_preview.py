"""The printed page on the screen: painted by the very code that prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from kpidesk.reporting.summary import Summary

_RATIO = 297 / 210
_NARROWEST, _WIDEST = 420, 760
_EDGE = 1


class PagePreview(QWidget):
    """Shows a page of a summary, as wide as there is room.

    Args:
        theme: The look in force; the page itself is always light.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._summary: Summary | None = None
        self._picture: QImage | None = None
        self.setAccessibleName(_("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_summary(self, summary: Summary) -> None:
        """Show another summary."""
        self._summary = summary
        self._picture = None
        said = f"{summary.title}. {' '.join(summary.sentences)}"
        self.setAccessibleDescription(said)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A page keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of a page as wide as that."""
        return round(min(width, _WIDEST) * _RATIO)

    def sizeHint(self) -> QSize:
        """A page that can be read."""
        return QSize(_WIDEST, round(_WIDEST * _RATIO))

    def minimumSizeHint(self) -> QSize:
        """A page that can just be made out."""
        return QSize(_NARROWEST, round(_NARROWEST * _RATIO))

    def _page(self) -> QRect:
        width = min(self.width(), _WIDEST, round(self.height() / _RATIO))
        left = (self.width() - width) // 2
        return QRect(left, 0, width, round(width * _RATIO))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page with a thin edge."""
        painter = QPainter(self)
        box = self._page()
        painter.fillRect(box, Qt.GlobalColor.white)
        if self._summary is not None:
            painter.drawImage(box, self._drawn(box))
        painter.setPen(self._theme.color("focus" if self.hasFocus() else "border"))
        painter.drawRect(box.adjusted(0, 0, -_EDGE, -_EDGE))
        painter.end()

    def _drawn(self, box: QRect) -> QImage:
        """The page at the resolution of the screen, kept until something changes."""
        ratio = self.devicePixelRatioF()
        width = round(box.width() * ratio)
        if self._picture is None or self._picture.width() != width:
            from kpidesk.printing.pdf import page_picture
            from kpidesk.printing.sheet import PAGE_WIDTH_MM, mm

            if self._summary is None:
                return QImage()
            picture = page_picture(self._summary, width / mm(PAGE_WIDTH_MM))
            self._picture = picture.scaledToWidth(width)
        return self._picture
