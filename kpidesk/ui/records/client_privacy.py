"""Exporting everything about a client, and erasing its personal data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from kpidesk.domain.records import KINDS
from kpidesk.i18n.messages import _
from kpidesk.operations.progress import Progress
from kpidesk.ui.records.desk import RecordDesk

if TYPE_CHECKING:
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.session import Session


class ClientPrivacy(QObject):
    """What people may ask about the data that is kept about them.

    Args:
        session: What the window works on.
        page: The widget that dialogs belong to.
    """

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._desk = RecordDesk.of(session)

    def export(self, client: int, name: str) -> None:
        """Let the person choose a file and write everything about a client."""
        # Dialogs are not needed to paint the window.
        from PySide6.QtWidgets import QFileDialog

        chosen, _filter = QFileDialog.getSaveFileName(
            self._page.window(),
            _("Export everything about this client…").rstrip("…"),
            str(Path.home() / f"{name}.json"),
            "JSON (*.json)",
        )
        if chosen:
            self.export_to(client, Path(chosen).with_suffix(".json"))

    def export_to(self, client: int, path: Path) -> None:
        """Write everything about a client to a file."""

        def question(store: RememberingStore) -> None:
            from kpidesk.operations.gdpr import export_client

            export_client(store, client, path)

        self._session.ask(
            question,
            owner=self,
            done=lambda _done: self._desk.said.emit(
                _("Saved to {path}", path=path), False
            ),
            failed=self._desk.failed.emit,
        )

    def ask_to_erase(self, client: int, name: str) -> None:
        """Ask before what cannot be undone."""
        box = QMessageBox(self._page.window())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("kpidesk")
        box.setText(_("Erase the personal data of {name}?", name=name))
        box.setInformativeText(
            _(
                "Names, addresses, contacts, notes and comments go for good, also from"
                " the history. Figures stay as they are. This cannot be undone; backups"
                " made before still hold the data."
            )
        )
        erase = box.addButton(
            _("Erase personal data"), QMessageBox.ButtonRole.DestructiveRole
        )
        erase.clicked.connect(lambda: self.erase(client))
        cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.open()

    def erase(self, client: int) -> None:
        """Erase the personal data of a client."""

        def change(store: RememberingStore, _progress: Progress) -> None:
            from kpidesk.operations.gdpr import erase_client

            erase_client(store, client)

        def done(_nothing: None) -> None:
            # What could be undone may hold what was erased.
            self._desk.forget_history()
            self._desk.said.emit(_("Personal data erased"), False)

        self._session.change(
            change,
            owner=self,
            kinds=[kind.name for kind in KINDS],
            done=done,
            failed=self._desk.failed.emit,
            title=_("Erasing personal data"),
        )
