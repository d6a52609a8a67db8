"""The languages that kpidesk speaks, and which one a person most likely wants."""

import locale
import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the program.

    ``code`` names its catalogue folder. ``region`` (ISO 3166) and ``currency``
    (ISO 4217) are the defaults for a new company; both can be chosen freely.
    ``qt_translation`` is the file with Qt's own words, None where Qt ships none:
    every button of ours carries its own text.
    """

    code: str
    native_name: str
    region: str
    currency: str
    qt_translation: str | None


# The languages in the order in which people are offered them.
LANGUAGES = (
    Language("it", "Italiano", "IT", "EUR", "qtbase_it"),
    Language("pt_BR", "Português (Brasil)", "BR", "BRL", "qtbase_pt_BR"),
    # Qt has no file for European Portuguese; a bare "pt" would load the Brazilian one.
    Language("pt_PT", "Português (Portugal)", "PT", "EUR", None),
    Language("en", "English", "GB", "EUR", None),
)

_BY_CODE = {language.code: language for language in LANGUAGES}
# Countries that write Portuguese as Brazil does; all others follow Portugal.
_BRAZILIAN = "BR"


def find_language(code: str) -> Language:
    """Return the language with a code; raises KeyError for one we do not speak."""
    return _BY_CODE[code]


def guess_language(system_locale: str) -> str | None:
    """Return the language code for a system locale such as ``pt_BR.UTF-8``.

    None means that the person must be asked: "pt" alone may be either Portuguese.
    A language that kpidesk does not speak gives English.
    """
    name = system_locale.partition(".")[0].partition("@")[0].replace("-", "_")
    parts = name.split("_")
    language = parts[0].lower()
    if language == "it":
        return "it"
    if language != "pt":
        return "en"
    region = parts[-1].upper() if len(parts) > 1 else ""
    if not region:
        return None
    return "pt_BR" if region == _BRAZILIAN else "pt_PT"


def system_locale() -> str:
    """Return the locale that the system or the terminal asks for, "" when unknown."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value
    return locale.getlocale()[0] or ""
