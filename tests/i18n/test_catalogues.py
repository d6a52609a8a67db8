"""Every message of the program is translated, and said as people say it there."""

import csv

import translations
from language_lint import complaints

from kpidesk import paths


def test_catalogues_are_complete_and_well_said() -> None:
    faults = translations.check()

    assert not faults, "\n".join([f"{len(faults)} faults", *faults[:40]])


def test_the_glossary_is_complete_and_well_said() -> None:
    with (paths.resources() / "glossary.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))

    faults = [
        f"{row['key']}, {language}: {complaint}"
        for row in rows
        for language in translations.LANGUAGES
        for complaint in complaints(language, row["en"], row[language])
    ]

    assert not faults
    assert all(all(row.values()) for row in rows)
    assert len({row["key"] for row in rows}) == len(rows)
