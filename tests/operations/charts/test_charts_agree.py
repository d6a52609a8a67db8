"""What a special chart shows adds up to the KPI on whose page it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kpidesk.domain.catalog import CATALOG, find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import parse_period
from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.choice import charts_of, tell_chart
from kpidesk.operations.charts.facts import Figure, SpecialFacts
from kpidesk.operations.demo_company import make_demo_company
from kpidesk.operations.load_dashboard import DashboardQuestion
from kpidesk.operations.remembering_store import DatasetMemory, remembering
from kpidesk.store.sqlite_store import SqliteStore

TODAY = date(2026, 11, 24)
PERIODS = ("2026-10", "2026-Q3", "2025", "2026-11")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    path: Path = tmp_path_factory.mktemp("demo") / "demo.kpidesk"
    make_demo_company(path, "en", today=TODAY)
    with remembering(path, DatasetMemory(), read_only=True) as opened:
        yield opened


def tell(store: SqliteStore, kpi: str, chart: str, period: str) -> SpecialFacts:
    question = DashboardQuestion(parse_period(period), TODAY)
    return tell_chart(store, kpi, chart, question, Formats("en", "IE", "EUR"))


def value(store: SqliteStore, kpi: str, period: str) -> float:
    """The reading as the page takes it: up to today where the period still runs."""
    rules, span = store.rules(), parse_period(period)
    as_of = TODAY if span.start <= TODAY < span.end else None
    reading = Evaluator(store.dataset(rules), rules, as_of=as_of).read(find(kpi), span)
    assert reading.value is not None
    return reading.value


def column(told: SpecialFacts, at: int) -> list[float]:
    cells = [row[at] for row in told.table.rows]
    return [c.value for c in cells if isinstance(c, Figure) and c.value is not None]


@pytest.mark.parametrize("period", PERIODS)
def test_paretos_count_every_ticket(store: SqliteStore, period: str) -> None:
    for kpi, chart in (
        ("ticket_categories", "categories"),
        ("tickets_opened", "categories"),
        ("tickets_opened", "channels"),
    ):
        assert sum(column(tell(store, kpi, chart, period), 1)) == value(
            store, kpi, period
        )


@pytest.mark.parametrize("period", PERIODS)
def test_sources_bring_every_lead(store: SqliteStore, period: str) -> None:
    for kpi in ("leads_created", "leads_converted"):
        told = tell(store, kpi, "sources", period)
        behind = {i for row in told.marks for i in row[-1].ids}

        assert len(behind) == value(store, kpi, period)
        assert sum(
            column(told, at)[-1] for at in range(1, len(told.table.headings) - 1)
        ) == len(behind)


@pytest.mark.parametrize("period", PERIODS)
def test_columns_of_durations_count_every_ticket(
    store: SqliteStore, period: str
) -> None:
    answered = tell(store, "first_response_median", "responses", period)
    resolved = tell(store, "resolution_mean", "resolutions", period)

    assert sum(column(answered, 1)) == value(store, "tickets_opened", period)
    assert sum(column(resolved, 1)) == value(store, "tickets_resolved", period)


@pytest.mark.parametrize("period", PERIODS)
def test_the_ages_of_the_backlog_are_the_backlog(
    store: SqliteStore, period: str
) -> None:
    told = tell(store, "backlog", "backlog", period)

    assert column(told, 6)[-1] == value(store, "backlog", period)
    assert sum(len(row[-1].ids) for row in told.marks) == column(told, 6)[-1]


@pytest.mark.parametrize("period", PERIODS)
def test_the_ages_of_what_is_overdue_are_all_of_it(
    store: SqliteStore, period: str
) -> None:
    told = tell(store, "overdue", "overdue", period)
    ages = [column(told, at)[-1] for at in range(1, len(told.table.headings))]

    assert ages[-1] == value(store, "overdue", period)
    assert sum(ages[:-1]) == pytest.approx(ages[-1])


@pytest.mark.parametrize("period", PERIODS)
def test_movements_lead_from_mrr_to_mrr(store: SqliteStore, period: str) -> None:
    amounts = column(tell(store, "mrr", "waterfall", period), 1)
    over_time = tell(store, "mrr", "movements", period)

    assert amounts[-1] == value(store, "mrr", period)
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1])
    net = column(over_time, len(over_time.table.headings) - 1)[-1]
    assert net == pytest.approx(amounts[-1] - amounts[0])


@pytest.mark.parametrize("period", PERIODS)
def test_clients_bring_in_all_of_mrr(store: SqliteStore, period: str) -> None:
    told = tell(store, "mrr", "concentration", period)

    assert sum(column(told, 1)) == pytest.approx(value(store, "mrr", period))
    assert len(told.table.rows) == value(store, "clients", period)
    assert column(told, 2)[0] == pytest.approx(
        value(store, "concentration_top1", period)
    )


@pytest.mark.parametrize("period", PERIODS)
def test_every_active_client_is_in_the_last_cell_of_a_cohort(
    store: SqliteStore, period: str
) -> None:
    told = tell(store, "retention_rate", "client_cohorts", period)
    # The last months of cohorts older than the chart is wide are not shown.
    shown = [row[-1].ids for row in told.marks if len(row) < 13]

    active = {i for row in tell(store, "mrr", "concentration", period).marks[0]
              for i in row.ids}  # fmt: skip
    assert {i for ids in shown for i in ids} <= active
    assert sum(len(ids) for ids in shown) == len({i for ids in shown for i in ids})


@pytest.mark.parametrize("period", PERIODS)
def test_the_funnel_ends_in_the_conversion_rate(
    store: SqliteStore, period: str
) -> None:
    counts = column(tell(store, "lead_conversion", "funnel", period), 1)

    assert counts[2] / counts[0] * 100 == pytest.approx(
        value(store, "lead_conversion", period)
    )
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("period", PERIODS)
def test_groups_of_answers_give_the_nps(store: SqliteStore, period: str) -> None:
    told = tell(store, "nps", "groups", period)

    assert column(told, 7)[-1] == value(store, "nps", period)
    detractors, promoters = column(told, 1)[-1], column(told, 5)[-1]
    answers = column(told, 9)[-1]
    assert (promoters - detractors) / answers * 100 == pytest.approx(
        value(store, "nps", period)
    )


def test_reasons_explain_every_client_lost_in_a_year(store: SqliteStore) -> None:
    told = tell(store, "churn_rate", "reasons", "2026-10")
    last = parse_period("2026-10")
    months = [last.shifted(step).code for step in range(-11, 1)]

    assert sum(column(told, 1)) == sum(
        value(store, "clients_lost", month) for month in months
    )


def test_renewals_give_the_rate(store: SqliteStore) -> None:
    told = tell(store, "renewal_rate", "renewals", "2026-10")

    assert column(told, 5)[-1] == value(store, "renewal_rate", "2026-10")


@pytest.mark.parametrize("period", [*PERIODS, "2026-W40", "2019-01"])
def test_every_chart_of_every_kpi_can_be_told(store: SqliteStore, period: str) -> None:
    for kpi in CATALOG:
        for chart in charts_of(kpi.key):
            told = tell(store, kpi.key, chart.key, period)

            assert told.title
            assert told.spoken
            assert (told.picture is None) == (not told.marks)
            # What stands under the head of figures knows its value and unit.
            for row in told.table.rows:
                for at in told.table.numbers:
                    assert isinstance(row[at], Figure) or not row[at], (chart.key, row)
