"""Keep the translation catalogues in step with the program.

    python packaging/translations.py update      source → .pot → the .po files
    python packaging/translations.py check       everything translated and well said?
    python packaging/translations.py missing     what lacks a translation, as CSV
    python packaging/translations.py fill FILE   take translations from such a CSV

``update`` fills a new message from ``resources/glossary.csv`` where that says the same
in English. Run with the Python of ``.venv``.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from glossary import FORMS, Glossary
from language_lint import complaints
from message_extraction import extract, misuses

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kpidesk"
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "kpidesk.pot"
LANGUAGES = ("it", "pt_BR", "pt_PT")
# Babel's own rule for pt_BR puts 0 with 1, which reads wrong: "0 cliente".
PLURAL_FORMS = "nplurals=2; plural=(n != 1);"
HEADER = rf"""msgid ""
msgstr ""
"Language: {{language}}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {PLURAL_FORMS}\n"

"""


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("update", "check", "missing"):
        commands.add_parser(name)
    commands.add_parser("fill").add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    if given.command == "update":
        update(Glossary.load(ROOT / "resources" / "glossary.csv"))
    elif given.command == "fill":
        update(Glossary.load(given.file))
    elif given.command == "missing":
        _write_missing()
    else:
        found = check()
        print("\n".join(found) or "All catalogues are complete.")
        return 1 if found else 0
    return 0


def update(glossary: Glossary) -> None:
    """Bring the template and the catalogues up to the source, filling what is known."""
    template = extract(PACKAGE)
    _write(TEMPLATE, template)
    for language in LANGUAGES:
        catalogue = _merged(language, template)
        for message in _messages(catalogue):
            if not is_complete(message):
                texts = texts_of(message.id)
                known = glossary.translate(texts, message.context, language)
                message.string = _like(message.id, known) or message.string
        _write(_path(language), catalogue, HEADER.format(language=language))
        open_ones = sum(not is_complete(message) for message in _messages(catalogue))
        print(f"{language}: {len(catalogue)} messages, {open_ones} to translate")


def check() -> list[str]:
    """Return what is wrong with the catalogues, one line each, [] when all is well."""
    found = misuses(PACKAGE)
    wanted = _keys(extract(PACKAGE))
    if wanted != _keys(read(TEMPLATE)):
        found.append("kpidesk.pot is not what the source says: run update")
    for language in LANGUAGES:
        catalogue = read(_path(language), language)
        if catalogue.plural_forms != PLURAL_FORMS:
            found.append(f"{language}: the plural rule is not {PLURAL_FORMS}")
        if wanted != _keys(catalogue):
            found.append(f"{language}: not the messages of the source: run update")
        for message in _messages(catalogue):
            found += [f"{language}: {fault}" for fault in _faults(language, message)]
    return found


def is_complete(message: Message) -> bool:
    """Tell whether every form of a message has its translation."""
    return all(texts_of(message.string)) and not message.fuzzy


def read(path: Path, language: str | None = None) -> Catalog:
    """Read a catalogue; one that is not there yet is empty."""
    if not path.is_file():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def _merged(language: str, template: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the messages of the template.

    A message that comes back takes up its old translation again.
    """
    catalogue = read(_path(language), language)
    retired = dict(catalogue.obsolete)
    # A catalogue takes the template's own messages in: each language needs a copy.
    catalogue.update(deepcopy(template), no_fuzzy_matching=True)
    for message in _messages(catalogue):
        old = retired.get(_retired_key(message))
        if old is not None and not is_complete(message):
            message.string = old.string
    for message in _messages(catalogue):
        catalogue.obsolete.pop(_retired_key(message), None)
    return catalogue


def _retired_key(message: Message) -> str | tuple[str, str]:
    text = texts_of(message.id)[0]
    return (text, message.context) if message.context else text


def _faults(language: str, message: Message) -> Iterator[str]:
    name = repr(message.id if not message.context else (message.context, message.id))
    if not is_complete(message):
        yield f"{name}: not translated"
        return
    pairs = zip(texts_of(message.id), texts_of(message.string), strict=True)
    for text, translation in pairs:
        for complaint in complaints(language, text, translation):
            yield f"{name}: {complaint}"


def _write_missing() -> None:
    template = read(TEMPLATE)
    catalogues = {language: read(_path(language), language) for language in LANGUAGES}
    table = csv.writer(sys.stdout)
    table.writerow(("key", "en", *LANGUAGES))
    for message in _messages(template):
        known = [
            catalogue.get(message.id, message.context)
            for catalogue in catalogues.values()
        ]
        if not all(one and is_complete(one) for one in known):
            texts = [FORMS.join(texts_of(one.string)) if one else "" for one in known]
            english = FORMS.join(texts_of(message.id))
            table.writerow((message.context or "", english, *texts))


def _write(path: Path, catalogue: Catalog, header: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(header.encode())
        # Babel's own header holds dates and versions, which would change every file
        # at every run; lines would do so at every edit of the source.
        write_po(
            stream,
            catalogue,
            width=88,
            omit_header=True,
            include_lineno=False,
            sort_by_file=True,
        )


def _path(language: str) -> Path:
    return LOCALE / language / "kpidesk.po"


def _messages(catalogue: Catalog) -> list[Message]:
    """Return the messages without the header."""
    return [message for message in catalogue if message.id]


def _keys(catalogue: Catalog) -> set[tuple[str | None, tuple[str, ...]]]:
    return {(one.context, texts_of(one.id)) for one in _messages(catalogue)}


def _like(
    identifier: str | tuple[str, ...] | list[str], texts: tuple[str, ...] | None
) -> str | tuple[str, ...] | None:
    """Return translated texts in the shape that the id of their message has."""
    return texts[0] if texts and isinstance(identifier, str) else texts


def texts_of(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return the forms of an id or of a translation: one, or two for a plural."""
    return (value or "",) if isinstance(value, str | None) else tuple(value)


if __name__ == "__main__":
    sys.exit(main())
