"""What the window works on: preferences, the open company file, the period shown.

A new main window can be built from the same session at any time; that is how the
language changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from kpidesk.domain.period import Period, PeriodKind, month_of
from kpidesk.errors import KpideskError
from kpidesk.i18n.languages import find_language, guess_language, system_locale
from kpidesk.i18n.messages import use_language
from kpidesk.operations.first_screen import Screen, last_screen
from kpidesk.operations.progress import Progress
from kpidesk.preferences import Preferences, save_preferences
from kpidesk.ui.tasks import Task, TaskRunner
from kpidesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from kpidesk.domain.segment import Segment
    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.enter_company import Company
    from kpidesk.operations.open_workspace import Workspace
    from kpidesk.operations.remembering_store import DatasetMemory, RememberingStore
    from kpidesk.operations.saved_views import SavedView
    from kpidesk.operations.show_dashboard import KpiName

T = TypeVar("T")
Question = Callable[["RememberingStore"], T]
Change = Callable[["RememberingStore", Progress], T]


class Session(QObject):
    """State that pages share, and the signals that tell of its changes.

    Nothing here imports what computes figures: a session exists before first paint.
    """

    changed = Signal(frozenset)
    """Records or facts of the company changed; carries the kinds, or ``setting``."""
    company_changed = Signal()
    """Another company file is open, or none."""
    view_changed = Signal()
    """The period, the comparison or the segment changed."""
    preferences_changed = Signal()
    """Formats or another preference changed, but not the language."""
    language_changed = Signal()
    """The window must be built anew."""
    import_requested = Signal(list)
    """Somebody dropped or chose files (list of Path) to import."""

    def __init__(
        self,
        preferences: Preferences,
        runner: TaskRunner,
        theme: Theme,
        today: Callable[[], date] = date.today,
        language: str | None = None,
    ) -> None:
        super().__init__()
        self.preferences = preferences
        self._asked_language = language
        self.runner = runner
        self.theme = theme
        self.today = today
        self.path: Path | None = None
        self.company: Company | None = None
        self.kpis: tuple[KpiName, ...] = ()
        self.period: Period = month_of(today()).previous()
        self.latest: Period = self.period
        self.compare_with = "previous"
        self.segment: Segment | None = None
        """The part of the company that is shown; ``None`` = all of it."""
        self.screen: Screen | None = None
        self._memory: DatasetMemory | None = None
        self._formats: Formats | None = None
        self._written_for = ("", "", "")
        use_language(self.language)

    # -- preferences ---------------------------------------------------------

    @property
    def language(self) -> str:
        """Code of the language in force."""
        preferred = self._asked_language or self.preferences.language
        chosen = preferred or guess_language(system_locale())
        # "pt" alone may be either Portuguese; the first page offers the choice.
        return chosen or "pt_PT"

    @property
    def region(self) -> str:
        """Country whose figures and dates are written."""
        return self.preferences.region or find_language(self.language).region

    @property
    def currency(self) -> str:
        """Base currency of the open company, or the likely one of a new company."""
        if self.company is not None:
            return self.company.rules.currency
        if self.screen is not None:
            return self.screen.currency
        return find_language(self.language).currency

    @property
    def formats(self) -> Formats:
        """How figures and dates are written."""
        wanted = self.language, self.region, self.currency
        if self._formats is None or self._written_for != wanted:
            # Babel is not needed to paint the first screen.
            from kpidesk.i18n.formats import Formats

            self._formats, self._written_for = Formats(*wanted), wanted
        return self._formats

    def prefer(self, **choices: Any) -> None:
        """Change preferences, keep them, and make everybody follow at once."""
        before, language = self.preferences, self.language
        self.preferences = replace(before, **choices)
        if "language" in choices:
            self._asked_language = None
        if self.preferences == before and self.language == language:
            return
        # A folder that cannot be written must not keep anybody from choosing.
        with suppress(OSError):
            save_preferences(self.preferences)
        self.theme.apply(self.preferences.theme, self.preferences.text_size)
        if self.language != language:
            use_language(self.language)
            self.kpis = ()
            self.screen = None
            self.language_changed.emit()
        elif self.preferences.region != before.region:
            self.screen = None
            self.preferences_changed.emit()
            self.view_changed.emit()
        else:
            self.preferences_changed.emit()

    # -- the company file ----------------------------------------------------

    @property
    def writable(self) -> bool:
        """The open file may be changed from here."""
        return self.company is not None and self.company.lock is not None

    def show_at_once(self, path: Path) -> None:
        """Take up a file with what it showed last, before it is opened properly."""
        self.path = path
        self.screen = last_screen(path, self.language, self.region)
        if self.screen is not None:
            from kpidesk.domain.period import parse_period

            code, kind, fiscal_start = self.screen.period
            with suppress(KpideskError, ValueError):
                self.period = parse_period(code, fiscal_start, PeriodKind(kind))

    def open(
        self,
        path: Path,
        *,
        opened: Callable[[], None] | None = None,
        failed: Callable[[KpideskError], None] | None = None,
    ) -> None:
        """Open a company file in the background and hold it for writing."""
        if self.company is not None and self.company.path == path:
            return
        kind = self.period.kind
        day, language, region = self.today(), self.language, self.region

        def operation(_progress: Progress) -> Company:
            from kpidesk.i18n.formats import Formats
            from kpidesk.operations.enter_company import enter_company

            # Reading how a language writes takes longer than the window may stall.
            Formats(language, region).month(day)
            return enter_company(path, day, kind)

        def done(company: Company) -> None:
            self._enter(company)
            if opened is not None:
                opened()

        self.runner.run(operation, owner=self, done=done, failed=failed, group="open")

    def _enter(self, company: Company) -> None:
        self.close()
        if self.path != company.path:
            # The figures of another company must not be seen under this one's name.
            self.screen = None
        self.path = company.path
        self.company = company
        self.kpis = company.kpis
        self.period = self.latest = company.period
        self._memory = company.memory
        self.segment = None
        self.prefer(
            **_recent(self.preferences.with_recent_file(company.path)),
        )
        self.company_changed.emit()

    def rename_kpis(self) -> None:
        """Name the KPIs in the language of the moment."""
        from kpidesk.operations.show_dashboard import kpi_names

        self.kpis = kpi_names()

    def close(self) -> None:
        """Let go of the open file."""
        if self.company is not None and self.company.lock is not None:
            self.company.lock.close()
        self.company = None
        self._memory = None

    def leave(self) -> None:
        """Close the file and go back to the first page."""
        self.close()
        self.path = None
        self.screen = None
        self.prefer(last_file=None)
        self.company_changed.emit()

    # -- asking and changing -------------------------------------------------

    def ask(
        self,
        question: Question[T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[KpideskError], None] | None = None,
        group: str = "",
        title: str = "",
    ) -> Task | None:
        """Ask the company file something in the background; nothing without a file."""
        if self.company is None or self._memory is None:
            return None
        path, memory = self.company.path, self._memory
        read_only = not self.writable

        def operation(_progress: Progress) -> T:
            from kpidesk.operations.remembering_store import remembering

            with remembering(path, memory, read_only=read_only) as store:
                return question(store)

        return self.runner.run(
            operation, owner=owner, done=done, failed=failed, group=group, title=title
        )

    def change(
        self,
        change: Change[T],
        *,
        owner: QObject,
        kinds: Iterable[str],
        done: Callable[[T], None] | None = None,
        failed: Callable[[KpideskError], None] | None = None,
        title: str = "",
    ) -> Task | None:
        """Change the company file in the background and tell every page.

        Args:
            change: Called with the store and a ``Progress``; one transaction is its
                own business.
            owner: Who wants the result.
            kinds: Kinds of record touched, or ``setting``.
            done: Called with the result after every page has been told.
            failed: Called with a known error.
            title: What people are told it does, when it takes long.
        """
        if not self.writable or self.company is None or self._memory is None:
            return None
        path, memory, touched = self.company.path, self._memory, frozenset(kinds)

        def operation(progress: Progress) -> tuple[T, Workspace]:
            from kpidesk.operations.open_workspace import describe
            from kpidesk.operations.remembering_store import remembering

            with remembering(path, memory) as store:
                return change(store, progress), describe(store)

        def finished(outcome: tuple[T, Workspace]) -> None:
            result, workspace = outcome
            if self.company is not None and self.company.path == workspace.path:
                self.company = replace(self.company, workspace=workspace)
            self.changed.emit(touched)
            if done is not None:
                done(result)

        return self.runner.run(
            operation,
            owner=owner,
            done=finished,
            failed=failed,
            writes=True,
            title=title,
        )

    # -- what is shown -------------------------------------------------------

    def show_period(self, period: Period) -> None:
        """Show another period everywhere."""
        if period != self.period:
            self.period = period
            self.view_changed.emit()

    def compare(self, compare_with: str) -> None:
        """Compare with ``previous``, ``year_before`` or ``nothing``."""
        if compare_with != self.compare_with:
            self.compare_with = compare_with
            self.view_changed.emit()

    def filter_by(self, segment: Segment | None) -> None:
        """Show a part of the company everywhere; ``None`` shows all of it."""
        wanted = segment if segment is not None and segment.dimensions else None
        if wanted != self.segment:
            self.segment = wanted
            self.view_changed.emit()

    def show_view(self, view: SavedView) -> None:
        """Take up a comparison and a filter that were saved under a name."""
        self.compare_with = view.compare_with
        self.segment = view.segment if view.segment.dimensions else None
        self.view_changed.emit()


def _recent(preferences: Preferences) -> dict[str, Any]:
    return {
        "recent_files": preferences.recent_files,
        "last_file": preferences.last_file,
    }
