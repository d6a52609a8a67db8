"""Which charts the page of a KPI offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.i18n.messages import N_, _
from kpidesk.operations.charts.backlog_facts import backlog_by_age
from kpidesk.operations.charts.cohort_facts import (
    client_cohorts,
    client_cohorts_of_two_years,
    mrr_cohorts,
    mrr_cohorts_of_two_years,
)
from kpidesk.operations.charts.concentration_facts import mrr_by_client
from kpidesk.operations.charts.expansion_facts import reasons_of_expansion
from kpidesk.operations.charts.first_value_facts import first_value_by_client
from kpidesk.operations.charts.funnel_facts import lead_funnel
from kpidesk.operations.charts.histogram_facts import (
    health_of_clients,
    mrr_of_clients,
    resolution_times,
    response_times,
    sales_cycles,
)
from kpidesk.operations.charts.layered_facts import (
    answers_and_silence,
    costs_of_acquisition,
    fate_of_leads,
    kinds_of_revenue,
    repeat_and_first_revenue,
    who_left_the_team,
)
from kpidesk.operations.charts.margin_facts import margin_of_clients
from kpidesk.operations.charts.movement_facts import (
    movements_of_period,
    movements_over_time,
)
from kpidesk.operations.charts.nps_facts import nps_distribution
from kpidesk.operations.charts.panel_facts import clients_over_time, inputs_of_ltv
from kpidesk.operations.charts.pareto_facts import (
    leaving_reasons,
    ticket_categories,
    ticket_channels,
)
from kpidesk.operations.charts.question import ChartQuestion
from kpidesk.operations.charts.receivable_facts import overdue_by_age
from kpidesk.operations.charts.renewal_facts import renewals_by_period
from kpidesk.operations.charts.score_facts import score_distribution
from kpidesk.operations.charts.score_levels_facts import levels_over_time
from kpidesk.operations.charts.source_facts import leads_by_source
from kpidesk.operations.charts.survival_facts import time_to_first_value
from kpidesk.operations.load_dashboard import is_running, target_in_force

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.i18n.formats import Formats
    from kpidesk.operations.charts.facts import SpecialFacts
    from kpidesk.operations.load_dashboard import DashboardQuestion
    from kpidesk.store.protocol import Store


@dataclass(frozen=True, slots=True)
class SpecialChart:
    """A chart beside that over time: its key, name (message id) and its figures."""

    key: str
    name: str
    tell: Callable[[ChartQuestion], SpecialFacts]


_CLIENT_COHORTS = SpecialChart(
    "client_cohorts", N_("Clients kept by cohort"), client_cohorts
)
_MRR_COHORTS = SpecialChart("mrr_cohorts", N_("MRR kept by cohort"), mrr_cohorts)
_LONG_CLIENT_COHORTS = SpecialChart(
    "client_cohorts_long",
    N_("Clients kept by cohort, 24 months"),
    client_cohorts_of_two_years,
)
_LONG_MRR_COHORTS = SpecialChart(
    "mrr_cohorts_long", N_("MRR kept by cohort, 24 months"), mrr_cohorts_of_two_years
)
_WATERFALL = SpecialChart(
    "waterfall", N_("Movements of the period"), movements_of_period
)
_MOVEMENTS = SpecialChart(
    "movements", N_("MRR movements over time"), movements_over_time
)
_CONCENTRATION = SpecialChart("concentration", N_("MRR by client"), mrr_by_client)
_REASONS = SpecialChart("reasons", N_("Why clients left"), leaving_reasons)
_RENEWALS = SpecialChart("renewals", N_("Renewals by period"), renewals_by_period)
_GROUPS = SpecialChart("groups", N_("Answers by group"), nps_distribution)
_RESPONSES = SpecialChart("responses", N_("Distribution"), response_times)
_RESOLUTIONS = SpecialChart("resolutions", N_("Distribution"), resolution_times)
_CYCLES = SpecialChart("cycles", N_("Distribution"), sales_cycles)
_SIZES = SpecialChart("sizes", N_("How large clients are"), mrr_of_clients)
_HEALTH = SpecialChart("health", N_("Distribution"), health_of_clients)
_SCORES = SpecialChart("scores", N_("Distribution"), score_distribution)
_CATEGORIES = SpecialChart("categories", N_("By category"), ticket_categories)
_CHANNELS = SpecialChart("channels", N_("By channel"), ticket_channels)
_FUNNEL = SpecialChart("funnel", N_("Lead funnel"), lead_funnel)
_BACKLOG = SpecialChart("backlog", N_("Backlog by age"), backlog_by_age)
_FIRST_VALUE = SpecialChart(
    "first_value", N_("Share with first value, by day"), time_to_first_value
)
_FIRST_VALUES = SpecialChart(
    "first_values", N_("Client by client"), first_value_by_client
)
_CLIENTS = SpecialChart(
    "clients", N_("Clients, who came and who left"), clients_over_time
)
_LTV_INPUTS = SpecialChart("ltv_inputs", N_("What it is made of"), inputs_of_ltv)
_MARGINS = SpecialChart("margins", N_("Margin by client"), margin_of_clients)
_ANSWERED = SpecialChart("answered", N_("Sent and answered"), answers_and_silence)
_REVENUE = SpecialChart("revenue_kinds", N_("What it is made of"), kinds_of_revenue)
_REPEAT = SpecialChart(
    "repeat_revenue", N_("What it is made of"), repeat_and_first_revenue
)
_LEVELS = SpecialChart("levels", N_("Answers by score over time"), levels_over_time)
_LEAVERS = SpecialChart("leavers", N_("People who left"), who_left_the_team)
_COSTS = SpecialChart("acquisition_costs", N_("Costs by kind"), costs_of_acquisition)
_COHORT_LEADS = SpecialChart("lead_cohorts", N_("By period of creation"), fate_of_leads)
_SOURCES = SpecialChart("sources", N_("By source"), leads_by_source)
_OVERDUE = SpecialChart("overdue", N_("Overdue by age"), overdue_by_age)

_EXPANSION = SpecialChart(
    "expansion_reasons", N_("Expansion by reason"), reasons_of_expansion
)

_MRR = (_WATERFALL, _MOVEMENTS)
_BOTH_COHORTS = (_CLIENT_COHORTS, _MRR_COHORTS)
_KEPT = (*_BOTH_COHORTS, _LONG_CLIENT_COHORTS)
_KEPT_MRR = (*reversed(_BOTH_COHORTS), _LONG_MRR_COHORTS)
_CHARTS: dict[str, tuple[SpecialChart, ...]] = {
    **dict.fromkeys(("mrr", "arr"), (*_MRR, _CONCENTRATION)),
    **dict.fromkeys(
        (
            "mrr_opening",
            "cmrr",
            "mrr_growth",
            "mrr_new",
            "mrr_reactivation",
            "mrr_contraction",
            "quick_ratio",
        ),
        _MRR,
    ),
    **dict.fromkeys(
        ("mrr_expansion", "expansion_rate", "expansion_revenue"), (_EXPANSION, *_MRR)
    ),
    "mrr_churned": (*_MRR, _REASONS),
    **dict.fromkeys(
        ("churn_rate", "churn_rate_eligible"), (*_KEPT, _REASONS, _CLIENTS)
    ),
    "clients_lost": (_CLIENTS, _REASONS, *_KEPT),
    **dict.fromkeys(
        ("clients", "clients_opening", "clients_new", "clients_reactivated"),
        (_CLIENTS, _CLIENT_COHORTS),
    ),
    **dict.fromkeys(("ltv", "ltv_cac"), (_LTV_INPUTS,)),
    **dict.fromkeys(("cac", "cac_payback"), (_COSTS,)),
    "client_margin": (_MARGINS,),
    "employee_turnover": (_LEAVERS,),
    **dict.fromkeys(("response_rate", "pulse_participation"), (_ANSWERED,)),
    **dict.fromkeys(("revenue", "recurring_share"), (_REVENUE,)),
    "repeat_revenue": (_REPEAT,),
    **dict.fromkeys(("retention_rate", "client_lifetime"), _KEPT),
    **dict.fromkeys(("nrr", "grr"), (*_KEPT_MRR, *_MRR)),
    **dict.fromkeys(
        ("gross_revenue_churn", "net_revenue_churn"), (*_KEPT_MRR, *_MRR, _REASONS)
    ),
    **dict.fromkeys(("renewal_rate", "renewal_rate_mrr"), (_RENEWALS,)),
    "arpa": (_SIZES, _CONCENTRATION),
    **dict.fromkeys(("health_score", "at_risk"), (_HEALTH,)),
    **dict.fromkeys(("csat", "csat_mean", "ces_mean", "ces_top"), (_SCORES, _LEVELS)),
    **dict.fromkeys(
        (
            "concentration_top1",
            "concentration_top5",
            "concentration_hhi",
        ),
        (_CONCENTRATION,),
    ),
    **dict.fromkeys(
        ("leads_created", "leads_converted"), (_SOURCES, _FUNNEL, _COHORT_LEADS)
    ),
    **dict.fromkeys(
        (
            "lead_conversion",
            "lead_conversion_event",
            "win_rate",
        ),
        (_FUNNEL, _COHORT_LEADS),
    ),
    "sales_cycle": (_CYCLES, _FUNNEL),
    **dict.fromkeys(("nps", "enps"), (_GROUPS,)),
    **dict.fromkeys(
        ("tickets_opened", "ticket_categories", "contact_rate"),
        (_CATEGORIES, _CHANNELS),
    ),
    **dict.fromkeys(("backlog", "backlog_age"), (_BACKLOG,)),
    **dict.fromkeys(("overdue", "dso"), (_OVERDUE,)),
    **dict.fromkeys(("ttfv_mean", "ttfv_median"), (_FIRST_VALUES, _FIRST_VALUE)),
}


def charts_of(key: str) -> tuple[SpecialChart, ...]:
    """The special charts of a KPI, the most telling first."""
    if key.startswith("first_response_"):
        return (_RESPONSES,)
    if key.startswith("resolution_"):
        return (_RESOLUTIONS,)
    return _CHARTS.get(key, ())


def chart_names(key: str) -> tuple[tuple[str, str], ...]:
    """Keys and names of the special charts of a KPI, in the language of the moment."""
    return tuple((chart.key, _(chart.name)) for chart in charts_of(key))


def tell_chart(
    store: Store, key: str, chart: str, question: DashboardQuestion, formats: Formats
) -> SpecialFacts:
    """Compute and say a special chart of a KPI in a period.

    Raises:
        KeyError: The KPI has no such chart.
    """
    rules = store.rules()
    running = is_running(question.period, question.today)
    as_of = question.today if running else None
    evaluator = Evaluator(store.dataset(rules), rules, question.segment, as_of)
    start = question.period.start
    target = target_in_force(store.records("target"), key, start)
    chosen = {item.key: item for item in charts_of(key)}[chart]
    return chosen.tell(
        ChartQuestion(evaluator, find(key), question.period, running, target, formats)
    )
