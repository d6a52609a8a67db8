"""One table of a file: what it was taken for, and its columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kpidesk.domain.records import KINDS, FieldType
from kpidesk.i18n.messages import _
from kpidesk.importing.column_values import as_text
from kpidesk.importing.header_text import normalised
from kpidesk.importing.layouts import LAYOUTS
from kpidesk.importing.match import SURE
from kpidesk.importing.matching import candidates
from kpidesk.importing.plan import Outcome
from kpidesk.importing.scope import IDENTITIES
from kpidesk.importing.table_choice import LEFT_OUT, TableChoice
from kpidesk.reporting.import_text import ignored_sentence, outcome_sentence
from kpidesk.ui.import_wizard.header_row_choice import HeaderRowChoice
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.choice_box import ChoiceBox, Entries, SharedEntries
from kpidesk.ui.widgets.flow_layout import FlowLayout
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.importing.match import ColumnMatch
    from kpidesk.importing.plan import SheetPlan

_SAMPLES = 3
_LINES_AT_ONCE = 6
_NARROWEST_FIELD = 150
_CHANGES = 8
_CHANGED = Outcome.CHANGED
_LABELS = {
    field.name: field.label
    for record_kind in KINDS
    for field in record_kind.fields
    if field.type is not FieldType.REFERENCE
}
_SHARES = {"_minor": 100, "_milli": 1000}
_LEFT = Qt.AlignmentFlag.AlignLeft


class SheetCard(CardPanel):
    """Shows a table of the plan and lets the person overrule it.

    Signals:
        decided: The person said something of the table (key, ``TableChoice``).
        kept: Remember this mapping for files with the same headers (the plan).
        header_chosen: A row names the columns (the sheet's key, the row counted from
            1, or 0 to find it again).
    """

    decided = Signal(str, object)
    kept = Signal(object)
    header_chosen = Signal(str, int)

    def __init__(self, session: Session, plan: SheetPlan, *, opened: bool) -> None:
        super().__init__(f"{plan.file} · {plan.sheet}")
        self._session = session
        self._plan = plan
        entries: Entries = [(layout.entity, _(layout.label)) for layout in LAYOUTS]
        entries.append((LEFT_OUT, _("Do not import")))
        self.kind = ChoiceBox(session.theme, _("What the sheet contains"), entries)
        entity = plan.match.layout.entity if plan.match else LEFT_OUT
        self.kind.choose(entity)
        self.identity = ChoiceBox(
            session.theme,
            _("Existing records recognised by"),
            [("", _("automatically")), *_identities(entity)],
        )
        self.identity.choose(plan.identity)
        self.header = HeaderRowChoice(session.theme, plan)
        self.fields: dict[str, ChoiceBox] = {}
        self._columns = QWidget()
        self._unbuilt: list[Callable[[], None]] = []
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._build_lines)
        self.toggle = TextButton("", "link")
        self.keep = TextButton(_("Remember this mapping"), "link")
        self._build()
        self._show_columns(shown=opened)
        self.kind.activated.connect(self._on_kind)
        self.identity.activated.connect(self._on_field)
        self.header.chosen.connect(self.header_chosen)
        self.toggle.clicked.connect(
            lambda: self._show_columns(shown=self._columns.isHidden())
        )
        self.keep.clicked.connect(lambda: self.kept.emit(plan))

    def _build(self) -> None:
        plan, formats = self._plan, self._session.formats
        counts = {outcome.value: plan.count(outcome) for outcome in Outcome}
        line = FlowLayout(spacing=12)
        contains = PlainLabel(_("Contains"), tone="text2")
        contains.setMinimumHeight(self.kind.sizeHint().height())
        line.addWidget(contains)
        line.addWidget(self.kind)
        line.addWidget(self.keep)
        line.addWidget(self.toggle)
        self.body.addLayout(line)
        lower = FlowLayout(spacing=12)
        label = PlainLabel(_("Existing records recognised by"), tone="text2")
        # Rows of a grid of months have no key of their own.
        keyed = self.identity.count() > 1 and not (plan.table and plan.table.months)
        label.setMinimumHeight(self.identity.sizeHint().height())
        for widget in (label, self.identity):
            lower.addWidget(widget)
            widget.setVisible(keyed)
        lower.addWidget(self.header.toggle)
        self.body.addLayout(lower)
        self.body.addWidget(self.header)
        sentence = (
            outcome_sentence(counts, len(plan.created_clients), formats)
            if any(counts.values())
            else _("Nothing to import in this sheet.")
        )
        self.body.addWidget(PlainLabel(sentence, wraps=True))
        ignored = ignored_sentence(sorted(plan.ignored.items()), formats)
        if ignored:
            self.body.addWidget(PlainLabel(ignored, "small", "text2", wraps=True))
        changes = changed_lines(plan)
        if changes:
            text = "\n".join(changes)
            self.body.addWidget(PlainLabel(text, "small", "text2", wraps=True))
        if plan.match is not None and plan.match.export:
            known = _(
                "Recognised as an export of {program}.", program=plan.match.export
            )
            self.body.addWidget(PlainLabel(known, "small", "info", wraps=True))
        if plan.profile:
            applied = _("The mapping remembered for these headers was applied.")
            self.body.addWidget(PlainLabel(applied, "small", "info", wraps=True))
        self.body.addWidget(self._columns)
        self.kind.setEnabled(plan.table is not None)
        self.keep.setVisible(plan.match is not None and self._session.writable)
        self.toggle.setVisible(plan.match is not None)

    def _build_columns(self) -> None:
        grid = QGridLayout(self._columns)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        match = self._plan.match
        if match is None:
            return
        heads = (_("Column in the file"), _("Sample values"), _("Field"))
        for position, head in enumerate(heads):
            grid.addWidget(PlainLabel(head, "small", "text2"), 0, position)
        entries: Entries = [(LEFT_OUT, _("Do not import"))]
        for name, _entity, field in candidates(match.layout):
            label = _(field.label)
            if name.startswith("client."):
                label = _("{field} (of the client)", field=label)
            entries.append((name, label))
        offered = SharedEntries(entries, self)
        months = [column for column in match.columns if column.reason == "month"]
        shown = [column for column in match.columns if column not in months[1:]]
        self._unbuilt = [
            partial(_add_months, grid, row, months)
            if column.reason == "month"
            else partial(self._add_column, grid, row, column, offered)
            for row, column in enumerate(shown, start=1)
        ]
        self._build_lines()

    def _build_lines(self) -> None:
        """Some lines in each turn of the event loop: tables may be wide."""
        for build in self._unbuilt[:_LINES_AT_ONCE]:
            build()
        del self._unbuilt[:_LINES_AT_ONCE]
        if self._unbuilt:
            self._next_turn.start()

    @property
    def is_complete(self) -> bool:
        """Every line of the columns is there, if they are shown."""
        return not self._unbuilt

    def _add_column(
        self,
        grid: QGridLayout,
        row: int,
        column: ColumnMatch,
        entries: SharedEntries,
    ) -> None:
        header = column.column.header
        samples = " · ".join(
            as_text(value) for value in column.column.filled[:_SAMPLES]
        )
        name = _("Field for “{column}”", column=header)
        box = ChoiceBox(self._session.theme, name, entries)
        box.choose(_field_of(column))
        # The longest name of a field need not fit; the one chosen mostly does.
        box.setMinimumWidth(_NARROWEST_FIELD)
        box.activated.connect(lambda _index: self._on_field())
        self.fields[header] = box
        grid.addWidget(PlainLabel(header), row, 0)
        sample = PlainLabel(samples, tone="text2")
        sample.setMinimumWidth(60)
        grid.addWidget(sample, row, 1)
        grid.addWidget(box, row, 2)
        grid.addWidget(PlainLabel(*_verdict(column)), row, 3, _LEFT)

    def _show_columns(self, *, shown: bool) -> None:
        if shown and not self.fields:
            # Lists of fields for every column take long to make; most stay closed.
            self._build_columns()
        self._columns.setVisible(shown)
        match = self._plan.match
        if match is None:
            return
        matched = sum(1 for column in match.columns if column.field is not None)
        facts = {"matched": matched, "columns": len(match.columns)}
        text = (
            _("Hide the columns")
            if shown
            else _("{matched} of {columns} columns matched · Show", **facts)
        )
        self.toggle.setText(text)

    def _on_kind(self) -> None:
        choice = TableChoice(str(self.kind.currentData()))
        self.decided.emit(self._plan.key, choice)

    def _chosen_columns(self) -> dict[str, str]:
        """The fields in the lists, or of closed lists what a person chose before."""
        match = self._plan.match
        chosen = {
            normalised(header): str(box.currentData())
            for header, box in self.fields.items()
        }
        for column in match.columns if match is not None else ():
            # The lines of a list that was just opened may not all be there yet.
            awaited = self._unbuilt and column.reason != "month"
            if awaited or column.reason == "person":
                chosen.setdefault(normalised(column.column.header), _field_of(column))
        return chosen

    def _on_field(self) -> None:
        columns = self._chosen_columns()
        identity = str(self.identity.currentData())
        choice = TableChoice(str(self.kind.currentData()), columns, identity)
        self.decided.emit(self._plan.key, choice)


def _field_of(column: ColumnMatch) -> str:
    return column.name if column.field else LEFT_OUT


def _identities(entity: str) -> list[tuple[object, str]]:
    return [(name, _(label)) for name, label in IDENTITIES.get(entity, ())]


def _add_months(grid: QGridLayout, row: int, months: list[ColumnMatch]) -> None:
    """A line for all the columns that are months."""
    first, last = months[0].column, months[-1].column
    filled = (value for month in months for value in month.column.filled)
    samples = " · ".join(as_text(value) for value in islice(filled, _SAMPLES))
    grid.addWidget(PlainLabel(f"{first.header} – {last.header}"), row, 0)
    grid.addWidget(PlainLabel(samples, tone="text2"), row, 1)
    said = _("Amount per month: {n} months", n=len(months))
    grid.addWidget(PlainLabel(said), row, 2)
    grid.addWidget(PlainLabel(*_verdict(months[0])), row, 3, _LEFT)


def _verdict(column: ColumnMatch) -> tuple[str, str, str]:
    """How sure the match is: text, role and tone."""
    if column.field is None:
        return _("not imported"), "small", "text3"
    if column.reason in {"person", "profile"} or column.score >= SURE:
        return "✓", "small", "good"
    return _("? to check"), "small", "warn"


def _shown(name: str, value: str | int | None) -> str:
    """A stored value as people read it: whole units, not hundredths."""
    for ending, share in _SHARES.items():
        if isinstance(value, int) and name.endswith(ending):
            return f"{value / share:g}"
    return "–" if value is None else str(value)


def changed_lines(plan: SheetPlan) -> list[str]:
    """The first changes of a table, old → new, and how many more there are."""
    total = plan.count(_CHANGED)
    if not total:
        return []
    changed = (row for row in plan.rows if row.changes and row.outcome is _CHANGED)
    lines = []
    for row in islice(changed, _CHANGES):
        parts = [
            f"{_(_LABELS[name])}: {_shown(name, old)} → {_shown(name, new)}"
            for name, (old, new) in row.changes.items()
            if name in _LABELS
        ]
        lines.append(_("row {row}", row=row.row) + " · " + " · ".join(parts))
    if total > _CHANGES:
        more = total - _CHANGES
        lines.append(_("… and {count} more", count=more))
    return lines
