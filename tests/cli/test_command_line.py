"""The public contract of the command line, and how failures are told."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kpidesk
from tests.cli.workbooks import ITALIAN, save


@pytest.mark.parametrize(
    ("every", "first", "last", "codes"),
    [
        ("month", "2026-01", "2026-03", ["2026-01", "2026-02", "2026-03"]),
        ("quarter", "2026-01", "2026-06", ["2026-Q1", "2026-Q2"]),
        ("year", "2025-01", "2026-12", ["2025", "2026"]),
        ("ttm", "2026-01", "2026-02", ["2026-01", "2026-02"]),
        ("week", "2026-W09", "2026-W10", ["2026-W09", "2026-W10"]),
    ],
)
def test_periods_are_named_as_promised(
    kpidesk: Kpidesk, demo: Path, every: str, first: str, last: str, codes: list[str]
) -> None:
    run = kpidesk(
        *("kpis", "--in", demo, "--from", first, "--to", last, "--every", every),
        *("--kpi", "mrr", "--format", "csv"),
    )

    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [row["period"] for row in rows] == codes
    assert list(rows[0]) == [
        *("kpi", "period", "value", "unit", "n"),
        *("numerator", "denominator", "reason"),
    ]


def test_explaining_names_the_rows(kpidesk: Kpidesk, demo: Path) -> None:
    run = kpidesk(
        *("explain", "churn_rate", "--in", demo, "--period", "2026-10"),
        *("--format", "json"),
    )

    parts = {part["key"]: part for part in run.data["parts"]}
    lost, opening = parts["lost"], parts["opening"]
    assert len(lost["rows"]) == lost["value"]
    assert all(row["label"] for row in opening["rows"])
    assert run.data["value"] == pytest.approx(
        len(lost["rows"]) / len(opening["rows"]) * 100
    )
    assert run.data["formula_words"] == "clients lost ÷ clients at the start × 100"


def test_a_variant_changes_the_definition(kpidesk: Kpidesk, demo: Path) -> None:
    period = ("--from", "2026-10", "--to", "2026-10", "--format", "json")
    run = kpidesk(
        "kpis", "--in", demo, "--kpi", "cac", "--variant", "all_costs", *period
    )
    assert run.data[0]["variant"] == "all_costs"

    refused = kpidesk("kpis", "--in", demo, "--kpi", "mrr", "--variant", "no", *period)
    assert refused.code == 2
    assert "no" in refused.err


def test_a_variant_is_explained_by_its_own_formula(
    kpidesk: Kpidesk, demo: Path
) -> None:
    whole, run = (
        kpidesk(
            *("explain", "nrr", "--in", demo, "--period", "2026-01"),
            *("--variant", variant, "--format", "json"),
        )
        for variant in ("with_reactivation", "without_indexation")
    )

    assert run.data["formula_words"] == (
        "(MRR at the start − MRR of lost clients − decreases + increases − changes by"
        " indexation) ÷ MRR at the start × 100"
    )
    assert "+ MRR of returned clients" in whole.data["formula_words"]
    parts = {part["key"]: part for part in run.data["parts"]}
    indexed = parts["indexation"]
    assert indexed["value"] > 0
    assert sum(row["value"] for row in indexed["rows"]) == pytest.approx(
        indexed["value"]
    )
    kept = run.data["denominator"] - parts["churned"]["value"]
    kept += parts["expansion"]["value"] - parts["contraction"]["value"]
    assert run.data["numerator"] == pytest.approx(kept - indexed["value"])


def test_the_list_names_every_kpi(kpidesk: Kpidesk) -> None:
    run = kpidesk("kpis", "--list")

    assert run.code == 0
    for key in ("mrr", "churn_rate", "nps", "ttfv_median", "employee_turnover"):
        assert f"  {key}  [" in run.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("kpis", "--in", "missing.kpidesk"),
        ("kpis",),
        ("kpis", "--in", "missing.kpidesk", "--every", "fortnight"),
        ("kpis", "--nonsense"),
        ("explain", "mrr", "--in", "missing.kpidesk", "--period", "2024-13"),
        ("explain", "mrr"),
        ("export", "--in", "missing.kpidesk", "--to", "a.pdf"),
        ("import", "missing.xlsx", "--into", "a.kpidesk"),
        ("import", "--into", "a.kpidesk"),
        ("undo-import", "1", "--in", "missing.kpidesk"),
        ("undo-import", "one", "--in", "missing.kpidesk"),
        ("inspect", "missing.xlsx"),
    ],
)
@pytest.mark.parametrize("language", ["it", "pt_BR", "pt_PT", "en"])
def test_what_cannot_be_done_is_a_sentence(
    kpidesk: Kpidesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    language: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    run = kpidesk(*arguments, "--language", language)

    assert run.code == 2
    assert run.err.strip()
    assert "Traceback" not in run.err
    assert "Error" not in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_bad_suffix_is_told_and_writes_nothing(
    kpidesk: Kpidesk, tmp_path: Path, demo: Path
) -> None:
    run = kpidesk("export", "--in", demo, "--to", tmp_path / "a.docx")

    assert run.code == 2
    assert "a.docx" in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_used_is_json_when_asked(
    kpidesk: Kpidesk, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"%PDF-1.7 not a sheet")

    run = kpidesk("inspect", bad, "--json")
    assert run.code == 2
    assert run.data["error"]["code"] == "not_a_spreadsheet"

    run = kpidesk("import", bad, "--into", tmp_path / "a.kpidesk", "--json")
    assert run.code == 2
    assert run.data["error"]["message"]
    assert not (tmp_path / "a.kpidesk").exists()


def test_inspecting_shows_the_readers_view(kpidesk: Kpidesk, tmp_path: Path) -> None:
    book = save({"Ticket": ITALIAN["Ticket"]}, tmp_path / "a.xlsx")

    run = kpidesk("inspect", book, "--json")

    [sheet] = run.data["sheets"]
    assert (sheet["name"], sheet["rows"], sheet["hidden"]) == ("Ticket", 3, False)
    assert sheet["head"][1][0] == "1001"
    assert sheet["head"][1][5] == "2024-03-01T09:00:00"


def test_as_of_hides_what_happened_later(kpidesk: Kpidesk, tmp_path: Path) -> None:
    company = tmp_path / "a.kpidesk"
    kpidesk("import", save(ITALIAN, tmp_path / "a.xlsx"), "--into", company)

    run = kpidesk(
        *("kpis", "--in", company, "--from", "2024-03", "--to", "2024-03"),
        *("--as-of", "2024-03-10", "--kpi", "nps", "--kpi", "lead_conversion"),
        *("--format", "csv"),
    )

    values = {row["kpi"]: row["value"] for row in csv.DictReader(io.StringIO(run.out))}
    # Only the 9 of 10 March is known; Anna converts on the 20th.
    assert values == {"nps": "100", "lead_conversion": "0"}


def test_a_closed_pipe_is_not_an_error(demo: Path) -> None:
    command = [sys.executable, "-m", "kpidesk", "kpis", "--in", str(demo)]
    with subprocess.Popen(
        [*command, "--format", "csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert said == b""
    assert process.returncode == 0


def test_json_is_complete_when_piped(demo: Path) -> None:
    command = [sys.executable, "-m", "kpidesk", "kpis", "--in", str(demo)]
    done = subprocess.run(
        [*command, "--format", "json"], capture_output=True, check=True
    )

    assert len(json.loads(done.stdout)) > 1000


def test_the_command_line_needs_no_qt(demo: Path) -> None:
    script = (
        "import sys\n"
        "from kpidesk.cli import main\n"
        f"main(['kpis', '--in', {str(demo)!r}, '--kpi', 'mrr'])\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
        "assert 'pyqtgraph' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
