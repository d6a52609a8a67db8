"""Why clients left, by hand."""

from __future__ import annotations

from kpidesk.domain.kpis.leaving_reasons import lost_with_reasons
from tests.domain.company import Company


def test_the_reason_of_the_last_contract_counts() -> None:
    """In March Acme and Beta are lost; Coop only loses one of two contracts.

    Acme left its first contract in 2024 for the price and its last one for the
    service: the service counts. Nobody wrote why Beta left.
    """
    company = Company()
    company.contract("Acme", "2024-01-01", "2024-06-01", reason="Price")
    company.contract("Acme", "2024-06-01", "2025-03-10", reason="Service")
    company.contract("Beta", "2024-01-01", "2025-03-20")
    company.contract("Coop", "2024-01-01", "2025-03-15", reason="Price")
    company.contract("Coop", "2024-01-01")
    window = company.window("2025-03")

    ids, codes = lost_with_reasons(window)

    names = window.data.contracts.reasons
    assert dict(zip(ids.tolist(), codes.tolist(), strict=True)) == {
        company.id_of("Acme"): names.index("Service"),
        company.id_of("Beta"): -1,
    }


def test_a_reason_that_lies_ahead_is_not_known() -> None:
    """Acme pauses in March and comes back; why it leaves in June is not March's."""
    company = Company()
    company.contract("Acme", "2024-01-01", "2025-03-10")
    company.contract("Acme", "2025-05-01", "2025-06-10", reason="Price")

    _ids, codes = lost_with_reasons(company.window("2025-03"))

    assert codes.tolist() == [-1]
