"""The colours reach the contrasts of the design in both themes."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpidesk import paths
from kpidesk.ui.theme.icons import icon_pixmap, make_icon
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.theme.tokens import load_tokens
from kpidesk.ui.theme.type_roles import TYPE_ROLES, pixel_size

TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    *[("text", ground, TEXT) for ground in ("page", "card", "nav", "selection")],
    *[("text2", ground, TEXT) for ground in ("page", "card")],
    *[("text3", ground, TEXT) for ground in ("page", "card", "nav")],
    *[("accent", ground, TEXT) for ground in ("page", "card")],
    ("on_accent", "accent", TEXT),
    *[("focus", ground, SHAPE) for ground in ("page", "card", "nav")],
    *[("control", ground, SHAPE) for ground in ("page", "card")],
    ("axis", "card", SHAPE),
    *[(tone, "card", TEXT) for tone in ("good", "bad", "warn")],
    *[(f"{tone}", f"{tone}_bg", TEXT) for tone in ("good", "bad", "warn", "info")],
    ("neutral", "neutral_bg", TEXT),
    ("text", "band", TEXT),
]


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_known_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("ink", "ground", "needed"), PAIRS)
def test_pairs_can_be_read(ink: str, ground: str, needed: float, dark: bool) -> None:
    tokens = load_tokens(dark=dark)

    assert contrast(tokens.color(ink), tokens.color(ground)) >= needed


@pytest.mark.parametrize("dark", [False, True])
def test_lines_and_bars_stand_out_from_the_card(dark: bool) -> None:
    tokens = load_tokens(dark=dark)
    shapes = [
        *tokens.series,
        *tokens.movements.values(),
        *tokens.nps.values(),
        *tokens.line.values(),
    ]

    assert [c for c in shapes if contrast(c, tokens.card) < SHAPE] == []


def test_a_theme_dresses_all_three_groups(theme: Theme, qapp: QApplication) -> None:
    theme.apply("dark", 100)

    page = load_tokens(dark=True).page.lower()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        assert qapp.palette().color(group, QPalette.ColorRole.Window).name() == page
    disabled = qapp.palette().color(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText
    )
    assert disabled.name() == load_tokens(dark=True).text3.lower()


def test_the_text_size_reaches_every_role(theme: Theme) -> None:
    small = {role: theme.font(role).pixelSize() for role in TYPE_ROLES}

    theme.apply("light", 150)

    for role in TYPE_ROLES:
        assert theme.font(role).pixelSize() == pixel_size(role, 1.5)
        assert theme.font(role).pixelSize() > small[role]


def test_icons_take_the_colour_asked_for(qapp: QApplication) -> None:
    pixmap = icon_pixmap("check", 20, "#ff0000", 2.0)
    image = pixmap.toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }

    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)
    assert drawn == {"#ff0000"}


def test_icons_are_drawn_for_the_screens_there_are_and_anew_for_another(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    densities = {screen.devicePixelRatio() for screen in qapp.screens()}
    icon = make_icon("check", 20, "#ff0000", "#888888")
    assert len(icon.availableSizes()) == len(densities)
    with qtbot.waitSignal(theme.changed):
        qapp.screenAdded.emit(qapp.primaryScreen())


def test_every_icon_of_the_resources_can_be_drawn(qapp: QApplication) -> None:
    for file in (paths.resources() / "icons").glob("*.svg"):
        assert not icon_pixmap(file.stem, 16, "#123456").isNull(), file.name
