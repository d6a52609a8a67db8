"""What stands in the place of a view that says nothing without contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kpidesk.i18n.messages import N_, _
from kpidesk.ui.navigation import Navigator
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.records.list_state import ListState
from kpidesk.ui.refreshing import Refreshing
from kpidesk.ui.widgets.scroll_page import GUTTER

if TYPE_CHECKING:
    from kpidesk.ui.session import Session


class ContractsNeeded(QStackedWidget):
    """A view, or how to come by contracts while the company has none.

    Args:
        session: What the window works on.
        navigator: The way to the import.
        view: Shown as soon as there is a contract, and until it is known.
    """

    def __init__(self, session: Session, navigator: Navigator, view: QWidget) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self.state = ListState(session, N_("No contracts yet"), _("New contract"))
        self.state.new_wanted.connect(lambda: RecordDesk.of(session).new("contract"))
        self.state.import_wanted.connect(lambda: navigator.go("import"))
        self._instead = QWidget()
        line = QHBoxLayout(self._instead)
        line.setContentsMargins(0, 0, GUTTER, 12)
        line.addWidget(self.state)
        self.addWidget(view)
        self.addWidget(self._instead)
        Refreshing(self, self._count, session.changed, session.company_changed).ask()

    def _count(self) -> None:
        self._session.ask(
            lambda store: store.count("contract"),
            owner=self,
            done=self._show,
            group="contracts",
        )

    def _show(self, contracts: int) -> None:
        if contracts:
            self.setCurrentWidget(self._view)
            return
        self.state.show_empty(writable=self._session.writable)
        self.setCurrentWidget(self._instead)
