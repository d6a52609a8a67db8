"""The calculator: a KPI's own formula with numbers typed by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from kpidesk.domain.catalog import CATALOG, find
from kpidesk.domain.formula import evaluate, names, render
from kpidesk.i18n.messages import _
from kpidesk.operations.edit_typing import decimal_mark, typed_number
from kpidesk.reporting.reading_text import exact_text, formula_in_words
from kpidesk.ui.pages.page import Page, PageContext
from kpidesk.ui.widgets.choice_box import ChoiceBox
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel
from kpidesk.ui.widgets.scroll_page import ScrollPage

_FIRST = "cltv_seed_004"
_EXAMPLE = {
    _FIRST: {"purchase": "100", "frequency": "4", "lifetime": "5", "retention": "0.8"}
}


class CalculatorPage(Page):
    """Choose a KPI, type its quantities, read the result. Nothing is saved."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setWindowTitle(_("Calculator"))
        entries: list[tuple[object, str]] = sorted(
            ((kpi.key, _(kpi.name)) for kpi in CATALOG if len(names(kpi.formula)) > 1),
            key=lambda entry: entry[1],
        )
        self.kpi = ChoiceBox(self.session.theme, _("KPI"), entries)
        self.fields: dict[str, QLineEdit] = {}
        self._form = QFormLayout()
        self._words = PlainLabel("", "body", "text2", wraps=True)
        self._numbers = PlainLabel("", "subtitle", wraps=True)
        self.result = PlainLabel("", "hero")
        self._build()
        self.kpi.activated.connect(self._on_chosen)
        self.kpi.choose(_FIRST)
        self._on_chosen()

    def _build(self) -> None:
        page = ScrollPage()
        panel = CardPanel()
        panel.body.addWidget(
            PlainLabel(
                _("The same formulas with your own numbers. Nothing is saved."),
                tone="text2",
                wraps=True,
            )
        )
        panel.body.addWidget(self.kpi)
        panel.body.addWidget(self._words)
        panel.body.addLayout(self._form)
        panel.body.addWidget(self._numbers)
        panel.body.addWidget(self.result)
        page.column.addWidget(panel)
        page.column.addStretch(1)
        self.column.addWidget(page)

    def first_focus(self) -> QWidget:
        """The choice of the KPI."""
        return self.kpi

    def _on_chosen(self) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {}
        kpi = find(str(self.kpi.currentData()))
        self._words.setText(formula_in_words(kpi))
        example = _EXAMPLE.get(kpi.key, {})
        for name in names(kpi.formula):
            field = QLineEdit(self._typed(example.get(name, "")))
            label = _(kpi.spec(name).label)
            label = label[:1].upper() + label[1:]
            field.setAccessibleName(label)
            field.textChanged.connect(self._compute)
            self._form.addRow(PlainLabel(label), field)
            self.fields[name] = field
        self._compute()

    def _typed(self, text: str) -> str:
        comma = "," in self.session.formats.number(0.5, 1)
        return text.replace(".", ",") if comma else text

    def _compute(self) -> None:
        kpi = find(str(self.kpi.currentData()))
        mark = decimal_mark(self.session.region)
        values: dict[str, float] = {}
        for name, field in self.fields.items():
            number = typed_number(field.text(), mark)
            if number is None:
                self.result.setText("—")
                self._numbers.setText(_("Fill in every quantity."))
                return
            values[name] = float(number)
        formats = self.session.formats
        texts = {name: formats.number(value) for name, value in values.items()}
        self._numbers.setText(f"= {render(kpi.formula, texts)}")
        value = evaluate(kpi.formula, values)
        self.result.setText(exact_text(kpi.unit, value, formats))
