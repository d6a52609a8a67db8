"""What the dashboard asks the company file, off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kpidesk.errors import KpideskError
from kpidesk.operations.first_screen import CardFace, Screen, keep_screen
from kpidesk.operations.progress import Progress
from kpidesk.ui.session import Session

if TYPE_CHECKING:
    from kpidesk.operations.list_kpis import KpiRow
    from kpidesk.operations.load_dashboard import DashboardQuestion
    from kpidesk.operations.remembering_store import RememberingStore
    from kpidesk.operations.tell_kpi import KpiStory


def _question(session: Session) -> DashboardQuestion:
    from kpidesk.domain.segment import EVERYTHING
    from kpidesk.operations.load_dashboard import DEFAULT_CARDS, DashboardQuestion

    company = session.company
    return DashboardQuestion(
        period=session.period,
        today=session.today(),
        keys=company.workspace.cards if company else DEFAULT_CARDS,
        compare_with=session.compare_with,
        segment=session.segment or EVERYTHING,
    )


def ask_dashboard(
    session: Session,
    owner: QObject,
    done: Callable[[tuple[Screen, int]], None],
    failed: Callable[[KpideskError], None],
) -> None:
    """Compute the dashboard; the answer comes with the revision it is true of."""
    question, formats = _question(session), session.formats

    def ask(store: RememberingStore) -> tuple[Screen, int]:
        from kpidesk.operations.show_dashboard import show_dashboard

        revision = store.revision()
        return show_dashboard(store, question, formats), revision

    session.ask(ask, owner=owner, done=done, failed=failed, group="dashboard")


def ask_cards(
    session: Session,
    owner: QObject,
    keys: Sequence[str],
    done: Callable[[tuple[CardFace, ...]], None],
) -> None:
    """Compute further cards."""
    question, formats = _question(session), session.formats

    def ask(store: RememberingStore) -> tuple[CardFace, ...]:
        from kpidesk.operations.show_dashboard import show_cards

        return show_cards(store, question, keys, formats)

    session.ask(ask, owner=owner, done=done, group="cards")


def keep_for_next_start(
    session: Session, owner: QObject, screen: Screen, revision: int
) -> None:
    """Keep what the next start would show first."""
    first_view = (
        session.period == session.latest
        and session.compare_with == "previous"
        and session.segment is None
    )
    if not session.writable or session.path is None or not first_view or screen.empty:
        return
    path = session.path

    def operation(_progress: Progress) -> None:
        keep_screen(path, revision, screen)

    def ignored(_outcome: object) -> None:
        """Without it, the next start shows skeletons: no reason to complain."""

    session.runner.run(
        operation, owner=owner, done=ignored, failed=ignored, group="keep", writes=True
    )


def ask_story(
    session: Session,
    owner: QObject,
    key: str,
    done: Callable[[KpiStory], None],
    failed: Callable[[KpideskError], None],
) -> None:
    """Compute everything about one KPI."""
    if session.company is None:
        return
    question, formats = _question(session), session.formats

    def ask(store: RememberingStore) -> KpiStory:
        from kpidesk.operations.tell_kpi import tell_kpi

        return tell_kpi(store, key, question, formats)

    session.ask(ask, owner=owner, done=done, failed=failed, group="story")


def ask_kpi_rows(
    session: Session, owner: QObject, done: Callable[[tuple[KpiRow, ...]], None]
) -> None:
    """Compute every KPI for a table."""
    if session.company is None:
        return
    question, formats = _question(session), session.formats

    def ask(store: RememberingStore) -> tuple[KpiRow, ...]:
        from kpidesk.operations.list_kpis import list_kpis

        return list_kpis(store, question, formats)

    session.ask(ask, owner=owner, done=done, group="kpi rows")
