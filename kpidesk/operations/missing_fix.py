"""Where what a card misses is filled in, and what its button says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpidesk.i18n.messages import N_, _

if TYPE_CHECKING:
    from kpidesk.domain.evaluation import Reading

_ADD_CONTRACT = ("contracts", N_("Add a contract"))
_FIXES = {
    "no_costs": ("costs", N_("Add costs")),
    "no_leads": ("leads", N_("Add leads")),
    "no_closed_leads": ("leads", N_("Complete the leads")),
    "no_won_leads": ("leads", N_("Complete the leads")),
    "no_contracts": _ADD_CONTRACT,
    "no_clients": _ADD_CONTRACT,
    "no_clients_at_start": _ADD_CONTRACT,
    "no_new_clients": _ADD_CONTRACT,
    "no_mrr": _ADD_CONTRACT,
    "no_mrr_at_start": _ADD_CONTRACT,
    "no_revenue": _ADD_CONTRACT,
    "nothing_due": ("contracts", N_("Renewals and notices")),
    "no_answers": ("surveys", N_("Add answers")),
    "nothing_sent": ("surveys", N_("Add answers")),
    "no_answered_tickets": ("tickets", N_("Complete the tickets")),
    "no_resolved_tickets": ("tickets", N_("Complete the tickets")),
    "no_contacts_known": ("tickets", N_("Complete the tickets")),
    "no_reopenings_known": ("tickets", N_("Complete the tickets")),
    "no_first_value": ("clients", N_("Fill in the dates")),
    "no_margin": ("settings", N_("Set margin")),
    "no_exchange_rate": ("settings", N_("Add exchange rates")),
    "no_sla": ("settings", N_("Set promised times")),
    "no_salaries": ("settings", N_("Complete the team")),
    "no_staff": ("settings", N_("Complete the team")),
}
"""Page and button by the reason why there is no value."""
_NOTHING_TO_FILL = {
    "no_backlog",
    "no_churn",
    "no_losses",
    "no_losses_of_revenue",
    "nobody_free_to_leave",
    "under_anonymity_floor",
}
"""Reasons that are facts of the period: entering more would not change them."""


def missing_fix(reading: Reading) -> tuple[str, str]:
    """The place that fills what a reading misses, and what the button says.

    Both are empty where nothing is missing but the thing measured did not happen.

    A place is a page, or a page and what of it: ``costs/2025-03``.
    """
    reason = reading.measurement.reason
    code = "" if reason is None else reason.code
    if code in _NOTHING_TO_FILL:
        return "", ""
    page, words = _FIXES.get(code, ("import", N_("Import from Excel")))
    place = f"{page}/{reading.period.last_day:%Y-%m}" if page == "costs" else page
    return place, _(words)
