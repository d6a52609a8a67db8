"""How figures and dates are written in a language and a country.

Babel's data (CLDR) is the source of symbols and names; what it lacks or does otherwise
than business letters in Italy, Brazil and Portugal is in the tables here. Words follow
the language, signs and order follow the country.
"""

from dataclasses import dataclass
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.numbers import get_currency_symbol

from kpidesk.i18n.languages import find_language

NBSP = "\u00a0"
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that stand beside a figure or in a date.

    ``compact`` goes from a thousand up, one word for each factor of a thousand; its
    spacing is part of it. ``day`` and ``month`` are (one, many). Patterns use ``{}``
    names: ``quarter``, ``year``, ``month``, ``day``, ``week``.
    """

    compact: tuple[str, str, str]
    hour: str
    minute: str
    short_day: str
    day: tuple[str, str]
    month: tuple[str, str]
    percentage_points: str
    undefined: str
    conjunction: str
    quotes: tuple[str, str]
    month_pattern: str
    short_month_pattern: str
    long_date_pattern: str
    quarter_pattern: str
    week_pattern: str


@dataclass(frozen=True, slots=True)
class Conventions:
    """The signs and the order that a country uses.

    ``currency_pattern`` holds ``{symbol}`` and ``{digits}``; ``date_pattern`` holds
    ``{day}``, ``{month}``, ``{year}``. ``first_weekday`` counts from Monday = 0.
    """

    decimal: str
    group: str
    currency_pattern: str
    date_pattern: str
    first_weekday: int


WORDS = {
    "it": Words(
        compact=(f"{NBSP}mila", f"{NBSP}Mln", f"{NBSP}Mrd"),
        hour="h",
        minute="min",
        short_day="g",
        day=("giorno", "giorni"),
        month=("mese", "mesi"),
        percentage_points="p.p.",
        undefined="n/d",
        conjunction="e",
        quotes=("«", "»"),
        month_pattern="{month} {year}",
        short_month_pattern="{month} {year}",
        long_date_pattern="{day} {month} {year}",
        quarter_pattern="T{quarter} {year}",
        week_pattern="sett. {week} {year}",
    ),
    "pt_BR": Words(
        compact=(f"{NBSP}mil", f"{NBSP}mi", f"{NBSP}bi"),
        hour="h",
        minute="min",
        short_day="d",
        day=("dia", "dias"),
        month=("mês", "meses"),
        percentage_points="p.p.",
        undefined="n.d.",
        conjunction="e",
        quotes=("“", "”"),
        month_pattern="{month} de {year}",
        short_month_pattern="{month}/{year}",
        long_date_pattern="{day} de {month} de {year}",
        quarter_pattern="{quarter}º tri. {year}",
        week_pattern="sem. {week} {year}",
    ),
    "pt_PT": Words(
        compact=(f"{NBSP}mil", f"{NBSP}M", f"{NBSP}mil{NBSP}M"),
        hour="h",
        minute="min",
        short_day="d",
        day=("dia", "dias"),
        month=("mês", "meses"),
        percentage_points="p.p.",
        undefined="n.d.",
        conjunction="e",
        quotes=("«", "»"),
        month_pattern="{month} de {year}",
        short_month_pattern="{month}/{year}",
        long_date_pattern="{day} de {month} de {year}",
        quarter_pattern="{quarter}.º trim. {year}",
        week_pattern="sem. {week} {year}",
    ),
    "en": Words(
        compact=("k", "M", "bn"),
        hour="h",
        minute="min",
        short_day="d",
        day=("day", "days"),
        month=("month", "months"),
        percentage_points="pp",
        undefined="n/a",
        conjunction="and",
        quotes=("“", "”"),
        month_pattern="{month} {year}",
        short_month_pattern="{month} {year}",
        long_date_pattern="{day} {month} {year}",
        quarter_pattern="Q{quarter} {year}",
        week_pattern="W{week} {year}",
    ),
}

_REGION_LOCALES = {
    "IT": "it_IT",
    "BR": "pt_BR",
    "PT": "pt_PT",
    "GB": "en_GB",
    "IE": "en_IE",
    "US": "en_US",
}
# Four-digit years everywhere: CLDR's short dates turn 1926 and 2026 into the same.
_DATE_PATTERNS = {"US": "{month}/{day}/{year}"}
_DAY_FIRST = "{day}/{month}/{year}"
# CLDR starts the week on Sunday in Portugal; calendars of firms there do not.
_FIRST_WEEKDAYS = {"PT": 0}
# CLDR writes the code where a symbol is well known to the firms we serve.
_SYMBOLS = {"EUR": "€", "BRL": "R$"}


@lru_cache(maxsize=16)
def conventions(region: str, language: str) -> Conventions:
    """Return the conventions of a country, or of the language if it is unknown."""
    locale = _locale(region, language)
    symbols = locale.number_symbols["latn"]
    pattern = locale.currency_formats["standard"].pattern.partition(";")[0]
    first_digit = min(at for at, sign in enumerate(pattern) if sign in "#0")
    prefix = pattern[:first_digit].replace("¤", "{symbol}")
    last_digit = max(at for at, sign in enumerate(pattern) if sign in "#0")
    suffix = pattern[last_digit + 1 :].replace("¤", "{symbol}")
    return Conventions(
        decimal=symbols["decimal"],
        # A narrow space is missing from many fonts and from what people can type.
        group=symbols["group"].replace("\u202f", NBSP),
        currency_pattern=f"{prefix}{{digits}}{suffix}",
        date_pattern=_DATE_PATTERNS.get(region, _DAY_FIRST),
        first_weekday=_FIRST_WEEKDAYS.get(region, locale.first_week_day),
    )


@lru_cache(maxsize=64)
def currency_symbol(currency: str, region: str, language: str) -> str:
    """Return the sign of a currency (ISO 4217) as a country writes it."""
    return _SYMBOLS.get(currency) or str(
        get_currency_symbol(currency, _locale(region, language))
    )


@lru_cache(maxsize=16)
def month_names(language: str, *, short: bool) -> tuple[str, ...]:
    """Return the twelve names of a language, January first, without dots."""
    names = Locale.parse(language).months["format"]["abbreviated" if short else "wide"]
    return tuple(str(names[month]).rstrip(".") for month in range(1, 13))


@lru_cache(maxsize=512)
def country_name(code: str, language: str) -> str:
    """Return the name of an ISO 3166 country in a language; what is no code stays."""
    return str(Locale.parse(language).territories.get(code.upper(), code))


@lru_cache(maxsize=16)
def _locale(region: str, language: str) -> Locale:
    """Return the locale whose data describes a country."""
    known = _REGION_LOCALES.get(region)
    if known:
        return Locale.parse(known)
    try:
        return Locale.parse(f"und_{region}")
    except (UnknownLocaleError, ValueError):
        # A packaged program carries the data of our own languages only.
        return Locale.parse(_REGION_LOCALES[find_language(language).region])
