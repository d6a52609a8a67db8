"""Translations known beforehand, by their English text."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Self

# Stands between the two forms of a plural in one cell.
FORMS = " ¦ "
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Rows with a dotted ``key`` and a text per language, found by English text."""

    by_english: dict[str, list[Row]]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a CSV file with the columns key, en and one for each language."""
        found: dict[str, list[Row]] = defaultdict(list)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                found[row["en"]].append(row)
        return cls(dict(found))

    def translate(
        self, texts: tuple[str, ...], context: str | None, language: str
    ) -> tuple[str, ...] | None:
        """Return the translation of a message, None when unknown or not certain.

        A plural message has two texts, for one and for many, and so has the result.

        Rows that translate one English text differently are told apart by the
        context: a key, or a part of one, such as "enum.lead" or "nav".
        """
        written = self._one(FORMS.join(texts), context, language)
        if written:
            return tuple(written.split(FORMS))
        # The glossary proper keeps the forms of a plural in rows of their own.
        forms = [self._one(text, context, language) for text in texts]
        return tuple(form for form in forms if form) if all(forms) else None

    def _one(self, english: str, context: str | None, language: str) -> str | None:
        rows = self.by_english.get(english, [])
        if context:
            fitting = [row for row in rows if _fits(row["key"], context)]
            rows = fitting or rows
        texts = {row[language] for row in rows if row.get(language)}
        return texts.pop() if len(texts) == 1 else None


def _fits(key: str, context: str) -> bool:
    return key == context or f".{context}." in f".{key}."
