"""Making, opening and leaving company files, as a person asks for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kpidesk import paths
from kpidesk.errors import KpideskError
from kpidesk.i18n.languages import find_language
from kpidesk.i18n.messages import _
from kpidesk.operations.progress import Progress
from kpidesk.ui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

SUFFIX = ".kpidesk"


class CompanyFiles(QObject):
    """What the File menu and the first page do.

    Args:
        session: What the window works on.
        window: The window that dialogs belong to.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    # -- opening -------------------------------------------------------------

    def choose(self) -> None:
        """Let the person choose a company file and open it."""
        # Dialogs are not needed to paint the window.
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getOpenFileName(
            self._window,
            _("Open data file…").rstrip("…"),
            self._folder(),
            f"kpidesk (*{SUFFIX})",
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a company file; what goes wrong is told in a sentence."""
        self._session.open(path, failed=self._failed)

    def _failed(self, error: KpideskError) -> None:
        from kpidesk.ui.error_dialog import show_error

        if self._session.company is None:
            self._session.leave()
        show_error(error, self._window)

    def _folder(self) -> str:
        known = self._session.path
        return str(known.parent if known else Path.home())

    # -- making --------------------------------------------------------------

    def make(self) -> None:
        """Let the person choose where a new company file shall be, and make it."""
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            _("New data file…").rstrip("…"),
            str(Path(self._folder()) / (_("My company") + SUFFIX)),
            f"kpidesk (*{SUFFIX})",
        )
        if not name:
            return
        path = Path(name)
        path = path if path.suffix else path.with_suffix(SUFFIX)
        self._make(path, path.stem, self._default_currency(), lambda: None)

    def start(
        self, company: str, currency: str, then: Callable[[], None] = lambda: None
    ) -> None:
        """Make a company file in the person's own folder and open it."""
        path = free_path(paths.data_dir(), company or _("My company"))
        self._make(path, company or path.stem, currency, then)

    def _make(
        self, path: Path, company: str, currency: str, then: Callable[[], None]
    ) -> None:
        language = self._session.language

        def operation(_progress: Progress) -> Path:
            from dataclasses import replace

            from kpidesk.operations.open_workspace import create_workspace, rules_for

            path.parent.mkdir(parents=True, exist_ok=True)
            rules = replace(rules_for(language), currency=currency)
            return create_workspace(path, company, rules).path

        def done(made: Path) -> None:
            self._session.open(made, opened=then, failed=self._failed)

        self._session.runner.run(
            operation, owner=self, done=done, failed=self._failed, writes=True
        )

    def _default_currency(self) -> str:
        return find_language(self._session.language).currency

    # -- the demo ------------------------------------------------------------

    def open_demo(self) -> None:
        """Make the demo company of the language, if need be, and open it."""
        language = self._session.language
        path = paths.data_dir() / f"kpidesk demo {language}{SUFFIX}"
        if path.exists():
            self.open(path)
            return

        def operation(progress: Progress) -> Path:
            from kpidesk.operations.demo_company import make_demo_company

            path.parent.mkdir(parents=True, exist_ok=True)
            make_demo_company(path, language, progress)
            return path

        self._session.runner.run(
            operation,
            owner=self,
            done=self.open,
            failed=self._failed,
            group="demo",
            writes=True,
            title=_("Making the demo company"),
        )

    def leave_demo(self) -> None:
        """Go back to the person's own file, or to the first page."""
        for name in self._session.preferences.recent_files:
            path = Path(name)
            if path != self._session.path and path.exists() and not is_demo(path):
                self.open(path)
                return
        self._session.leave()


def is_demo(path: Path) -> bool:
    """A demo company that the program made by itself."""
    return path.parent == paths.data_dir() and path.name.startswith("kpidesk demo ")


def free_path(folder: Path, company: str) -> Path:
    """A file name for a company that no file has yet."""
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", company).strip(" .") or "kpidesk"
    path = folder / f"{name}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{name} {number}{SUFFIX}"
        number += 1
    return path
