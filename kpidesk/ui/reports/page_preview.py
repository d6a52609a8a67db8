"""The printed page on the screen: painted by the very code that prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from kpidesk.printing.layout import Pages
    from kpidesk.reporting.document import Document

_RATIO = 297 / 210
_NARROWEST, _WIDEST = 420, 760
_EDGE = 1


class PagePreview(QWidget):
    """Shows a page of a report, as wide as there is room.

    Signals:
        page_turned: Another page is shown.

    Args:
        theme: The look in force; the page itself is always light.
    """

    page_turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._document: Document | None = None
        self._laid_out: Pages = []
        self.page = 0
        """The page shown, counted from 0."""
        self._picture: QImage | None = None
        self.setAccessibleName(_("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._laid_out)

    def show_document(self, document: Document) -> None:
        """Show another report, at the same page where it has as many."""
        from kpidesk.printing.layout import lay_out
        from kpidesk.ui.reports.paper_pictures import PaperPictures

        self._document = document
        self._laid_out = lay_out(document, PaperPictures())
        self.page = min(self.page, self.pages - 1)
        self._picture = None
        said = " ".join(document.summary.sentences) if document.with_summary else ""
        self.setAccessibleDescription(f"{document.title}. {said}".strip())
        self.update()

    def turn(self, steps: int) -> None:
        """Show a page further on or back."""
        page = min(max(self.page + steps, 0), max(self.pages - 1, 0))
        if page != self.page:
            self.page = page
            self._picture = None
            self.update()
            self.page_turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDown turn the pages."""
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in turns and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.turn(turns[key])
        else:
            super().keyPressEvent(event)

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
        if self._document is not None:
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
            from kpidesk.ui.reports.paper_pictures import PaperPictures

            if self._document is None:
                return QImage()
            scale = width / mm(PAGE_WIDTH_MM)
            picture = page_picture(
                self._document, self._laid_out, self.page, scale, PaperPictures()
            )
            self._picture = picture.scaledToWidth(width)
        return self._picture
