"""How a long operation tells how far it is, and is told to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much is done and how much there is; may raise ``Cancelled``."""


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The person asked to stop; whatever was begun is rolled back."""


def silent(done: int, total: int) -> None:
    """A progress that nobody watches."""
