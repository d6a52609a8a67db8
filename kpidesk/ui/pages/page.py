"""What the window expects of a page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.ui.company_files import CompanyFiles
from kpidesk.ui.navigation import Navigator
from kpidesk.ui.session import Session


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page is given.

    Attributes:
        session: What the window works on.
        navigator: The way to other pages.
        files: Makes and opens company files.
    """

    session: Session
    navigator: Navigator
    files: CompanyFiles


class Page(QWidget):
    """A destination of the rail, or a page pushed over one.

    The window makes a page when it is first shown and keeps it, with its scroll
    position and selection. Subclasses put their widgets into ``column``.

    Args:
        context: Session, navigator and company files.
    """

    has_periods = False
    """The period bar stands above it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.session = context.session
        self.navigator = context.navigator
        self.files = context.files
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    @property
    def title(self) -> str:
        """What the page header says."""
        return self.windowTitle()

    def show_subject(self, subject: str) -> None:
        """The page is shown, about *subject* where it has one."""

    def fill_missing(self, place: str) -> None:
        """Go where what a KPI misses is filled in; ``filters`` takes them away."""
        if place == "filters":
            self.session.filter_by(None)
        else:
            page, _slash, subject = place.partition("/")
            self.navigator.go(page, subject)

    def records_text(self) -> str:
        """How many records the page shows, for the status bar."""
        return ""

    def first_focus(self) -> QWidget | None:
        """The widget that gets the focus when the page is first shown."""
        return None
