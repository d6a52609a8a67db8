"""From a workbook to figures to a summary, on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kpidesk.operations.open_workspace import create_workspace, rules_for
from kpidesk.operations.reports.report_question import Report
from tests.cli.conftest import Kpidesk
from tests.cli.workbooks import ENGLISH, ITALIAN, PORTUGUESE, Sheets, save

LANGUAGES = pytest.mark.parametrize(
    ("sheets", "language"),
    [(ITALIAN, "it"), (PORTUGUESE, "pt_PT"), (PORTUGUESE, "pt_BR"), (ENGLISH, "en")],
)


def readings(text: str) -> dict[str, dict[str, str]]:
    return {row["kpi"]: row for row in csv.DictReader(io.StringIO(text))}


@LANGUAGES
def test_a_clean_workbook_needs_no_hand_mapping(
    kpidesk: Kpidesk, tmp_path: Path, sheets: Sheets, language: str
) -> None:
    book = save(sheets, tmp_path / "book.xlsx")
    company = tmp_path / "alfa.kpidesk"

    run = kpidesk("import", book, "--into", company, "--json", "--language", language)

    assert run.code == 0
    kinds = [sheet["kind"] for sheet in run.data["sheets"]]
    assert kinds == ["client", "contract", "ticket", "survey_answer", "lead", "cost"]
    for sheet in run.data["sheets"]:
        assert None not in sheet["columns"].values(), sheet["columns"]
        assert sheet["rejected"] == 0, sheet["issues"]
        accounted = sum(
            sheet[outcome] for outcome in ("added", "changed", "unchanged", "rejected")
        )
        assert sheet["read"] == accounted + sum(sheet["ignored"].values())
    assert run.data["batch"] == 1


@LANGUAGES
def test_the_figures_are_those_computed_by_hand(
    kpidesk: Kpidesk, tmp_path: Path, sheets: Sheets, language: str
) -> None:
    book = save(sheets, tmp_path / "book.xlsx")
    company = tmp_path / "alfa.kpidesk"
    kpidesk("import", book, "--into", company, "--language", language)

    run = kpidesk(
        *("kpis", "--in", company, "--from", "2024-03", "--to", "2024-03"),
        *("--format", "csv", "--language", language),
    )

    assert run.code == 0
    found = readings(run.out)
    # 1,200 ÷ 12 + 300 ÷ 3 + 50.50; K2's last day is 31 March, so it still counts.
    assert float(found["mrr"]["value"]) == pytest.approx(250.5, abs=1e-9)
    assert found["clients"]["value"] == "3"
    # 90 and 180 minutes: mean and median 2.25 h.
    assert float(found["first_response_mean"]["value"]) == pytest.approx(2.25)
    assert float(found["first_response_median"]["value"]) == pytest.approx(2.25)
    # One ticket solved, after 24 h; the other is the backlog.
    assert float(found["resolution_mean"]["value"]) == pytest.approx(24)
    assert found["backlog"]["value"] == "1"
    # 9 and 10 promote, 3 detracts, 7 is passive: (2 − 1) ÷ 4.
    assert float(found["nps"]["value"]) == pytest.approx(25)
    # One of two leads converted.
    assert float(found["lead_conversion"]["value"]) == pytest.approx(50)
    # Nobody is new in March: no acquisition cost, with the reason.
    assert found["cac"]["value"] == ""
    assert found["cac"]["reason"]

    february = kpidesk(
        *("kpis", "--in", company, "--from", "2024-02", "--to", "2024-02"),
        *("--kpi", "cac", "--format", "csv"),
    )
    # 1,150.00 + 2,000.50 over the one client new in February.
    assert float(readings(february.out)["cac"]["value"]) == pytest.approx(3150.5)

    april = kpidesk(
        *("kpis", "--in", company, "--from", "2024-04", "--to", "2024-04"),
        *("--kpi", "churn_rate", "--kpi", "nrr", "--format", "csv"),
    )
    lost = readings(april.out)
    # K2's client is lost on 1 April: 1 of 3; (250.50 − 100) ÷ 250.50.
    assert float(lost["churn_rate"]["value"]) == pytest.approx(100 / 3)
    assert float(lost["nrr"]["value"]) == pytest.approx(150.5 / 250.5 * 100)


@LANGUAGES
def test_importing_again_changes_nothing(
    kpidesk: Kpidesk, tmp_path: Path, sheets: Sheets, language: str
) -> None:
    book = save(sheets, tmp_path / "book.xlsx")
    company = tmp_path / "alfa.kpidesk"
    kpidesk("import", book, "--into", company, "--language", language)
    before = company.read_bytes()

    run = kpidesk("import", book, "--into", company, "--json", "--language", language)

    assert run.code == 0
    assert run.data["batch"] is None
    for sheet in run.data["sheets"]:
        assert (sheet["added"], sheet["changed"], sheet["rejected"]) == (0, 0, 0)
    assert company.read_bytes() == before


def test_undoing_the_import_restores_every_figure(
    kpidesk: Kpidesk, tmp_path: Path
) -> None:
    company = tmp_path / "alfa.kpidesk"
    kpidesk("import", save(ITALIAN, tmp_path / "a.xlsx"), "--into", company)
    question = (
        *("kpis", "--in", company, "--from", "2024-01", "--to", "2024-06"),
        *("--format", "csv"),
    )
    before = kpidesk(*question).out
    more: Sheets = {
        "Contratti": [
            ["Cliente", "Prodotto", "Canone annuo", "Data inizio"],
            ["Rossi Srl", "CRM", "600,00", "01/02/2024"],
            ["Neri Srl", "CRM", "600,00", "01/03/2024"],
        ]
    }
    run = kpidesk(
        *("import", save(more, tmp_path / "b.xlsx"), "--into", company),
        *("--create-clients", "--json"),
    )
    assert run.data["created_clients"] == ["Neri Srl"]
    assert kpidesk(*question).out != before

    undone = kpidesk("undo-import", run.data["batch"], "--in", company)

    assert undone.code == 0
    assert kpidesk(*question).out == before


def test_a_trial_run_saves_nothing(kpidesk: Kpidesk, tmp_path: Path) -> None:
    company = tmp_path / "alfa.kpidesk"
    book = save(ITALIAN, tmp_path / "a.xlsx")

    run = kpidesk("import", book, "--into", company, "--dry-run", "--json")

    assert run.code == 0
    assert run.data["dry_run"] is True
    assert run.data["sheets"][0]["added"] == 3
    assert not company.exists()


def test_strict_refuses_the_whole_import(kpidesk: Kpidesk, tmp_path: Path) -> None:
    company = tmp_path / "alfa.kpidesk"
    sheets = {**ITALIAN, "Ticket": [*ITALIAN["Ticket"], [1003, "Nessuno", "", "", ""]]}
    book = save(sheets, tmp_path / "a.xlsx")

    run = kpidesk("import", book, "--into", company, "--strict", "--json")

    assert run.code == 1
    assert run.data["refused"] is True
    assert not company.exists()


def test_sheets_and_files_may_come_in_any_order(
    kpidesk: Kpidesk, tmp_path: Path
) -> None:
    tickets = save({"Ticket": ITALIAN["Ticket"]}, tmp_path / "1.xlsx")
    backwards = dict(reversed(list(ITALIAN.items())))
    del backwards["Ticket"]
    rest = save(backwards, tmp_path / "2.xlsx")

    run = kpidesk("import", tickets, rest, "--into", tmp_path / "a.kpidesk", "--json")

    assert [sheet["rejected"] for sheet in run.data["sheets"]] == [0] * 6


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv", "html"])
@pytest.mark.parametrize("language", ["it", "pt_BR", "pt_PT", "en"])
def test_the_summary_is_written_in_any_form_and_language(
    kpidesk: Kpidesk, tmp_path: Path, demo: Path, suffix: str, language: str
) -> None:
    target = tmp_path / f"summary.{suffix}"

    run = kpidesk(
        *("export", "--in", demo, "--period", "2026-10", "--to", target),
        *("--language", language),
    )

    assert run.code == 0
    starts = {
        "pdf": b"%PDF-1.",
        "xlsx": b"PK",
        "csv": b"\xef\xbb\xbfkpi;",
        "html": b"<!DOCTYPE html>",
    }
    content = target.read_bytes()
    if suffix == "csv" and language == "en":
        assert content.startswith(b"\xef\xbb\xbfkpi,")
    else:
        assert content.startswith(starts[suffix])
    assert [item.name for item in tmp_path.iterdir()] == [target.name]


def test_the_demo_is_the_same_each_time(
    kpidesk: Kpidesk, tmp_path: Path, demo: Path
) -> None:
    first, second = tmp_path / "1.kpidesk", tmp_path / "2.kpidesk"
    assert kpidesk("demo", first, "--language", "en").code == 0
    assert kpidesk("demo", second, "--language", "en").code == 0

    question = ("--from", "2026-01", "--to", "2026-06", "--format", "csv")
    out = kpidesk("kpis", "--in", first, *question).out
    assert out == kpidesk("kpis", "--in", second, *question).out
    assert out.count("\n") > 300


def test_everything_is_written_as_an_archive(
    kpidesk: Kpidesk, tmp_path: Path, demo: Path
) -> None:
    target = tmp_path / "all.zip"
    run = kpidesk("export-all", "--in", demo, "--to", target, "--language", "it")

    assert run.code == 0
    assert target.read_bytes().startswith(b"PK")
    refused = kpidesk("export-all", "--in", demo, "--to", tmp_path / "all.ods")
    assert refused.code == 2
    assert "all.ods" in refused.err
    assert [item.name for item in tmp_path.iterdir()] == ["all.zip"]


def test_sections_are_left_out_and_charts_go_into_a_folder(
    kpidesk: Kpidesk, tmp_path: Path, demo: Path
) -> None:
    target, folder = tmp_path / "details.pdf", tmp_path / "charts"
    run = kpidesk(
        *("export", "--in", demo, "--period", "2026-10", "--to", target),
        *("--report", "details", "--without", "definitions", "--charts", folder),
    )

    assert run.code == 0
    names = {path.name for path in folder.iterdir()}
    assert {"mrr_waterfall.png", "mrr_waterfall.svg", "nps_groups.svg"} <= names
    whole = tmp_path / "whole.pdf"
    kpidesk(
        *("export", "--in", demo, "--period", "2026-10", "--to", whole),
        *("--report", "details"),
    )
    pages = [path.read_bytes().count(b"/Type /Page\n") for path in (target, whole)]
    assert pages[0] == pages[1] - 1

    nothing = kpidesk(
        *("export", "--in", demo, "--to", target, "--report", "details"),
        *("--without", "definitions", "--without", "details"),
    )
    assert nothing.code == 2
    assert "details, definitions" in nothing.err


def test_a_company_without_records_is_told_or_written(
    kpidesk: Kpidesk, tmp_path: Path
) -> None:
    company = tmp_path / "empty.kpidesk"
    create_workspace(company, "Vuota & <Figli>", rules_for("it"))
    every = [*Report]
    every.remove(Report.CLIENT)
    for report in every:
        target = tmp_path / f"{report}.pdf"
        run = kpidesk(
            *("export", "--in", company, "--period", "2026-10", "--to", target),
            *("--report", report.value, "--language", "it"),
        )
        assert run.code == 0
        assert target.read_bytes().startswith(b"%PDF")
    for name in ("figures.xlsx", "page.html", "all.zip"):
        command = "export-all" if name == "all.zip" else "export"
        run = kpidesk(command, "--in", company, "--to", tmp_path / name)
        assert run.code == 0
    assert b"Vuota &amp; &lt;Figli&gt;" in (tmp_path / "page.html").read_bytes()

    refused = kpidesk("export-all", "--in", company, "--to", tmp_path / "all.xlsx")
    assert refused.code == 2
    assert "empty.kpidesk" in refused.err
