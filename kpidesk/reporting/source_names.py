"""Where a definition or a reference range comes from, in words."""

from __future__ import annotations

from kpidesk.i18n.messages import N_, _

_NAMES = {
    "000": N_("article on KPIs of software houses (Italy)"),
    "001": N_("article on customer success KPIs (Italy)"),
    "002": N_("article on churn and the value of clients (Italy)"),
    "003": N_("article on SaaS retention (Italy)"),
    "004": N_("article on CRM KPIs (Brazil, 2024)"),
    "A": N_("choice of kpidesk"),
    "C": N_("common usage"),
}


def source_text(codes: str) -> str:
    """The sources of a KPI or range, from codes such as ``000, 004``."""
    return "; ".join(_(_NAMES.get(code, code)) for code in codes.split(", "))
