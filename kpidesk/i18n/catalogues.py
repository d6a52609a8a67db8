"""Load the translation catalogues of ``resources/locale``.

A catalogue is kept as text (.po). It is compiled at first use; the compiled form is
kept in the cache folder, because reading it back is twenty times quicker. Losing the
cache costs one slower start and nothing else.
"""

import gettext
import io
import os
import struct
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from kpidesk import paths

DOMAIN = "kpidesk"


@lru_cache(maxsize=8)
def load_catalogue(language: str) -> gettext.NullTranslations:
    """Return the translations into a language; English ids translate to themselves."""
    source = catalogue_path(language)
    if not source.is_file():
        return gettext.NullTranslations()
    facts = source.stat()
    name = f"{language}-{facts.st_mtime_ns}-{facts.st_size}.mo"
    compiled = paths.cache_dir() / "locale" / name
    # A cache that was cut short or damaged is only made again.
    with suppress(OSError, ValueError, struct.error):
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    content = compile_catalogue(source)
    _keep(compiled, content)
    return gettext.GNUTranslations(io.BytesIO(content))


def catalogue_path(language: str) -> Path:
    """Return where the text form of a language's catalogue lies."""
    return paths.resources() / "locale" / language / f"{DOMAIN}.po"


def compile_catalogue(source: Path) -> bytes:
    """Return the compiled (.mo) form of a .po file."""
    # Most starts find the compiled form and need none of this.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.parent.name)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def _keep(compiled: Path, content: bytes) -> None:
    """Write the compiled form whole or not at all, and drop older ones."""
    # A read-only or full disk must not stop anybody from reading messages.
    with suppress(OSError):
        compiled.parent.mkdir(parents=True, exist_ok=True)
        language = compiled.name.partition("-")[0]
        for older in compiled.parent.glob(f"{language}-*.mo"):
            older.unlink(missing_ok=True)
        handle, temporary = tempfile.mkstemp(dir=compiled.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).replace(compiled)
