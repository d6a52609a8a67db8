"""The line at the foot of the window: state, records, file, currency."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStatusBar, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel


class StatusStrip(QStatusBar):
    """Says whether the figures are up to date and which file they are from."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = PlainLabel("", "small", "text2")
        self._records = PlainLabel("", "small", "text2")
        self._file = TextButton("", "status")
        self._file.setToolTip(_("Show in folder"))
        self._currency = PlainLabel("", "small", "text2")
        self.undo = TextButton("", "status")
        self.undo.setToolTip("Ctrl+Z")
        for widget in (self._state, self._records, self._file, self._currency):
            self.addWidget(widget)
        self.addPermanentWidget(self.undo)
        self.undo.hide()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._file.clicked.connect(self._on_file)
        self.show_state(loading=False)

    def show_state(self, *, loading: bool, records: str = "") -> None:
        """Say what is known now."""
        session = self._session
        known = session.path is not None
        self._state.setText(
            "" if not known else _("Updating…") if loading else "✓ " + _("Up to date")
        )
        dots = f"· {records} ·" if records else "·"
        self._records.setText(dots if known else "")
        self._file.setText(session.path.name if session.path else "")
        self._file.setAccessibleName(self._file.text() or _("Data file"))
        self._file.setVisible(known)
        self._currency.setText(f"· {session.currency}" if known else "")

    def show_undo(self, text: str) -> None:
        """Name what undo would take back; empty = nothing."""
        self.undo.setText(f"↶ {text}" if text else "")
        self.undo.setAccessibleName(text)
        self.undo.setVisible(bool(text))

    def _on_file(self) -> None:
        if self._session.path is not None:
            folder = str(self._session.path.parent)
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
