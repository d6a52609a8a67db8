"""What the page of a KPI asks the company file, off the main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kpidesk.ui.session import Session

if TYPE_CHECKING:
    from kpidesk.operations.charts.facts import Mark, SpecialFacts
    from kpidesk.operations.remembering_store import RememberingStore

MOST_RECORDS = 500
"""More than anybody reads below a chart."""


def ask_chart(
    session: Session,
    owner: QObject,
    kpi: str,
    chart: str,
    done: Callable[[SpecialFacts], None],
) -> None:
    """Compute a special chart of a KPI."""
    from kpidesk.domain.segment import EVERYTHING
    from kpidesk.operations.load_dashboard import DashboardQuestion

    question = DashboardQuestion(
        period=session.period,
        today=session.today(),
        compare_with=session.compare_with,
        segment=session.segment or EVERYTHING,
    )
    formats = session.formats

    def ask(store: RememberingStore) -> SpecialFacts:
        from kpidesk.operations.charts.choice import tell_chart

        return tell_chart(store, kpi, chart, question, formats)

    session.ask(ask, owner=owner, done=done, group="special chart")


def ask_names(
    session: Session,
    owner: QObject,
    mark: Mark,
    done: Callable[[list[tuple[int, str]]], None],
) -> None:
    """Name the first records behind a mark, in its order."""
    ids = mark.ids[:MOST_RECORDS]

    def ask(store: RememberingStore) -> list[tuple[int, str]]:
        from kpidesk.operations.record_labels import labels

        names = labels(store, mark.kind, ids)
        return [(each, names[each]) for each in ids if each in names]

    session.ask(ask, owner=owner, done=done, group="mark records")


def ask_client(
    session: Session,
    owner: QObject,
    record: tuple[str, int],
    done: Callable[[int], None],
) -> None:
    """Find the client of a record, given as kind and id; 0 for none."""

    def ask(store: RememberingStore) -> int:
        from kpidesk.operations.record_labels import client_of

        return client_of(store, *record)

    session.ask(ask, owner=owner, done=done, group="client of a record")
