"""The one style sheet: what a palette cannot say, filled with a theme's colours."""

from __future__ import annotations

from pathlib import Path
from string import Template

from kpidesk import paths
from kpidesk.ui.theme.tokens import Tokens
from kpidesk.ui.theme.type_roles import SEMIBOLD, TYPE_ROLES, pixel_size

_SHEET = Template("""
QMenuBar { background: $nav; padding: 2px 8px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $selection; color: $text; }
QMenu { background: $card; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QStatusBar { background: $nav; color: $text2; }
QStatusBar::item { border: none; }
QToolTip { background: $card; color: $text; border: 1px solid $control; padding: 4px; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; }
QFrame[panel="card"] { background: $card; border: 1px solid $border;
  border-radius: 8px; }
QFrame[panel="popover"] { background: $card; border: 1px solid $control;
  border-radius: 8px; }
QFrame[panel="sheet"] { background: $card; border: none;
  border-left: 1px solid $control; }
QFrame[panel="banner"] { background: $info_bg; border: none; border-radius: 6px; }
QFrame[panel="banner"][tone="warn"] { background: $warn_bg; }
QFrame[panel="banner"][tone="bad"] { background: $bad_bg; }

/* The border shows the focus: no second one inside, which some desktops draw. */
QPushButton, QToolButton, QCheckBox, QRadioButton, QTabBar, QSlider { outline: none; }
QPushButton, QToolButton[kind="segment"], QToolButton[kind="button"] {
  background: $card; color: $text; border: 1px solid $control; border-radius: 6px;
  padding: 5px 12px; }
QPushButton:hover, QToolButton[kind="segment"]:hover,
  QToolButton[kind="button"]:hover { background: $sunken; }
QPushButton:focus, QToolButton[kind="segment"]:focus,
  QToolButton[kind="button"]:focus { border: 2px solid $focus; padding: 4px 11px; }
QPushButton:disabled, QToolButton[kind="segment"]:disabled,
  QToolButton[kind="button"]:disabled { color: $text3; border-color: $border; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent;
  border-color: $accent; font-weight: $semibold; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $text3;
  border-color: $border; }
QPushButton[kind="primary"][place="first"] { border-top-right-radius: 0;
  border-bottom-right-radius: 0; }
QPushButton[kind="primary"][place="last"] { border-top-left-radius: 0;
  border-bottom-left-radius: 0; border-left: 1px solid $on_accent;
  padding: 5px 8px; }
QPushButton[kind="primary"][place="last"]:focus { border: 2px solid $text;
  padding: 4px 7px; }
QPushButton[kind="outline"] { color: $accent; border-color: $accent;
  font-weight: $semibold; }
QPushButton[kind="link"] { background: transparent; color: $accent; border: none;
  padding: 4px 6px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: 2px 4px; }
QPushButton[kind="chip"] { background: $selection; border-color: $accent;
  border-radius: 12px; padding: 3px 10px; }
QPushButton[kind="chip"]:focus { border: 2px solid $focus; padding: 2px 9px; }
QPushButton[kind="section"] { background: transparent; border: none;
  text-align: left; padding: 6px 4px; font-weight: $semibold; }
QPushButton[kind="section"]:hover { background: $sunken; }
QPushButton[kind="section"]:focus { border: 2px solid $focus; padding: 4px 2px; }
QPushButton[kind="search"] { color: $text3; text-align: left; }
QPushButton[kind="status"] { font-size: ${small}px;
  background: transparent; border: none; color: $text2;
  padding: 1px 4px; }
QPushButton[kind="status"]:hover { text-decoration: underline; }
QPushButton[kind="status"]:focus { border: 2px solid $focus; padding: 0px 2px; }
QToolButton[kind="segment"]:checked { background: $selection; color: $text;
  font-weight: $semibold; }
QToolButton[kind="segment"][place="first"] { border-top-right-radius: 0;
  border-bottom-right-radius: 0; }
QToolButton[kind="segment"][place="middle"] { border-radius: 0; border-left: none; }
QToolButton[kind="segment"][place="last"] { border-top-left-radius: 0;
  border-bottom-left-radius: 0; border-left: none; }
QToolButton[kind="segment"][place="middle"]:focus,
  QToolButton[kind="segment"][place="last"]:focus { border: 2px solid $focus; }
QCheckBox, QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 14px; height: 14px;
  background: $card; border: 1px solid $control; border-radius: 8px; }
QRadioButton::indicator:checked { width: 6px; height: 6px;
  border: 5px solid $accent; }
QRadioButton::indicator:disabled { border-color: $border; }
QCheckBox::indicator, QTreeView::indicator { width: 14px; height: 14px;
  background: $card; border: 1px solid $control; border-radius: 3px; }
QCheckBox::indicator:focus { border: 2px solid $focus; }
QCheckBox::indicator:disabled { border-color: $border; }
QCheckBox::indicator:checked, QTreeView::indicator:checked { background: $accent;
  border-color: $accent; image: url($check); }
QTreeView { background: $card; border: 1px solid $border; border-radius: 8px;
  outline: none; selection-background-color: $selection; selection-color: $text; }
QTreeView::item:selected { background: $selection; color: $text; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; border-radius: 4px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[kind="month"] { border: 1px solid transparent; border-radius: 6px;
  padding: 5px; background: transparent; }
QToolButton[kind="month"]:hover { background: $sunken; }
QToolButton[kind="month"]:checked { background: $selection; font-weight: $semibold; }
QToolButton[kind="month"]:focus { border: 2px solid $focus; padding: 4px; }
QToolButton[kind="icon"] { border: 2px solid transparent; border-radius: 6px;
  background: transparent; padding: 0; }
QToolButton[kind="icon"]:hover { background: $sunken; }
QToolButton[kind="icon"]:focus { border: 2px solid $focus; }

QSlider::groove:horizontal { height: 4px; background: $control; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -7px 0;
  background: $accent; border: 1px solid $card; border-radius: 8px; }
QSlider:focus { border: 2px solid $focus; border-radius: 6px; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QLineEdit, QPlainTextEdit { background: $card; border: 1px solid $control;
  border-radius: 6px;
  padding: 4px 8px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $focus;
  padding: 3px 7px; }
QLineEdit:disabled, QLineEdit:read-only { background: $sunken; }
QTableView, QListView { background: $card; border: 1px solid $border;
  border-radius: 8px; outline: none; gridline-color: $grid;
  alternate-background-color: $card; selection-background-color: $selection;
  selection-color: $text; }
QTableView:focus, QListView:focus { border: 2px solid $focus; }
QTableView::item { padding: 0 8px; border: none; }
QListView::item { padding: 5px 8px; border: none; }
QTableView::item:selected, QListView::item:selected { background: $selection;
  color: $text; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; color: $text2; border: none;
  border-bottom: 1px solid $border; padding: 4px 11px; font-weight: $semibold; }
QTableCornerButton::section { background: $sunken; border: none; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text2; padding: 7px 14px;
  border: none; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 3px solid $accent;
  font-weight: $semibold; }
QTabBar::tab:hover { background: $sunken; }
QTabBar::tab:focus { border: 2px solid $focus; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $control; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $band; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QLabel { background: transparent; border: none; }
$roles
""")
_TONES = ("text2", "text3", "good", "bad", "warn", "info", "neutral", "accent")


