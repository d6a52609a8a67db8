"""A card: what it says, to eyes, hands and ears."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpidesk.operations.first_screen import CardFace
from kpidesk.ui.cards.card_grid import CardGrid
from kpidesk.ui.cards.kpi_card import KpiCard
from kpidesk.ui.cards.kpi_popover import KpiPopover
from kpidesk.ui.theme.theme import Theme

FACE = CardFace(
    key="churn_rate",
    title="Client churn",
    name="Client churn rate",
    value="2.3%",
    change="▲ +1.5 pp · worsened",
    amount="▲ +1.5 pp",
    tone="bad",
    versus="vs Feb 25",
    target="Target ≤ 1.5%",
    met=False,
    records="128 clients",
    points=(0.01, None, 0.02, 0.023),
    point_texts=("Dec 24: 1%", "Jan 25: —", "Feb 25: 2%", "Mar 25: 2.3%"),
    band=(None, 0.015),
    spoken="Client churn rate: 2.3%, worsened.",
    copied="Client churn rate: 2.3%\nClient churn rate\tMar 25\t2.34%",
    about=("What it is", "lost ÷ clients", "Lower is better."),
)
MISSING = CardFace(
    key="cac",
    title="CAC",
    name="Acquisition cost",
    missing="No cost has been recorded.",
    fix="import",
    fix_text="Import from Excel",
    spoken="CAC: not enough data.",
)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> KpiCard:
    made = KpiCard(theme, FACE)
    qtbot.addWidget(made)
    made.resize(244, 156)
    made.show()
    return made


def colors(card: KpiCard) -> set[str]:
    image = card.grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_screen_readers_meet_a_button_with_the_whole_story(card: KpiCard) -> None:
    spoken = QAccessible.queryAccessibleInterface(card)

    assert spoken.role() is QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name) == FACE.spoken


def test_worse_is_painted_in_its_colour(card: KpiCard, theme: Theme) -> None:
    assert theme.color("bad").name() in colors(card)
    assert theme.color("band").name() in colors(card)


def test_the_focus_is_visible(card: KpiCard, qtbot: QtBot) -> None:
    card.clearFocus()
    before = card.grab().toImage()

    card.setFocus()

    qtbot.waitUntil(card.hasFocus)
    assert card.grab().toImage() != before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_open_it(card: KpiCard, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(card.opened) as opened:
        QTest.keyClick(card, key)

    assert opened.args == ["churn_rate"]


def test_copying_gives_a_sentence_and_cells(card: KpiCard, qtbot: QtBot) -> None:
    QTest.keyClick(card, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == FACE.copied


def test_f1_explains_it(card: KpiCard, qtbot: QtBot) -> None:
    QTest.keyClick(card, Qt.Key.Key_F1)

    popover = QApplication.activePopupWidget()
    assert isinstance(popover, KpiPopover)
    popover.close()


def test_what_is_missing_has_a_button(qtbot: QtBot, theme: Theme) -> None:
    card = KpiCard(theme, MISSING)
    qtbot.addWidget(card)
    card.resize(244, 156)
    card.show()

    with qtbot.waitSignal(card.fix_requested) as wanted:
        QTest.mouseClick(card._fix, Qt.MouseButton.LeftButton)

    assert wanted.args == ["import"]
    assert card._fix.text() == "Import from Excel"


def test_a_running_period_ends_in_a_hollow_dot(
    card: KpiCard, theme: Theme, qtbot: QtBot
) -> None:
    full = card.grab().toImage()

    card.show_face(replace(FACE, running=True))

    assert card.grab().toImage() != full


def test_arrows_walk_the_grid_and_tab_leaves_it(qtbot: QtBot, theme: Theme) -> None:
    grid = CardGrid(theme)
    qtbot.addWidget(grid)
    grid.resize(1024, 400)
    faces = [CardFace(str(n), f"KPI {n}", value="1") for n in range(8)]
    grid.show_faces(faces)
    grid.show()
    grid.cards[0].setFocus()
    qtbot.waitUntil(grid.cards[0].hasFocus)

    QTest.keyClick(grid.cards[0], Qt.Key.Key_Right)
    QTest.keyClick(grid.cards[1], Qt.Key.Key_Down)

    assert grid.cards[5].hasFocus()
    stops = [c for c in grid.cards if c.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert stops == [grid.cards[5]]
    QTest.keyClick(grid.cards[5], Qt.Key.Key_Home)
    assert grid.cards[0].hasFocus()


def test_columns_follow_the_width(qtbot: QtBot, theme: Theme) -> None:
    grid = CardGrid(theme)
    qtbot.addWidget(grid)
    grid.show_faces([CardFace(str(n), "") for n in range(8)])
    grid.show()
    found = {}
    for width in (500, 872, 1024, 1500, 1760):
        grid.resize(width, 400)
        QApplication.processEvents()
        found[width] = len({card.x() for card in grid.cards})

    assert found == {500: 2, 872: 3, 1024: 4, 1500: 4, 1760: 6}


def test_pointing_at_the_line_names_the_month(card: KpiCard, qtbot: QtBot) -> None:
    QTest.mouseMove(card, QPoint(226, 108))

    assert card._face.point_texts[-1] == "Mar 25: 2.3%"
