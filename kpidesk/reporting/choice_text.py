"""Values of choice fields as people read them."""

from __future__ import annotations

from kpidesk.i18n.messages import N_, _

_CHOICES = {
    "contract.status": {"signed": N_("Active"), "draft": N_("Draft")},
    "price_term.change_kind": {
        "upsell": N_("More sold (upsell)"),
        "price": N_("Price list"),
        "indexation": N_("Indexation"),
        "other": N_("Other"),
    },
    "ticket.priority": {
        "low": N_("Low"),
        "normal": N_("Normal"),
        "high": N_("High"),
        "urgent": N_("Urgent"),
    },
    "ticket.status": {
        "open": N_("Open"),
        "in_progress": N_("In progress"),
        "pending": N_("Waiting for client"),
        "resolved": N_("Resolved"),
        "closed": N_("Closed"),
    },
    "survey_answer.survey": {
        "csat": N_("CSAT"),
        "nps": N_("NPS"),
        "ces": N_("CES"),
        "enps": N_("eNPS"),
        "pulse": N_("Pulse survey"),
    },
    "lead.outcome": {
        "open": N_("Open"),
        "converted": N_("Won"),
        "lost": N_("Lost"),
    },
    "cost.purpose": {
        "marketing": N_("Marketing"),
        "sales": N_("Sales"),
        "delivery": N_("Delivery"),
        "support": N_("Support"),
        "other": N_("Other"),
    },
}


def choice_text(kind: str, field: str, value: str) -> str:
    """The words for a value of a choice field; the value itself where unknown."""
    known = _CHOICES.get(f"{kind}.{field}", {}).get(value)
    return _(known) if known else value
