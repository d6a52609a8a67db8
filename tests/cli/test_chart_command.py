"""The numbers of the special charts at a terminal."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.cli.conftest import Kpidesk


def test_cohorts_are_printed(kpidesk: Kpidesk, demo: Path) -> None:
    run = kpidesk("chart", "churn_rate", "--in", demo, "--period", "2026-10")

    lines = run.out.splitlines()
    assert run.code == 0
    assert lines[3].startswith("Cohort")
    assert lines[-1].startswith("Weighted average")


def test_a_chart_is_chosen_and_printed_as_numbers(kpidesk: Kpidesk, demo: Path) -> None:
    """The waterfall of a month: what it starts with and its movements give its end."""
    run = kpidesk(
        *("chart", "mrr", "--in", demo, "--period", "2026-10"),
        *("--chart", "waterfall", "--format", "csv"),
    )

    rows = [row for row in csv.reader(io.StringIO(run.out)) if row]
    amounts = [float(row[1]) for row in rows[1:]]
    assert abs(sum(amounts[:-1]) - amounts[-1]) < 0.005


def test_a_chart_that_a_kpi_has_not(kpidesk: Kpidesk, demo: Path) -> None:
    run = kpidesk(
        *("chart", "mrr", "--in", demo, "--period", "2026-10", "--chart", "funnel")
    )

    assert run.code != 0
    assert "waterfall, movements, concentration" in run.err
