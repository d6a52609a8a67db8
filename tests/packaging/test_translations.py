"""Messages are found in the source and translated from the glossary."""

import csv
from pathlib import Path

import pytest
import translations
from babel.messages.catalog import Catalog
from glossary import Glossary
from language_lint import complaints, placeholders
from message_extraction import extract, misuses

SOURCE = """
TITLE = N_("Costs of {month}")
STATES = (N_p("enum.lead", "New"), N_("New"))
def show(n):
    other = ngettext("{n} client", "{n} clients", n, zero=N_("No clients"), n=n)
    return _(TITLE, month=_("March")) + other
"""


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Make a small program with its own catalogues."""
    package = tmp_path / "program"
    package.mkdir()
    (package / "page.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(translations, "PACKAGE", package)
    monkeypatch.setattr(translations, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(translations, "TEMPLATE", tmp_path / "locale" / "kpidesk.pot")
    return package


def test_messages_are_found_with_contexts_and_plurals(program: Path) -> None:
    found = {(one.context, one.id) for one in extract(program) if one.id}

    assert found == {
        (None, "Costs of {month}"),
        ("enum.lead", "New"),
        (None, "New"),
        (None, ("{n} client", "{n} clients")),
        (None, "No clients"),
        (None, "March"),
    }


@pytest.mark.parametrize("line", ["x = f\"{_('hidden')}\"", 'x = _(f"built {n}")'])
def test_messages_and_f_strings_do_not_mix(program: Path, line: str) -> None:
    (program / "wrong.py").write_text(f"n = 1\n{line}\n", encoding="utf-8")

    assert misuses(program) == ["program/wrong.py:2: a message and an f-string"]


def test_the_glossary_is_asked_with_the_context() -> None:
    glossary = Glossary.load(translations.ROOT / "resources" / "glossary.csv")
    clients = ("{n} client", "{n} clients")

    assert glossary.translate(("New",), "enum.lead", "pt_PT") == ("Nova",)
    assert glossary.translate(("New",), "import.row", "pt_PT") == ("Novo",)
    assert glossary.translate(("New",), None, "pt_PT") is None
    assert glossary.translate(("Clients",), None, "it") == ("Clienti",)
    assert glossary.translate(clients, None, "it") == ("{n} cliente", "{n} clienti")


def test_update_fills_what_is_known_and_missing_lists_the_rest(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    translations.main(["update"])
    capsys.readouterr()
    translations.main(["missing"])
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))

    assert {row[1] for row in rows[1:]} == {"Costs of {month}", "New", "March"}
    assert translations.main(["check"]) == 1

    sheet = tmp_path / "done.csv"
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(rows[0])
        for key, english, *_texts in rows[1:]:
            table.writerow((key, english, english, english, english))
    translations.main(["fill", str(sheet)])

    assert not translations.check()


def test_a_message_that_comes_back_keeps_its_translation(program: Path) -> None:
    translations.main(["update"])
    (program / "page.py").write_text("", encoding="utf-8")
    translations.main(["update"])
    (program / "page.py").write_text(SOURCE, encoding="utf-8")
    translations.update(Glossary({}))

    catalogue = read("it")
    message = catalogue.get(("{n} client", "{n} clients"))
    assert message is not None
    assert translations.texts_of(message.string) == ("{n} cliente", "{n} clienti")
    lead = catalogue.get("New", "enum.lead")
    assert lead is not None
    assert lead.string == "Nuovo"
    assert not catalogue.obsolete


def test_updating_twice_changes_nothing(program: Path) -> None:
    translations.main(["update"])
    before = {path: path.read_bytes() for path in translations.LOCALE.rglob("*.po*")}
    translations.main(["update"])

    assert {path: path.read_bytes() for path in before} == before
    assert len(before) == 4


@pytest.mark.parametrize(
    ("language", "message", "translation", "word"),
    [
        ("pt_PT", "File", "Arquivo", "Arquivo"),
        ("pt_PT", "Loading…", "Carregando…", "gerund"),
        ("pt_BR", "Save", "Guardar", "Guardar"),
        ("it", "Ticket", "Bilhete", "Bilhete"),
        ("it", "“x”", "“x”", "sign"),
        ("pt_BR", "x", "«x»", "sign"),
        ("it", "Open…", "Apri", "trailing"),
        ("it", "{n} rows", "{m} righe", "placeholders"),
        ("it", "a ", "a", "space"),
    ],
)
def test_slips_are_found(
    language: str, message: str, translation: str, word: str
) -> None:
    assert any(word in one for one in complaints(language, message, translation))


@pytest.mark.parametrize(
    ("language", "translation"),
    [("pt_PT", "Excluídos"), ("pt_PT", "A carregar…"), ("pt_BR", "Salvar arquivo")],
)
def test_right_words_pass(language: str, translation: str) -> None:
    message = "x…" if translation.endswith("…") else "x"

    assert complaints(language, message, translation) == []


def test_placeholders_are_names_in_braces() -> None:
    assert placeholders("{n} of {total}") == {"n", "total"}
    assert placeholders("not a {template") == set()


def read(language: str) -> Catalog:
    return translations.read(translations.LOCALE / language / "kpidesk.po", language)
