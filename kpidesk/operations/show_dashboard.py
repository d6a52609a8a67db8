"""The dashboard in words, ready to be drawn and kept for the next start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.kpi import Family
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.card_faces import broken_face, card_face
from kpidesk.operations.edit_records import Edit, one_step
from kpidesk.operations.first_screen import (
    AttentionLine,
    CardFace,
    Screen,
    WaterfallFace,
)
from kpidesk.operations.load_dashboard import (
    Dashboard,
    DashboardQuestion,
    load_dashboard,
)
from kpidesk.operations.record_labels import labels
from kpidesk.operations.waterfall_face import waterfall_face
from kpidesk.reporting.attention_text import attention_text
from kpidesk.reporting.reading_text import period_text, records_text, short_period_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.i18n.formats import Formats
    from kpidesk.store.protocol import Store

ATTENTION_SHOWN = 500
SETUP_DONE = "dashboard.setup_done"
"""Fact of the workspace: nobody wants to be told what is still to be brought in."""
FAMILY_NAMES = {
    Family.REVENUE: N_("Revenue"),
    Family.RETENTION: N_("Clients and retention"),
    Family.UNIT_ECONOMICS: N_("Unit economics"),
    Family.ACQUISITION: N_("Acquisition"),
    Family.SUPPORT: N_("Support"),
    Family.SATISFACTION: N_("Satisfaction"),
    Family.ONBOARDING: N_("Onboarding"),
    Family.HEALTH: N_("Client health"),
    Family.TEAM: N_("Team"),
}


@dataclass(frozen=True, slots=True)
class KpiName:
    """A KPI as lists and the command palette name it."""

    key: str
    short: str
    name: str
    family: str
    family_name: str


def kpi_names() -> tuple[KpiName, ...]:
    """Every KPI of the catalogue in the language of the moment."""
    return tuple(
        KpiName(
            kpi.key,
            _(kpi.short),
            _(kpi.name),
            kpi.family.value,
            _(FAMILY_NAMES[kpi.family]),
        )
        for kpi in CATALOG
    )


def show_dashboard(
    store: Store, question: DashboardQuestion, formats: Formats
) -> Screen:
    """Compute the dashboard and say it in the language of the moment."""
    dashboard = load_dashboard(store, question)
    settings = store.settings()
    compared = dashboard.compared
    return Screen(
        language=formats.language,
        region=formats.region or "",
        company=str(settings.get("company.name", store.name)),
        currency=formats.currency,
        demo=bool(settings.get("company.demo", False)),
        period=(
            question.period.code,
            question.period.kind.value,
            question.period.fiscal_start,
        ),
        period_text=period_text(question.period, formats),
        compared_text=short_period_text(compared, formats) if compared else "",
        records={
            kind: records_text(kind, count, formats)
            for kind, count in dashboard.counts.items()
        },
        empty=not any(dashboard.counts.values()),
        cards=_faces(dashboard, question.keys, formats),
        waterfall=_waterfall(dashboard, formats),
        attention=_attention(store, dashboard, formats),
        missing=()
        if settings.get(SETUP_DONE)
        else tuple(kind for kind, count in dashboard.counts.items() if not count),
    )


def end_setup(store: Store) -> Edit:
    """Tell no more what is still to be brought in."""
    with one_step(store) as step:
        step.kinds.add("setting")
        step.writer.set_setting(SETUP_DONE, value=True)
        return step.done(N_("hide setup"))


def show_cards(
    store: Store, question: DashboardQuestion, keys: Sequence[str], formats: Formats
) -> tuple[CardFace, ...]:
    """Compute further cards for the same question."""
    dashboard = load_dashboard(store, replace(question, keys=keys))
    return _faces(dashboard, keys, formats)


def _faces(
    dashboard: Dashboard, keys: Sequence[str], formats: Formats
) -> tuple[CardFace, ...]:
    running = dashboard.in_progress
    faces = {
        card.reading.kpi.key: card_face(card, formats, running=running)
        for card in dashboard.cards
    }
    faces |= {key: broken_face(key, told) for key, told in dashboard.faults.items()}
    return tuple(faces[key] for key in keys)


def _waterfall(dashboard: Dashboard, formats: Formats) -> WaterfallFace | None:
    if dashboard.waterfall is None:
        return None
    if not dashboard.waterfall.opening and not dashboard.waterfall.closing:
        return None
    return waterfall_face(dashboard.waterfall, dashboard.period, formats)


def _attention(
    store: Store, dashboard: Dashboard, formats: Formats
) -> tuple[AttentionLine, ...]:
    shown = dashboard.attention[:ATTENTION_SHOWN]
    tickets = [item.record_id for item in shown if item.record_kind == "ticket"]
    names = labels(store, "ticket", tickets)
    return tuple(
        AttentionLine(
            kind=item.kind,
            text=attention_text(item, formats, names.get(item.record_id, "")),
            record_kind=item.record_kind,
            record_id=item.record_id,
            kpi=str(item.values.get("key", "")),
        )
        for item in shown
    )
