"""Starting the window: the shell paints first, figures follow."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from kpidesk.i18n.languages import find_language
from kpidesk.preferences import load_preferences
from kpidesk.ui.error_dialog import install_error_dialog, show_error
from kpidesk.ui.import_ahead import import_ahead
from kpidesk.ui.main_window import MainWindow
from kpidesk.ui.session import Session
from kpidesk.ui.tasks import TaskRunner
from kpidesk.ui.theme.theme import Theme


class Program(QObject):
    """The running program: one session, and the window that shows it.

    Args:
        application: Qt's application.
        file: Company file to open; ``None`` opens the last one.
        language: Language to speak this time in place of the preferred one.
    """

    def __init__(
        self,
        application: QApplication,
        file: Path | None,
        language: str | None = None,
    ) -> None:
        super().__init__()
        self._application = application
        self._translator: QTranslator | None = None
        preferences = load_preferences()
        runner = TaskRunner(lambda error: show_error(error, self.window))
        theme = Theme(application, preferences.theme, preferences.text_size)
        self.session = Session(preferences, runner, theme, language=language)
        self.window: MainWindow | None = None
        self._imported_ahead = False
        runner.idle_changed.connect(self._on_idle_changed)
        self.session.language_changed.connect(self._on_language_changed)
        chosen = file or _last_file(preferences.last_file)
        if chosen is not None:
            self.session.show_at_once(chosen.absolute())
        self._show_window()

    def _show_window(self) -> None:
        self._load_qt_words()
        window = MainWindow(self.session)
        window.first_painted.connect(self._on_first_painted)
        window.show()
        old, self.window = self.window, window
        if old is not None:
            window.setGeometry(old.geometry())
            old.hide()
            old.deleteLater()

    def _on_first_painted(self) -> None:
        """Now that something is on the screen, open the file properly."""
        session, window = self.session, self.window
        if session.path is not None and session.company is None and window is not None:
            window.files.open(session.path)

    def _on_idle_changed(self) -> None:
        """The first figures are shown: get ready for what is visited next."""
        runner = self.session.runner
        if self.session.company is None or runner.busy or self._imported_ahead:
            return
        self._imported_ahead = True
        runner.run(import_ahead, owner=self, done=lambda _none: None, quiet=True)

    def _on_language_changed(self) -> None:
        """Build the window anew: no widget needs to know how to change its words."""
        # Not inside the signal of a widget of the window that goes away.
        QTimer.singleShot(0, self, self._show_again)

    def _show_again(self) -> None:
        company = self.session.company
        place = self.window.navigator.place if self.window else None
        if company is not None:
            self.session.rename_kpis()
        self._show_window()
        if self.window is not None and place is not None:
            self.window.navigator.go(place.page, place.subject)

    def _load_qt_words(self) -> None:
        """Use Qt's own words in the language, where it has them."""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
        language = find_language(self.session.language)
        QLocale.setDefault(QLocale(language.code))
        if language.qt_translation is None:
            return
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        translator = QTranslator(self._application)
        if translator.load(language.qt_translation, folder):
            self._application.installTranslator(translator)
            self._translator = translator

    def end(self) -> None:
        """Let go of everything."""
        self.session.runner.stop()
        self.session.close()


def _last_file(name: str | None) -> Path | None:
    path = Path(name) if name else None
    return path if path is not None and path.exists() else None


def make_application() -> QApplication:
    """Make Qt's application, or take the one there is."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("kpidesk")
    application.setDesktopFileName("kpidesk")
    return application


def run(file: Path | None = None, language: str | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    application = make_application()
    install_error_dialog()
    # Ctrl+C in the terminal ends the program at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program = Program(application, file, language)
    code = application.exec()
    program.end()
    return code
