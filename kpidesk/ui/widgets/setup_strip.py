"""What is still to be brought in, and which KPIs it unlocks."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kpidesk.i18n.messages import N_, _
from kpidesk.ui.widgets.buttons import TextButton
from kpidesk.ui.widgets.panel import CardPanel
from kpidesk.ui.widgets.plain_label import PlainLabel

_STEPS = (
    (
        "contract",
        N_("Clients and contracts"),
        N_("MRR, churn, NRR, revenue per client"),
    ),
    ("ticket", N_("Tickets"), N_("first response, resolution, backlog")),
    ("cost", N_("Costs"), N_("CAC, LTV/CAC, margin")),
    ("survey_answer", N_("Survey answers"), N_("NPS, CSAT, CES")),
    ("lead", N_("Leads"), N_("lead conversion, sales cycle")),
)
_MARKS = {True: "☑", False: "☐"}


class SetupStrip(CardPanel):
    """One line per kind of record until all are there or the person has had enough.

    Signals:
        import_chosen: Bring something in.
        dismissed: Never show it again in this company.
    """

    import_chosen = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Get your KPIs ready"), parent)
        self.lines: dict[str, PlainLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for row, (kind, _name, unlocks) in enumerate(_STEPS):
            line = PlainLabel("", "body")
            self.lines[kind] = line
            grid.addWidget(line, row, 0)
            grid.addWidget(PlainLabel("→ " + _(unlocks), "body", "text2"), row, 1)
        grid.setColumnStretch(1, 1)
        bring, enough = (
            TextButton(_("Import from Excel"), "outline"),
            TextButton(_("Do not show again"), "link"),
        )
        bring.clicked.connect(self.import_chosen)
        enough.clicked.connect(self.dismissed)
        buttons = QHBoxLayout()
        buttons.addWidget(bring)
        buttons.addWidget(enough)
        buttons.addStretch(1)
        self.body.addLayout(grid)
        self.body.addLayout(buttons)
        self.hide()

    def show_missing(self, missing: Collection[str]) -> None:
        """Tick what is there; with nothing missing it is hidden."""
        for kind, name, _unlocks in _STEPS:
            self.lines[kind].setText(_MARKS[kind not in missing] + " " + _(name))
        done = len(_STEPS) - sum(kind in missing for kind, _n, _u in _STEPS)
        title = _("Get your KPIs ready: {done} of {all}", done=done, all=len(_STEPS))
        self.set_title(title)
        self.setVisible(done < len(_STEPS))
