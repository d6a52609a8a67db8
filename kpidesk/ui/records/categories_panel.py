"""The categories of tickets: adding, renaming, merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from kpidesk.i18n.messages import _
from kpidesk.ui.models.text_table_model import TextTableModel
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from kpidesk.operations.edit_records import Edit
    from kpidesk.operations.progress import Progress
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.ticket_categories import Category
    from kpidesk.ui.session import Session

_HEIGHT = 260
_TOUCHED = {"ticket", "setting"}


class CategoriesPanel(CardPanel):
    """Every category with its tickets; a double click renames it.

    Args:
        session: What the window works on.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(_("Ticket categories"))
        self._session = session
        self._desk = RecordDesk.of(session)
        self.found: list[Category] = []
        self.model = TextTableModel((_("Category"), _("Tickets")), (1,), self)
        self.table = RecordTable(session.theme, _("Ticket categories"), self.model)
        self.add = TextButton(_("Add"), "primary")
        self.rename = TextButton(_("Rename…"))
        self.merge = TextButton(_("Merge into…"))
        self.delete = TextButton(_("Delete"))
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.table.setFixedHeight(self._session.theme.px(_HEIGHT))
        buttons = FlowLayout(spacing=8)
        for button in (self.add, self.rename, self.merge, self.delete):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.body.addWidget(self.table)

    def _connect(self) -> None:
        self.add.clicked.connect(self._ask_new)
        self.rename.clicked.connect(self._ask_name)
        self.merge.clicked.connect(self._ask_target)
        self.delete.clicked.connect(self._drop)
        self.table.opened.connect(lambda _row: self._ask_name())
        self.table.selectionModel().currentRowChanged.connect(self._show_verbs)
        self._session.changed.connect(self._on_changed)
        self._session.company_changed.connect(self.refresh)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & _TOUCHED:
            self.refresh()

    def refresh(self) -> None:
        """Read which categories there are."""

        def question(store: RememberingStore) -> list[Category]:
            from kpidesk.operations.ticket_categories import categories

            return categories(store)

        self._session.ask(question, owner=self, done=self._show, group="categories")

    def _show(self, found: list[Category]) -> None:
        chosen = self.current()
        self.found = found
        count = self._session.formats.count
        self.model.show_rows([(each.name, count(each.tickets)) for each in found])
        self.table.fit_columns()
        names = [each.name for each in found]
        if chosen is not None and chosen.name in names:
            self.table.selectRow(names.index(chosen.name))
        self._show_verbs()

    def current(self) -> Category | None:
        """The category that is looked at."""
        row = self.table.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    def _show_verbs(self) -> None:
        chosen = self.current()
        self.rename.setEnabled(chosen is not None)
        self.merge.setEnabled(chosen is not None and len(self.found) > 1)
        # What tickets have is renamed or merged: it cannot be taken from them.
        self.delete.setEnabled(chosen is not None and not chosen.tickets)

    # -- asking --------------------------------------------------------------

    def _ask_new(self) -> None:
        name, given = QInputDialog.getText(
            self.window(), _("New category"), _("Category")
        )
        if given:
            self.add_category(name)

    def _ask_name(self) -> None:
        chosen = self.current()
        if chosen is None or not self._session.writable:
            return
        name, given = QInputDialog.getText(
            self.window(),
            _("Rename…").rstrip("…"),
            _("Category"),
            text=chosen.name,
        )
        if given:
            self.rename_category(chosen.name, name)

    def _ask_target(self) -> None:
        chosen = self.current()
        if chosen is None:
            return
        others = [each.name for each in self.found if each is not chosen]
        name, given = QInputDialog.getItem(
            self.window(),
            _("Merge into…").rstrip("…"),
            _("All tickets of {category} get the category", category=chosen.name),
            others,
            0,
            editable=False,
        )
        if given:
            self.rename_category(chosen.name, name)

    # -- doing ---------------------------------------------------------------

    def add_category(self, name: str) -> None:
        """Offer a category that no ticket has yet."""
        wanted = name.strip()
        if not wanted or wanted in {each.name for each in self.found}:
            return

        def doing(store: RememberingStore) -> Edit:
            from kpidesk.operations.ticket_categories import add_category

            return add_category(store, wanted)

        self._desk.do(doing, {"setting"})

    def rename_category(self, old: str, name: str) -> None:
        """Give all tickets of a category another name, or another category."""
        new = name.strip()
        if not new or new == old:
            return

        def doing(store: RememberingStore, progress: Progress) -> Edit:
            from kpidesk.operations.ticket_categories import rename_category

            return rename_category(store, old, new, progress)

        self._desk.do_long(
            doing, _TOUCHED, title=_("Changing tickets…"), say=_("Saved")
        )

    def _drop(self) -> None:
        chosen = self.current()
        if chosen is None:
            return
        name = chosen.name

        def doing(store: RememberingStore) -> Edit:
            from kpidesk.operations.ticket_categories import drop_category

            return drop_category(store, name)

        self._desk.do(doing, {"setting"})
