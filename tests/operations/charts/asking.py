"""Ask for a chart of a company told by hand, in English."""

from __future__ import annotations

from datetime import date

from kpidesk.domain.catalog import find
from kpidesk.domain.evaluation import Evaluator
from kpidesk.domain.period import parse_period
from kpidesk.domain.rules import Rules
from kpidesk.i18n.formats import Formats
from kpidesk.operations.charts.choice import charts_of
from kpidesk.operations.charts.facts import SpecialFacts
from kpidesk.operations.charts.question import ChartQuestion
from tests.domain.company import Company


def ask(
    company: Company,
    kpi: str,
    chart: str,
    period: str,
    *,
    target: float | None = None,
    today: str = "",
) -> SpecialFacts:
    """The chart of a KPI; *today* lies in the period when it is still running."""
    rules = Rules(currency=company.currency)
    as_of = date.fromisoformat(today) if today else None
    evaluator = Evaluator(company.dataset(rules), rules, as_of=as_of)
    question = ChartQuestion(
        evaluator,
        find(kpi),
        parse_period(period),
        bool(today),
        target,
        Formats("en", "IE", "EUR"),
    )
    told = {item.key: item for item in charts_of(kpi)}[chart].tell(question)
    for row in told.table.rows:
        assert len(row) == len(told.table.headings)
    return told


def cells(told: SpecialFacts) -> list[tuple[str, ...]]:
    """The rows of a chart's table, with plain spaces and minus signs."""
    plain = Formats.plain
    return [tuple(plain(cell) for cell in row) for row in told.table.rows]
