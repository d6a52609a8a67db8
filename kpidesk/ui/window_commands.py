"""What the commands of the window do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from kpidesk.i18n.messages import _
from kpidesk.ui import window_state
from kpidesk.ui.company_files import SUFFIX
from kpidesk.ui.month_closing import MonthClosing
from kpidesk.ui.navigation import DESTINATIONS
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.records.record_commands import RecordCommands
from kpidesk.ui.reports.everything_export import EverythingExport

if TYPE_CHECKING:
    from kpidesk.ui.command_palette import PaletteEntry
    from kpidesk.ui.main_window import MainWindow

_TEXT_STEP = 10
_LISTED_OTHERWISE = {
    "search",
    "new",
    *(f"go.{item.key}" for item in DESTINATIONS),
}
"""Commands that the palette need not list: itself, the new record of a page, which
stands among all kinds, and the pages of the rail."""
_SMALLEST, _LARGEST = 90, 150


class WindowCommands(QObject):
    """Runs commands by their key.

    Args:
        window: The window they act on.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        files, navigator = window.files, window.navigator
        self.records = RecordCommands(window, RecordDesk.of(window.session))
        self.months = MonthClosing(window.session, window)
        self._runs: dict[str, Callable[[], object]] = {
            "new_file": files.make,
            "open_file": files.choose,
            "demo": files.open_demo,
            "export_all": EverythingExport(window.session, window).ask,
            "quit": window.close,
            "search": self.search,
            "filter": self._filter,
            "back": navigator.back,
            "forward": navigator.forward,
            "earlier": window.periods.show_earlier,
            "later": window.periods.show_later,
            "latest": window.periods.show_latest,
            "rail": self._toggle_rail,
            "larger": lambda: self._resize_text(_TEXT_STEP),
            "smaller": lambda: self._resize_text(-_TEXT_STEP),
            "close_month": self.months.ask,
            "refresh": window.session.view_changed.emit,
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
            **self.records.runs(),
        }

    def run(self, key: str) -> None:
        """Run a command; ``go.PAGE`` shows a page."""
        if key.startswith("go."):
            self._window.navigator.go(key.removeprefix("go."))
        else:
            self._runs[key]()

    # -- finding -------------------------------------------------------------

    def search(self) -> None:
        """Open the command palette."""
        # Dialogs are not needed to paint the window.
        from kpidesk.ui.command_palette import CommandPalette
        from kpidesk.ui.records.record_finder import RecordFinder

        window = self._window
        palette = CommandPalette(self._entries(), window)
        finder = RecordFinder(window.session, window.navigator, palette)
        palette.asked.connect(finder.find)
        palette.show_over(window)

    def _show_shortcuts(self) -> None:
        from kpidesk.ui.about_dialogs import show_shortcuts

        show_shortcuts(self._window)

    def _show_about(self) -> None:
        from kpidesk.ui.about_dialogs import show_about

        show_about(self._window)

    def _entries(self) -> list[PaletteEntry]:
        from kpidesk.ui.command_palette import PaletteEntry
        from kpidesk.ui.records.every_language import (
            in_every_language,
            kpi_in_every_language,
        )

        window = self._window
        go = window.navigator.go
        pages = [
            PaletteEntry(
                _(destination.title),
                _("Page"),
                lambda key=destination.key: go(key),  # type: ignore[misc]
                also=in_every_language(destination.title),
            )
            for destination in DESTINATIONS
        ]
        kpis = [
            PaletteEntry(
                kpi.short,
                "KPI",
                lambda key=kpi.key: go("kpi", key),  # type: ignore[misc]
                also=f"{kpi.name} {kpi.key} {kpi_in_every_language(kpi.key)}",
            )
            for kpi in window.session.kpis
        ]
        return [*pages, *self._commands(), *kpis]

    def _commands(self) -> list[PaletteEntry]:
        from kpidesk.ui.actions import COMMANDS
        from kpidesk.ui.command_palette import PaletteEntry
        from kpidesk.ui.records.every_language import in_every_language

        actions = self._window.actions_of_menus.by_key
        texts = {command.key: command.text for command in COMMANDS}
        return [
            PaletteEntry(
                action.text().rstrip("…"),
                action.shortcut().toString(),
                action.trigger,
                also=in_every_language(texts[key]),
            )
            for key, action in actions.items()
            if action.isEnabled() and key not in _LISTED_OTHERWISE
        ]

    def _filter(self) -> None:
        page = self._window.pages.page(self._window.navigator.place.page)
        focus = getattr(page, "focus_filter", None)
        if focus is not None:
            focus()

    def _toggle_rail(self) -> None:
        window = self._window
        window_state.keep_rail(narrow=not window.rail.narrow)
        window.fit()

    # -- the look ------------------------------------------------------------

    def _resize_text(self, step: int) -> None:
        session = self._window.session
        size = session.preferences.text_size + step
        session.prefer(text_size=min(max(size, _SMALLEST), _LARGEST))

    # -- files ---------------------------------------------------------------

    def fill_recent(self) -> None:
        """List the files that were open before."""
        menu = self._window.actions_of_menus.recent
        menu.clear()
        for name in self._window.session.preferences.recent_files:
            path = Path(name)
            # An ampersand in a name is not a mnemonic.
            action = QAction(path.stem.replace("&", "&&"), menu)
            action.triggered.connect(
                lambda _on=False, file=path: self._window.files.open(file)
            )
            menu.addAction(action)
        menu.setEnabled(not menu.isEmpty())

    def take_files(self, files: list[Path]) -> None:
        """Import spreadsheets; a company file is opened instead."""
        window = self._window
        companies = [file for file in files if file.suffix == SUFFIX]
        if companies:
            window.files.open(companies[0])
            return

        def hand_over() -> None:
            window.navigator.go("import")
            window.session.import_requested.emit(files)

        if window.session.company is None and window.session.path is None:
            # Imported records need a company to go into.
            window.files.start("", window.session.currency, hand_over)
        elif files:
            hand_over()
