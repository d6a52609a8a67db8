"""Settings: what a person prefers, and the facts and rules of the company."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSlider,
    QStackedWidget,
    QWidget,
)

from kpidesk.domain.rules import ChurnAt, HealthWeights, Rules
from kpidesk.i18n.conventions import month_names
from kpidesk.i18n.languages import LANGUAGES
from kpidesk.i18n.messages import N_, _
from kpidesk.preferences import TEXT_SIZES
from kpidesk.ui.pages.logo_row import LogoRow
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.pages.rule_fields import WholeNumberField
from kpidesk.ui.pages.rule_numbers import RULE_NUMBERS, RuleNumber
from kpidesk.ui.pages.welcome import CURRENCIES
from kpidesk.ui.records.backups_panel import BackupsPanel
from kpidesk.ui.records.categories_panel import CategoriesPanel
from kpidesk.ui.records.desk import RecordDesk
from kpidesk.ui.records.record_list import RecordListView
from kpidesk.ui.records.rule_effect_line import RuleEffectLine
from kpidesk.ui.records.sla_panel import SlaPanel
from kpidesk.ui.records.support_hours_panel import SupportHoursPanel
from kpidesk.ui.widgets.buttons import TextButton
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
_SECTIONS_WIDTH, _LIST_HEIGHT, _FORM_WIDTH = 208, 420, 520
_MARGINS = 64
"""What stands left and right of a form: the panel's padding and the scroll bar."""


