"""Marks the tests that compute a KPI by hand, so that none goes without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Test = TypeVar("_Test", bound=Callable[..., None])


def example(*_keys: str) -> Callable[[_Test], _Test]:
    """Mark a test as a worked example of the KPIs with these keys.

    ``test_every_kpi`` reads the marks from the source of ``worked_examples``.
    """

    def leave(test: _Test) -> _Test:
        return test

    return leave
