"""The views kept under a name: showing one, saving the present one, deleting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from kpidesk.i18n.messages import _
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import SegmentButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.saved_views import SavedView

_KEYS = 9
_ARROW = " ▾"
_SIGN = "★"


class ViewsButton(SegmentButton):
    """``Views ▾``; Ctrl+Shift+1 to 9 show the first nine at once.

    Args:
        session: What is shown.
        parent: The widget whose window has the shortcuts.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("")
        self.setAccessibleName(_("Views"))
        self.shorten(short=False)
        self._session = session
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)
        self.setToolTip(_("Filters and comparisons kept under a name"))
        for number in range(1, _KEYS + 1):
            keys = QKeySequence(f"Ctrl+Shift+{number}")
            shortcut = QShortcut(keys, parent)
            shortcut.activated.connect(lambda at=number - 1: self.show_at(at))

    @property
    def views(self) -> tuple[SavedView, ...]:
        """The views of the open company."""
        company = self._session.company
        return company.workspace.views if company else ()

    def shorten(self, *, short: bool) -> None:
        """Show a sign in place of the word where there is little room."""
        self.setText((_SIGN if short else _("Views")) + _ARROW)

    def show_at(self, position: int) -> None:
        """Show the view at a position, if there is one."""
        if position < len(self.views):
            self._session.show_view(self.views[position])

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for position, view in enumerate(self.views):
            keys = f"\tCtrl+Shift+{position + 1}" if position < _KEYS else ""
            # An ampersand in a name is not a mnemonic.
            action = menu.addAction(view.name.replace("&", "&&") + keys)
            action.triggered.connect(lambda _on=False, at=position: self.show_at(at))
        menu.addSeparator()
        save = menu.addAction(_("Save this view…"), self.ask_name)
        save.setEnabled(self._session.writable)
        if self.views and self._session.writable:
            unwanted = menu.addMenu(_("Delete view"))
            for view in self.views:
                action = unwanted.addAction(view.name.replace("&", "&&"))
                action.triggered.connect(
                    lambda _on=False, name=view.name: self.forget(name)
                )

    def ask_name(self) -> None:
        """Ask for a name and keep what is shown under it."""
        name, given = QInputDialog.getText(
            self.window(), _("Save this view…").rstrip("…"), _("Name of the view")
        )
        if given and name.strip():
            self.keep(name.strip())

    def keep(self, name: str) -> None:
        """Keep the filter and the comparison in force under a name."""
        # What knows segments computes figures: never before first paint.
        from kpidesk.domain.segment import EVERYTHING

        segment = self._session.segment or EVERYTHING
        compare_with = self._session.compare_with

        def change(store: RememberingStore) -> Edit:
            from kpidesk.operations.saved_views import SavedView, save_view

            return save_view(store, SavedView(name, segment, compare_with))

        self._change(change)

    def forget(self, name: str) -> None:
        """Delete a view."""

        def change(store: RememberingStore) -> Edit:
            from kpidesk.operations.saved_views import forget_view

            return forget_view(store, name)

        self._change(change)

    def _change(self, change: Callable[[RememberingStore], Edit]) -> None:
        RecordDesk.of(self._session).do(change, {"setting"})
