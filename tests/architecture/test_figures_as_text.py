"""Only kpidesk.i18n turns figures and dates into text."""

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "kpidesk"
# Qt's locale groups, signs and abbreviates otherwise than business letters do, and
# strftime names months in the language of the system.
OTHER_WAYS = re.compile(
    r"toCurrencyString|QLocale\(\S*\)\.toString|strftime\([^)]*%[aAbBpcxX]"
)


def test_nobody_else_formats_figures() -> None:
    found = [
        f"{file.relative_to(PACKAGE)}: {match.group()}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for match in OTHER_WAYS.finditer(file.read_text(encoding="utf-8"))
    ]

    assert not found
