"""Changing the language builds the window anew from the same session."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpidesk.cli import main
from kpidesk.i18n.messages import language
from kpidesk.preferences import Preferences, load_preferences, save_preferences
from kpidesk.ui.app import Program
from tests.ui.conftest import MOMENT, settle


@pytest.mark.journey
def test_the_language_changes_at_once(
    qtbot: QtBot, qapp: QApplication, demo_file: Path
) -> None:
    save_preferences(Preferences(language="en"))
    program = Program(qapp, demo_file)
    try:
        first = program.window
        assert first is not None
        qtbot.waitUntil(lambda: program.session.company is not None, timeout=MOMENT)
        settle(qtbot, first)
        period = program.session.period.previous()
        program.session.show_period(period)
        settle(qtbot, first)

        program.session.prefer(language="it")
        qtbot.waitUntil(lambda: program.window is not first)
        second = program.window
        assert second is not None
        settle(qtbot, second)

        assert second.header.title.text() == "Dashboard"
        assert second.rail._items["clients"].text() == "Clienti"
        assert program.session.period == period
        cards = second.pages.page("dashboard").grid.cards  # type: ignore[attr-defined]
        assert cards[1].face.title == "Churn clienti"
        assert cards[0].face.value.endswith("€")
    finally:
        program.end()
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()


def test_the_window_speaks_the_language_asked_for(
    qtbot: QtBot, qapp: QApplication, demo_file: Path
) -> None:
    save_preferences(Preferences(language="en"))
    program = Program(qapp, demo_file, "pt_BR")
    try:
        window = program.window
        assert window is not None
        qtbot.waitUntil(lambda: program.session.company is not None, timeout=MOMENT)
        settle(qtbot, window)
        assert window.header.title.text() == "Painel"
        # For this time alone.
        assert load_preferences().language == "en"
    finally:
        program.end()
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()


@pytest.mark.parametrize(
    "arguments", [["--language", "pt-BR", "{}"], ["{}", "--language=pt_BR"]]
)
def test_the_command_hands_the_language_to_the_window(
    demo_file: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    opened: list[tuple[Path | None, str | None]] = []

    def run(file: Path | None, asked: str | None) -> int:
        opened.append((file, asked))
        return 0

    monkeypatch.setattr("kpidesk.ui.app.run", run)
    with language("en"):
        assert main([text.format(demo_file) for text in arguments]) == 0
    assert opened == [(demo_file, "pt_BR")]
