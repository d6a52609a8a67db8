"""The catalogue as a reference for people: keys, names, definitions, formulas."""

from __future__ import annotations

from kpidesk.domain.catalog import CATALOG
from kpidesk.domain.kpi import Family, Kpi
from kpidesk.i18n.messages import N_, _
from kpidesk.reporting.reading_text import formula_in_words

FAMILIES = {
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


def catalogue_text() -> str:
    """Every KPI with its unit, name, formula in words and other definitions."""
    lines: list[str] = []
    for family, title in FAMILIES.items():
        lines += [_(title), ""]
        for kpi in CATALOG:
            if kpi.family is family:
                lines += _entry(kpi)
        lines.append("")
    return "\n".join(lines).rstrip()


def _entry(kpi: Kpi) -> list[str]:
    lines = [
        f"  {kpi.key}  [{kpi.unit.value}]  {_(kpi.name)}",
        f"      {formula_in_words(kpi)}",
    ]
    lines += [f"      --variant {item.name}: {_(item.label)}" for item in kpi.variants]
    return lines
