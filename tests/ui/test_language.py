"""Changing the language builds the window anew from the same session."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpidesk.preferences import Preferences, save_preferences
from kpidesk.ui.app import Program
from tests.ui.conftest import settle


@pytest.mark.journey
def test_the_language_changes_at_once(
    qtbot: QtBot, qapp: QApplication, demo_file: Path
) -> None:
    save_preferences(Preferences(language="en"))
    program = Program(qapp, demo_file)
    try:
        first = program.window
        assert first is not None
        qtbot.waitUntil(lambda: program.session.company is not None, timeout=20_000)
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
