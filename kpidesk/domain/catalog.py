"""The catalogue: every KPI, family by family, as an explicit list."""

from __future__ import annotations

from dataclasses import replace

from kpidesk.domain.kpi import Kpi
from kpidesk.domain.kpis import (
    acquisition,
    acquisition_cost,
    client_margins,
    clients,
    committed_mrr,
    health,
    lifetime_value,
    mrr,
    onboarding,
    receivables,
    renewals,
    retention,
    revenue,
    revenue_retention,
    revenue_so_far,
    satisfaction,
    support_times,
    support_volume,
    team,
)
from kpidesk.domain.kpis.retention import exactly
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_


def _with_exact_snapshots(kpis: tuple[Kpi, ...]) -> tuple[Kpi, ...]:
    """The same KPIs, each also with its snapshots at the instants themselves."""
    return tuple(replace(kpi, variants=(*kpi.variants, exactly(kpi))) for kpi in kpis)


CATALOG: tuple[Kpi, ...] = (
    *_with_exact_snapshots(mrr.KPIS),
    *_with_exact_snapshots(committed_mrr.KPIS),
    *_with_exact_snapshots(clients.KPIS),
    *_with_exact_snapshots(retention.KPIS),
    *_with_exact_snapshots(revenue_retention.KPIS),
    *renewals.KPIS,
    *revenue.KPIS,
    *receivables.KPIS,
    *lifetime_value.KPIS,
    *revenue_so_far.KPIS,
    *acquisition_cost.KPIS,
    *client_margins.KPIS,
    *acquisition.KPIS,
    *support_times.KPIS,
    *support_volume.KPIS,
    *satisfaction.KPIS,
    *onboarding.KPIS,
    *health.KPIS,
    *team.KPIS,
)
_BY_KEY = {kpi.key: kpi for kpi in CATALOG}


def find(key: str) -> Kpi:
    """The KPI called *key*.

    Raises:
        UsageError: The catalogue has no such key.
    """
    try:
        return _BY_KEY[key]
    except KeyError as error:
        raise UsageError(
            N_("There is no KPI called “{key}”. `kpidesk kpis --list` shows them."),
            key=key,
        ) from error
