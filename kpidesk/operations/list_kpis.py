"""Every KPI of a period as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.i18n.messages import _
from kpidesk.operations.card_faces import card_face
from kpidesk.operations.load_dashboard import DashboardQuestion, load_dashboard
from kpidesk.operations.show_dashboard import FAMILY_NAMES
from kpidesk.reporting.reading_text import value_text

if TYPE_CHECKING:
    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One KPI in a table: key, chapter, name and texts."""

    key: str
    family: str
    name: str
    value: str
    previous: str
    change: str
    target: str


def list_kpis(
    store: Store, question: DashboardQuestion, formats: Formats
) -> tuple[KpiRow, ...]:
    """Compute every KPI of the catalogue for a table."""
    keys = tuple(kpi.key for kpi in CATALOG)
    dashboard = load_dashboard(store, replace(question, keys=keys))
    rows = []
    for card in dashboard.cards:
        face = card_face(card, formats, running=dashboard.in_progress)
        kpi = card.reading.kpi
        before = card.before.value if card.before else None
        rows.append(
            KpiRow(
                key=kpi.key,
                family=_(FAMILY_NAMES[kpi.family]),
                name=_(kpi.name),
                value=face.value or value_text(kpi.unit, None, formats),
                previous=value_text(kpi.unit, before, formats),
                change=face.change,
                target=face.target if card.target is not None else "",
            )
        )
    return tuple(rows)
