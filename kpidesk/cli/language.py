"""Which language the command line speaks."""

from __future__ import annotations

from collections.abc import Sequence

from kpidesk.i18n.languages import LANGUAGES, guess_language, system_locale
from kpidesk.preferences import load_preferences

CODES = [language.code for language in LANGUAGES]
_OPTION = "--language"


def normalised(code: str) -> str | None:
    """The language meant by ``pt-br``, ``PT_BR``, ``it`` …, if it is one of ours."""
    wanted = code.strip().replace("-", "_").lower()
    for known in CODES:
        if known.lower() == wanted:
            return known
    return None


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for, preferred or of the system; English as a last resort."""
    preferred = asked_language(arguments) or load_preferences().language
    return preferred or guess_language(system_locale()) or "en"


def asked_language(arguments: Sequence[str]) -> str | None:
    """The language that ``--language`` names.

    Help and messages are already translated when the commands are read, so the
    option is looked for before.
    """
    for position, argument in enumerate(arguments):
        value = ""
        if argument == _OPTION and position + 1 < len(arguments):
            value = arguments[position + 1]
        elif argument.startswith(_OPTION + "="):
            value = argument.partition("=")[2]
        found = normalised(value) if value else None
        if found:
            return found
    return None
