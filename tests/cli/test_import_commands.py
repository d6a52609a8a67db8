"""The public JSON of an import, and the workbooks that kpidesk writes itself."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cli.conftest import Kpidesk
from tests.cli.workbooks import ITALIAN, Sheets, save

KEYS = {
    "file", "sheet", "kind", "layout", "header_row", "columns", "scores", "read",
    "added", "changed", "unchanged", "rejected", "ignored", "ignored_rows",
    "created_clients", "issues",
}  # fmt: skip


def test_the_keys_of_the_json_are_stable(kpidesk: Kpidesk, tmp_path: Path) -> None:
    book = save(ITALIAN, tmp_path / "a.xlsx")
    run = kpidesk("import", book, "--into", tmp_path / "a.kpidesk", "--json")
    clients = run.data["sheets"][0]

    assert set(clients) == KEYS
    assert [row["why"] for row in clients["ignored_rows"]] == ["title", "total"]
    for issue in run.data["issues"]:
        assert set(issue) == {
            *("severity", "code", "sheet", "row", "column", "value", "message")
        }


def test_the_same_file_again_is_told(kpidesk: Kpidesk, tmp_path: Path) -> None:
    book = save(ITALIAN, tmp_path / "a.xlsx")
    company = tmp_path / "a.kpidesk"
    kpidesk("import", book, "--into", company)
    run = kpidesk("import", book, "--into", company, "--json")

    [before] = run.data["imported_before"]
    assert (before["file"], before["batch"]) == ("a.xlsx", 1)


def test_everything_comes_back_as_it_went(kpidesk: Kpidesk, tmp_path: Path) -> None:
    first, second = tmp_path / "a.kpidesk", tmp_path / "b.kpidesk"
    everything = tmp_path / "all.xlsx"
    kpidesk("import", save(ITALIAN, tmp_path / "a.xlsx"), "--into", first)
    assert kpidesk("export-all", "--in", first, "--to", everything).code == 0
    run = kpidesk("import", everything, "--into", second, "--json")
    question = ("--from", "2024-01", "--to", "2024-06", "--format", "csv")

    assert {sheet["layout"] for sheet in run.data["sheets"]} == {"kpidesk"}
    assert (
        kpidesk("kpis", "--in", first, *question).out
        == kpidesk("kpis", "--in", second, *question).out
    )


def test_a_template_holds_nothing_to_import(kpidesk: Kpidesk, tmp_path: Path) -> None:
    blank = tmp_path / "blank.xlsx"
    assert kpidesk("template", blank, "--language", "pt_BR").code == 0
    run = kpidesk("import", blank, "--into", tmp_path / "a.kpidesk", "--dry-run")

    assert run.code == 0


GRID: Sheets = {
    "MRR clienti": [
        ["Cliente", "Prodotto", *(f"{month:02}/2025" for month in range(1, 7)), "Tot."],
        ["Alfa", "ERP", 100, 100, 120.5, 120.5, 120.5, 120.5, 682],
        ["Alfa", "CRM", "", 30, 30, 30, "", "", 90],
        ["Beta", "ERP", 50, 0, 0, 55, 55, 60, 220],
        ["Totale", "", 150, 130, 150.5, 205.5, 175.5, 180.5, 992],
    ]
}


def test_figures_of_a_grid_are_the_totals_of_its_months(
    kpidesk: Kpidesk, tmp_path: Path
) -> None:
    company = tmp_path / "a.kpidesk"
    book = save(GRID, tmp_path / "grid.xlsx")
    run = kpidesk("import", book, "--into", company, "--json")
    months = ("--from", "2025-01", "--to", "2025-06", "--kpi", "mrr")
    printed = kpidesk("kpis", "--in", company, *months, "--format", "csv")
    readings = [line.split(",")[1:3] for line in printed.out.splitlines()[1:]]

    assert run.data["sheets"][0]["kind"] == "contract"
    assert [(month, float(value)) for month, value in readings] == [
        ("2025-01", 150.0),
        ("2025-02", 130.0),
        ("2025-03", 150.5),
        ("2025-04", 205.5),
        ("2025-05", 175.5),
        ("2025-06", 180.5),
    ]

    again = kpidesk("import", book, "--into", company, "--json")
    assert again.data["sheets"][0]["unchanged"] == 3


def test_an_import_can_be_narrowed(kpidesk: Kpidesk, tmp_path: Path) -> None:
    company = tmp_path / "a.kpidesk"
    kpidesk("import", save(ITALIAN, tmp_path / "a.xlsx"), "--into", company)
    more: Sheets = {
        "Foglio1": [
            ["Cliente", "Città", "Partita IVA"],
            ["Elenco", "vecchio", "1"],
            ["Ragione sociale", "Comune", "P. IVA"],
            ["Rossi nuova Srl", "Asti", "01234567890"],
            ["Gialli Srl", "Bra", "05556667778"],
        ]
    }
    book = save(more, tmp_path / "b.xlsx")
    narrowed = ("--header-row", "Foglio1=3", "--clients-by", "tax-id")
    run = kpidesk(
        *("import", book, "--into", company, *narrowed, "--mode", "update", "--json")
    )
    [sheet] = run.data["sheets"]

    assert (sheet["header_row"], sheet["changed"], sheet["added"]) == (3, 1, 0)
    assert sheet["ignored"]["new"] == 1

    said = kpidesk("import", book, "--into", company, *narrowed, "--mode", "update")
    assert "new rows: 1" in said.out

    wrong = kpidesk("import", book, "--into", company, "--header-row", "3")
    assert wrong.code != 0
    assert "Clients=3" in wrong.err


def spoiled(data: bytes, seed: int) -> bytes:
    """A good file cut short, or with some bytes changed."""
    chance = random.Random(seed)  # noqa: S311 - tests must be the same each time
    if seed % 2:
        return data[: chance.randrange(len(data))]
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_spoiled_file_is_a_sentence_or_whole_rows(
    kpidesk: Kpidesk, tmp_path: Path, name: str
) -> None:
    lines = [";".join(str(cell) for cell in row) for row in ITALIAN["Ticket"]]
    good = {
        "a.xlsx": save(ITALIAN, tmp_path / "good.xlsx").read_bytes(),
        "a.csv": "\n".join(lines).encode(),
    }[name]
    bad = tmp_path / name
    for seed in range(4):
        bad.write_bytes(spoiled(good, seed))
        company = tmp_path / f"{seed}.kpidesk"
        run = kpidesk("import", bad, "--into", company, "--json")

        assert run.err == ""
        if run.code:
            assert run.data["error"]["message"]
            assert not company.exists()
        for sheet in run.data.get("sheets", ()):
            outcomes = ("added", "changed", "unchanged", "rejected")
            ignored = sum(sheet["ignored"].values())
            assert sheet["read"] == sum(sheet[name] for name in outcomes) + ignored
