"""Finds records for the command palette while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kpidesk.domain.records import kind
from kpidesk.i18n.messages import _
from kpidesk.ui.command_palette import CommandPalette, PaletteEntry
from kpidesk.ui.navigation import LIST_PAGES

if TYPE_CHECKING:
    from kpidesk.operations.find_records import FoundRecord
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.ui.navigation import Navigator
    from kpidesk.ui.session import Session

_TYPING_MS = 80


class RecordFinder(QObject):
    """Asks the company file and adds what it finds to the palette.

    Args:
        session: What the window works on.
        navigator: The way to what is found.
        palette: Where it is shown.
    """

    def __init__(
        self, session: Session, navigator: Navigator, palette: CommandPalette
    ) -> None:
        super().__init__(palette)
        self._session = session
        self._navigator = navigator
        self._palette = palette
        self._query = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._ask)

    def find(self, query: str) -> None:
        """Look for what is typed, when typing pauses."""
        self._query = query
        self._typing.start()

    def _ask(self) -> None:
        query = self._query

        def question(store: RememberingStore) -> list[FoundRecord]:
            from kpidesk.operations.find_records import find_records

            return find_records(store, query)

        self._session.ask(
            question,
            owner=self,
            done=lambda found: self._show(query, found),
            group="find",
        )

    def _show(self, query: str, found: list[FoundRecord]) -> None:
        self._palette.add_found(query, [self._entry(each) for each in found])

    def _entry(self, found: FoundRecord) -> PaletteEntry:
        page = "client" if found.kind == "client" else LIST_PAGES.get(found.kind)
        subject = str(found.id)
        if page is None:
            page, subject = "surveys", ""
        return PaletteEntry(
            found.label,
            _(kind(found.kind).singular),
            lambda: self._navigator.go(page, subject),
        )
