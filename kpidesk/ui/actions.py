"""Every command of the window: its words, its keys, the menu it stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from kpidesk.i18n.messages import N_, _
from kpidesk.ui.navigation import DESTINATIONS

MENUS = {
    "file": N_("File"),
    "edit": N_("Edit"),
    "add": N_("Add"),
    "view": N_("View"),
    "data": N_("Data"),
    "reports": N_("Reports"),
    "help": N_("Help"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        key: Stable name; the window has a slot for it, or it is a menu of its own.
        menu: Menu it stands in; empty where a menu shows the same already.
        text: Message id.
        keys: Its shortcuts, the first one shown.
        separated: A line stands above it.
    """

    key: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    separated: bool = False


_PAGE_COMMANDS = tuple(
    Command(
        f"go.{destination.key}",
        "view",
        destination.title,
        (f"Ctrl+{(position + 1) % 10}",),
    )
    for position, destination in enumerate(DESTINATIONS)
    if destination.key not in {"import", "reports", "settings"}
)
_NEW_COMMANDS = (
    Command("new.client", "add", N_("New client")),
    Command("new.contract", "add", N_("New contract")),
    Command("new.ticket", "add", N_("New ticket"), ("Ctrl+Shift+T",)),
    Command("new.survey_answer", "add", N_("New survey answer")),
    Command("new.lead", "add", N_("New lead")),
    Command("new.cost", "add", N_("New cost")),
    Command("new.staff", "add", N_("New employee")),
)
COMMANDS = (
    Command("new_file", "file", N_("New data file…")),
    Command("open_file", "file", N_("Open data file…"), ("Ctrl+O",)),
    Command("recent", "file", N_("Recent data files")),
    Command("demo", "file", N_("Explore with demo data"), separated=True),
    Command("export_all", "file", N_("Export everything…")),
    Command(
        "go.settings", "file", N_("Settings"), ("Ctrl+,", "Ctrl+0"), separated=True
    ),
    Command("quit", "file", N_("Quit"), ("Ctrl+Q",), separated=True),
    Command("undo", "edit", N_("Undo"), ("Ctrl+Z",)),
    Command("redo", "edit", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("new", "edit", N_("New"), ("Ctrl+N",), separated=True),
    Command("add", "edit", N_("Add")),
    *_NEW_COMMANDS,
    Command("new_menu", "", N_("Add something else"), ("Ctrl+Shift+N",)),
    Command("edit_record", "edit", N_("Edit"), separated=True),
    Command("delete", "edit", N_("Delete")),
    Command("search", "edit", N_("Search"), ("Ctrl+K",), separated=True),
    Command("filter", "edit", N_("Filter"), ("Ctrl+F",)),
    *_PAGE_COMMANDS,
    Command("back", "view", N_("Back"), ("Alt+Left",), separated=True),
    Command("forward", "view", N_("Forward"), ("Alt+Right",)),
    Command("earlier", "view", N_("Previous period"), ("Ctrl+PgUp",), separated=True),
    Command("later", "view", N_("Next period"), ("Ctrl+PgDown",)),
    Command("latest", "view", N_("Latest complete period"), ("Ctrl+Home",)),
    Command("customize", "view", N_("Customize dashboard…"), separated=True),
    Command("panel", "view", N_("Side panel"), ("Ctrl+I",), separated=True),
    Command("rail", "view", N_("Collapse sidebar"), ("Ctrl+B",)),
    Command("larger", "view", N_("Larger text"), ("Ctrl+Shift++", "Ctrl+Shift+=")),
    Command("smaller", "view", N_("Smaller text"), ("Ctrl+Shift+-", "Ctrl+Shift+_")),
    Command("go.import", "data", N_("Import"), ("Ctrl+Shift+O", "Ctrl+8")),
    Command("export", "data", N_("Export"), ("Ctrl+E",)),
    Command(
        "first_response",
        "data",
        N_("Record first response now"),
        ("Ctrl+R",),
        separated=True,
    ),
    Command("resolve", "data", N_("Mark as resolved"), ("Ctrl+D",)),
    Command("reopen", "data", N_("Reopen ticket")),
    Command("end_contract", "data", N_("End contract…"), separated=True),
    Command("renew_contract", "data", N_("Renew contract…")),
    Command("change_price", "data", N_("Change amount from a date…")),
    Command("convert_lead", "data", N_("Convert to client…"), separated=True),
    Command("lose_lead", "data", N_("Mark as lost…")),
    Command("refresh", "data", N_("Recalculate"), ("F5",), separated=True),
    Command("go.at_risk", "data", N_("Clients at risk"), separated=True),
    Command("go.forecast", "data", N_("Forecast")),
    Command("go.what_if", "data", N_("What if?")),
    Command("go.calculator", "data", N_("Calculator")),
    Command("close_month", "data", N_("Close the month shown…"), separated=True),
    Command("go.reports", "reports", N_("Reports"), ("Ctrl+9",)),
    Command("shortcuts", "help", N_("Keyboard shortcuts"), ("Ctrl+F1",)),
    Command("about", "help", N_("About kpidesk")),
)


class Actions(QObject):
    """The commands as actions, in the menus of a window.

    Args:
        window: The window that gets the menu bar.
        run: Called with the key of a command.
    """

    def __init__(self, window: QMainWindow, run: Callable[[str], None]) -> None:
        super().__init__(window)
        self._run = run
        self.by_key: dict[str, QAction] = {}
        self.recent = QMenu(_("Recent data files"), window)
        self.add = QMenu(_("Add"), window)
        below = {"recent": self.recent, "add": self.add}
        menus = {
            key: below.get(key) or window.menuBar().addMenu(_(text))
            for key, text in MENUS.items()
        }
        for command in COMMANDS:
            menu = menus.get(command.menu)
            if menu is None:
                self._make(window, command)
                continue
            if command.separated:
                menu.addSeparator()
            if command.key in below:
                menu.addMenu(below[command.key])
            else:
                menu.addAction(self._make(window, command))

    def _make(self, window: QMainWindow, command: Command) -> QAction:
        action = QAction(_(command.text), window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.triggered.connect(lambda: self._run(command.key))
        # On macOS Qt would move "Settings" and "About" by their words.
        action.setMenuRole(QAction.MenuRole.NoRole)
        window.addAction(action)
        self.by_key[command.key] = action
        return action
