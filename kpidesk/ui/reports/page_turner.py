"""Which page of a report is shown, and how many there are."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.reports.page_preview import PagePreview
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import IconButton
from kpidesk.ui.widgets.plain_label import PlainLabel


class PageTurner(QWidget):
    """``‹ Page 1 of 6 ›`` above the preview; PgUp and PgDown turn there, too."""

    def __init__(self, session: Session, preview: PagePreview) -> None:
        super().__init__()
        self._session = session
        self._preview = preview
        self.said = PlainLabel("", "body")
        theme = session.theme
        self._before = IconButton(theme, "chevron-left", _("Page before"))
        self._after = IconButton(theme, "chevron-right", _("Next page"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        for widget in (self._before, self.said, self._after):
            line.addWidget(widget)
        line.addStretch(1)
        self._before.clicked.connect(lambda: preview.turn(-1))
        self._after.clicked.connect(lambda: preview.turn(1))
        preview.page_turned.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say the page shown."""
        preview, formats = self._preview, self._session.formats
        self.said.setText(
            _(
                "Page {page} of {pages}",
                page=formats.count(preview.page + 1),
                pages=formats.count(preview.pages),
            )
        )
        self._before.setEnabled(preview.page > 0)
        self._after.setEnabled(preview.page + 1 < preview.pages)
        self.setVisible(preview.pages > 1)
