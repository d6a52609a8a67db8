"""The way that Tab takes, where it is not the order in which things were made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def follow_each_other(parts: Iterable[QWidget]) -> None:
    """Let Tab go through *parts* in this order, and through what each one holds."""
    stops = [stop for part in parts for stop in (part, *part.findChildren(QWidget))]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
