"""Settings: what a person prefers, and the facts and rules of the company."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSlider, QWidget

from kpidesk.domain.rules import ChurnAt
from kpidesk.i18n.conventions import month_names
from kpidesk.i18n.languages import LANGUAGES
from kpidesk.i18n.messages import N_, _
from kpidesk.preferences import TEXT_SIZES
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.pages.rule_fields import WholeNumberField
from kpidesk.ui.pages.welcome import CURRENCIES
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

_REGIONS: dict[object, str] = {
    "IT": N_("Italy"),
    "BR": N_("Brazil"),
    "PT": N_("Portugal"),
    "GB": N_("United Kingdom"),
    "IE": N_("Ireland"),
    "US": N_("United States"),
}
_THEMES: dict[object, str] = {
    "system": N_("Follow the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
}
_CHURN_AT: dict[object, str] = {
    ChurnAt.END_OF_SERVICE: N_("When the contract ends"),
    ChurnAt.NOTICE: N_("When notice is given"),
}
_TIME_BASIS: dict[object, str] = {
    False: N_("Count every hour"),
    True: N_("Count support hours only"),
}
_PERCENT = 100


class SettingsPage(Page):
    """Every choice applies at once."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_("Settings"))
        self._page = ScrollPage()
        self.column.addWidget(self._page)
        self._size_text = PlainLabel()
        self._build_general()
        self._build_company()
        self._build_rules()
        self._page.column.addStretch(1)
        self.session.company_changed.connect(self._show_company)
        self.session.changed.connect(self._show_company)
        self._show_company()

    def _form(self, title: str) -> tuple[CardPanel, QFormLayout]:
        panel = CardPanel(title)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        panel.body.addLayout(form)
        self._page.column.addWidget(panel)
        return panel, form

    def _row(self, form: QFormLayout, name: str, field: QWidget) -> None:
        label = PlainLabel(name)
        label.setBuddy(field)
        field.setAccessibleName(name)
        # The words stand beside the middle of their field.
        label.setMinimumHeight(field.sizeHint().height())
        form.addRow(label, field)

    def _choice(
        self, name: str, entries: dict[object, str], *, translated: bool = True
    ) -> ChoiceBox:
        texts = [(v, _(t) if translated else t) for v, t in entries.items()]
        return ChoiceBox(self.session.theme, name, texts)

    # -- general -------------------------------------------------------------

    def _build_general(self) -> None:
        session = self.session
        _panel, form = self._form(_("General"))
        languages: dict[object, str] = {
            language.code: language.native_name for language in LANGUAGES
        }
        self.language = self._choice(_("Language"), languages, translated=False)
        self.language.choose(session.language)
        self.language.activated.connect(
            lambda: session.prefer(language=self.language.currentData())
        )
        self._row(form, _("Language"), self.language)
        self.region = self._choice(_("Numbers and dates"), _REGIONS)
        self.region.choose(session.region)
        self.region.activated.connect(
            lambda: session.prefer(region=self.region.currentData())
        )
        self._row(form, _("Numbers and dates"), self.region)
        self.theme_choice = self._choice(_("Theme"), _THEMES)
        self.theme_choice.choose(session.preferences.theme)
        self.theme_choice.activated.connect(
            lambda: session.prefer(theme=self.theme_choice.currentData())
        )
        self._row(form, _("Theme"), self.theme_choice)
        self._add_text_size(form)

    def _add_text_size(self, form: QFormLayout) -> None:
        session = self.session
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self.text_size.setRange(TEXT_SIZES.start, TEXT_SIZES.stop - 1)
        self.text_size.setSingleStep(10)
        self.text_size.setPageStep(10)
        self.text_size.setFixedWidth(240)
        self.text_size.setValue(session.preferences.text_size)
        self.text_size.valueChanged.connect(lambda size: session.prefer(text_size=size))
        self._row(form, _("Text size"), self.text_size)
        form.addRow(PlainLabel(), self._size_text)
        session.preferences_changed.connect(self._show_text_size)
        self._show_text_size()

    def _show_text_size(self) -> None:
        size = self.session.preferences.text_size
        self._size_text.setText(self.session.formats.percent(size, 0))
        self.text_size.setValue(size)

    # -- company -------------------------------------------------------------

    def _build_company(self) -> None:
        self._company, form = self._form(_("Company"))
        self.company_name = QLineEdit()
        self.company_name.setFixedWidth(240)
        self.company_name.editingFinished.connect(self._on_company_name)
        self._row(form, _("Company name"), self.company_name)
        codes: dict[object, str] = {code: code for code in CURRENCIES}
        self.currency = self._choice(_("Base currency"), codes, translated=False)
        self.currency.activated.connect(
            lambda: self._change(currency=self.currency.currentData())
        )
        self._row(form, _("Base currency"), self.currency)
        names = month_names(self.session.language, short=False)
        months: dict[object, str] = {n + 1: name for n, name in enumerate(names)}
        self.fiscal_start = self._choice(
            _("Fiscal year starts in"), months, translated=False
        )
        self.fiscal_start.activated.connect(
            lambda: self._change(fiscal_start=self.fiscal_start.currentData())
        )
        self._row(form, _("Fiscal year starts in"), self.fiscal_start)

    # -- rules ---------------------------------------------------------------

    def _build_rules(self) -> None:
        self._rules, form = self._form(_("KPI rules"))
        self.churn_at = self._choice(_("A client counts as lost"), _CHURN_AT)
        self.churn_at.activated.connect(
            lambda: self._change(churn_at=self.churn_at.currentData())
        )
        self._row(form, _("A client counts as lost"), self.churn_at)
        self.time_basis = self._choice(_("Response times"), _TIME_BASIS)
        self.time_basis.activated.connect(
            lambda: self._change(working_hours_only=self.time_basis.currentData())
        )
        self._row(form, _("Response times"), self.time_basis)
        self.margin = WholeNumberField(0, _PERCENT)
        self.margin.changed.connect(
            lambda percent: self._change(gross_margin=percent / _PERCENT)
        )
        self._row(form, _("Gross margin %"), self.margin)
        self.ltv_cap = WholeNumberField(1, 600)
        self.ltv_cap.changed.connect(lambda n: self._change(ltv_cap_months=n))
        self._row(form, _("Longest lifetime for LTV (months)"), self.ltv_cap)
        self.floor = WholeNumberField(1, 50)
        self.floor.changed.connect(lambda n: self._change(anonymity_floor=n))
        self._row(form, _("Minimum answers to show team results"), self.floor)

    # -- showing and changing ------------------------------------------------

    def _show_company(self) -> None:
        company = self.session.company
        for panel in (self._company, self._rules):
            panel.setVisible(company is not None)
            panel.setEnabled(self.session.writable)
        if company is None:
            return
        rules = company.rules
        self.company_name.setText(company.workspace.company)
        if self.currency.findData(rules.currency) < 0:
            self.currency.addItem(rules.currency, rules.currency)
        self.currency.choose(rules.currency)
        self.fiscal_start.choose(rules.fiscal_start)
        self.churn_at.choose(rules.churn_at)
        self.time_basis.choose(rules.working_hours_only)
        self.margin.show_number(round(rules.gross_margin * _PERCENT))
        self.ltv_cap.show_number(rules.ltv_cap_months)
        self.floor.show_number(rules.anonymity_floor)

    def _on_company_name(self) -> None:
        company, name = self.session.company, self.company_name.text().strip()
        if company is not None and name and name != company.workspace.company:
            self._change(**{"company.name": name})

    def _change(self, **changes: object) -> None:
        from kpidesk.operations.change_settings import change_settings

        self.session.change(
            lambda store, _progress: change_settings(store, changes),
            owner=self,
            kinds=["setting"],
        )
