"""What is asked of a card beyond its figure: its place, and its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.session import Session

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore

_STEPS = {"left": -1, "right": 1}


class CardArranging(QObject):
    """Pins, moves and removes cards and asks for targets; kept in the company file.

    Args:
        session: The open company.
        page: The page that dialogs open over.
    """

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page

    def do(self, what: str, key: str) -> None:
        """Do with the card of a KPI what ``KpiCard.asked`` names."""
        company = self._session.company
        if company is None or not self._session.writable:
            return
        if what == "target":
            self._ask_target(key)
            return
        cards = list(company.workspace.cards)
        if what == "pin":
            cards.append(key)
        elif key in cards:
            at = cards.index(key)
            cards.pop(at)
            if what in _STEPS:
                cards.insert(max(at + _STEPS[what], 0), key)
        self.arrange(tuple(cards))

    def arrange(self, cards: tuple[str, ...]) -> None:
        """Show these cards first, in this order."""

        def change(store: RememberingStore) -> Edit:
            from kpidesk.operations.pinned_cards import pin_cards

            return pin_cards(store, cards)

        RecordDesk.of(self._session).do(change, {"setting"})

    def _ask_target(self, key: str) -> None:
        from kpidesk.ui.cards.target_dialog import TargetDialog

        dialog = TargetDialog(self._session, key, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
