"""What people type is read with good will, and check digits are looked at."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from kpidesk.importing.dates import DateOrder
from kpidesk.importing.numbers import DecimalMark
from kpidesk.operations.edit_checks import tax_id_warning
from kpidesk.operations.edit_typing import typed_date, typed_instant, typed_number

TODAY = date(2025, 3, 9)
NOW = datetime(2025, 3, 9, 9, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5", date(2025, 3, 5)),
        ("5/3", date(2025, 3, 5)),
        ("5/4", date(2025, 4, 5)),
        ("5/3/25", date(2025, 3, 5)),
        ("05.03.2025", date(2025, 3, 5)),
        ("2025-03-05", date(2025, 3, 5)),
        ("oggi", TODAY),
        ("Hoje", TODAY),
        ("ieri", date(2025, 3, 8)),
        ("ontem", date(2025, 3, 8)),
        ("amanhã", date(2025, 3, 10)),
        ("+30", date(2025, 4, 8)),
        ("31/2", None),
        ("0", None),
        ("soon", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert typed_date(text, TODAY, DateOrder.DMY) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("ieri 17:40", datetime(2025, 3, 8, 17, 40)),
        ("-2h", datetime(2025, 3, 9, 7, 12)),
        ("-15min", datetime(2025, 3, 9, 8, 57)),
        ("8:30", datetime(2025, 3, 9, 8, 30)),
        ("5/3 14:00", datetime(2025, 3, 5, 14)),
        ("05/03/2025 14:05", datetime(2025, 3, 5, 14, 5)),
        ("ora", NOW),
        ("oggi 9:00", datetime(2025, 3, 9, 9)),
        ("5/3", datetime(2025, 3, 5)),
        ("26:00", None),
    ],
)
def test_instants(text: str, moment: datetime | None) -> None:
    assert typed_instant(text, NOW, DateOrder.DMY) == moment


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("1200", DecimalMark.COMMA, "1200"),
        ("1.200,00", DecimalMark.COMMA, "1200"),
        ("1 200,00", DecimalMark.COMMA, "1200"),
        ("1200.5", DecimalMark.COMMA, "1200.5"),
        ("1.200", DecimalMark.COMMA, "1200"),
        ("1.200", DecimalMark.POINT, "1.200"),
        ("1,2k", DecimalMark.COMMA, "1200"),
        ("1.2k", DecimalMark.COMMA, "1200"),
        ("84 mila", DecimalMark.COMMA, "84000"),
        ("R$ 12,50", DecimalMark.COMMA, "12.5"),
        ("twelve", DecimalMark.COMMA, None),
    ],
)
def test_amounts(text: str, mark: DecimalMark, number: str | None) -> None:
    expected = None if number is None else Decimal(number)
    assert typed_number(text, mark) == expected


@pytest.mark.parametrize(
    ("tax_id", "country", "valid"),
    [
        ("IT00743110157", "IT", True),
        ("00743110158", "IT", False),
        ("RCCMNL83S18D969H", "IT", True),
        ("RCCMNL83S18D969A", "IT", False),
        ("11.222.333/0001-81", "BR", True),
        ("12.ABC.345/01DE-35", "BR", True),
        ("12.ABC.345/01DE-36", "BR", False),
        ("390.533.447-05", "BR", True),
        ("111.111.111-11", "BR", False),
        ("501964843", "PT", True),
        ("PT501964844", "PT", False),
        ("anything", "US", True),
    ],
)
def test_check_digits(tax_id: str, country: str, valid: bool) -> None:
    assert (tax_id_warning(tax_id, country) is None) is valid
