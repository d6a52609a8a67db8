"""Translate what people read.

A message is its English text. Code that only names a message marks it with ``N_``;
code that shows it calls ``_``, in the language of the moment. Parts that vary are
named placeholders, filled with text that is already formatted::

    TITLE = N_("Costs of {month}")
    label.setText(_(TITLE, month=formats.month(start)))

The language of the process is set once by ``use_language`` and seen by every thread;
``language`` overrides it for a block of code, such as a report in another language.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

from kpidesk.i18n.catalogues import load_catalogue
from kpidesk.i18n.languages import find_language

# Separates context and message, in our marks as in gettext's own files.
_CONTEXT_END = "\x04"


class _Process:
    """What the whole process shares: a new thread starts with an empty context."""

    language = "en"


_override: ContextVar[str | None] = ContextVar("kpidesk_language", default=None)


def N_(message: str, /) -> str:
    """Mark a message for translation and return it unchanged."""
    return message


def N_p(context: str, message: str, /) -> str:
    """Mark a message whose translation depends on a context, for ``_`` to translate.

    The result is an id and not for people: "New" of a lead is not "New" of a row.
    """
    return f"{context}{_CONTEXT_END}{message}"


def _(message: str, /, **values: object) -> str:
    """Return a message in the language of the moment, its placeholders filled."""
    context, mark, text = message.rpartition(_CONTEXT_END)
    if mark:
        return pgettext(context, text, **values)
    # gettext keeps the header of the catalogue under the empty message.
    return _fill(_catalogue().gettext(message) if message else "", values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Return a message that has different translations in different contexts."""
    return _fill(_catalogue().pgettext(context, message), values)


def ngettext(
    one: str, other: str, number: float, /, *, zero: str | None = None, **values: object
) -> str:
    """Return the form of a message that fits a number of things.

    ``zero`` is a message marked with ``N_`` and is used when there are none ("No
    clients"): in every language it reads better than "0 clients". Broken numbers take
    the plural. The number itself arrives formatted, as one of the values.
    """
    if zero is not None and number == 0:
        return _(zero, **values)
    # gettext's plural rules are for whole numbers: 1.5 months are months.
    whole = int(number) if number == int(number) else 2
    return _fill(_catalogue().ngettext(one, other, whole), values)


def active_language() -> str:
    """Return the code of the language of the moment."""
    return _override.get() or _Process.language


def use_language(code: str) -> None:
    """Set the language of the whole process; KeyError for one we do not speak."""
    _Process.language = find_language(code).code


@contextmanager
def language(code: str) -> Iterator[None]:
    """Speak another language inside a ``with`` block, in this thread or task only."""
    token = _override.set(find_language(code).code)
    try:
        yield
    finally:
        _override.reset(token)


class _Values(dict[str, object]):
    """Values for a message; a missing one stays visible instead of raising."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _fill(text: str, values: Mapping[str, object]) -> str:
    return text.format_map(_Values(values)) if values else text


def _catalogue() -> NullTranslations:
    return load_catalogue(active_language())
