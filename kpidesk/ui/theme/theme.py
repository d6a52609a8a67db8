"""The look in force: which tokens, which fonts, and the signal that they changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from kpidesk.ui.theme.icons import icon_pixmap, make_icon
from kpidesk.ui.theme.palette import make_palette
from kpidesk.ui.theme.style_sheet import make_style_sheet
from kpidesk.ui.theme.tokens import Tokens, load_tokens
from kpidesk.ui.theme.type_roles import make_font

_PERCENT = 100


class Theme(QObject):
    """Colours, fonts and icons of the window.

    Args:
        application: The application to dress.
        choice: ``system``, ``light`` or ``dark``.
        text_size: Percent of the normal text size.
    """

    changed = Signal()

    def __init__(
        self, application: QApplication, choice: str = "system", text_size: int = 100
    ) -> None:
        super().__init__()
        self._application = application
        self._base_font = application.font()
        self._fonts: dict[str, QFont] = {}
        self._choice = choice
        self._dressed: tuple[bool, int] | None = None
        if application.style().objectName() != "fusion":
            application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        # Icons are drawn for the densities of the screens that there are.
        application.screenAdded.connect(self.changed)
        self.apply(choice, text_size)

    def apply(self, choice: str, text_size: int) -> None:
        """Put on a theme at a text size."""
        self._choice = choice
        self._text_size = text_size
        wanted = (self._is_dark(), text_size)
        if wanted == self._dressed:
            return
        self._dressed = wanted
        self.tokens: Tokens = load_tokens(dark=wanted[0])
        self.scale = text_size / _PERCENT
        self._fonts.clear()
        self._application.setPalette(make_palette(self.tokens))
        self._application.setFont(self.font("body"))
        self._application.setStyleSheet(make_style_sheet(self.tokens, self.scale))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self._choice != "system":
            return self._choice == "dark"
        scheme = self._application.styleHints().colorScheme()
        return scheme is Qt.ColorScheme.Dark

    def _on_scheme_changed(self) -> None:
        self.apply(self._choice, self._text_size)

    def font(self, role: str) -> QFont:
        """The font of a type role at the text size in force."""
        if role not in self._fonts:
            self._fonts[role] = make_font(self._base_font, role, self.scale)
        return self._fonts[role]

    def metrics(self, role: str) -> QFontMetricsF:
        """Measures of a type role's font."""
        return QFontMetricsF(self.font(role))

    def color(self, token: str) -> QColor:
        """A colour of the theme by its token."""
        return QColor(self.tokens.color(token))

    def px(self, pixels: float) -> int:
        """A length that grows with the text."""
        return round(pixels * self.scale)

    def icon(self, name: str, size: int = 20, ink: str = "text2") -> QIcon:
        """An icon in a colour of the theme."""
        color, disabled = self.tokens.color(ink), self.tokens.control
        return make_icon(name, size, color, disabled)

    def pixmap(self, name: str, size: int, ink: str, density: float) -> QPixmap:
        """An icon as a picture for a screen of a pixel density."""
        return icon_pixmap(name, size, self.tokens.color(ink), density)
