"""The first page of an empty file: three ways to begin, none of them in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpidesk.i18n.languages import LANGUAGES, find_language
from kpidesk.i18n.messages import _
from kpidesk.ui.session import Session
from kpidesk.ui.theme.theme import Theme
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

CURRENCIES = ("EUR", "BRL", "USD", "GBP", "CHF")
_WIDEST = 860


class Welcome(QWidget):
    """Three choices and the line with what was guessed.

    Signals:
        import_chosen: Choose a spreadsheet (company name, currency).
        company_chosen: Begin with an empty company (company name, currency).
        client_chosen: Type in the first client.
        demo_chosen: Look at the demo company.
    """

    import_chosen = Signal(str, str)
    company_chosen = Signal(str, str)
    client_chosen = Signal()
    demo_chosen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        theme = session.theme
        self._import = TextButton(_("Choose a file…"), "primary")
        self._company = TextButton(_("New company"))
        self._client = TextButton(_("New client"))
        self._demo = TextButton(_("Explore with demo data"))
        self._name = QLineEdit()
        self._name.setPlaceholderText(_("My company"))
        self._name.setAccessibleName(_("Company name"))
        currencies: list[tuple[object, str]] = [(code, code) for code in CURRENCIES]
        self._currency = ChoiceBox(theme, _("Base currency"), currencies)
        self._currency.choose(find_language(session.language).currency)
        languages: list[tuple[object, str]] = [
            (language.code, language.native_name) for language in LANGUAGES
        ]
        self._language = ChoiceBox(theme, _("Language"), languages)
        self._language.choose(session.language)
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        body.setMaximumWidth(theme.px(_WIDEST))
        outer.addWidget(body)
        column = QVBoxLayout(body)
        column.setSpacing(12)
        column.addStretch(1)
        for label in (
            PlainLabel(_("Welcome to kpidesk"), "title"),
            PlainLabel(
                _(
                    "Your data stays in one file on this computer."
                    " Nothing is sent anywhere."
                ),
                tone="text2",
                wraps=True,
            ),
            PlainLabel(_("How would you like to start?"), "subtitle"),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addLayout(self._choices(theme))
        hint = PlainLabel(_("Drop an Excel or CSV file here"), "small", "text3")
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(hint)
        column.addLayout(self._facts())
        column.addStretch(2)

    def _choices(self, theme: Theme) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(
            _choice(
                theme,
                "file-spreadsheet",
                _("Import your spreadsheets"),
                _("Clients first, then contracts and tickets"),
                self._import,
            )
        )
        self._new_panel = _choice(
            theme,
            "building-2",
            _("Start with an empty company"),
            _("You only need a name; everything can be changed later"),
            self._company,
        )
        line.addWidget(self._new_panel)
        self._client_panel = _choice(
            theme,
            "users",
            _("Enter your first client"),
            _("A name is enough; its contract fills the first cards"),
            self._client,
        )
        line.addWidget(self._client_panel)
        line.addWidget(
            _choice(
                theme,
                "sparkles",
                _("Explore with demo data"),
                _(
                    "An invented software house, in a separate file: your own data is"
                    " never mixed with it"
                ),
                self._demo,
            )
        )
        return line

    def _facts(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch(1)
        self._name_label = PlainLabel(_("Company"), tone="text2")
        self._currency_label = PlainLabel(_("Currency"), tone="text2")
        self._name.setMaximumWidth(220)
        for widget in (
            self._name_label,
            self._name,
            self._currency_label,
            self._currency,
            PlainLabel(_("Language"), tone="text2"),
            self._language,
        ):
            line.addWidget(widget)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self._import.clicked.connect(lambda: self.import_chosen.emit(*self._given()))
        self._company.clicked.connect(lambda: self.company_chosen.emit(*self._given()))
        self._name.returnPressed.connect(self._company.click)
        self._client.clicked.connect(self.client_chosen)
        self._demo.clicked.connect(self.demo_chosen)
        self._language.activated.connect(
            lambda: self._session.prefer(language=self._language.currentData())
        )

    def _given(self) -> tuple[str, str]:
        return self._name.text().strip(), str(self._currency.currentData())

    def show_for(self, *, company_open: bool) -> None:
        """Offer a new company only while none is open, its first client then."""
        begun = company_open and self._client_panel.isHidden()
        self._client_panel.setVisible(company_open)
        for widget in (
            self._new_panel,
            self._name_label,
            self._name,
            self._currency_label,
            self._currency,
        ):
            widget.setVisible(not company_open)
        if begun and self.isVisible():
            # The button that made the company, which had the focus, is gone.
            self._client.setFocus()

    def first_focus(self) -> QWidget:
        """The widget that gets the focus."""
        return self._import


def _choice(
    theme: Theme, icon: str, title: str, hint: str, button: TextButton
) -> CardPanel:
    panel = CardPanel()
    picture = PlainLabel()
    picture.setPixmap(theme.pixmap(icon, 48, "accent", picture.devicePixelRatioF()))
    panel.body.addWidget(picture)
    panel.body.addWidget(PlainLabel(title, "strong", wraps=True))
    panel.body.addWidget(PlainLabel(hint, "small", "text2", wraps=True))
    panel.body.addStretch(1)
    panel.body.addWidget(button)
    panel.setMinimumHeight(theme.px(210))
    return panel
