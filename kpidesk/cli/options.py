"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from kpidesk.cli.language import CODES, normalised
from kpidesk.errors import UsageError
from kpidesk.i18n.messages import N_, _

_F = TypeVar("_F", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)


class _Language(click.Choice[str]):
    """One of our languages, also as ``pt-br``."""

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        return super().convert(normalised(str(value)) or value, param, ctx)


def language_option() -> Callable[[_F], _F]:
    """``--language``: read before the commands are made, listed with each."""
    return click.option(
        "--language",
        type=_Language(CODES),
        expose_value=False,
        help=_("Language of texts and figures."),
    )


def company_option(name: str = "--in") -> Callable[[_F], _F]:
    """``--in COMPANY.kpidesk``."""
    return click.option(
        name,
        "company",
        type=FILE,
        required=True,
        metavar="COMPANY.kpidesk",
        help=_("The company file."),
    )


LENGTHS = ("week", "month", "quarter", "year", "ttm")
"""The lengths of a period, as ``--every`` names them."""


def every_option() -> Callable[[_F], _F]:
    """``--every quarter``: how long the period is that ends in the one named."""
    return click.option(
        "--every",
        type=click.Choice(LENGTHS),
        help=_("Read the period as the end of one of this length."),
    )


def as_of_option() -> Callable[[_F], _F]:
    """``--as-of 2024-06-30``."""
    return click.option(
        "--as-of",
        "as_of",
        metavar="DATE",
        callback=_read_day,
        help=_("Count only what had happened by this day (2024-06-30)."),
    )


def _read_day(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(
            N_("“{text}” is not a day. Write it like 2024-06-30."), text=value
        ) from error
