"""Promised times: within how many hours tickets of each priority are handled."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit

from kpidesk.domain.records import TICKET
from kpidesk.domain.rules import SlaTarget
from kpidesk.i18n.messages import _
from kpidesk.operations.edit_typing import decimal_mark, typed_number
from kpidesk.reporting.choice_text import choice_text
from kpidesk.ui.records.rule_effect_line import RuleEffectLine
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from kpidesk.ui.session import Session

_WIDTH = 110
_LONGEST = 10_000
Targets = tuple[tuple[str, SlaTarget], ...]


class SlaPanel(CardPanel):
    """Two numbers for each priority, hours; an empty field promises nothing.

    Args:
        session: What the window works on.

    Signals:
        changed: Other promises (as a setting).
    """

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Promised times (SLA)"))
        self._session = session
        self._shown: Targets = ()
        # Urgent tickets are what a promise is about.
        self._priorities = tuple(reversed(TICKET.field("priority").choices))
        self.fields: dict[tuple[str, str], QLineEdit] = {}
        self.problem = PlainLabel("", "small", "bad", wraps=True)
        self.effect = RuleEffectLine(session)
        self._build()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        columns = {
            "first_response": _("First response (hours)"),
            "resolution": _("Resolution (hours)"),
        }
        for column, words in enumerate(columns.values()):
            heading = PlainLabel(words, "small", "text2", wraps=True)
            heading.setFixedWidth(self._session.theme.px(_WIDTH))
            grid.addWidget(heading, 0, column + 1, Qt.AlignmentFlag.AlignBottom)
        for row, priority in enumerate(self._priorities):
            words = choice_text("ticket", "priority", priority)
            grid.addWidget(PlainLabel(words), row + 1, 0)
            for column, name in enumerate(columns):
                field = self._field(f"{words}: {columns[name]}")
                self.fields[priority, name] = field
                grid.addWidget(field, row + 1, column + 1, Qt.AlignmentFlag.AlignLeft)
        hint = _(
            "Empty = nothing is promised. The hours count as “Response times” says."
        )
        self.body.addLayout(grid)
        self.body.addWidget(PlainLabel(hint, "small", "text2", wraps=True))
        self.body.addWidget(self.problem)
        self.body.addWidget(self.effect)
        self.problem.hide()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setFixedWidth(self._session.theme.px(_WIDTH))
        field.textEdited.connect(lambda _text: self._preview())
        field.editingFinished.connect(self._on_edited)
        return field

    def show_targets(self, targets: Targets) -> None:
        """Show what is promised."""
        self._shown = targets
        known = dict(targets)
        for (priority, name), field in self.fields.items():
            hours = getattr(known.get(priority), name, None)
            field.setText("" if hours is None else self._session.formats.number(hours))
        self.problem.hide()
        self.effect.setText("")

    def _read(self) -> Targets | None:
        """What is entered; ``None`` while a field cannot be read."""
        found: dict[str, dict[str, float]] = {}
        mark = decimal_mark(self._session.region)
        for (priority, name), field in self.fields.items():
            text = field.text().strip()
            if not text:
                continue
            hours = typed_number(text, mark)
            if hours is None or not 0 < hours <= _LONGEST:
                return None
            found.setdefault(priority, {})[name] = float(hours)
        # Promises about priorities of other programs stay.
        others = [each for each in self._shown if each[0] not in self._priorities]
        mine = [(priority, SlaTarget(**hours)) for priority, hours in found.items()]
        return (*mine, *others)

    def _preview(self) -> None:
        targets = self._read()
        if targets is not None:
            self.effect.preview(sla=targets)

    def _on_edited(self) -> None:
        targets = self._read()
        self.problem.setVisible(targets is None)
        if targets is None:
            example = _("Type a number, such as {example}.", example=12)
            self.problem.setText(f"✕ {example}")
        elif dict(targets) != dict(self._shown):
            self._shown = targets
            self.changed.emit([(name, asdict(target)) for name, target in targets])
