"""What one person prefers: language, theme, text size, recent files.

Nothing here changes a figure; what does is a fact of the company and lies in its
file. Preferences are one JSON file, written whole or not at all.
"""

import json
import os
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, Self, get_args

from kpidesk import paths
from kpidesk.i18n.languages import LANGUAGES

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
TEXT_SIZES = range(90, 151)
RECENT_FILES_KEPT = 8
_REGION_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of a person; ``replace`` makes a changed copy.

    ``language`` is a code of ``kpidesk.i18n.languages`` and ``region`` an ISO 3166
    country for numbers and dates; None follows the system and the language.
    ``text_size`` is in percent of the normal size, 90 to 150. Files are absolute
    paths as text, the latest first.
    """

    language: str | None = None
    region: str | None = None
    theme: Theme = "system"
    text_size: int = 100
    reduce_motion: bool = False
    recent_files: tuple[str, ...] = ()
    last_file: str | None = None

    def with_recent_file(self, file: Path) -> Self:
        """Return a copy in which a file is the last and most recent one."""
        name = str(file.absolute())
        others = tuple(known for known in self.recent_files if known != name)
        recent = (name, *others)[:RECENT_FILES_KEPT]
        return replace(self, recent_files=recent, last_file=name)


def preferences_path() -> Path:
    """Return where the preferences of the person lie."""
    return paths.config_dir() / "preferences.json"


def load_preferences(path: Path | None = None) -> Preferences:
    """Read the preferences; what is missing or damaged falls back to its default."""
    try:
        text = (path or preferences_path()).read_text(encoding="utf-8")
        known = json.loads(text)
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(known, dict):
        return Preferences()
    accepted = {
        field.name: _accepted(field.name, known[field.name])
        for field in fields(Preferences)
        if field.name in known
    }
    return Preferences(**{k: v for k, v in accepted.items() if v is not None})


def save_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Write the preferences; raises OSError when the folder cannot be written."""
    target = path or preferences_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(preferences), ensure_ascii=False, indent=2) + "\n"
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".preferences-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _accepted(name: str, value: Any) -> Any:
    """Return a value read from the file, or None where its default is better."""
    match name, value:
        case "language", str() if value in {known.code for known in LANGUAGES}:
            return value
        case "region", str() if len(value) == _REGION_LENGTH and value.isalpha():
            return value.upper()
        case "theme", str() if value in THEMES:
            return value
        case "text_size", int() if value in TEXT_SIZES:
            return value
        case ("reduce_motion", bool()) | ("last_file", str()):
            return value
        case "recent_files", list():
            names = [file for file in value if isinstance(file, str)]
            return tuple(names[:RECENT_FILES_KEPT])
    return None
