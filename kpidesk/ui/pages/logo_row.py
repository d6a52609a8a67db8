"""Choosing the logo that stands at the head of every report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from kpidesk.errors import KpideskError
from kpidesk.i18n.messages import _
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.session import Session

_WIDTH, _HEIGHT = 136, 48
_KINDS = "PNG, JPEG, SVG (*.png *.jpg *.jpeg *.svg)"


class LogoRow(QWidget):
    """Shows the logo on white, as paper does, with ways to choose and remove it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.picture = PlainLabel("")
        self.picture.setFixedSize(_WIDTH, _HEIGHT)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = TextButton(_("Choose…"))
        self.remove = TextButton(_("Remove"), "link")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.picture, self.choose, self.remove):
            line.addWidget(widget)
        line.addStretch(1)
        self.setFocusProxy(self.choose)
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(lambda: self._keep(""))
        self._show("")

    def refresh(self) -> None:
        """Show the logo of the open company."""

        def kept(store: RememberingStore) -> str:
            from kpidesk.operations.change_settings import COMPANY_LOGO

            return str(store.settings().get(COMPANY_LOGO) or "")

        self._session.ask(kept, owner=self, done=self._show, group="logo")

    def _show(self, address: str) -> None:
        self.picture.setVisible(bool(address))
        self.remove.setVisible(bool(address))
        if not address:
            self.picture.clear()
            return
        # Printing is not needed to paint the window.
        from kpidesk.printing.logo import logo_of

        image = logo_of(address).as_image(_WIDTH, _HEIGHT, self.devicePixelRatioF())
        self.picture.setPixmap(QPixmap.fromImage(image))

    def _on_choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Logo on reports"), str(Path.home()), _KINDS
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Keep a file as the logo; what is wrong with it is told in a sentence."""
        from kpidesk.printing.logo import read_logo
        from kpidesk.ui.error_dialog import show_error

        try:
            address = read_logo(path)
        except KpideskError as error:
            show_error(error, self.window())
        else:
            self._keep(address)

    def _keep(self, address: str) -> None:
        from kpidesk.operations.change_settings import COMPANY_LOGO, change_settings

        RecordDesk.of(self._session).do(
            lambda store: change_settings(store, {COMPANY_LOGO: address}), ["setting"]
        )
