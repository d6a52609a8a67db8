"""Messages are translated when shown, in the language of the moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kpidesk import paths
from kpidesk.i18n.catalogues import load_catalogue
from kpidesk.i18n.messages import (
    N_,
    N_p,
    _,
    active_language,
    language,
    ngettext,
    pgettext,
    use_language,
)

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""
BODY = """
msgid "Costs of {month}"
msgstr "Custos de {month}"

msgctxt "lead"
msgid "New"
msgstr "Nova"

msgid "New"
msgstr "Novo"

msgid "{n} client"
msgid_plural "{n} clients"
msgstr[0] "{n} cliente"
msgstr[1] "{n} clientes"

msgid "No clients"
msgstr "Nenhum cliente"
"""


@pytest.fixture(autouse=True)
def resources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Put a small Portuguese catalogue in place of the real ones."""
    source = tmp_path / "locale" / "pt_PT" / "kpidesk.po"
    source.parent.mkdir(parents=True)
    source.write_text(HEADER + BODY, encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    monkeypatch.setenv("KPIDESK_CACHE_DIR", str(tmp_path / "cache"))
    load_catalogue.cache_clear()
    yield tmp_path
    load_catalogue.cache_clear()


def test_english_is_the_message_itself() -> None:
    assert active_language() == "en"
    assert _(N_("Costs of {month}"), month="March") == "Costs of March"
    assert _(N_p("lead", "New")) == "New"
    assert ngettext("{n} client", "{n} clients", 1, n="1") == "1 client"


def test_the_process_speaks_the_chosen_language() -> None:
    use_language("pt_PT")

    assert _("Costs of {month}", month="março") == "Custos de março"
    assert _("") == ""
    assert _("Never translated") == "Never translated"


def test_a_context_tells_homographs_apart() -> None:
    use_language("pt_PT")

    assert _("New") == "Novo"
    assert pgettext("lead", "New") == _(N_p("lead", "New")) == "Nova"
    assert pgettext("contract", "New") == "New"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 clientes"), (1, "1 cliente"), (1.5, "1.5 clientes"), (2, "2 clientes")],
)
def test_numbers_choose_their_form(number: float, text: str) -> None:
    use_language("pt_PT")

    assert ngettext("{n} client", "{n} clients", number, n=number) == text


def test_none_has_its_own_words() -> None:
    use_language("pt_PT")
    none = N_("No clients")

    assert ngettext("{n} client", "{n} clients", 0, zero=none, n="0") == (
        "Nenhum cliente"
    )


def test_a_block_speaks_another_language() -> None:
    with language("pt_PT"):
        assert _("New") == "Novo"
        with language("en"):
            assert _("New") == "New"
        assert _("New") == "Novo"

    assert _("New") == "New"


def test_threads_see_the_language_of_the_process_only() -> None:
    with ThreadPoolExecutor(max_workers=1) as pool:
        with language("pt_PT"):
            assert pool.submit(_, "New").result() == "New"
        use_language("pt_PT")

        assert pool.submit(_, "New").result() == "Novo"


def test_braces_stay_when_nothing_fills_them() -> None:
    assert _("{not} a {template") == "{not} a {template"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        use_language("tlh")

    assert active_language() == "en"


def test_the_compiled_form_is_kept_and_renewed(resources: Path) -> None:
    use_language("pt_PT")
    assert _("New") == "Novo"
    kept = list((resources / "cache" / "locale").iterdir())

    source = resources / "locale" / "pt_PT" / "kpidesk.po"
    source.write_text(HEADER + BODY.replace("Novo", "Novíssimo"), encoding="utf-8")
    load_catalogue.cache_clear()

    assert _("New") == "Novíssimo"
    renewed = list((resources / "cache" / "locale").iterdir())
    assert len(kept) == len(renewed) == 1
    assert kept != renewed


def test_a_damaged_cache_is_made_again(resources: Path) -> None:
    use_language("pt_PT")
    assert _("New") == "Novo"
    (kept,) = (resources / "cache" / "locale").iterdir()
    kept.write_bytes(kept.read_bytes()[:40])
    load_catalogue.cache_clear()

    assert _("New") == "Novo"


def test_messages_are_read_without_a_writable_cache(
    resources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (resources / "a file").touch()
    monkeypatch.setenv("KPIDESK_CACHE_DIR", str(resources / "a file"))
    use_language("pt_PT")

    assert _("New") == "Novo"
