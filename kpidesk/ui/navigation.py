"""Where one can go: the destinations, and the way there and back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kpidesk.i18n.messages import N_


@dataclass(frozen=True, slots=True)
class Destination:
    """A page of the rail.

    Attributes:
        key: Stable name.
        title: Message id.
        icon: Name of its icon.
        group: ``""``, ``data``, ``tools`` or ``bottom``.
    """

    key: str
    title: str
    icon: str
    group: str = ""


DESTINATIONS = (
    Destination("dashboard", N_("Dashboard"), "layout-dashboard"),
    Destination("clients", N_("Clients"), "users", "data"),
    Destination("contracts", N_("Contracts"), "file-text", "data"),
    Destination("tickets", N_("Tickets"), "ticket", "data"),
    Destination("surveys", N_("Surveys"), "message-square", "data"),
    Destination("leads", N_("Leads"), "funnel", "data"),
    Destination("costs", N_("Costs"), "receipt", "data"),
    Destination("import", N_("Import"), "import", "tools"),
    Destination("reports", N_("Reports"), "printer", "tools"),
    Destination("settings", N_("Settings"), "settings", "bottom"),
)
GROUPS = {"data": N_("Data"), "tools": N_("Tools")}
LIST_PAGES = {
    "client": "clients",
    "contract": "contracts",
    "ticket": "tickets",
    "survey_answer": "surveys",
    "lead": "leads",
    "cost": "costs",
}
"""Which page lists a kind of record."""
PARENTS = {"kpi": "dashboard", "client": "clients"}
"""Pages that lie over a destination, and over which."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and what of it: the key of a KPI for ``kpi``."""

    page: str
    subject: str = ""


class Navigator(QObject):
    """Remembers the way. Pages ask it to go somewhere; the window shows the place.

    Signals:
        moved: Another place is shown (``Place``, and whether the way leads back).
    """

    moved = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self.place = Place("dashboard")

    def go(self, page: str, subject: str = "") -> None:
        """Show a page."""
        place = Place(page, subject)
        if place == self.place:
            return
        self._behind.append(self.place)
        self._ahead.clear()
        self._move(place, back=False)

    @property
    def behind(self) -> Place | None:
        """Where ``back`` leads: the place before, else what this page lies over."""
        if self._behind:
            return self._behind[-1]
        parent = PARENTS.get(self.place.page)
        return Place(parent) if parent else None

    def back(self) -> None:
        """Show the place behind this one."""
        place = self.behind
        if place is not None:
            self._ahead.append(self.place)
            del self._behind[-1:]
            self._move(place, back=True)

    def forward(self) -> None:
        """Undo a ``back``."""
        if self._ahead:
            self._behind.append(self.place)
            self._move(self._ahead.pop(), back=False)

    def _move(self, place: Place, *, back: bool) -> None:
        self.place = place
        self.moved.emit(place, back)
