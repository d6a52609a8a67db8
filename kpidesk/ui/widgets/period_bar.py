"""The period that everything is shown for, and what it is compared with."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from kpidesk.domain.period import Period, PeriodKind, month_of
from kpidesk.i18n.messages import N_, _
from kpidesk.ui.period_words import period_words, same_end, short_period_words
from kpidesk.ui.session import Session
from kpidesk.ui.widgets.buttons import SegmentButton
from kpidesk.ui.widgets.views_button import ViewsButton

_KINDS = {
    PeriodKind.WEEK: N_("Week"),
    PeriodKind.MONTH: N_("Month"),
    PeriodKind.QUARTER: N_("Quarter"),
    PeriodKind.YEAR: N_("Year"),
    PeriodKind.TTM: N_("Last 12 months"),
    PeriodKind.CUSTOM: N_("Custom…"),
}
_COMPARISONS = {
    "previous": N_("Previous period"),
    "year_before": N_("Same period last year"),
    "nothing": N_("No comparison"),
}
_RARE = (PeriodKind.WEEK, PeriodKind.CUSTOM)
"""Lengths that move into a menu first where there is no room."""
_ARROW = " ▾"
_GAPS = 44
"""Pixels between the groups of buttons."""


def _width(buttons: Iterable[QWidget]) -> int:
    return sum(button.sizeHint().width() for button in buttons)


class PeriodBar(QWidget):
    """``‹ March 2025 ▾ ›  Month | Quarter | Year | …  vs Feb 25 ▾``.

    Where the presets do not fit, the rare ones collapse into a menu, and then all.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._earlier = SegmentButton("‹", "first")
        self._period = SegmentButton("", "middle")
        self._later = SegmentButton("›", "last")
        self._presets = {kind: self._preset(kind) for kind in _KINDS}
        self._menu_button = SegmentButton("", checkable=True)
        self._comparison = SegmentButton("")
        self._filter = SegmentButton(_("+ Filter"), "first")
        self.views = ViewsButton(session, self)
        self.views.setProperty("place", "last")
        self._build()
        self._connect()
        session.view_changed.connect(self.refresh)
        session.company_changed.connect(self.refresh)
        session.preferences_changed.connect(self.refresh)
        self.refresh()

    def _preset(self, kind: PeriodKind) -> SegmentButton:
        places = {PeriodKind.WEEK: "first", PeriodKind.CUSTOM: "last"}
        button = SegmentButton(
            _(_KINDS[kind]), places.get(kind, "middle"), checkable=True
        )
        button.clicked.connect(lambda: self.choose_kind(kind))
        return button

    def _build(self) -> None:
        self._earlier.setAccessibleName(_("Previous period"))
        self._earlier.setToolTip(_("Previous period") + " (Ctrl+PgUp)")
        self._later.setAccessibleName(_("Next period"))
        self._later.setToolTip(_("Next period") + " (Ctrl+PgDown)")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for button in (self._earlier, self._period, self._later):
            line.addWidget(button)
        line.addSpacing(12)
        for button in self._presets.values():
            line.addWidget(button)
        line.addWidget(self._menu_button)
        line.addSpacing(12)
        line.addWidget(self._comparison)
        line.addSpacing(12)
        line.addWidget(self._filter)
        line.addWidget(self.views)
        line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        session = self._session
        self._earlier.clicked.connect(self.show_earlier)
        self._later.clicked.connect(self.show_later)
        self._period.clicked.connect(self._on_period)
        self._filter.clicked.connect(self.choose_segment)
        kinds = QMenu(self)
        for kind, name in _KINDS.items():
            action = kinds.addAction(_(name))
            action.triggered.connect(lambda _on=False, k=kind: self.choose_kind(k))
        self._menu_button.setMenu(kinds)
        self._comparisons = QMenu(self)
        self._group = QActionGroup(self)
        for key in _COMPARISONS:
            action = QAction(self._group)
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, k=key: session.compare(k))
            self._comparisons.addAction(action)
        self._comparisons.aboutToShow.connect(self._on_comparisons)
        self._comparison.setMenu(self._comparisons)

    # -- showing -------------------------------------------------------------

    def refresh(self) -> None:
        """Say the period that the session shows."""
        session = self._session
        screen = session.screen
        known = session.company is not None
        self.setEnabled(known or screen is not None)
        text = compared = ""
        if known:
            text = period_words(session.period, session.formats)
            earlier = self._compared(session.compare_with)
            if earlier is not None:
                compared = short_period_words(earlier, session.formats)
        elif screen is not None:
            text = screen.period_text[:1].upper() + screen.period_text[1:]
            compared = screen.compared_text
        self._period.setText(text + _ARROW if text else _("Period"))
        self._period.setAccessibleName(
            _("Period: {period}. Press Enter to change", period=text)
        )
        versus = _("vs {period}", period=compared) if compared else ""
        self._comparison.setText((versus or _("No comparison")) + _ARROW)
        self._comparison.setAccessibleName(_("Compare with") + f": {versus}")
        kind = session.period.kind
        for preset, button in self._presets.items():
            button.setChecked(preset is kind)
        self._fit()
        self._later.setEnabled(session.period.end <= session.today())
        self._filter.setEnabled(known)
        self.views.setEnabled(known)

    def _compared(self, compare_with: str) -> Period | None:
        period = self._session.period
        match compare_with:
            case "previous":
                return period.previous()
            case "year_before":
                return period.year_before()
            case _:
                return None

    def _on_comparisons(self) -> None:
        """Show the dates that each comparison means."""
        formats = self._session.formats
        for action, (key, name) in zip(
            self._group.actions(), _COMPARISONS.items(), strict=True
        ):
            earlier = self._compared(key)
            dates = short_period_words(earlier, formats) if earlier else ""
            action.setText(f"{_(name)}\t{dates}" if dates else _(name))
            action.setChecked(key == self._session.compare_with)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Collapse the presets into a menu where they do not fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The word of the views yields first, then the presets."""
        every = tuple(_KINDS)
        usual = tuple(kind for kind in _KINDS if kind not in _RARE)
        for shown in (every, usual, ()):
            self._name_menu(shown)
            menu = [] if shown == every else [self._menu_button]
            chosen = _width([*(self._presets[kind] for kind in shown), *menu])
            for short in (False, True):
                self.views.shorten(short=short)
                if self._around() + chosen <= self.width():
                    self._show_presets(shown)
                    return
        self._show_presets(())

    def _name_menu(self, shown: tuple[PeriodKind, ...]) -> None:
        """Name the menu by what it chose, or by what it holds."""
        kind = self._session.period.kind
        name = _("Other") if kind in shown else _(_KINDS.get(kind, ""))
        self._menu_button.setText((name or _("Other")) + _ARROW)
        self._menu_button.setAccessibleName(name or _("Other"))

    def _show_presets(self, shown: tuple[PeriodKind, ...]) -> None:
        places = {shown[0]: "first"} if shown else {}
        for kind, button in self._presets.items():
            button.setVisible(kind in shown)
            button.put(places.get(kind, "middle"))
        whole = len(shown) == len(_KINDS)
        if whole:
            self._presets[PeriodKind.CUSTOM].put("last")
        self._menu_button.setVisible(not whole)
        self._menu_button.put("last" if shown else "")
        rare = bool(shown) and self._session.period.kind in _RARE
        self._menu_button.setChecked(rare)

    def _around(self) -> int:
        """The width of everything but the presets."""
        return _GAPS + _width(
            (
                self._earlier,
                self._period,
                self._later,
                self._comparison,
                self._filter,
                self.views,
            )
        )

    # -- choosing ------------------------------------------------------------

    def choose_kind(self, kind: PeriodKind) -> None:
        """Show a period of another length with the same end."""
        session = self._session
        if kind is PeriodKind.CUSTOM:
            from kpidesk.ui.widgets.custom_period_dialog import CustomPeriodDialog

            dialog = CustomPeriodDialog(session.period, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.chosen.connect(session.show_period)
            dialog.finished.connect(lambda _result: self.refresh())
            dialog.open()
            return
        fiscal_start = session.company.rules.fiscal_start if session.company else 1
        session.show_period(same_end(self._begun(), kind, fiscal_start))
        self.refresh()

    def _begun(self) -> Period:
        """The period shown, or its latest month with data where it ends in the future.

        The month at the end of a quarter that has just begun has no day yet.
        """
        session = self._session
        shown, this_month = session.period, month_of(session.today())
        if shown.end <= this_month.end:
            return shown
        latest = session.latest
        within = shown.start <= latest.start and latest.end <= shown.end
        return latest if within else this_month

    def choose_segment(self) -> None:
        """Choose the part of the company to show."""
        from kpidesk.ui.widgets.segment_popover import SegmentPopover

        if self._session.company is not None:
            SegmentPopover(self._session, self).show_below(self._filter)

    def show_earlier(self) -> None:
        """Show the period before."""
        self._session.show_period(self._session.period.shifted(-1))

    def show_later(self) -> None:
        """Show the period after, unless it has not begun."""
        later = self._session.period.shifted(1)
        if later.start <= self._session.today():
            self._session.show_period(later)

    def show_latest(self) -> None:
        """Show the latest complete period of this length."""
        session = self._session
        kind = session.period.kind
        if kind is PeriodKind.CUSTOM:
            kind = PeriodKind.MONTH
        fiscal_start = session.company.rules.fiscal_start if session.company else 1
        period = same_end(session.latest, kind, fiscal_start)
        complete = period if period.end <= session.today() else period.previous()
        session.show_period(complete)

    def _on_period(self) -> None:
        if self._session.company is None:
            return
        if self._session.period.kind is PeriodKind.CUSTOM:
            self.choose_kind(PeriodKind.CUSTOM)
            return
        from kpidesk.ui.widgets.month_popover import MonthPopover

        popover = MonthPopover(self._session, self)
        popover.chosen.connect(self._session.show_period)
        popover.show_below(self._period)