def make_style_sheet(tokens: Tokens, scale: float) -> str:
    """Write the style sheet of a theme at a text size (1 = 100 %)."""
    colors = {
        name: tokens.color(name)
        for name in Tokens.__dataclass_fields__
        if isinstance(getattr(tokens, name), str)
    }
    return _SHEET.substitute(
        colors,
        semibold=SEMIBOLD,
        check=_check_mark(tokens).as_posix(),
        small=pixel_size("small", scale),
        roles=_roles(scale) + _tones(tokens),
    )


def _roles(scale: float) -> str:
    return "".join(
        f'QLabel[role="{name}"] {{ font-size: {pixel_size(name, scale)}px;'
        f" font-weight: {SEMIBOLD if role.semibold else 400}; }}\n"
        for name, role in TYPE_ROLES.items()
    )


def _tones(tokens: Tokens) -> str:
    return "".join(
        f'QLabel[tone="{name}"] {{ color: {tokens.color(name)}; }}\n' for name in _TONES
    )


def _check_mark(tokens: Tokens) -> Path:
    """The tick that can be read on the accent colour: style sheets cannot recolour."""
    white = tokens.on_accent.upper() == "#FFFFFF"
    name = "check-on-light.svg" if white else "check-on-dark.svg"
    return paths.resources() / "icons" / name