class SettingsPage(Page):
    """Every choice applies at once."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_("Settings"))
        self.sections = QListWidget()
        self._stack = QStackedWidget()
        self._company_sections: list[QWidget] = []
        self._size_text = PlainLabel()
        self._forms: list[QFormLayout] = []
        self._labels: list[PlainLabel] = []
        self._unbuilt: list[tuple[ScrollPage, Callable[[], None]]] = []
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._build_next)
        self._build()
        self.session.company_changed.connect(self._show_company)
        self.session.changed.connect(self._show_company)
        self._show_company()

    def _build(self) -> None:
        theme = self.session.theme
        self.sections.setAccessibleName(_("Settings"))
        self.sections.currentRowChanged.connect(self._stack.setCurrentIndex)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.sections)
        line.addWidget(self._stack, 1)
        self.column.addLayout(line)
        for title, build in (
            (N_("General"), self._build_general),
            (N_("Company"), self._build_company),
            (N_("KPI rules"), self._build_rules),
            (N_("Targets and references"), self._build_targets),
            (N_("Support hours and SLA"), self._build_hours),
            (N_("Products and categories"), self._build_products),
            (N_("Exchange rates"), self._build_rates),
            (N_("Team"), self._build_team),
            (N_("Privacy"), self._build_privacy),
            (N_("Backups"), self._build_backups),
        ):
            page = ScrollPage()
            self._stack.addWidget(page)
            self._unbuilt.append((page, build))
            item = QListWidgetItem(_(title))
            item.setSizeHint(QSize(0, theme.px(32)))
            self.sections.addItem(item)
        self._build_next()
        self.sections.setCurrentRow(0)
        names = [self.sections.item(row).text() for row in range(self.sections.count())]
        longest = max(theme.metrics("body").horizontalAdvance(name) for name in names)
        # Beside the name: its padding, and the scroll bar of a low window.
        wanted = round(longest) + 36
        self.sections.setFixedWidth(max(theme.px(_SECTIONS_WIDTH), wanted))

    def _build_next(self) -> None:
        """One section in each turn of the event loop: together they take long."""
        self._page, build = self._unbuilt.pop(0)
        build()
        self._page.column.addStretch(1)
        self._fit_forms()
        if self._unbuilt:
            self._next_turn.start()
        else:
            self._show_company()

    @property
    def is_complete(self) -> bool:
        """Every section is there."""
        return not self._unbuilt

    def _form(self, title: str) -> tuple[CardPanel, QFormLayout]:
        panel = CardPanel(title)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        # Large text puts a field below the words that leave it no room.
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._forms.append(form)
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
        self._labels.append(label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room that there is now."""
        super().resizeEvent(event)
        self._fit_forms()

    def _fit_forms(self) -> None:
        """Put labels above their fields where there is no room beside them."""
        roomy = self._stack.width() >= self.session.theme.px(_FORM_WIDTH)
        policy = QFormLayout.RowWrapPolicy
        for form in self._forms:
            form.setRowWrapPolicy(policy.DontWrapRows if roomy else policy.WrapAllRows)
        metrics = self.session.theme.metrics("body")
        room = self._stack.width() - _MARGINS
        for label in self._labels:
            label.setWordWrap(metrics.horizontalAdvance(label.text()) > room)

    def _choice(
        self, name: str, entries: dict[object, str], *, translated: bool = True
    ) -> ChoiceBox:
        texts = [(v, _(t) if translated else t) for v, t in entries.items()]
        return ChoiceBox(self.session.theme, name, texts)

    # -- general -------------------------------------------------------------

    def _build_general(self) -> None:
        session, desk = self.session, RecordDesk.of(self.session)
        _panel, form = self._form(_("General"))
        languages: dict[object, str] = {
            language.code: language.native_name for language in LANGUAGES
        }
        self.language = self._choice(_("Language"), languages, translated=False)
        self.language.choose(session.language)
        self.language.activated.connect(
            lambda: desk.prefer(language=self.language.currentData())
        )
        self._row(form, _("Language"), self.language)
        self.region = self._choice(_("Numbers and dates"), _REGIONS)
        self.region.choose(session.region)
        self.region.activated.connect(
            lambda: desk.prefer(region=self.region.currentData())
        )
        self._row(form, _("Numbers and dates"), self.region)
        self.theme_choice = self._choice(_("Theme"), _THEMES)
        self.theme_choice.choose(session.preferences.theme)
        self.theme_choice.activated.connect(
            lambda: desk.prefer(theme=self.theme_choice.currentData())
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
        desk = RecordDesk.of(session)
        self.text_size.valueChanged.connect(lambda size: desk.prefer(text_size=size))
        self._row(form, _("Text size"), self.text_size)
        form.addRow(PlainLabel(), self._size_text)
        session.preferences_changed.connect(self._show_preferences)
        self._show_preferences()

    def _show_preferences(self) -> None:
        preferences = self.session.preferences
        self.region.choose(self.session.region)
        self.theme_choice.choose(preferences.theme)
        self._size_text.setText(self.session.formats.percent(preferences.text_size, 0))
        self.text_size.blockSignals(True)
        self.text_size.setValue(preferences.text_size)
        self.text_size.blockSignals(False)

    # -- company -------------------------------------------------------------

    def _build_company(self) -> None:
        self._company, form = self._form(_("Company"))
        self.company_name = QLineEdit()
        self.company_name.setFixedWidth(240)
        self.company_name.editingFinished.connect(self._on_company_name)
        self._row(form, _("Company name"), self.company_name)
        self.logo = LogoRow(self.session)
        self._row(form, _("Logo on reports"), self.logo)
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
        # Between the first rules and the many, where both keep it in view.
        self.effect = RuleEffectLine(self.session)
        form.addRow(self.effect)
        self.numbers = [self._number(form, number) for number in RULE_NUMBERS]
        self._preview_rules()

    def _number(self, form: QFormLayout, number: RuleNumber) -> WholeNumberField:
        field = WholeNumberField(number.low, number.high)
        label = _(number.label, top=number.of) if number.of else _(number.label)
        field.changed.connect(lambda value: self._change_number(number, value))
        field.looked_at.connect(
            lambda value: self.effect.preview(**self._with(number, value))
        )
        self._row(form, label, field)
        return field

    def _with(self, number: RuleNumber, value: int) -> dict[str, Any]:
        company = self.session.company
        rules = company.rules if company else Rules()
        return {number.rule: number.changed(rules, value)}

    def _change_number(self, number: RuleNumber, value: int) -> None:
        changed = self._with(number, value)[number.rule]
        kept = asdict(changed) if isinstance(changed, HealthWeights) else changed
        self._change(**{number.rule: kept})

    def _preview_rules(self) -> None:
        """Tell what a choice does while it is only looked at."""
        effect = self.effect
        self.churn_at.highlighted.connect(
            lambda at: effect.preview(churn_at=self.churn_at.itemData(at))
        )
        self.time_basis.highlighted.connect(
            lambda at: effect.preview(working_hours_only=self.time_basis.itemData(at))
        )
        self.margin.looked_at.connect(
            lambda percent: effect.preview(gross_margin=percent / _PERCENT)
        )
        self.ltv_cap.looked_at.connect(lambda n: effect.preview(ltv_cap_months=n))

    # -- records that are settings -------------------------------------------

    def _build_list(self, kind: str, name: str, nothing: str) -> RecordListView:
        panel = CardPanel(name)
        found = RecordListView(self.session, kind, name, nothing)
        found.setMinimumHeight(self.session.theme.px(_LIST_HEIGHT))
        add = TextButton(_("Add"), "primary")
        add.clicked.connect(lambda: found.desk.new(kind))
        found.bar.extra.addWidget(add)
        found.opened.connect(lambda record: found.desk.edit(kind, record))
        found.add_verb(_("Delete"), found.remove_selected)
        panel.body.addWidget(found)
        self._page.column.addWidget(panel)
        self._company_sections.append(panel)
        return found

    def _build_targets(self) -> None:
        nothing = N_("No targets yet")
        self.targets = self._build_list("target", _("Targets and references"), nothing)

    def _build_products(self) -> None:
        nothing = N_("No products yet")
        self.products = self._build_list("product", _("Products"), nothing)
        self.categories = CategoriesPanel(self.session)
        self._page.column.addWidget(self.categories)
        self._company_sections.append(self.categories)

    def _build_rates(self) -> None:
        nothing = N_("No exchange rates yet")
        self.rates = self._build_list("exchange_rate", _("Exchange rates"), nothing)

    def _build_team(self) -> None:
        nothing = N_("No people yet")
        self.team = self._build_list("staff", _("Team"), nothing)

    def _build_hours(self) -> None:
        self.hours = SupportHoursPanel(self.session)
        self.hours.changed.connect(lambda hours: self._change(support_hours=hours))
        self._page.column.addWidget(self.hours)
        self._company_sections.append(self.hours)
        self.sla = SlaPanel(self.session)
        self.sla.changed.connect(lambda targets: self._change(sla=targets))
        self._page.column.addWidget(self.sla)
        self._company_sections.append(self.sla)

    def _build_privacy(self) -> None:
        self._privacy, form = self._form(_("Privacy"))
        self.floor = WholeNumberField(1, 50)
        self.floor.changed.connect(lambda n: self._change(anonymity_floor=n))
        self._row(form, _("Minimum answers to show team results"), self.floor)
        self._company_sections.append(self._privacy)

    def _build_backups(self) -> None:
        self.backups = BackupsPanel(self.session)
        self._page.column.addWidget(self.backups)
        self._company_sections.append(self.backups)

    # -- showing and changing ------------------------------------------------

    def _show_company(self) -> None:
        company = self.session.company
        for row in range(1, self.sections.count()):
            self.sections.item(row).setHidden(company is None)
        if self._unbuilt:
            return
        for panel in (self._company, self._rules, *self._company_sections):
            panel.setVisible(company is not None)
            panel.setEnabled(self.session.writable)
        if company is None:
            return
        rules = company.rules
        self.company_name.setText(company.workspace.company)
        self.logo.refresh()
        if self.currency.findData(rules.currency) < 0:
            self.currency.addItem(rules.currency, rules.currency)
        self.currency.choose(rules.currency)
        self.fiscal_start.choose(rules.fiscal_start)
        self.churn_at.choose(rules.churn_at)
        self.time_basis.choose(rules.working_hours_only)
        self.margin.show_number(round(rules.gross_margin * _PERCENT))
        self.ltv_cap.show_number(rules.ltv_cap_months)
        self.floor.show_number(rules.anonymity_floor)
        for number, field in zip(RULE_NUMBERS, self.numbers, strict=True):
            field.show_number(round(number.read(rules)))
        self.hours.show_hours(rules.support_hours)
        self.sla.show_targets(rules.sla)

    def _on_company_name(self) -> None:
        company, name = self.session.company, self.company_name.text().strip()
        if company is not None and name and name != company.workspace.company:
            self._change(**{"company.name": name})

    def _change(self, **changes: object) -> None:
        from kpidesk.operations.change_settings import change_settings

        self.effect.setText("")
        RecordDesk.of(self.session).do(
            lambda store: change_settings(store, changes), ["setting"]
        )
