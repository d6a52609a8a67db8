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

    def place(self, key: str, at: int) -> None:
        """Put the card of a KPI to another place."""
        company = self._session.company
        if company is not None and self._session.writable:
            cards = [card for card in company.workspace.cards if card != key]
            cards.insert(at, key)
            self.arrange(tuple(cards))

    def customize(self) -> None:
        """Let the cards be chosen from the whole catalogue."""
        from kpidesk.ui.cards.customize_dialog import CustomizeDialog

        company, session = self._session.company, self._session
        if company is not None and session.writable:
            shown = company.workspace.cards
            dialog = CustomizeDialog(session.kpis, shown, self.arrange, self._page)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

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
